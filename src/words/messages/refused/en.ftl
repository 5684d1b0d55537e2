# Why something was refused, where a page has a sentence of its own for it: by the rule that would be broken (its name in
# `crates/domain/src/refusal.rs`, of another reason in `src/actions/why.rs`), else by the service's fixed word. What has none is shown as the service said it, in English.

# ---- to those who sign in: the entry, and who may sign it
say-rule-erased = The content has been erased by rule. Nothing can be added.
say-rule-not_present = You, or somebody named here, are not in service today, says the record. Have the change signed first. It counts from the day after.
say-rule-wrong_role = Only somebody with another role may sign this.
say-rule-not_handed = An office named here does not have this concern. Leave it out, or wait until its stage is reached.
say-rule-office_withdrawn = The reporter has taken the key away from this office. Another office goes on.
say-rule-barred = You passed this concern on, so you are out of it. Leave it to the others.
say-rule-not_opened = Open the concern first.
say-rule-conflict_not_settled = Say first that you have no conflict, or pass it on.
say-rule-already_opened = You have already opened this concern. Say now whether you have a conflict.
say-rule-already_no_conflict = You have already said that you have no conflict. Go on.
say-rule-not_the_holding_stage = Another stage holds the concern now. You can write it a note.
say-rule-same_person = This needs somebody else than whoever decided, proposed or approved. Ask another person to sign.
say-rule-not_the_same_person = Somebody else is left who can answer. Let them answer, or take out the tick that nobody is left.
say-rule-same_person_unsaid = Nobody else is left who can answer. Tick that you decided yourself and that nobody else is left.
say-rule-not_higher = Somebody of a higher stage who has opened the concern must approve. Ask one to open it and sign.

# ---- how the concern stands
say-rule-closed = The concern is closed. Only an objection by the reporter opens it again.
say-rule-nothing_to_acknowledge = There is nothing left to acknowledge.
say-rule-not_acknowledged = Acknowledge the concern first.
say-rule-not_scoped = Say first what will be looked into.
say-rule-scope_settled = Findings have been sent. What is looked into changes only after an objection to it.
say-rule-no_findings = Send what you found first.
say-rule-closing_is_proposed = A closing is proposed. It must be approved or refused first.
say-rule-dispute_open = Answer the reporter's objection first.
say-rule-no_dispute = There is no open objection.
say-rule-nothing_proposed = What you approve or refuse is not proposed, or not any more. Look at the concern again.

# ---- what the act must say
say-rule-no_enquiries = To close it, the findings must name what you read, looked at and asked.
say-rule-nobody_spoken_to = To close it as not established, somebody must have been spoken to. The findings must say so.
say-rule-reason_not_allowed = The rules here do not allow closing for this reason. Choose another.
say-rule-reporter_has_time = The reporter has until { $date } to answer. Propose the closing after that day.
say-rule-referral_open = It is referred to another body. Write down first what came of it.
say-rule-no_referral = There is no open referral.
say-rule-treatment_open = The reporter has said how they were treated. Answer that first.
say-rule-no_treatment = Nothing about treatment waits for an answer.
say-rule-not_unopenable = This is for the last stage alone, after it has said that the concern does not open, and while none of it has opened it.
say-rule-review_too_far = The review must be after today, and by { $date } at the latest.
say-rule-not_extendable = This date cannot be put off.
say-rule-clock_not_running = This date is not running.
say-rule-extension_out_of_bounds = The new date must be later than the present one, and { $date } at the latest.
say-rule-date_passed = The date passed on { $date }. It can only be put off before it passes.
say-rule-already_extended = This stage has put off a date once. There is no second time.
say-rule-same_urgency = It is already as urgent as that.
say-rule-past_date = This day is over. Choose today or later.
say-rule-no_such_action = This is not open any more, or never was. Choose another.
say-rule-cannot_be_handed = It cannot be handed to this person. They are not in service at this stage, or are out of the concern. Choose somebody else.
say-rule-unknown_office = The rules have no such office. Name one that they have.

# ---- people, offices, rules
say-rule-person_known = This key stands in the record already. One person has one role. For another, make a new key.
say-rule-person_unknown = The record does not know this person.
say-rule-role_does_not_fit = A reviewer needs an office, and nobody else has one. Only an inspector needs a last day.
say-rule-no_such_proposal = There is no such proposal, or not any more. Look at the page again.
say-rule-signs_for_self = Nobody signs what is about themselves. Ask somebody else.
say-rule-needs_higher_stage = Somebody of a higher stage must sign this. Ask one.
say-rule-needs_last_stage = Somebody of the last stage must sign this, or the auditor if it has nobody else. Ask one.
say-rule-needs_office_holder = Somebody in the same office lets a newcomer in. If it has nobody in service, somebody of the last stage does, else the auditor.
say-rule-already_proposed = This is proposed already. It waits for its signature.
say-rule-already_signed = You have signed this already. One signature is enough.
say-rule-signed_by_another = Somebody else has signed this already. One signature is enough.
say-rule-leaves_already = This person has left already, or their leaving is proposed.
say-rule-office_moved = This office stands on another stage. An office stays where it is.
say-rule-office_key_given = This person has the key of the office already. Look at the page again.
say-rule-no_mail_address = This is not an e-mail address. Type one like name@example.org, and nothing else.
say-rule-many_invitations = As many invitations are open as there may be. Take back those whose key you have proposed, and those that nobody needs.

# ---- the record, figures, packs
say-rule-no_figures = There are no figures of this period. Type one that has begun since the record began, such as 2027, 2027-H1 or 2027-Q3.
say-rule-no_such_size = No published record has this number of entries. Type the number of entries that you have checked.
say-rule-no_recipient = Your public key is not kept here. Take the export without sealing it.
say-rule-no_paper = This pack cannot be made as a PDF. Take HTML or CSV.

# ---- fixed words of the service
say-word-stale = Something has happened since you last looked. Nothing was signed. Open the concern, read what is new, and sign again.
say-word-day_changed = The service has come to another day. Try again.
say-word-busy = The service cannot take this at the moment. Nothing is lost. Try again soon.
say-word-unavailable = The service is not there at the moment. Nothing is lost. Try again later.
say-word-full = There is no room at the service at the moment. Nothing is lost. Keep what you wrote, and tell the operator.
say-word-forbidden = You may not do this, or not today. Sign in again, and see what you are offered.
say-word-not_found = This is not there, or not any more.
say-word-gone = This file is no longer where it was kept, and the record shows that it was. Tell the operator: it must come back from a backup. All else is there.
say-word-too_slow = It did not arrive in time. Send it again.

# ---- to reporters
problem-rule-erased = What you wrote has been erased by rule. Nothing can be added. You can raise a new concern.
problem-rule-already_disputed = You have already said that you disagree with this, and somebody must answer. You can add to it with a message.
problem-rule-not_scoped = We have to tell you anew what we will look into. You can disagree with that then. Until then, send a message.
problem-rule-no_findings = We have not told you yet what we found. Until then, send a message.
problem-rule-office_withdrawn = You have already taken this key away.
problem-word-stale = Something has happened since you last looked. Send it again. The page then shows what has happened.
problem-word-day_changed = The service has come to another day. Send it again.
problem-word-busy = Many people are writing now. Nothing is lost. Send it again soon.
problem-word-unavailable = The service is not there now. Nothing is lost. Try again later.
problem-word-full = There is no room at the service now. Nothing is lost. Keep what you wrote, and send it later. If this lasts, use another way below.
problem-word-gone = This file is no longer where we kept it. The record shows that it was there. Those who run the service must bring it back.
problem-word-too_slow = It did not arrive in time. Send it again.
