# The words of the reporter's pages. Short sentences, "you" and "we", present tense; every promise names a fact, every
# limit stands beside the promise it limits. In curly brackets: names and dates that the page fills in.

language-name = English
language-choose = Language
language-draft = A machine translated this page. No speaker has checked it yet. The English page counts.

# ---- on every page
title = Raise a concern
error-prefix = Error:
skip-to-content = Skip to the main text
back = Back
continue = Continue
optional = (optional)
footer-programs = For people who check
footer-safe = Stay safe
says-the-service = says the service
working = Working…
date = { $weekday } { $day } { $month } { $year }
date-first = 1
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

# ---- leaving quickly
exit = Exit this page
exit-emergency = Emergency
exit-activated = Loading another page.
exit-timed-out = Exit this page expired.
exit-two-more = Shift, press 2 more times to exit.
exit-one-more = Shift, press 1 more time to exit.

# ---- start
start-heading = Raise a concern
start-what = Tell somebody independent about something wrong at { $organisation }. It takes about 10 minutes. You can send a little now and add more later.
start-anyone = Anyone can use this: staff, former staff, agency and contract workers, volunteers, partners. You need no account and no name.
start-danger-heading = If somebody is in danger now
start-danger = Call 999 first. Then come back here.
start-who-heading = Who reads it
start-who-reads = Only { $reader } can open what you send. If they do not answer in time, { $next } can open it too, and so on along the list below. Nobody else at { $organisation } can.
start-who-runs = The people who run this service cannot read it: it is sealed on your phone or computer before it is sent.
start-who-runs-limit = This page comes from their server. If you do not trust them, use the program daylight from somebody else. See "For people who check" at the foot of this page.
start-when-heading = What happens, and by when
start-by = By { $date } they must reply.
start-then = If they do not, it goes to { $next }.
start-last = If nobody answers, it goes in the end to { $last }, outside { $organisation }. Nobody at { $organisation } can stop that with a button.
start-not-asked-heading = What we do not know about you
start-not-asked-1 = We do not ask who you are.
start-not-asked-2 = We do not keep your internet address.
start-not-asked-3 = We do not keep what phone, computer or browser you use.
start-not-asked-4 = We write down the day, not the hour. Only if you choose danger do those who receive it learn the hour.
start-not-asked-5 = We put nothing on your phone or computer that stays.
start-own-device-heading = Use your own phone or computer
start-own-device = Do not use a work computer, phone or wifi. We cannot hide your visit from your employer's network. If you are on one now, close this page and open it at home.
start-proof-heading = You do not need proof
start-proof = Tell us what you saw, what you were told, or what you suspect. All three count. Do not go looking for more.
start-law-heading = If you signed something
start-law = A confidentiality clause or a settlement cannot stop you from making a protected disclosure. If somebody leaves, the concern stays open.
start-button = Start now
start-return-button = I have a code
start-closed = This service cannot take a concern today. Use one of the other ways below. If you have a code, you can still come back with it.
start-channel-closed = This channel was closed for good on { $date }. Every concern that was open then moved up one stage, and its dates go on. Use one of the other ways below. If you have a code, you can still come back with it.

other-ways-heading = Other ways to tell somebody
other-ways = You can use these at any time, before or after you send a concern here.
no-script-heading = This form needs scripts
no-script = What you write is sealed in your browser before it is sent, and that needs scripts. Your browser has them switched off. Switch them on for this page, use one of the other ways below, or use the program daylight.

check-program = The program daylight sends and follows a concern without this page:
check-key = The key of the public record. Compare it with the poster:
check-key-words = Its six words, as on the poster:
check-policy = The rules in force, with their dates:
check-record = The published record:

# ---- interruption page
leave-heading = How to leave this site quickly
leave-what = There is a red button, "Exit this page", on each of the next pages. It hides the page at once and opens a weather page instead.
leave-shift = You can also press the Shift key 3 times.
leave-wiped = What you typed is wiped. It is not saved anywhere.
leave-history = Your browsing history is not wiped. It shows that this address was visited.
leave-again = To come back, open this address again.

