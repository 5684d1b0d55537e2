#!/usr/bin/env bash
# Installs by apt-get the named tools that are missing: aiosmtpd (a mail server for tests), cc, chromium,
# chromium-headless-shell (the same engine without windows), curl, exiftool, faketime, make, node (20 or later),
# npm, poppler (reads PDF in tests), postgres, qpdf, venv (Python's).
# With nothing missing it does nothing and needs no network.
set -euo pipefail

# The oldest Node.js that Sass and the noble packages take. Debian 13 has it; Debian 12's own is older.
oldest_node=20

has() {
    case "$1" in
        # Debian's Python may stand behind another one.
        aiosmtpd) python3 -c 'import aiosmtpd' 2> /dev/null || /usr/bin/python3 -c 'import aiosmtpd' 2> /dev/null ;;
        # libfuzzer needs the C++ compiler, ring and SQLite the C one.
        cc) command -v cc > /dev/null && command -v c++ > /dev/null ;;
        node) command -v node > /dev/null && [ "$(node -p 'parseInt(process.versions.node)')" -ge "$oldest_node" ] ;;
        # A server's programs are not on the path.
        postgres) command -v initdb > /dev/null || ls /usr/lib/postgresql/*/bin/initdb > /dev/null 2>&1 ;;
        venv) python3 -c 'import ensurepip, venv' 2> /dev/null ;;
        poppler) command -v pdftotext > /dev/null && command -v pdftoppm > /dev/null ;;
        chromium | chromium-headless-shell | curl | exiftool | faketime | make | npm | qpdf) command -v "$1" > /dev/null ;;
        *) echo "install-missing.sh: no tool named '$1' is known here" >&2; exit 2 ;;
    esac
}

package() {
    case "$1" in
        aiosmtpd) echo python3-aiosmtpd ;;
        cc) echo build-essential ;;
        exiftool) echo libimage-exiftool-perl ;;
        node) echo nodejs ;;
        poppler) echo poppler-utils ;;
        postgres) echo postgresql ;;
        venv) echo python3-venv ;;
        *) echo "$1" ;;
    esac
}

if ! command -v cargo > /dev/null; then
    echo 'cargo is missing. Install the Rust toolchain (1.95 or later) first; it is not a Debian package.' >&2
    exit 1
fi

tools=()
packages=()
for tool in "$@"; do
    if ! has "$tool"; then
        tools+=("$tool")
        packages+=("$(package "$tool")")
    fi
done
[ "${#tools[@]}" -gt 0 ] || exit 0

if ! command -v apt-get > /dev/null; then
    echo "Missing: ${tools[*]}. There is no apt-get here: install them in your system's way, then try again." >&2
    exit 1
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo > /dev/null; then
        echo "Missing: ${tools[*]}. Run as root: apt-get install ${packages[*]}" >&2
        exit 1
    fi
    as_root=(sudo)
fi

echo "Missing: ${tools[*]}. Installing ${packages[*]} with apt-get."
"${as_root[@]}" apt-get update -q
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${packages[@]}"

for tool in "${tools[@]}"; do
    if ! has "$tool"; then
        needs=
        [ "$tool" != node ] || needs=" ($oldest_node or later)"
        echo "'$tool'$needs is still missing or too old after apt-get. Install it by hand, then try again." >&2
        exit 1
    fi
done
