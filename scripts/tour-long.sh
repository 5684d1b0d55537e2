#!/usr/bin/env bash
# The whole life of a concern: scope, messages, referral, findings, closing by two people, a dispute that reopens it, the
# answer outside, closing again, and the questions at 3, 6 and 12 months.
# Every date is computed here and compared with what the programs say; the first difference ends the tour with 1.
# Needs target/release/daylight (make build) and faketime. Leaves nothing behind.
set -euo pipefail
cd "$(dirname "$0")/.."

. scripts/tour-tools.sh

state_is() { same "state" "$1" "$(track --json | field state)"; }
month_is() {
    track --json >"$folder/track.json"
    has "$(tr -d ' \n' <"$folder/track.json")" "\"treatment_asked\":[$1]" "the question is not there"
    echo "   the page asks: how have you been treated since?"
}

today=2026-12-18
title "$(words "$today"): a concern is sent, and the guardian says what will be looked into"
at_today setup --demo --dir "$instance" --json >"$folder/setup.json"
field log_key <"$folder/setup.json" >"$folder/log.key"
start_server
printf 'The till in the canteen is short every Friday.\nMy pay was cut.\n' |
    at_today submit --url "$url" --log-key "$folder/log.key" --receipt "$folder/sent.receipt" --json >"$folder/sent.json"
field tracking_code <"$folder/sent.json" >"$folder/code"
concern=$(field concern <"$folder/sent.json")
at_today calendar run --dir "$instance" >/dev/null
as guardian open "$concern" --json >/dev/null
as guardian act acknowledge "$concern" --json >/dev/null
cat >"$folder/points" <<'END'
in: The till in the canteen is short every Friday.
out: My pay was cut.
END
refuses "line 2: say why this point is out" as guardian act scope "$concern" --points-file "$folder/points"
sed -i 's/^out:/out (pay is decided by the pay panel):/' "$folder/points"
as guardian act scope "$concern" --points-file "$folder/points" --json >/dev/null
state_is scoped
track | sed -n '/point by point/,/^$/p' | sed 's/^/   | /'
echo "It is worst in December." >"$folder/words"
track --message --message-file "$folder/words" --receipt "$folder/message.receipt" --json >/dev/null

go_to "$(plus "$today" 1)"
title "Messages, a note, and a referral that stays open here"
has "$(as guardian open "$concern" --json)" "It is worst in December." "the guardian cannot read the message"
says guardian message "Thank you. Which till is it?"
has "$(track --json)" "Which till is it?" "the reporter cannot read the answer"
says guardian note "I have asked for the rolls. Can you count them?" --to deputy
if track --json | grep -q '"note"'; then fail "the reporter sees the note"; fi
as deputy open "$concern" --json >"$folder/deputy.json"
has "$(cat "$folder/deputy.json")" "Can you count them?" "the deputy cannot read the note"
echo "The police" >"$folder/receiver"
review=$(plus "$today" 14)
says guardian refer "They look at the missing money." --receiver-file "$folder/receiver" --review "$review"
same "referred" true "$(track --json | field referred)"

go_to "$review"
title "The referral is over, and the findings are sent"
says guardian refer-result "The police took no action."
says guardian feedback "We have read the rolls and asked the staff."
cat >"$folder/findings" <<'END'
point 1 upheld: The rolls of six Fridays show it.
enquiry: Read the rolls of six Fridays.
enquiry: Asked everybody who works at the till.
spoken to: 4
still at risk: no
standard: balance of probabilities
END
as guardian act findings "$concern" --findings-file "$folder/findings" --json >/dev/null
says guardian action "The canteen manager counts the till with a second person." --due "$(plus "$today" 60)"
track | sed -n '/What was found/,/^$/p' | sed 's/^/   | /'
until=$(plus "$today" 14)
same "the reporter can answer until" "$until" "$(track --json | field reporter_time_until)"
echo "Established." >"$folder/words"
refuses "the reporter has until $until to answer" \
    as guardian act close "$concern" --reason established --words-file "$folder/words"

go_to "$(plus "$until" 1)"
title "The guardian proposes to close, and somebody of a higher stage approves"
says guardian close "Established. Thank you for telling us." --reason established
state_is closing_proposed
refuses "another person" as guardian act approve "$concern"
as chair open "$concern" --json >/dev/null
has "$(as chair inbox)" "WAITS FOR YOUR APPROVAL" "the chair's list does not show what waits"
as chair act approve "$concern" --receipt "$folder/approved.receipt" --json >/dev/null
state_is closed

go_to "$(plus "$today" 15)"
title "The reporter disagrees: it is open again, one stage higher"
echo "It is two tills, not one." >"$folder/words"
track --dispute findings --message-file "$folder/words" --receipt "$folder/dispute.receipt" --json >/dev/null
state_is findings_sent
same "stage" 2 "$(track --json | field stage)"
answer_by=$(plus "$today" 14)
at_today calendar run --dir "$instance" >/dev/null
has "$(as chair open "$concern" --json)" "It is two tills, not one." "the chair cannot read the objection"
if as guardian open "$concern" --json | grep -q "two tills"; then fail "the guardian reads the objection"; fi
as chair act acknowledge "$concern" --json >/dev/null
echo "   the chair confirms to have it; but approved it, and cannot answer"
refuses "another person" as chair act dispute-answer "$concern" --words-file "$folder/words"

go_to "$(plus "$answer_by" 1)"
title "Nobody else answered: it is outside"
same "stage" 3 "$(track --json | field stage)"
same "since" "$today" "$(track --json | field arrived)"
has "$(as outside open "$concern" --json)" "It is two tills, not one." "the outside body cannot read the objection"
as outside act acknowledge "$concern" --json >/dev/null
says outside dispute-answer "You are right: it is both tills."
says outside close "Established, for both tills." --reason established

go_to "$(plus "$today" 1)"
title "The outside body has no second holder: the auditor judges the form"
as auditor act approve "$concern" --receipt "$folder/form.receipt" --json >/dev/null
state_is closed
closed=$today

for months in 3 6 12; do
    go_to "$(date -d "$closed +$months months" +%F)"
    case $months in
        3) month_is 3 ;;
        6) month_is 3,6; track --treatment well --json >/dev/null ;;
        12) month_is 3,6,12 ;;
    esac
done
echo "I was moved to the night shift." >"$folder/words"
track --treatment ill --message-file "$folder/words" --receipt "$folder/treated.receipt" --json >/dev/null

go_to "$(plus "$today" 1)"
title "An answer about treatment goes past the first reader"
has "$(as outside open "$concern" --json)" "I was moved to the night shift." "the outside body cannot read it"
if as guardian open "$concern" --json | grep -q "night shift"; then fail "the guardian reads it"; fi
says outside treatment-answer "We have spoken to the council's chief officer."
has "$(track --json)" "We have spoken to the council's chief officer." "the reporter cannot read the answer"
track | sed 's/^/   | /'

go_to "$(plus "$today" 1)"
title "Promises are kept"
for name in sent message approved dispute form treated; do
    at_today receipt prove "$folder/$name.receipt" --url "$url" --log-key "$folder/log.key" >/dev/null
    at_today receipt verify "$folder/$name.receipt.tlog-proof" --log-key "$folder/log.key" --json >"$folder/proof.json"
    same "the receipt ($name) is" proven "$(field verdict <"$folder/proof.json")"
done

title "The whole record"
at_today doctor --dir "$instance" | sed 's/^/   | /'
title "A whole life, and every step of it can be proven."
