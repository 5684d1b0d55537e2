# What the tours share: an instance in a folder of its own, a clock that is moved, and people who act. Sourced by
# tour.sh and tour-long.sh from the repository's root.
# shellcheck shell=bash

daylight=$(realpath "${DAYLIGHT:-target/release/daylight}")
[ -x "$daylight" ] || { echo "tour: $daylight is not there: run make build first" >&2; exit 1; }
command -v faketime >/dev/null || { echo "tour: faketime is not there: apt-get install faketime" >&2; exit 1; }
# The wrapper would stay between us and the server; its library alone does the work.
clock_library=$(faketime -m '2026-01-01 00:00:00' printenv LD_PRELOAD)
export TZ=UTC FAKETIME_DONT_FAKE_MONOTONIC=1 NO_COLOR=1

folder=$(mktemp -d)
server=
stop_server() {
    [ -n "$server" ] || return 0
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
    server=
}
clean_up() {
    local status=$?
    stop_server
    rm -rf "$folder"
    [ "$status" = 0 ] || echo "tour: FAILED" >&2
}
trap clean_up EXIT
trap 'exit 1' INT TERM

# ---- small tools ----------------------------------------------------------------------------------------
title() { printf '\n== %s\n' "$*"; }
words() { date -d "$1" '+%A %-d %B %Y'; }
plus() { date -d "$1 +$2 days" +%F; }
# What the last command said about itself says why.
fail() {
    tail -n 3 "$folder/talk" >&2 2>/dev/null || true
    echo "tour: $*" >&2
    exit 1
}
same() { [ "$2" = "$3" ] || fail "$1: expected $2, got $3"; echo "   $1: $3"; }
has() { grep -qF -- "$2" <<<"$1" || fail "$3"; }
# A field of the outermost object; our JSON has one field a line.
field() { sed -n "s/^  \"$1\": \"\{0,1\}\([^\",]*\)\"\{0,1\},\{0,1\}\$/\1/p" | head -n 1; }

today=
at_today() { LD_PRELOAD=$clock_library FAKETIME="@$today 08:00:00" "$daylight" "$@"; }
# A holder of the demonstration: NAME COMMAND...
as() {
    local name=$1
    shift
    at_today "$@" --url "$url" --key "$instance/keys/$name.key" --passphrase-file "$instance/keys/$name.passphrase" 2>>"$folder/talk"
}
track() { at_today track --url "$url" --code-file "$folder/code" "$@" 2>>"$folder/talk"; }

instance=$folder/instance
url=
start_server() {
    LD_PRELOAD=$clock_library FAKETIME="@$today 08:00:00" "$daylight" serve --dir "$instance" --listen 127.0.0.1:0 \
        >"$folder/server.log" 2>&1 &
    server=$!
    for _ in $(seq 100); do
        url=$(sed -n 's/.*answers on \(http:[^ ]*\).*/\1/p' "$folder/server.log" | head -n 1)
        [ -z "$url" ] || return 0
        kill -0 "$server" 2>/dev/null || break
        sleep 0.1
    done
    cat "$folder/server.log" >&2
    fail "the server does not answer"
}
# The calendar is moved on; the server starts anew on that day.
go_to() {
    today=$1
    title "$(words "$today")"
    stop_server
    at_today calendar run --dir "$instance" >/dev/null
    start_server
}
# A holder says something: NAME ACT TEXT [MORE ARGUMENTS]
says() {
    local name=$1 act=$2 text=$3
    shift 3
    printf '%s\n' "$text" >"$folder/words"
    as "$name" act "$act" "$concern" --words-file "$folder/words" --json "$@" >"$folder/act.json" ||
        fail "$name cannot sign $act"
}
# The next command must be refused with these words: WORDS COMMAND...
refuses() {
    local words=$1
    shift
    if "$@" >"$folder/refused" 2>&1; then fail "this should have been refused: $*"; fi
    cat "$folder/talk" >>"$folder/refused"
    has "$(cat "$folder/refused")" "$words" "refused, but not because: $words"
    echo "   refused: $words"
}