# ---- stay safe
safe-heading = Stay safe
safe-device = Use your own phone or computer, at home or on mobile data.
safe-private = Open this page in a private window. When you close the window, your browser forgets the visit. Your network does not.
safe-tor = With Tor Browser, your network cannot see that you visit this page either.
safe-history = Clear this address from your browsing history afterwards.
safe-leave-out = Leave out what only you could know. If few people know it, say what happened without saying how you know.
safe-style = Write short, plain sentences. Do not paste from emails you wrote.
safe-copies = Do not send the only copy of a document, or a copy that was made for you alone.
safe-tell = We cannot protect you from somebody you tell.

# ---- questions
danger-heading = Is anyone in danger now?
danger-hint = If somebody could come to harm before tomorrow, call 999 first.
danger-yes = Yes
danger-no = No
danger-unsure = I am not sure
danger-then = Somebody must answer by the end of { $date }. Those who receive it are alerted at once, so they learn the hour.
danger-numbers-heading = Call now

exclude-heading = Who must not see this?
exclude-hint = Tick the people who must not read it. We use this to choose who can open it. Those you tick get no key.
exclude-none-held = nobody at the moment
exclude-last = { $office } cannot be left out. It stands outside { $organisation }. If that is the wrong place, use one of the other ways at the foot of this page.
exclude-guess = Somebody you leave out may still guess, if others talk.
exclude-later = If somebody joins one of these offices later, you see it when you come back with your code.

kind-heading = What is it about?
kind-hint = Tick all that fit.
kind-unsure = I am not sure
kind-who-label = Who and where is it about?
kind-who-hint = Names, or the team and the place. The person who opens it reads this first, to say whether they are too close to it. You can leave it empty.

what-heading = What happened?
what-hint = Say it in your own words. Send what you have; you can add more later.
what-saw = what you saw or heard yourself
what-told = what somebody told you
what-think = what you think or suspect
what-counts = All of these count. You do not need proof.
what-tips = How to stay unrecognised
what-error = Say what happened.
what-too-long = Make it shorter: this is { $over } characters too long. You can send the rest afterwards, with your code.

when-heading = When and where did it happen?
when-hint = A rough answer will do. You can also write "I do not know".

told-heading = Has anyone been told before?
told-hint = Who was told, and what did they do? Has anyone tried to hide it?

people-heading = How many people could know this?
people-hint = The reviewer takes more care if you could be recognised. This is never in any figures.
people-me = Just me
people-few = A few people
people-many = Many people
people-unsure = I am not sure

who-heading = Do you want to tell us who you are?
who-hint = You do not have to. You can tell the reviewer later. You cannot take it back.
who-no = No
who-yes = Yes
who-label = Your name, and how to reach you safely

# ---- code
code-heading = Write down your code
code-what = These seven words are the only way back to your concern. We do not have them.
code-how = Write them on paper. Do not photograph them with a work phone, and do not save them in a work account.
code-lost = If you lose them, your concern still goes ahead. You will not be able to read replies.
code-copy = Copy the code
code-copied = The code is copied. Whatever you paste it into keeps it.
code-another = Give me another code

prove-heading = Check what you wrote down
prove-what = Type two of the words from your paper.
prove-word = Word { $number }
prove-error = That is not word { $number }. Look at your paper, or go back to see the code again.

# ---- check and send
check-answers-heading = Check what you wrote, and send it
check-not-given = Not given
check-change = Change
check-nobody = Nobody is left out
check-outside-seal = What can be seen from outside
check-outside-seal-text = The day, whether somebody is in danger, and whether a whole stage was left out. Everything else is sealed.
check-first-reader = It goes first to { $stage }: { $offices }.
send-button = Send your concern
send-sealing = Sealing and sending. Keep this page open.
send-rush = Many concerns arrive at this moment. Your browser is working for a place: this takes a few seconds.

