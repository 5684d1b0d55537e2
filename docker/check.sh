#!/usr/bin/env bash
# Builds the images of docker/Dockerfile without Docker Hub, and tries them: a root made by debootstrap stands in for
# the base, a program built before for the compile; what the compile would be sent is looked at by itself. Daylight is founded and run read-only, without capabilities and
# without a shell's help, and answers; its log says nothing of the visit; the health check agrees.
# Needs root, debootstrap, buildah and podman (apt-get install --no-install-recommends debootstrap buildah podman crun).
# DAYLIGHT names the program; BASE_ROOT a root made before, instead of debootstrap; TOR=no leaves Tor's image out, POSTGRES=no the
# server.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { echo "image-check: $*" >&2; exit 1; }
daylight=$(realpath "${DAYLIGHT:-target/release/daylight}")
[ -x "$daylight" ] || fail "$daylight is not there: run make build first"
[ "$(id -u)" = 0 ] || fail "debootstrap needs root: run it as root, in a machine made for trying"
for tool in debootstrap buildah podman curl cargo npm; do
    command -v "$tool" > /dev/null || fail "$tool is missing: apt-get install --no-install-recommends debootstrap buildah podman crun curl"
done

# crun refuses a machine that mixes both kinds of control groups. None are used here: it is shown one kind, privately.
if [ -d /sys/fs/cgroup/unified ]; then
    exec unshare --mount --propagation private sh -c \
        'umount -R -l /sys/fs/cgroup && mount -t cgroup2 none /sys/fs/cgroup && exec "$0" "$@"' "docker/check.sh" "$@"
fi

folder=$(mktemp -d)
chmod 711 "$folder"
# Images and containers of this check alone, so that nothing else on the machine is touched.
store=(--root "$folder/storage" --runroot "$folder/run" --storage-driver vfs)
export TMPDIR=$folder
containers=()
clean_up() {
    local status=$?
    for container in "${containers[@]}"; do podman "${store[@]}" rm -f -t 5 "$container" > /dev/null 2>&1 || true; done
    rm -rf "$folder"
    [ "$status" = 0 ] || echo "image-check: FAILED" >&2
}
trap clean_up EXIT
trap 'exit 1' INT TERM
same() { [ "$2" = "$3" ] || fail "$1: expected $2, got $3"; echo "   $1: $3"; }

echo "== a base"
root=${BASE_ROOT:-$folder/root}
[ -d "$root/usr" ] || debootstrap --variant=minbase bookworm "$root" > "$folder/debootstrap.log" ||
    { tail "$folder/debootstrap.log" >&2; fail "debootstrap did not finish"; }
