#!/usr/bin/env bash
# The story in a minute: a concern is sent, nobody answers, the calendar moves on, the outside body opens it.
# Every date is computed here and compared with what the programs say; the first difference ends the tour with 1.
# Needs target/release/daylight (make build) and faketime. Leaves nothing behind.
set -euo pipefail
cd "$(dirname "$0")/.."

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
fail() { echo "tour: $*" >&2; exit 1; }
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

# ---- the story ------------------------------------------------------------------------------------------
received=2026-12-18
today=$received
title "$(words "$today"): an instance is founded"
at_today setup --demo --dir "$instance" --json >"$folder/setup.json"
field log_key <"$folder/setup.json" >"$folder/log.key"
echo "   the words on the poster: $(field words <"$folder/setup.json")"
start_server

title "A concern is sent"
echo "The till in the canteen is short every Friday." |
    at_today submit --url "$url" --log-key "$folder/log.key" --receipt "$folder/concern.receipt" --json >"$folder/sent.json"
field tracking_code <"$folder/sent.json" >"$folder/code"
concern=$(field concern <"$folder/sent.json")
same "received on" "$received" "$(field received_on <"$folder/sent.json")"
answer_by=$(plus "$received" 7)
same "somebody must answer by" "$answer_by" "$(sed -n 's/^      "first_due": "\(.*\)",$/\1/p' "$folder/sent.json" | head -n 1)"
at_today receipt verify "$folder/concern.receipt" --log-key "$folder/log.key" --json >"$folder/receipt.json"
same "the receipt is" "promise" "$(field verdict <"$folder/receipt.json")"
at_today calendar run --dir "$instance" >/dev/null
has "$(as guardian inbox --json)" "$concern" "the guardian does not see the concern"
echo "   the guardian has it, and does not answer"

go_to "$answer_by"
same "the last day of stage" 1 "$(track --json | field stage)"
if as chair inbox --json | grep -qF "$concern"; then fail "the chair sees the concern too early"; fi

second=$(plus "$answer_by" 1)
go_to "$second"
same "by itself it is at stage" 2 "$(track --json | field stage)"
same "since" "$second" "$(track --json | field arrived)"
has "$(as chair inbox --json)" "$concern" "the chair does not see the concern"
echo "   the chair has it, and does not answer either"

second_answer_by=$(plus "$second" 7)
go_to "$second_answer_by"
same "the last day of stage" 2 "$(track --json | field stage)"
if as outside inbox --json | grep -qF "$concern"; then fail "the outside body sees the concern too early"; fi

third=$(plus "$second_answer_by" 1)
go_to "$third"
same "by itself it is outside, at stage" 3 "$(track --json | field stage)"
same "since" "$third" "$(track --json | field arrived)"

title "The outside body opens it"
as outside open "$concern" --json >"$folder/opened.json"
same "what it reads" "The till in the canteen is short every Friday." "$(field account <"$folder/opened.json")"
echo "We have it. You will hear from us." >"$folder/words"
as outside act acknowledge "$concern" --message-file "$folder/words" --receipt "$folder/act.receipt" --json >"$folder/act.json"
echo "   it confirms to the reporter that it has it"

title "The reporter comes back with the code"
track --json >"$folder/track.json"
same "state" acknowledged "$(field state <"$folder/track.json")"
has "$(cat "$folder/track.json")" '"text": "We have it. You will hear from us."' "the reporter cannot read the words"
kinds=$(sed -n 's/^      "kind": "\(.*\)",\{0,1\}$/\1/p' "$folder/track.json" | tr '\n' ' ')
for kind in received lapsed escalated opened no_conflict acknowledged; do
    has " $kinds" " $kind " "the reporter does not see the step $kind"
done
track | sed 's/^/   | /'

go_to "$(plus "$third" 1)"
title "Promises are kept"
for name in concern act; do
    at_today receipt prove "$folder/$name.receipt" --url "$url" --log-key "$folder/log.key" >/dev/null
    at_today receipt verify "$folder/$name.receipt.tlog-proof" --log-key "$folder/log.key" --json >"$folder/proof.json"
    same "the receipt of the $name is" proven "$(field verdict <"$folder/proof.json")"
done

title "The whole record"
at_today doctor --dir "$instance" | sed 's/^/   | /'
title "Nobody answered, and nobody could bury it."
