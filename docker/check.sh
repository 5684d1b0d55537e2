#!/usr/bin/env bash
# Builds the images of docker/Dockerfile without Docker Hub, and tries them: a root made by debootstrap stands in for
# the base, a program built before for the compile; what the compile would be sent is looked at by itself. Daylight is founded and run read-only, without capabilities and
# without a shell's help, and answers; its log says nothing of the visit; the health check agrees.
# Needs root, debootstrap, buildah and podman (apt-get install --no-install-recommends debootstrap buildah podman crun).
# DAYLIGHT names the program; BASE_ROOT a root made before, instead of debootstrap; TOR=no leaves Tor's image out.
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
