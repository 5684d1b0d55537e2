#!/usr/bin/env bash
# Starts the demonstration instance in DIR on ADDR, made on the first start, and says what to try. Called by `make run`.
set -euo pipefail

dir=${1:?usage: scripts/demo.sh DIR ADDR}
addr=${2:?usage: scripts/demo.sh DIR ADDR}
daylight=${DAYLIGHT:-target/release/daylight}

if [ ! -e "$dir/daylight.toml" ]; then
    "$daylight" setup --demo --dir "$dir"
fi

guardian="--url http://$addr --key $dir/keys/guardian.key --passphrase-file $dir/keys/guardian.passphrase"
outside="--url http://$addr --key $dir/keys/outside.key --passphrase-file $dir/keys/outside.passphrase"
cat << TEXT

Daylight runs on http://$addr with its data in $dir. Ctrl-C stops it; 'make run' goes on where it was.
In another terminal, in this folder:

  send a concern, and write down the code it prints
    echo 'The till is short every Friday.' | $daylight submit --url http://$addr

  print its poster (SVG and PDF), also with --language cy, pl, ur or fr
    $daylight poster --url http://$addr --out $dir/poster

  see where it stands, and by which day somebody must act (asks for the code)
    $daylight track --url http://$addr

  read and answer it as the independent guardian (ID is what inbox shows)
    $daylight inbox $guardian
    $daylight open ID $guardian
    $daylight act acknowledge ID $guardian

  or leave it alone for eight days, and see that it has moved up without anyone's help
    faketime '+8 days' $daylight calendar run --dir $dir
    $daylight track --url http://$addr

  after sixteen days it stands outside the organisation
    faketime '+16 days' $daylight calendar run --dir $dir
    $daylight inbox $outside

TEXT

exec "$daylight" serve --dir "$dir" --listen "$addr"
