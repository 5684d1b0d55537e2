#!/usr/bin/env bash
# The story in a minute: a concern is sent, nobody answers, the calendar moves on, the outside body opens it.
# Every date is computed here and compared with what the programs say; the first difference ends the tour with 1.
# Needs target/release/daylight (make build) and faketime. Leaves nothing behind.
set -euo pipefail
cd "$(dirname "$0")/.."

. scripts/tour-tools.sh

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