tar -C "$root" --exclude=./var/cache/apt --exclude=./var/lib/apt/lists --exclude=./proc/* --exclude=./sys/* -c . |
    podman "${store[@]}" import - localhost/base > /dev/null 2>&1
echo "   localhost/base"

echo "== what the builder is sent"
printf 'FROM scratch\nCOPY . /\n' > "$folder/sent.Dockerfile"
buildah build "${store[@]}" --isolation chroot -f "$folder/sent.Dockerfile" -t localhost/sent . > "$folder/build.log" 2>&1 ||
    { tail -n 20 "$folder/build.log" >&2; fail "the sources could not be sent"; }
sent=$(buildah from "${store[@]}" localhost/sent)
cp -a "$(buildah mount "${store[@]}" "$sent")" "$folder/sent"
buildah rm "${store[@]}" "$sent" > /dev/null
(cd "$folder/sent/web" && npm ci --ignore-scripts --no-audit --no-fund && node build.mjs) > "$folder/build.log" 2>&1 ||
    { tail -n 20 "$folder/build.log" >&2; fail "the pages cannot be built from it"; }
echo "   the pages are built from it"
cargo metadata --locked --no-deps --format-version 1 --manifest-path "$folder/sent/Cargo.toml" > /dev/null ||
    fail "the program cannot be built from it"
echo "   every target of the program is there"

echo "== the images"
mkdir "$folder/program"
cp "$daylight" "$folder/program/daylight"
build() {
    buildah build "${store[@]}" --isolation chroot --format docker --pull-never -f docker/Dockerfile \
        --build-arg BASE_IMAGE=localhost/base --build-arg RUST_IMAGE=localhost/base "$@" . > "$folder/build.log" 2>&1 ||
        { tail -n 20 "$folder/build.log" >&2; fail "the image was not built"; }
}
build --target daylight --build-context "program=$folder/program" -t localhost/daylight
echo "   daylight"
[ "${TOR:-yes}" = no ] || { build --target tor -t localhost/daylight-tor; echo "   daylight-tor"; }

# As compose.yml runs it.
hardened=(--read-only --cap-drop ALL --security-opt no-new-privileges --network none --ulimit core=0:0 --ulimit nofile=1024:1024 --ulimit nproc=256:256
    --health-interval disable
    --tmpfs "/tmp:rw,noexec,nosuid,nodev,size=64m,mode=1777")
# Without systemd podman complains that it cannot plan the health check; it is run by hand below.
run() {
    podman "${store[@]}" run --cgroups=disabled "${hardened[@]}" "$@" > "$folder/ran" 2>&1 ||
        { cat "$folder/ran" >&2; fail "a container did not start"; }
}

echo "== Daylight, read-only and without capabilities"
install -d -m 700 -o 10001 -g 10001 "$folder/data"
data=(-v "$folder/data:/var/lib/daylight")
run --rm "${data[@]}" localhost/daylight setup --demo --dir /var/lib/daylight/instance
same "its folder belongs to" "10001:10001 700" "$(stat -c '%u:%g %a' "$folder/data/instance")"
containers+=(daylight)
run -d --name daylight "${data[@]}" localhost/daylight
main=$(podman "${store[@]}" inspect -f '{{.State.Pid}}' daylight)
# The container has no network but its own loopback: the question is asked from inside it, with the host's curl.
ask() { nsenter -t "$main" -n curl -sS -A planted-browser "$@"; }
for _ in $(seq 100); do ask -o /dev/null http://127.0.0.1:8080/healthz 2> /dev/null && break; sleep 0.1; done
same "/api/v1/instance answers" "200" "$(ask -o "$folder/answer" -w '%{http_code}' http://127.0.0.1:8080/api/v1/instance)"
grep -q '"origin"' "$folder/answer" || fail "what it answers is no instance"
echo 'plantedaccount' | nsenter -t "$main" -n "$daylight" submit --url http://127.0.0.1:8080 > /dev/null 2>&1 ||
    fail "no concern was received"
echo "   a concern is received"
same "it runs as" "10001 10001" "$(awk '/^Uid:/ {u = $2} /^Gid:/ {g = $2} END {print u, g}' "/proc/$main/status")"
same "its capabilities" "0000000000000000" "$(awk '/^CapBnd:/ {print $2}' "/proc/$main/status")"
same "new privileges are out of reach" "1" "$(awk '/^NoNewPrivs:/ {print $2}' "/proc/$main/status")"
same "its root is" "ro" "$(awk '$5 == "/" {split($6, o, ","); print o[1]}' "/proc/$main/mountinfo")"
podman "${store[@]}" healthcheck run daylight > /dev/null || fail "the health check says no"
echo "   the health check agrees"
podman "${store[@]}" exec daylight /usr/local/bin/daylight doctor --dir /var/lib/daylight/instance > "$folder/doctor"
echo "   doctor finds no fault"
podman "${store[@]}" logs daylight > "$folder/log" 2>&1
if grep -v 'Daylight answers on' "$folder/log"; then fail "the lines above stand in its log"; fi
echo "   its log says nothing of the visit"
started=$(date +%s)
podman "${store[@]}" stop -t 15 daylight > /dev/null 2>&1
[ $(($(date +%s) - started)) -le 10 ] || fail "it does not stop in time"
same "it stops when asked, with" "0" "$(podman "${store[@]}" inspect -f '{{.State.ExitCode}}' daylight)"

if [ "${POSTGRES:-yes}" != no ]; then
    echo "== PostgreSQL with the options of compose.yml"
    # Debian's PostgreSQL stands in for the image of Docker's registry: its user has the same number, and its programs are led to
    # by the same names.
    printf '%s\n' 'FROM localhost/base' \
        'RUN groupadd -g 999 postgres && useradd -u 999 -g 999 -d /var/lib/postgresql postgres' \
        'RUN apt-get update -q && apt-get install -y -q --no-install-recommends postgresql' \
        'RUN ln -s /usr/lib/postgresql/*/bin/* /usr/local/bin/' > "$folder/postgres.Dockerfile"
    buildah build "${store[@]}" --isolation chroot --pull-never -f "$folder/postgres.Dockerfile" -t localhost/postgres \
        "$folder/program" > "$folder/build.log" 2>&1 ||
        { tail -n 20 "$folder/build.log" >&2; fail "PostgreSQL's image was not built"; }
    mapfile -t command < <(awk '/^  postgres:/ {here = 1} here && /^    command:/ {list = 1; next}
        list && !/^      - / {exit} list {sub(/^ *- /, ""); print}' docker/compose.yml)
    same "compose.yml runs" "postgres -c" "${command[*]:0:2}"
    initdb=$(sed -n 's/^ *POSTGRES_INITDB_ARGS: "\(.*\)"$/\1/p' docker/compose.yml)
    [ -n "$initdb" ] || fail "compose.yml says nothing of how the database is made"
    install -d -m 700 -o 999 -g 999 "$folder/postgres"
    install -d -m 755 -o 999 -g 999 "$folder/socket"
    install -d -m 700 -o 10001 -g 10001 "$folder/data/secret"
    echo "a password of this check" > "$folder/password"
    install -m 400 -o 10001 -g 10001 "$folder/password" "$folder/data/secret/password"
    chown 999:999 "$folder/password"
    server=(--user 999:999 --shm-size 128m -v "$folder/postgres:/var/lib/postgresql/data"
        -v "$folder/socket:/var/run/postgresql" -v "$folder/password:/run/secrets/postgres-password:ro"
        -e PGDATA=/var/lib/postgresql/data/main -e "PGPASSWORD=$(cat "$folder/password")")
    # What the entry of Docker's image does with its variables. The options stand in one line, to be split.
    # shellcheck disable=SC2086
    run --rm "${server[@]}" localhost/postgres initdb --username=daylight --pwfile=/run/secrets/postgres-password $initdb
    containers+=(postgres)
    run -d --name postgres "${server[@]}" localhost/postgres "${command[@]}"
    for _ in $(seq 100); do podman "${store[@]}" exec postgres pg_isready -q -U daylight -d postgres && break; sleep 0.1; done
    podman "${store[@]}" exec postgres createdb -U daylight daylight || fail "the server makes no database"
    data+=(-v "$folder/socket:/run/postgresql")
    run --rm "${data[@]}" localhost/daylight setup --demo --dir /var/lib/daylight/on-server \
        --database "postgres://daylight@localhost/daylight?host=/run/postgresql" \
        --database-password /var/lib/daylight/secret/password
    containers+=(on-server)
    run -d --name on-server "${data[@]}" localhost/daylight \
        serve --dir /var/lib/daylight/on-server --listen 127.0.0.1:8080
    main=$(podman "${store[@]}" inspect -f '{{.State.Pid}}' on-server)
    for _ in $(seq 100); do ask -o /dev/null http://127.0.0.1:8080/healthz 2> /dev/null && break; sleep 0.1; done
    podman "${store[@]}" logs postgres > "$folder/before" 2>&1
    echo 'plantedaccount' | nsenter -t "$main" -n "$daylight" submit --url http://127.0.0.1:8080 > /dev/null 2>&1 ||
        fail "no concern was received"
    echo "   a concern is received"
    # A fault would be told here; of the server's settings that keep too much also a warning is.
    podman "${store[@]}" exec on-server /usr/local/bin/daylight doctor --dir /var/lib/daylight/on-server > "$folder/doctor" ||
        { cat "$folder/doctor" >&2; fail "doctor finds a fault"; }
    if grep 'the database server' "$folder/doctor"; then fail "the server keeps or loses what it must not"; fi
    echo "   doctor finds nothing wrong with the server"
    podman "${store[@]}" logs postgres > "$folder/log" 2>&1
    cmp -s "$folder/before" "$folder/log" || { cat "$folder/log" >&2; fail "its log says something of the visit"; }
    echo "   its log says nothing of the visit"
    podman "${store[@]}" stop -t 15 on-server postgres > /dev/null 2>&1
fi

if [ "${TOR:-yes}" != no ]; then
    echo "== Tor, read-only and without capabilities"
    install -d -m 700 -o 10002 -g 10002 "$folder/onion"
    containers+=(tor)
    run -d --name tor -v "$folder/onion:/var/lib/onion" localhost/daylight-tor
    for _ in $(seq 100); do [ -s "$folder/onion/service/hostname" ] && break; sleep 0.1; done
    grep -qE '^[a-z2-7]{56}\.onion$' "$folder/onion/service/hostname" || fail "Tor made no onion name"
    echo "   it made an onion name"
    same "it runs" "true" "$(podman "${store[@]}" inspect -f '{{.State.Running}}' tor)"
    podman "${store[@]}" stop -t 15 tor > /dev/null 2>&1
fi
echo "== The images hold."