# ---- sent
sent-heading = Your concern has been sent
sent-checked = Your browser has checked the receipt: it is signed with the key of the record, it is for exactly what you sealed, and it bears these dates.
sent-dates-heading = What must happen now
sent-reply-by = By { $date }: { $stage } must reply.
sent-decide-by = By { $date }: they must say what they will look into.
sent-feedback-by = By { $date }: they must tell you what they have found so far.
sent-missed = If one of these dates passes, your concern moves on by itself to the next on the list, in the end to { $last }.
sent-return = Come back on or after { $date } with your code.
sent-record-heading = Keep a record
sent-record-risk = A receipt proves that a concern was sent on this day. It does not show what you wrote or who you are. But whoever finds it on your phone or computer knows that it is there.
sent-receipt = Save the receipt
sent-calendar = Save the dates for a calendar
sent-close = Close this window now.

# ---- coming back
enter-heading = Come back with your code
enter-label = Your code
enter-hint = Seven words. Spaces, hyphens, capital or small letters make no difference.
enter-button = Go to your concern
enter-error = We do not know this code. Look at each word on your paper.
enter-error-words = A code has seven words. You typed { $count }.
enter-error-unknown = Word { $number } is not one of our words.
enter-error-meant = Did you mean { $words }?
enter-error-swapped = One word is wrong, or two are swapped. Look at each word on your paper.

concern-heading = Your concern
concern-with = It is with { $stage }.
concern-closed = It was closed on { $date }. Reason: { $reason }.
concern-closed-to = It was passed on to: { $name }.
concern-closed-disagree = Until { $date } you can say below that you disagree.
concern-closed-asked = On { $date } we ask you here how you have been treated since.
concern-sent-on = You sent it on { $date }.
concern-checked = Your browser has checked the signature of each step below. What it cannot check itself is marked "says the service".
concern-next-heading = What must happen next
concern-due = Due { $date }: { $clock }.
concern-late = Due { $date }: { $clock }. Late.
concern-no-dates = There is no date to wait for.
concern-happened-heading = What has happened
concern-to-you-heading = What was written to you
concern-nothing-to-you = Nothing has been written to you yet.
concern-wrote-heading = What you sent
concern-from = { $who }, { $date }
concern-you = You
concern-write-heading = Write to them
concern-write-hint = They see it the next morning at the latest. If somebody is in danger now, say so below.
concern-write-error = Write something first.
concern-write-button = Send your message
concern-sent-note = Your message has been sent, and your browser has checked the receipt.
concern-danger-heading = Somebody is in danger now
concern-danger-button = Say that somebody is in danger
concern-danger-done = Those who hold your concern are alerted. They must answer by the end of tomorrow.
concern-exclude-heading = Somebody must not see this from now on
concern-exclude-hint = What they have read already, they know. They get nothing more.
concern-exclude-button = Take their key away
concern-exclude-done = They get nothing more from now on.
concern-holders-new = New since you sent it: { $names }, { $office }.
concern-scope-heading = What they will look into
concern-scope-in = They look into this
concern-scope-out = They do not look into this. Reason: { $reason }
concern-scope-dispute = This misses my point
concern-findings-heading = What they found
concern-risk-yes = Is anyone still at risk? They say: yes.
concern-risk-no = Is anyone still at risk? They say: no.
concern-risk-unknown = Is anyone still at risk? They say that they do not know.
concern-findings-enquiries = What they did to find out
concern-findings-spoken = People they spoke to: { $count }.
concern-findings-standard = They decided by what is more likely than not.
concern-findings-dispute = I disagree
concern-dispute-label = What is wrong with it?
concern-dispute-button = Send it to somebody else
concern-dispute-done = Somebody else must answer this now, not the person who decided.
concern-treatment-heading = How have you been treated since?
concern-treatment-hint = If somebody makes you suffer for speaking up, say so. It goes to the stage above, not to those who dealt with your concern.
concern-treatment-label = What has happened to you
concern-treatment-button = Tell them
concern-treatment-done = The stage above must answer within 7 days.
concern-kept = What you wrote is kept until { $months } months after your concern is closed. The record of what happened stays.
concern-close = Close your concern on this screen

