#!/usr/bin/env bash
# Tries config/proxy/nginx.conf and config/proxy/Caddyfile for real: TLS on loopback in front of a demonstration,
# a concern sent, opened and tracked through them, refusals, a dead upstream. Afterwards nothing of it may stand in
# any log, no body may have touched the disk, and no address or browser may have reached Daylight.
# Usage: scripts/proxy-check.sh [nginx] [caddy]. DAYLIGHT names the program. Leaves nothing behind.
set -euo pipefail
cd "$(dirname "$0")/.."

daylight=$(realpath "${DAYLIGHT:-target/release/daylight}")
[ -x "$daylight" ] || { echo "proxy-check: $daylight is not there: run make build first" >&2; exit 1; }
PATH=$PATH:/usr/sbin
for tool in openssl curl socat; do
    command -v "$tool" > /dev/null || { echo "proxy-check: $tool is missing: apt-get install $tool" >&2; exit 1; }
done

# The workers of nginx run as another user and must reach the folder.
folder=$(mktemp -d)
chmod 755 "$folder"
started=()
stop() { kill "$1" 2> /dev/null || true; wait "$1" 2> /dev/null || true; }
clean_up() {
    local status=$?
    for process in "${started[@]}"; do stop "$process"; done
    if [ "$status" != 0 ]; then
        cat "$folder"/*/talk "$folder"/*/logs/* 2> /dev/null | head -n 20 >&2 || true
        echo "proxy-check: FAILED" >&2
    fi
    rm -rf "$folder"
}
trap clean_up EXIT
trap 'exit 1' INT TERM

fail() { echo "proxy-check: $*" >&2; exit 1; }
same() { [ "$2" = "$3" ] || fail "$1: expected $2, got $3"; echo "   $1: $3"; }
answers() { (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null; }
free_port() {
    local port
    while port=$(shuf -i 20000-59999 -n 1); do answers "$port" || { echo "$port"; return; }; done
}
wait_for() {
    for _ in $(seq 100); do answers "$1" && return; sleep 0.1; done
    fail "nothing answers on port $1"
}

name=concerns.example.org
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj "/CN=$name" \
    -addext "subjectAltName=DNS:$name,IP:127.0.0.1" -keyout "$folder/key.pem" -out "$folder/cert.pem" 2> /dev/null
chmod 644 "$folder/key.pem"

instance=$folder/instance
"$daylight" setup --demo --dir "$instance" > /dev/null
upstream=$(free_port)
server=
start_daylight() {
    "$daylight" serve --dir "$instance" --listen "127.0.0.1:$upstream" >> "$folder/daylight.log" 2>&1 &
    server=$!
    started+=("$server")
    wait_for "$upstream"
}

# Each puts its configuration, with the ports and paths of this test alone changed, into $1, and starts it.
start_nginx() {
    command -v nginx > /dev/null || fail "nginx is missing: apt-get install nginx-light"
    mkdir -p "$1/logs"
    sed -e "s|listen 443|listen 127.0.0.1:$tls|; s|listen 80 |listen 127.0.0.1:$plain |; /listen \[::\]/d" \
        -e "s|server_name $name;|server_name $name 127.0.0.1;|; s|https://$name|https://$name:$tls|" \
        -e "s|/etc/daylight-tls/fullchain.pem|$folder/cert.pem|; s|/etc/daylight-tls/privkey.pem|$folder/key.pem|" \
        -e "s|127.0.0.1:8080|127.0.0.1:$upstream|; s|/run/nginx|$1/nginx|" config/proxy/nginx.conf > "$1/nginx.conf"
    [ "$(id -u)" = 0 ] || sed -i '/^user /d' "$1/nginx.conf"
    nginx -p "$1/" -e stderr -c "$1/nginx.conf" -t 2> /dev/null || nginx -p "$1/" -e stderr -c "$1/nginx.conf" -t
    nginx -p "$1/" -e stderr -c "$1/nginx.conf" -g 'daemon off;' > "$1/logs/said" 2>&1 &
    proxy=$!
    wait_for "$tls"
    # A body written to the disk would now be an error.
    chown "$(id -u)" "$1/nginx-body" && chmod 500 "$1/nginx-body"
}
start_caddy() {
    command -v caddy > /dev/null || fail "caddy is missing: apt-get install caddy"
    mkdir -p "$1/logs" "$1/home"
    sed -e "s|^$name {|https://$name:$tls, https://127.0.0.1:$tls {\n\tbind 127.0.0.1\n\ttls $folder/cert.pem $folder/key.pem|" \
        -e "s|^\tadmin off|\tskip_install_trust\n\thttp_port $plain\n\thttps_port $tls\n&|" \
        -e "s|127.0.0.1:8080|127.0.0.1:$upstream|" config/proxy/Caddyfile > "$1/Caddyfile"
    HOME=$1/home XDG_DATA_HOME=$1/home XDG_CONFIG_HOME=$1/home TMPDIR=$1/home \
        caddy run --adapter caddyfile --config "$1/Caddyfile" >> "$1/logs/said" 2>&1 &
    proxy=$!
    wait_for "$tls"
    # (Its own authority, for 127.0.0.1, must not become one that this machine believes.)
    # What it says before it has read its configuration is about the configuration.
    truncate -s 0 "$1/logs/said"
}

try() {
    local kind=$1 home=$folder/$1 proxy tls plain way tunnel listener
    tls=$(free_port)
    plain=$(free_port)
    way=$(free_port)
    mkdir -p "$home"
    echo "== $kind"
    start_daylight
    "start_$kind" "$home"
    started+=("$proxy")
    touch "$home/begun"
    ask() { curl -sS --cacert "$folder/cert.pem" --resolve "$name:$tls:127.0.0.1" -A planted-browser "$@"; }

    same "it answers over TLS with" "200" "$(ask -o /dev/null -w '%{http_code}' "https://$name:$tls/api/v1/instance")"
    ask -o /dev/null -D "$home/heads" "https://$name:$tls/healthz"
    grep -qi '^strict-transport-security:' "$home/heads" || fail "no Strict-Transport-Security"

    # Clients trust certificates of the web's authorities alone: the test's own way in is checked here instead.
    socat "TCP-LISTEN:$way,bind=127.0.0.1,fork,reuseaddr" \
        "OPENSSL:127.0.0.1:$tls,cafile=$folder/cert.pem,commonname=$name,snihost=$name" 2> /dev/null &
    tunnel=$!
    started+=("$tunnel")
    wait_for "$way"
    local at=(--url "http://127.0.0.1:$way")
    local guardian=("${at[@]}" --key "$instance/keys/guardian.key" --passphrase-file "$instance/keys/guardian.passphrase")
    head -c 190000 /dev/zero | tr '\0' 'x' > "$home/long"
    echo ' plantedaccount' >> "$home/long"
    head -c 5000000 /dev/urandom > "$home/picture"
    "$daylight" submit "${at[@]}" --account-file "$home/long" --attach "$home/picture" --json > "$home/sent.json" 2> "$home/talk"
    sed -n 's/^  "tracking_code": "\(.*\)",\{0,1\}$/\1/p' "$home/sent.json" > "$home/code"
    concern=$(sed -n 's/^  "concern": "\(.*\)",\{0,1\}$/\1/p' "$home/sent.json")
    [ -n "$concern" ] || fail "no concern was received"
    echo "   a concern of 186 KiB and a file of 5 MB are received"
    "$daylight" calendar run --dir "$instance" > /dev/null
    "$daylight" open "$concern" "${guardian[@]}" --out "$home/out" > "$home/opened" 2>> "$home/talk"
    cmp -s "$home/picture" "$home"/out/* || fail "the file that was read is not the one that was sent"
    grep -q plantedaccount "$home/opened" || fail "what was opened is not what was sent"
    "$daylight" track "${at[@]}" --code-file "$home/code" > /dev/null 2>> "$home/talk"
    echo "   it is opened and tracked"

    local json=(-H 'content-type: application/json' "https://$name:$tls/api/v1/concerns")
    head -c 1500000 /dev/zero | tr '\0' ' ' > "$home/large"
    same "a body above Daylight's limit is refused by Daylight with" "413 application/json" \
        "$(ask -o /dev/null -w '%{http_code} %{content_type}' --data-binary @"$home/large" "${json[@]}")"
    head -c 600000 "$home/large" > "$home/slow"
    same "a slow upload arrives, and is answered by Daylight with" "400 application/json" \
        "$(ask -o /dev/null -w '%{http_code} %{content_type}' --limit-rate 150k --data-binary @"$home/slow" "${json[@]}")"
    head -c 6000000 /dev/zero > "$home/huge"
    ask -o /dev/null --data-binary @"$home/huge" "${json[@]}" 2> /dev/null || true
    # The demonstration's policy has no form without scripts: Daylight answers that there is none, the proxy has let it through.
    same "a long file of somebody without scripts is passed on, and answered by Daylight with" "404 application/json" \
        "$(ask -o /dev/null -w '%{http_code} %{content_type}' -F do=file -F "file=@$home/huge" "https://$name:$tls/form")"
    printf 'GET /planted-nonsense\r\nplanted\r\n\r\n' | socat -t 2 - "TCP:127.0.0.1:$tls" > /dev/null 2>&1 || true
    ask -o /dev/null "https://$name:$tls/planted/path?planted=1"

    stop "$server"
    same "without Daylight behind it the answer is" "502" "$(ask -o /dev/null -w '%{http_code}' "https://$name:$tls/healthz")"
    socat -u "TCP-LISTEN:$upstream,bind=127.0.0.1,reuseaddr" "CREATE:$home/seen" 2> /dev/null &
    listener=$!
    started+=("$listener")
    sleep 0.5
    ask -m 3 -o /dev/null -H 'X-Forwarded-For: 192.0.2.7' -H 'X-Real-IP: 192.0.2.7' -H 'Forwarded: for=192.0.2.7' \
        -H 'Cookie: planted=1' -H 'Referer: https://planted.example/' -H 'Accept-Language: planted' \
        "https://$name:$tls/healthz" 2> /dev/null || true
    stop "$listener"
    grep -q '^GET /healthz' "$home/seen" || fail "nothing was passed on"
    if grep -iE 'planted|192\.0\.2|^(x-|forwarded|user-agent|cookie|referer)' "$home/seen"; then
        fail "the lines above reached Daylight"
    fi
    echo "   Daylight is told neither address nor browser"
    stop "$tunnel"
    stop "$proxy"

    local written
    written=$(find "$home" -newer "$home/begun" -type f -size +0 \
        -not -path "$home/heads" -not -path "$home/sent.json" -not -path "$home/talk" -not -path "$home/code" \
        -not -path "$home/opened" -not -path "$home/long" -not -path "$home/large" -not -path "$home/slow" \
        -not -path "$home/huge" -not -path "$home/seen" -not -path "$home/picture" -not -path "$home/out/*" -print)
    [ -z "$written" ] || { xargs head -c 2000 <<< "$written"; fail "$kind wrote: $written"; }
    echo "   $kind has written nothing"
}

kinds=("$@")
[ "${#kinds[@]}" -gt 0 ] || kinds=(nginx caddy)
for kind in "${kinds[@]}"; do try "$kind"; done
if grep -vE ' INFO daylight(::[a-z_]+)*: Daylight answers on ' "$folder/daylight.log"; then
    fail "the lines above stand in Daylight's own log"
fi
echo "== Nothing of a visit is left in a log."
