#!/usr/bin/env bash
# Makes target/strangers: a Python with what crates/tlog/tests/strangers/requirements.txt names, and a checker built of the
# packages that Go's own command checks its checksum database with. They lie in its sources, so that nothing more is fetched.
# With all of it there it does nothing and needs no network.
set -euo pipefail

cd "$(dirname "$0")/.."
from=crates/tlog/tests/strangers
to=target/strangers

# Its programs name the folder they were made in: in one that was moved they do not run.
if ! cmp -s "$from/requirements.txt" "$to/installed.txt" || ! "$to/python/bin/pip" --version > /dev/null 2>&1; then
    rm -rf "$to"
    mkdir -p "$to"
    python3 -m venv "$to/python"
    "$to/python/bin/pip" install --quiet --disable-pip-version-check -r "$from/requirements.txt"
    cp "$from/requirements.txt" "$to/installed.txt"
fi

if [ "$from/sumdb.go" -nt "$to/sumdb-check" ]; then
    go="$PWD/$to/python/bin/go"
    work="$to/sumdb"
    rm -rf "$work"
    mkdir -p "$work/mod"
    cp -r "$("$go" env GOROOT)/src/cmd/vendor/golang.org/x/mod/sumdb" "$work/mod/sumdb"
    printf 'module golang.org/x/mod\n\ngo 1.24\n' > "$work/mod/go.mod"
    cp "$from/sumdb.go" "$work/main.go"
    printf 'module strangers\n\ngo 1.24\n\nrequire golang.org/x/mod v0.0.0\n\nreplace golang.org/x/mod => ./mod\n' > "$work/go.mod"
    (cd "$work" && GOFLAGS=-mod=mod GOPROXY=off GOTOOLCHAIN=local GOCACHE="$PWD/cache" GOPATH="$PWD/path" "$go" build -o ../sumdb-check .)
fi