outcome-established = established
outcome-partly_established = partly established
outcome-not_established = not established
outcome-transferred = transferred to a named body
outcome-no_concern_stated = no concern stated
outcome-cannot_be_opened = cannot be opened
clock-danger = somebody must answer because of danger
clock-lost_data = they must say whether the regulator was told
clock-acknowledge = they must reply
clock-first_decision = they must say what they will look into
clock-feedback = they must tell you what they have found so far
clock-stage_answer = they must reply
clock-referral_review = they must look at the referral again
clock-dispute = somebody else must answer your objection
clock-unheld_stage = it moves on, because nobody holds this office
clock-conclude = they must finish
clock-later_treatment = somebody must answer how you were treated
clock-reporter_answer = your time to answer ends
clock-last_stage_again = they must act

step-received = You sent your concern.
step-opened = { $who } opened it.
step-no_conflict = { $who } said that they have no conflict.
step-conflict = { $who } said that they are too close to it, and is out of it.
step-acknowledged = { $who } replied.
step-scope = { $who } said what they will look into.
step-message = A message was sent.
step-note = { $who } wrote a note for the others who deal with it.
step-feedback = { $who } told you what they have found so far.
step-findings = { $who } sent you what they found.
step-extended = { $who } put off a date, with a reason.
step-referred = { $who } asked somebody else to look at it.
step-referral_result = { $who } wrote down what came of that.
step-handed_over = { $who } handed it over.
step-regulator = { $who } wrote down whether the regulator was told.
step-urgency_changed = { $who } said how urgent it is.
step-urgency_changed-reporter = You said how urgent it is.
step-shared = { $who } shared parts of it with somebody outside.
step-redacted = { $who } made a copy without the passages that could show who you are.
step-action_due = { $who } set a date by which something must be done.
step-action_done = { $who } wrote down that it was done.
step-closing_proposed = { $who } proposed to close it.
step-approved = { $who } agreed to what was proposed.
step-refused = { $who } did not agree to what was proposed.
step-closed = It was closed.
step-disputed = You disagreed.
step-dispute_answered = { $who } answered your objection.
step-reopened = It was opened again.
step-treatment_asked = You were asked how you have been treated since.
step-treatment_reported = You said how you have been treated since.
step-treatment_answered = { $who } answered how you were treated.
step-repeat = { $who } found that this has come up before.
step-withdrawn = You took a key away.
step-attached = You added a file.
step-lapsed = A date passed without an answer.
step-escalated = It moved on to { $stage }.
step-cannot_open = { $who } could not open it.
step-mismatch = { $who } found that it is not as you sealed it.
step-erased = What you wrote was erased by rule, { $months } months after it was closed. The last copy in a backup is destroyed by { $date }.

# ---- what can go wrong
problem-heading = There is a problem
problem-not-sent = Your concern has not been sent. It is still on this page. Try again.
problem-offline = There is no connection. What you wrote is still on this page. Try again.
problem-service = The service does not answer as it should. What you wrote is still on this page. Try again later.
problem-untrusted = Stop here. What this service says does not agree with its own record: { $what }. Send nothing more. Tell { $last }, or use one of the other ways below.
problem-clock = Your clock says { $here }, the service says { $there }. If yours is right, do not rely on the dates here.
problem-closed = This service cannot take a concern now. Use one of the other ways below.
problem-refused = The service did not take it: { $what }
problem-too-long = This is too long to be sent at once. Send the first part now and the rest afterwards, with your code.
problem-old-browser = This browser cannot seal what you write. Use a newer one, or one of the other ways below.

