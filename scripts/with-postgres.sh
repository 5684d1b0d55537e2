#!/usr/bin/env bash
# Runs a command beside a PostgreSQL server of its own, which is gone afterwards: with-postgres.sh COMMAND...
# The command finds its address in DAYLIGHT_TEST_DATABASE. The server listens on a socket in a temporary folder alone
# and writes to the disk as a real one does. When the command is done, its files are searched for planted words.
set -euo pipefail

# What the tests plant, and nobody may find in clear (tests/api/harness.rs).
planted='the-till-is-short-by-a-planted-phrase'

bin=$(ls -d /usr/lib/postgresql/*/bin 2> /dev/null | sort -V | tail -n 1)
if [ -z "$bin" ]; then
    bin=$(dirname "$(command -v initdb)")
fi

# A socket's path is at most 107 characters long: not under a deep TMPDIR.
dir=$(mktemp -d /tmp/daylight-postgres.XXXXXX)
as=()
if [ "$(id -u)" -eq 0 ]; then
    # The server refuses to run as root.
    chown postgres: "$dir"
    as=(setpriv --reuid postgres --regid postgres --clear-groups)
fi

stop() {
    (cd / && "${as[@]}" "$bin/pg_ctl" -D "$dir/data" -m immediate -s stop) > /dev/null 2>&1 || true
    rm -rf "$dir"
}
trap stop EXIT

# The server must be able to stand where it starts.
(
    cd /
    "${as[@]}" "$bin/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 > "$dir/initdb.log" 2>&1 \
        || { cat "$dir/initdb.log" >&2; exit 1; }
    "${as[@]}" "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -s -w \
        -o "-c listen_addresses='' -c unix_socket_directories='$dir' -c max_connections=300 -c autovacuum=off" start \
        || { cat "$dir/log" >&2; exit 1; }
)

export DAYLIGHT_TEST_DATABASE="postgres://postgres@localhost/postgres?host=$dir"
"$@"

# Tables, write-ahead log, and the server's own log, with every statement that failed.
if grep -rlaF "$planted" "$dir/data" "$dir/log"; then
    echo 'Planted words lie in clear in the files of PostgreSQL named above.' >&2
    exit 1
fi