# ---- the poster
poster-what = Is something wrong at { $organisation }? You can tell somebody independent.
poster-own-device = Open this on your own phone, not on work wifi.
poster-network = We cannot hide your visit from your employer's network.
poster-scan = Point your phone's camera at the square, or type the address.
poster-onion = Or in Tor Browser:
poster-first = It goes first to { $reader }. The page shows by which day they must reply.
poster-danger = If somebody is in danger now, call 999 first.
poster-check-heading = Is this the right service?
poster-check-words = These six words stand for its key:
poster-check-page = The page shows the same words under "{ footer-programs }". If they differ, send nothing and tell { $last }.
poster-check-program = A false page could copy the words. The program daylight compares the key itself. Put the words, or the whole key, into a file:
poster-check-key = The whole key:

# ---- without scripts
arrival-heading = Your browser has scripts switched off
arrival-link = Go to the form without scripts
arrival-what = The server sees what you type and your code for a moment while it seals them. With scripts on, or with the command line, it never does.
arrival-scripts = Go to the page with scripts
arrival-files = You can add files once your concern has been sent, one at a time: on the page that follows, or later with your code.
arrival-file-hidden = A file can hide who made it, when, where, and with what. Here nothing of that is taken out: only a browser with scripts on can do that. If you are not sure, describe what the file shows in a message instead.
arrival-file-seen = The server sees the file for a moment while it seals it. It keeps nothing of it unsealed.
arrival-file-label = Choose a file
arrival-file-one = One file at a time. If the connection breaks, the file is not there: choose it and send it again. Your concern is safe.
arrival-file-button = Seal and send this file
arrival-file-added = Your file has been sealed and added.
arrival-file-broken = The file did not arrive whole, and has not been added. Your concern is safe. Choose the file again, that one alone, and send it again.
arrival-marked = The public record says that the server sealed it.
arrival-wait = If many people send at the same moment, this page takes its turn. Wait, and keep it open.
arrival-who-no = You wrote who you are, but you did not choose "Yes". Choose "Yes", or empty the box.
arrival-code-what = These seven words are the only way back to your concern. The server made them for you and does not keep them.
arrival-code-another = The code of this page could not be read. Here is another one. Write it down.
arrival-differs = A concern has been sent with this code, with other words. What you changed since has not been sent. Copy it, come back with your code, and send it as a message.
arrival-receipt = This is the receipt. Copy it if you want to keep it.
arrival-word = Everything on this page is the server's word. Your browser has checked nothing of it. With scripts on, or with the command line, it is checked.
arrival-code-inside = Your code is inside this page as long as it is open. Close it when you are done.
arrival-message-sent = Your message has been sent.
arrival-too-large = This is too long to be sent at once. Go back in your browser, copy what you wrote, and make it shorter. You can send the rest afterwards, with your code.
arrival-elsewhere = What arrived was not a whole form of this page. Nothing was sent. Go back in your browser, or open the form again, and send it from there.

# ---- sending again
problem-no-receipt = No receipt has come back, so we do not know whether your concern has arrived. Send it again: it cannot arrive twice.
code-fixed = You have pressed Send, so this code stays: with the same code your concern cannot arrive twice.
sent-before-changes = What has arrived is your concern as it was when you pressed Send before. What you changed since is not in it. What you wrote last stands below until you close this page. Come back with your code and send what is missing as a message.

# ---- coming back, and what is on the record
concern-treatment-asked = { $months } months have passed since your concern was closed. We ask at 3, 6 and 12 months.
concern-treatment-well-button = Nothing bad has happened to me
concern-treatment-well-done = We have written down that nothing bad has happened to you. You can still come back and say otherwise.
concern-rules-heading = The rules that bind your concern
concern-rules = These were the rules when you sent it. They stay its rules, also when others follow.
concern-rules-from = In force since { $date }.
rules-version = Version:
concern-promised = due in the public record on { $date }, not there yet
start-record-heading = How we have done
start-record = Read which share of concerns was answered in time, how many were late, who last looked from outside, and what was changed. Every step is kept in a public record as a fingerprint, so that nothing can be left out later without a trace.
start-record-link = Read how we have done

# ---- files
files-heading = Add files
files-why = You do not need any. Add only what you have already; do not go looking for more.
files-names = The names of your files are sealed too. Those who read your concern see them. Change a name first if it could show who you are.
files-clean = Files can hide who made them: a name, a place, a telephone. Your browser looks for that, takes it out before anything is sent, and shows you what it found.
files-clean-limit = It does not find everything. What can be seen or heard stays, and so do the marks that a printer leaves. If you are not sure, describe it in your own words instead.
files-later = You can also add files later, with your code.
files-label = Choose files
files-limit = Up to { $count } files. Each must be smaller than { $size } MB.
file-looking = Your browser is looking at what this file hides.
file-nothing = Your browser found nothing hidden that it knows of.
file-took = Taken out: { $found }.
file-left = Still in it: { $found }.
file-cannot = Your browser cannot clean this kind of file. It may show who made it, when and where. Describe it in your own words instead, or send it as it is.
file-anyway = Send it as it is
file-remove = Remove
file-removed = Removed
file-wait = Your browser is still looking at this file. Wait a moment, or remove it.
file-decide = This file cannot be cleaned. Tick "Send it as it is", or remove it.
file-none-chosen = Select a file
file-empty = The selected file is empty
file-too-large = The selected file must be smaller than { $size } MB
file-too-many = You can only select up to { $count } files for one concern
file-password = The selected file is password protected. Remove the password and choose it again, or describe it instead.
file-heic = Your browser cannot clean a HEIC photo. Save it as JPEG and choose that, or take a picture of the screen.
file-broken = The selected file is damaged, so your browser cannot look into it. Remove it, and describe it instead.
file-lies = The selected file is of another kind than its name says. Give it the right ending and choose it again, or describe it instead.
file-no-room = The selected file is too large for your browser to clean. It may show who made it, when and where. Choose a smaller one, describe it instead, or send it as it is.
file-no-cleaner = Your browser could not load what looks into files. Nothing was sent. Remove this file, and choose it again when there is a connection.
file-bomb = The selected file unpacks to far more than it should. Remove it, and describe it instead.
file-changed = The file has changed since you chose it, or arrived changed. Choose it again.
file-damaged = This file cannot be opened. It is damaged, or not what was sent.
file-waiting = Waiting for its turn
file-sending = Sealing and sending
file-there = It is there. Your browser has checked the receipt.
file-not-there = This file is not there. Your concern is.
file-away = There is no connection. Your concern has been sent all the same; this file is not all there yet. It goes on by itself where it stopped, as soon as there is a connection.
file-again = Try again
file-all-there = All files are there.
file-save = Save
file-fetching = Fetching and opening
file-away-fetch = There is no connection. It goes on by itself where it stopped.
file-saved = Your browser has checked the file, and saves it as { $file }. Whoever finds it on your phone or computer can read it.
found-location = where it was made
found-author = who made it
found-device = the device
found-software = the program
found-dates = dates and times
found-thumbnail = a small picture of it
found-history = earlier versions
found-comments = comments
found-names = names
found-printer = the printer
found-identifiers = numbers that mark this copy
found-scripts = programs inside it
found-attachments = files inside it
found-hidden = parts that are not shown
found-unchecked = a part that your browser cannot read
found-other = other hidden data
sent-files-heading = Your files
sent-files-wait = Your concern has been sent. Your files follow now, one after the other. Keep this page open until all of them are there.
sent-files-limit = If you close it before, those that are not there are not sent. You can add them later, with your code.
concern-files-heading = Files
concern-files-none = There are no files.
concern-files-add = Add a file
concern-files-button = Send the files
