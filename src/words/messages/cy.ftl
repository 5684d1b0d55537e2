# Welsh. A machine's draft: to be checked by a speaker before anybody relies on it.

# The words of the reporter's pages. Short sentences, "you" and "we", present tense; every promise names a fact, every
# limit stands beside the promise it limits. In curly brackets: names and dates that the page fills in.

language-name = Cymraeg
language-choose = Iaith
language-draft = Peiriant a gyfieithodd y dudalen hon. Nid oes siaradwr wedi ei gwirio eto. Y dudalen Saesneg sy'n cyfrif.

# ---- on every page
title = Codi pryder
error-prefix = Gwall:
skip-to-content = Neidio i'r prif destun
back = Yn ôl
continue = Parhau
optional = (dewisol)
footer-programs = I bobl sy'n gwirio
footer-safe = Cadw'n ddiogel
says-the-service = medd y gwasanaeth
working = Wrthi'n gweithio…
date = { $weekday } { $day } { $month } { $year }
date-first = 1
weekday-1 = dydd Llun
weekday-2 = dydd Mawrth
weekday-3 = dydd Mercher
weekday-4 = dydd Iau
weekday-5 = dydd Gwener
weekday-6 = dydd Sadwrn
weekday-7 = dydd Sul
month-1 = Ionawr
month-2 = Chwefror
month-3 = Mawrth
month-4 = Ebrill
month-5 = Mai
month-6 = Mehefin
month-7 = Gorffennaf
month-8 = Awst
month-9 = Medi
month-10 = Hydref
month-11 = Tachwedd
month-12 = Rhagfyr

# ---- leaving quickly
exit = Gadael y dudalen hon
exit-emergency = Argyfwng
exit-activated = Yn llwytho tudalen arall.
exit-timed-out = Mae'r cyfle i adael y dudalen hon fel hyn wedi dod i ben.
exit-two-more = Shift, pwyswch ddwywaith eto i adael.
exit-one-more = Shift, pwyswch unwaith eto i adael.

# ---- start
start-heading = Codi pryder
start-what = Dywedwch wrth rywun annibynnol am rywbeth sydd o'i le o fewn { $organisation }. Mae'n cymryd tua 10 munud. Gallwch anfon ychydig nawr ac ychwanegu mwy wedyn.
start-anyone = Gall unrhyw un ddefnyddio hwn: staff, cyn-staff, gweithwyr asiantaeth a chontract, gwirfoddolwyr, partneriaid. Nid oes angen cyfrif nac enw arnoch.
start-danger-heading = Os oes rhywun mewn perygl nawr
start-danger = Ffoniwch 999 yn gyntaf. Yna dewch yn ôl yma.
start-who-heading = Pwy sy'n ei ddarllen
start-who-reads = Dim ond { $reader } all agor yr hyn rydych yn ei anfon. Os nad ydyn nhw'n ateb mewn pryd, gall { $next } ei agor hefyd, ac felly ymlaen i lawr y rhestr isod. Ni all neb arall o fewn { $organisation } ei agor.
start-who-runs = Ni all y bobl sy'n rhedeg y gwasanaeth hwn ei ddarllen: mae'n cael ei selio ar eich ffôn neu'ch cyfrifiadur cyn iddo gael ei anfon.
start-who-runs-limit = Mae'r dudalen hon yn dod o'u gweinydd nhw. Os nad ydych yn ymddiried ynddyn nhw, cewch y rhaglen daylight gan rywun arall, a defnyddiwch honno. Gweler "I bobl sy'n gwirio" ar waelod y dudalen hon.
start-when-heading = Beth sy'n digwydd, ac erbyn pryd
start-by = Rhaid iddyn nhw ateb erbyn { $date }.
start-then = Os nad ydyn nhw'n ateb, { $next } sy'n ei gael nesaf.
start-last = Os nad oes neb yn ateb, { $last } sy'n ei gael yn y pen draw, y tu allan i'r sefydliad ({ $organisation }). Ni all neb o fewn { $organisation } atal hynny trwy bwyso botwm.
start-not-asked-heading = Yr hyn nad ydym yn ei wybod amdanoch
start-not-asked-1 = Nid ydym yn gofyn pwy ydych chi.
start-not-asked-2 = Nid ydym yn cadw eich cyfeiriad rhyngrwyd.
start-not-asked-3 = Nid ydym yn cadw pa ffôn, cyfrifiadur neu borwr rydych yn ei ddefnyddio.
start-not-asked-4 = Rydym yn nodi'r diwrnod, nid yr awr. Dim ond os ydych yn dewis perygl y mae'r rhai sy'n ei gael yn dod i wybod yr awr.
start-not-asked-5 = Nid ydym yn rhoi dim ar eich ffôn neu'ch cyfrifiadur sy'n aros yno.
start-own-device-heading = Defnyddiwch eich ffôn neu'ch cyfrifiadur eich hun
start-own-device = Peidiwch â defnyddio cyfrifiadur gwaith, ffôn gwaith na wifi gwaith. Ni allwn guddio eich ymweliad oddi wrth rwydwaith eich cyflogwr. Os ydych ar un ohonyn nhw nawr, caewch y dudalen hon a'i hagor gartref.
start-proof-heading = Nid oes angen prawf arnoch
start-proof = Dywedwch wrthym beth welsoch chi, beth ddywedodd rhywun wrthych, neu beth rydych yn ei amau. Mae'r tri yn cyfrif. Peidiwch â mynd i chwilio am fwy.
start-law-heading = Os ydych wedi llofnodi rhywbeth
start-law = Ni all cymal cyfrinachedd na chytundeb setlo eich atal rhag gwneud datgeliad gwarchodedig. Os bydd rhywun yn gadael, mae'r pryder yn aros ar agor.
start-button = Dechrau nawr
start-return-button = Mae gen i god
start-closed = Ni all y gwasanaeth hwn dderbyn pryder heddiw. Defnyddiwch un o'r ffyrdd eraill isod. Os oes gennych god, gallwch ddod yn ôl ag ef o hyd.
start-channel-closed = Caewyd y sianel hon am byth ar { $date }. Symudodd pob pryder oedd ar agor bryd hynny i fyny un cam, ac mae ei ddyddiadau'n parhau. Defnyddiwch un o'r ffyrdd eraill isod. Os oes gennych god, gallwch ddod yn ôl ag ef o hyd.

other-ways-heading = Ffyrdd eraill o ddweud wrth rywun
other-ways = Gallwch ddefnyddio'r rhain unrhyw bryd, cyn neu ar ôl i chi anfon pryder yma.
no-script-heading = Mae angen sgriptiau ar y ffurflen hon
no-script = Mae'r hyn rydych yn ei ysgrifennu yn cael ei selio yn eich porwr cyn iddo gael ei anfon, ac mae angen sgriptiau i wneud hynny. Maen nhw wedi'u diffodd yn eich porwr. Trowch nhw ymlaen ar gyfer y dudalen hon, defnyddiwch un o'r ffyrdd eraill isod, neu defnyddiwch y rhaglen daylight.

check-program = Mae'r rhaglen daylight yn anfon pryder ac yn ei ddilyn heb y dudalen hon:
check-key = Allwedd y cofnod cyhoeddus. Cymharwch hi â'r poster:
check-key-words = Ei chwe gair, fel ar y poster:
check-policy = Y rheolau sydd mewn grym, gyda'u dyddiadau:
check-record = Y cofnod a gyhoeddwyd:

# ---- interruption page
leave-heading = Sut i adael y safle hwn yn gyflym
leave-what = Mae botwm coch, "Gadael y dudalen hon", ar bob un o'r tudalennau nesaf. Mae'n cuddio'r dudalen ar unwaith ac yn agor tudalen am y tywydd yn ei lle.
leave-shift = Gallwch hefyd bwyso'r fysell Shift 3 gwaith.
leave-wiped = Mae'r hyn a deipioch yn cael ei ddileu. Nid yw'n cael ei gadw yn unman.
leave-history = Nid yw eich hanes pori yn cael ei ddileu. Mae'n dangos bod rhywun wedi ymweld â'r cyfeiriad hwn.
leave-again = I ddod yn ôl, agorwch y cyfeiriad hwn eto.

# ---- stay safe
safe-heading = Cadw'n ddiogel
safe-device = Defnyddiwch eich ffôn neu'ch cyfrifiadur eich hun, gartref neu ar ddata symudol.
safe-private = Agorwch y dudalen hon mewn ffenestr breifat. Pan fyddwch yn cau'r ffenestr, mae eich porwr yn anghofio'r ymweliad. Nid yw eich rhwydwaith yn ei anghofio.
safe-tor = Gyda Tor Browser, ni all eich rhwydwaith weld eich bod yn ymweld â'r dudalen hon chwaith.
safe-history = Wedyn, cliriwch y cyfeiriad hwn o'ch hanes pori.
safe-leave-out = Gadewch allan yr hyn na allai neb ond chi ei wybod. Os mai ychydig o bobl sy'n gwybod amdano, dywedwch beth ddigwyddodd heb ddweud sut rydych chi'n gwybod.
safe-style = Ysgrifennwch frawddegau byr a phlaen. Peidiwch â gludo testun o negeseuon e-bost rydych chi wedi'u hysgrifennu.
safe-copies = Peidiwch ag anfon yr unig gopi o ddogfen, na chopi a gafodd ei wneud i chi yn unig.
safe-tell = Os ydych yn dweud wrth rywun, ni allwn eich amddiffyn rhag y person hwnnw.

# ---- questions
danger-heading = A oes unrhyw un mewn perygl nawr?
danger-hint = Os gallai rhywun gael niwed cyn yfory, ffoniwch 999 yn gyntaf.
danger-yes = Oes
danger-no = Nac oes
danger-unsure = Dydw i ddim yn siŵr
danger-then = Rhaid i rywun ateb erbyn diwedd { $date }. Mae'r rhai sy'n ei gael yn cael rhybudd ar unwaith, felly maen nhw'n dod i wybod yr awr.
danger-numbers-heading = Ffoniwch nawr

exclude-heading = Pwy na ddylai weld hwn?
exclude-hint = Ticiwch bawb na ddylai ddarllen y pryder. Rydym yn defnyddio hyn i ddewis pwy all ei agor. Nid yw'r rhai rydych yn eu ticio yn cael allwedd.
exclude-none-held = neb ar hyn o bryd
exclude-last = Ni ellir gadael { $office } allan. Mae'r swydd hon y tu allan i'r sefydliad ({ $organisation }). Os dyna'r lle anghywir, defnyddiwch un o'r ffyrdd eraill ar waelod y dudalen hon.
exclude-guess = Gall rhywun rydych yn ei adael allan ddyfalu o hyd, os bydd pobl eraill yn siarad.
exclude-later = Os bydd rhywun yn dod i un o'r swyddi hyn yn nes ymlaen, byddwch yn gweld hynny pan ddewch yn ôl gyda'ch cod.

kind-heading = Am beth mae'r pryder?
kind-hint = Ticiwch bob un sy'n addas.
kind-unsure = Dydw i ddim yn siŵr
kind-who-label = Am bwy ac am ba le mae'r pryder?
kind-who-hint = Enwau, neu'r tîm a'r lle. Mae'r person sy'n agor y pryder yn darllen hwn yn gyntaf, i ddweud a yw'n rhy agos at y mater. Gallwch adael hwn yn wag.

what-heading = Beth ddigwyddodd?
what-hint = Dywedwch yn eich geiriau eich hun. Anfonwch yr hyn sydd gennych; gallwch ychwanegu mwy wedyn.
what-saw = yr hyn a welsoch neu a glywsoch chi eich hun
what-told = yr hyn a ddywedodd rhywun wrthych
what-think = yr hyn rydych yn ei feddwl neu'n ei amau
what-counts = Mae'r rhain i gyd yn cyfrif. Nid oes angen prawf arnoch.
what-tips = Sut i beidio â chael eich adnabod
what-error = Dywedwch beth ddigwyddodd.
what-too-long = Gwnewch y testun yn fyrrach. Nifer y nodau sy'n ormod: { $over }. Gallwch anfon y gweddill wedyn, gyda'ch cod.

when-heading = Pryd a ble y digwyddodd?
when-hint = Mae ateb bras yn ddigon. Gallwch hefyd ysgrifennu "Dydw i ddim yn gwybod".

told-heading = A oes rhywun wedi cael gwybod o'r blaen?
told-hint = Pwy gafodd wybod, a beth wnaethon nhw? A oes rhywun wedi ceisio cuddio'r peth?

people-heading = Faint o bobl allai wybod am hyn?
people-hint = Mae'r adolygydd yn cymryd mwy o ofal os gallai rhywun eich adnabod. Nid yw'r ateb hwn byth mewn unrhyw ffigurau.
people-me = Dim ond fi
people-few = Ychydig o bobl
people-many = Llawer o bobl
people-unsure = Dydw i ddim yn siŵr

who-heading = Ydych chi eisiau dweud wrthym pwy ydych chi?
who-hint = Nid oes rhaid i chi. Gallwch ddweud wrth yr adolygydd wedyn. Ni allwch ei dynnu'n ôl.
who-no = Nac ydw
who-yes = Ydw
who-label = Eich enw, a sut i gysylltu â chi yn ddiogel

# ---- code
code-heading = Ysgrifennwch eich cod ar bapur
code-what = Y saith gair hyn yw'r unig ffordd yn ôl at eich pryder. Nid ydyn nhw gennym ni.
code-how = Ysgrifennwch nhw ar bapur. Peidiwch â thynnu llun ohonyn nhw â ffôn gwaith, a pheidiwch â'u cadw mewn cyfrif gwaith.
code-lost = Os ydych yn eu colli, mae eich pryder yn dal i fynd yn ei flaen. Ni fyddwch yn gallu darllen atebion.
code-copy = Copïo'r cod
code-copied = Mae'r cod wedi'i gopïo. Ble bynnag rydych yn ei ludo, mae'n cael ei gadw yno.
code-another = Rhowch god arall i mi

prove-heading = Gwiriwch yr hyn a ysgrifennoch ar bapur
prove-what = Teipiwch ddau o'r geiriau o'ch papur.
prove-word = Gair { $number }
prove-error = Nid hwnnw yw gair { $number }. Edrychwch ar eich papur, neu ewch yn ôl i weld y cod eto.

# ---- check and send
check-answers-heading = Gwiriwch yr hyn a ysgrifennoch, ac anfonwch ef
check-not-given = Heb ei roi
check-change = Newid
check-nobody = Nid oes neb wedi'i adael allan
check-outside-seal = Yr hyn sydd i'w weld o'r tu allan
check-outside-seal-text = Y diwrnod, a oes rhywun mewn perygl, ac a gafodd lefel gyfan ei gadael allan. Mae popeth arall wedi'i selio.
check-first-reader = Y lefel gyntaf i'w gael yw { $stage }: { $offices }.
send-button = Anfon eich pryder
send-sealing = Wrthi'n selio ac yn anfon. Cadwch y dudalen hon ar agor.
send-rush = Mae llawer o bryderon yn cyrraedd ar hyn o bryd. Mae eich porwr yn gweithio i gael lle: mae hyn yn cymryd ychydig eiliadau.

# ---- sent
sent-heading = Mae eich pryder wedi'i anfon
sent-checked = Mae eich porwr wedi gwirio'r dderbynneb: mae wedi'i llofnodi ag allwedd y cofnod, mae ar gyfer yr union beth a seliwyd gennych, ac mae'r dyddiadau hyn arni.
sent-dates-heading = Beth sy'n gorfod digwydd nawr
sent-reply-by = Erbyn { $date }: mae { $stage } yn gorfod ateb.
sent-decide-by = Erbyn { $date }: rhaid iddyn nhw ddweud beth y byddan nhw'n edrych i mewn iddo.
sent-feedback-by = Erbyn { $date }: rhaid iddyn nhw ddweud wrthych beth maen nhw wedi'i ganfod hyd yma.
sent-missed = Os bydd un o'r dyddiadau hyn yn mynd heibio, mae eich pryder yn symud ymlaen ohono'i hun at y nesaf ar y rhestr. Yn y pen draw, { $last } sy'n ei gael.
sent-return = Dewch yn ôl gyda'ch cod ar y dyddiad hwn neu wedyn: { $date }.
sent-record-heading = Cadw cofnod
sent-record-risk = Mae derbynneb yn profi bod pryder wedi'i anfon ar y diwrnod hwn. Nid yw'n dangos beth ysgrifennoch chi na phwy ydych chi. Ond mae pwy bynnag sy'n dod o hyd iddi ar eich ffôn neu'ch cyfrifiadur yn gwybod ei bod yno.
sent-receipt = Cadw'r dderbynneb
sent-calendar = Cadw'r dyddiadau ar gyfer calendr
sent-close = Caewch y ffenestr hon nawr.

# ---- coming back
enter-heading = Dod yn ôl gyda'ch cod
enter-label = Eich cod
enter-hint = Saith gair. Nid yw bylchau, cysylltnodau, priflythrennau na llythrennau bach yn gwneud gwahaniaeth.
enter-button = Mynd at eich pryder
enter-error = Nid ydym yn adnabod y cod hwn. Edrychwch ar bob gair ar eich papur.
enter-error-words = Mae saith gair mewn cod. Nifer y geiriau a deipioch: { $count }.
enter-error-unknown = Nid yw gair { $number } yn un o'n geiriau ni.
enter-error-meant = Ai un o'r rhain oedd gennych mewn golwg: { $words }?
enter-error-swapped = Mae un gair yn anghywir, neu mae dau air wedi cyfnewid lle. Edrychwch ar bob gair ar eich papur.

concern-heading = Eich pryder
concern-with = Mae yn nwylo { $stage }.
concern-closed = Cafodd ei gau ar { $date }. Rheswm: { $reason }.
concern-closed-to = Cafodd ei drosglwyddo i: { $name }.
concern-closed-disagree = Tan { $date } gallwch ddweud isod eich bod yn anghytuno.
concern-closed-asked = Ar { $date } byddwn yn gofyn i chi yma sut rydych wedi cael eich trin ers hynny.
concern-sent-on = Y dyddiad yr anfonoch ef: { $date }.
concern-checked = Mae eich porwr wedi gwirio llofnod pob cam isod. Mae'r hyn na all eich porwr ei wirio wedi'i farcio "medd y gwasanaeth".
concern-next-heading = Beth sy'n gorfod digwydd nesaf
concern-due = Erbyn { $date }: { $clock }.
concern-late = Erbyn { $date }: { $clock }. Hwyr.
concern-no-dates = Nid oes dyddiad i aros amdano.
concern-happened-heading = Beth sydd wedi digwydd
concern-to-you-heading = Yr hyn a ysgrifennwyd atoch
concern-nothing-to-you = Nid oes dim wedi'i ysgrifennu atoch eto.
concern-wrote-heading = Yr hyn a anfonoch
concern-from = { $who }, { $date }
concern-you = Chi
concern-write-heading = Ysgrifennu atyn nhw
concern-write-hint = Byddan nhw'n ei weld fore trannoeth fan bellaf. Os oes rhywun mewn perygl nawr, dywedwch hynny isod.
concern-write-error = Ysgrifennwch rywbeth yn gyntaf.
concern-write-button = Anfon eich neges
concern-sent-note = Mae eich neges wedi'i hanfon, ac mae eich porwr wedi gwirio'r dderbynneb.
concern-danger-heading = Mae rhywun mewn perygl nawr
concern-danger-button = Dweud bod rhywun mewn perygl
concern-danger-done = Mae'r rhai sy'n dal eich pryder yn cael rhybudd. Rhaid iddyn nhw ateb erbyn diwedd yfory.
concern-exclude-heading = Mae rhywun na ddylai weld hwn o hyn ymlaen
concern-exclude-hint = Maen nhw'n gwybod yr hyn maen nhw wedi'i ddarllen yn barod. Nid ydyn nhw'n cael dim mwy.
concern-exclude-button = Cymryd eu hallwedd oddi arnyn nhw
concern-exclude-done = Nid ydyn nhw'n cael dim mwy o hyn ymlaen.
concern-holders-new = Newydd ers i chi ei anfon: { $names }, { $office }.
concern-scope-heading = Yr hyn y byddan nhw'n edrych i mewn iddo
concern-scope-in = Maen nhw'n edrych i mewn i hyn
concern-scope-out = Nid ydyn nhw'n edrych i mewn i hyn. Rheswm: { $reason }
concern-scope-dispute = Nid dyma fy mhwynt i
concern-findings-heading = Yr hyn maen nhw wedi'i ganfod
concern-risk-yes = A oes rhywun mewn perygl o hyd? Maen nhw'n dweud: oes.
concern-risk-no = A oes rhywun mewn perygl o hyd? Maen nhw'n dweud: nac oes.
concern-risk-unknown = A oes rhywun mewn perygl o hyd? Maen nhw'n dweud nad ydyn nhw'n gwybod.
concern-findings-enquiries = Beth wnaethon nhw i ganfod hyn
concern-findings-spoken = Pobl y siaradon nhw â nhw: { $count }.
concern-findings-standard = Penderfynon nhw yn ôl beth sy'n fwy tebygol na pheidio.
concern-findings-dispute = Rwy'n anghytuno
concern-dispute-label = Beth sydd o'i le arno?
concern-dispute-button = Ei anfon at rywun arall
concern-dispute-done = Rhaid i rywun arall ateb hyn nawr, nid y person a benderfynodd.
concern-treatment-heading = Sut ydych chi wedi cael eich trin ers hynny?
concern-treatment-hint = Os oes rhywun yn gwneud i chi ddioddef am godi llais, dywedwch hynny. Mae'n mynd at y lefel nesaf i fyny, nid at y rhai a ddeliodd â'ch pryder.
concern-treatment-label = Beth sydd wedi digwydd i chi
concern-treatment-button = Dweud wrthyn nhw
concern-treatment-done = Rhaid i'r lefel nesaf i fyny ateb o fewn 7 diwrnod.
concern-kept = Mae'r hyn a ysgrifennoch yn cael ei gadw tan { $months } mis ar ôl i'ch pryder gael ei gau. Mae'r cofnod o'r hyn a ddigwyddodd yn aros.
concern-close = Cau eich pryder ar y sgrin hon

outcome-established = cadarnhawyd
outcome-partly_established = cadarnhawyd yn rhannol
outcome-not_established = ni chadarnhawyd
outcome-transferred = trosglwyddwyd i gorff a enwir
outcome-no_concern_stated = dim pryder wedi'i nodi
outcome-cannot_be_opened = ni ellir ei agor
clock-danger = rhaid i rywun ateb oherwydd perygl
clock-lost_data = rhaid iddyn nhw ddweud a gafodd y rheoleiddiwr wybod
clock-acknowledge = rhaid iddyn nhw ateb
clock-first_decision = rhaid iddyn nhw ddweud beth y byddan nhw'n edrych i mewn iddo
clock-feedback = rhaid iddyn nhw ddweud wrthych beth maen nhw wedi'i ganfod hyd yma
clock-stage_answer = rhaid iddyn nhw ateb
clock-referral_review = rhaid iddyn nhw edrych eto ar yr atgyfeiriad
clock-dispute = rhaid i rywun arall ateb eich gwrthwynebiad
clock-unheld_stage = mae'n symud ymlaen, am nad oes neb yn y swydd hon
clock-conclude = rhaid iddyn nhw orffen
clock-later_treatment = rhaid i rywun ateb ynghylch sut y cawsoch eich trin
clock-reporter_answer = mae eich amser chi i ateb yn dod i ben
clock-last_stage_again = rhaid iddyn nhw weithredu

step-received = Fe wnaethoch chi anfon eich pryder.
step-opened = Agorodd { $who } y pryder.
step-no_conflict = Dywedodd { $who } nad oes gwrthdaro buddiannau.
step-conflict = Dywedodd { $who } fod cysylltiad rhy agos â'r mater, ac nid yw'n delio ag ef mwyach.
step-acknowledged = Atebodd { $who }.
step-scope = Dywedodd { $who } beth y byddan nhw'n edrych i mewn iddo.
step-message = Anfonwyd neges.
step-note = Ysgrifennodd { $who } nodyn i'r lleill sy'n delio â'r pryder.
step-feedback = Dywedodd { $who } wrthych beth sydd wedi'i ganfod hyd yma.
step-findings = Anfonodd { $who } y canfyddiadau atoch.
step-extended = Gohiriodd { $who } ddyddiad, gan roi rheswm.
step-referred = Gofynnodd { $who } i rywun arall edrych ar y pryder.
step-referral_result = Nododd { $who } beth ddaeth o hynny.
step-handed_over = Trosglwyddodd { $who } y pryder.
step-regulator = Nododd { $who } a gafodd y rheoleiddiwr wybod.
step-urgency_changed = Dywedodd { $who } pa mor frys yw.
step-urgency_changed-reporter = Dywedoch chi pa mor frys yw.
step-shared = Rhannodd { $who } rannau o'r pryder â rhywun o'r tu allan.
step-redacted = Gwnaeth { $who } gopi heb y darnau a allai ddangos pwy ydych chi.
step-action_due = Gosododd { $who } ddyddiad: rhaid gwneud rhywbeth erbyn hynny.
step-action_done = Nododd { $who } fod hynny wedi'i wneud.
step-closing_proposed = Cynigiodd { $who } gau'r pryder.
step-approved = Cytunodd { $who } i'r hyn a gynigiwyd.
step-refused = Ni chytunodd { $who } i'r hyn a gynigiwyd.
step-closed = Caewyd y pryder.
step-disputed = Fe wnaethoch chi anghytuno.
step-dispute_answered = Atebodd { $who } eich gwrthwynebiad.
step-reopened = Agorwyd y pryder eto.
step-treatment_asked = Gofynnwyd i chi sut rydych wedi cael eich trin ers hynny.
step-treatment_reported = Fe wnaethoch chi ddweud sut rydych wedi cael eich trin ers hynny.
step-treatment_answered = Atebodd { $who } ynghylch sut y cawsoch eich trin.
step-repeat = Gwelodd { $who } fod hyn wedi codi o'r blaen.
step-withdrawn = Fe wnaethoch chi gymryd allwedd oddi ar rywun.
step-attached = Fe wnaethoch chi ychwanegu ffeil.
step-lapsed = Aeth dyddiad heibio heb ateb.
step-escalated = Symudodd y pryder ymlaen i ddwylo { $stage }.
step-cannot_open = Ni lwyddodd { $who } i agor y pryder.
step-mismatch = Gwelodd { $who } nad yw'r pryder fel y gwnaethoch chi ei selio.
step-erased = Dilëwyd yr hyn a ysgrifennoch yn ôl y rheolau, { $months } mis ar ôl ei gau. Caiff y copi wrth gefn olaf ei ddinistrio erbyn { $date }.

# ---- what can go wrong
problem-heading = Mae problem wedi codi
problem-not-sent = Nid yw eich pryder wedi'i anfon. Mae'n dal i fod ar y dudalen hon. Rhowch gynnig arall arni.
problem-offline = Nid oes cysylltiad. Mae'r hyn a ysgrifennoch yn dal i fod ar y dudalen hon. Rhowch gynnig arall arni.
problem-service = Nid yw'r gwasanaeth yn ateb fel y dylai. Mae'r hyn a ysgrifennoch yn dal i fod ar y dudalen hon. Rhowch gynnig arall arni yn nes ymlaen.
problem-untrusted = Stopiwch yma. Nid yw'r hyn y mae'r gwasanaeth hwn yn ei ddweud yn cytuno â'i gofnod ei hun: { $what }. Peidiwch ag anfon dim mwy. Rhowch wybod i'r swydd neu'r corff hwn: { $last }. Neu defnyddiwch un o'r ffyrdd eraill isod.
problem-clock = Mae eich cloc yn dweud { $here }, ac mae'r gwasanaeth yn dweud { $there }. Os yw eich cloc chi yn gywir, peidiwch â dibynnu ar y dyddiadau yma.
problem-closed = Ni all y gwasanaeth hwn dderbyn pryder nawr. Defnyddiwch un o'r ffyrdd eraill isod.
problem-refused = Ni dderbyniodd y gwasanaeth ef: { $what }
problem-too-long = Mae hwn yn rhy hir i'w anfon i gyd gyda'i gilydd. Anfonwch y rhan gyntaf nawr a'r gweddill wedyn, gyda'ch cod.
problem-old-browser = Ni all y porwr hwn selio'r hyn rydych yn ei ysgrifennu. Defnyddiwch borwr mwy newydd, neu un o'r ffyrdd eraill isod.

# ---- the poster
poster-what = Oes rhywbeth o'i le o fewn { $organisation }? Gallwch ddweud wrth rywun annibynnol.
poster-own-device = Agorwch hwn ar eich ffôn eich hun, nid ar wifi'r gwaith.
poster-network = Ni allwn guddio eich ymweliad oddi wrth rwydwaith eich cyflogwr.
poster-scan = Pwyntiwch gamera eich ffôn at y sgwâr, neu teipiwch y cyfeiriad.
poster-onion = Neu ym mhorwr Tor:
poster-first = { $reader } sy'n ei gael gyntaf. Mae'r dudalen yn dangos erbyn pa ddiwrnod y mae'n rhaid iddyn nhw ateb.
poster-danger = Os oes rhywun mewn perygl nawr, ffoniwch 999 yn gyntaf.
poster-check-heading = Ai hwn yw'r gwasanaeth cywir?
poster-check-words = Mae'r chwe gair hyn yn sefyll am ei allwedd:
poster-check-page = Mae'r dudalen yn dangos yr un geiriau o dan "{ footer-programs }". Os ydyn nhw'n wahanol, peidiwch ag anfon dim a dywedwch wrth: { $last }.
poster-check-program = Gallai tudalen ffug gopïo'r geiriau. Mae'r rhaglen daylight yn cymharu'r allwedd ei hun. Rhowch y geiriau, neu'r allwedd gyfan, mewn ffeil:
poster-check-key = Yr allwedd gyfan:

# ---- heb sgriptiau
arrival-heading = Mae sgriptiau wedi'u diffodd yn eich porwr
arrival-link = Mynd i'r ffurflen heb sgriptiau
arrival-what = Mae'r gweinydd yn gweld yr hyn rydych yn ei deipio a'ch cod am eiliad wrth iddo eu selio. Gyda sgriptiau ymlaen, neu gyda'r llinell orchymyn, nid yw byth yn eu gweld.
arrival-scripts = Mynd i'r dudalen gyda sgriptiau
arrival-files = Gallwch ychwanegu ffeiliau ar ôl i'ch pryder gael ei anfon, un ar y tro: ar y dudalen nesaf, neu wedyn gyda'ch cod.
arrival-file-hidden = Gall ffeil guddio pwy a'i gwnaeth, pryd, ble, a gyda beth. Yma nid oes dim o hynny'n cael ei dynnu allan: dim ond porwr gyda sgriptiau ymlaen all wneud hynny. Os nad ydych yn siŵr, disgrifiwch mewn neges yr hyn y mae'r ffeil yn ei ddangos yn lle hynny.
arrival-file-seen = Mae'r gweinydd yn gweld y ffeil am eiliad wrth iddo ei selio. Nid yw'n cadw dim ohoni heb ei selio.
arrival-file-label = Dewiswch ffeil
arrival-file-one = Un ffeil ar y tro. Os bydd y cysylltiad yn torri, nid yw'r ffeil yno: dewiswch hi a'i hanfon eto. Mae eich pryder yn ddiogel.
arrival-file-button = Selio ac anfon y ffeil hon
arrival-file-added = Mae eich ffeil wedi'i selio a'i hychwanegu.
arrival-file-broken = Ni chyrhaeddodd y ffeil yn gyfan, ac nid yw wedi'i hychwanegu. Mae eich pryder yn ddiogel. Dewiswch y ffeil eto, honno'n unig, a'i hanfon eto.
arrival-marked = Mae'r cofnod cyhoeddus yn dweud mai'r gweinydd a'i seliodd.
arrival-wait = Os bydd llawer o bobl yn anfon ar yr un pryd, mae'r dudalen hon yn aros ei thro. Arhoswch, a chadwch hi ar agor.
arrival-who-no = Rydych wedi ysgrifennu pwy ydych chi, ond heb ddewis "Ydw". Dewiswch "Ydw", neu gwagiwch y blwch.
arrival-code-what = Y saith gair hyn yw'r unig ffordd yn ôl at eich pryder. Y gweinydd a'u gwnaeth i chi, ac nid yw'n eu cadw.
arrival-code-another = Nid oedd modd darllen cod y dudalen hon. Dyma un arall. Ysgrifennwch ef.
arrival-differs = Mae pryder wedi'i anfon gyda'r cod hwn, mewn geiriau eraill. Nid yw'r hyn a newidioch ers hynny wedi'i anfon. Copïwch ef, dewch yn ôl gyda'ch cod, a'i anfon fel neges.
arrival-receipt = Dyma'r dderbynneb. Copïwch hi os ydych am ei chadw.
arrival-word = Gair y gweinydd yw popeth ar y dudalen hon. Nid yw eich porwr wedi gwirio dim ohono. Gyda sgriptiau ymlaen, neu gyda'r llinell orchymyn, mae'n cael ei wirio.
arrival-code-inside = Mae eich cod y tu mewn i'r dudalen hon tra bydd ar agor. Caewch hi pan fyddwch wedi gorffen.
arrival-message-sent = Mae eich neges wedi'i hanfon.
arrival-too-large = Mae hwn yn rhy hir i'w anfon i gyd gyda'i gilydd. Ewch yn ôl yn eich porwr, copïwch yr hyn a ysgrifennoch, a'i wneud yn fyrrach. Gallwch anfon y gweddill wedyn, gyda'ch cod.
arrival-elsewhere = Nid ffurflen gyfan o'r dudalen hon a gyrhaeddodd. Ni anfonwyd dim. Ewch yn ôl yn eich porwr, neu agorwch y ffurflen eto, a'i hanfon oddi yno.

# ---- anfon eto
problem-no-receipt = Nid oes derbynneb wedi dod yn ôl, felly ni wyddom a yw eich pryder wedi cyrraedd. Anfonwch ef eto: ni all gyrraedd ddwywaith.
code-fixed = Rydych wedi pwyso Anfon, felly mae'r cod hwn yn aros: gyda'r un cod ni all eich pryder gyrraedd ddwywaith.
sent-before-changes = Yr hyn sydd wedi cyrraedd yw eich pryder fel yr oedd pan bwysoch Anfon o'r blaen. Nid yw'r hyn a newidioch ers hynny ynddo. Mae'r hyn a ysgrifennoch ddiwethaf isod nes i chi gau'r dudalen hon. Dewch yn ôl gyda'ch cod ac anfonwch yr hyn sydd ar goll fel neges.

# ---- dod yn ôl, a'r cofnod
concern-treatment-asked = Mae { $months } mis wedi mynd heibio ers i'ch pryder gael ei gau. Rydym yn gofyn ar ôl 3, 6 a 12 mis.
concern-treatment-well-button = Nid oes dim drwg wedi digwydd i mi
concern-treatment-well-done = Rydym wedi nodi nad oes dim drwg wedi digwydd i chi. Gallwch ddod yn ôl o hyd a dweud fel arall.
concern-rules-heading = Y rheolau sy'n rhwymo eich pryder
concern-rules = Dyma'r rheolau pan anfonoch ef. Maent yn aros yn rheolau iddo, hyd yn oed pan fydd rhai eraill yn dilyn.
concern-rules-from = Mewn grym ers { $date }.
rules-version = Fersiwn:
concern-promised = i fod yn y cofnod cyhoeddus ar { $date }, nid yw yno eto
start-record-heading = Sut rydym wedi gwneud
start-record = Darllenwch pa gyfran o bryderon a atebwyd mewn pryd, faint oedd yn hwyr, pwy edrychodd o'r tu allan ddiwethaf, a beth a newidiwyd. Mae pob cam yn cael ei gadw mewn cofnod cyhoeddus fel ôl bys, fel na ellir gadael dim allan wedyn heb adael ôl.
start-record-link = Darllen sut rydym wedi gwneud

# ---- ffeiliau
files-heading = Ychwanegu ffeiliau
files-why = Nid oes angen dim arnoch. Ychwanegwch yr hyn sydd gennych eisoes yn unig; peidiwch â mynd i chwilio am fwy.
files-names = Mae enwau eich ffeiliau wedi'u selio hefyd. Mae'r rhai sy'n darllen eich pryder yn eu gweld. Newidiwch enw yn gyntaf os gallai ddangos pwy ydych chi.
files-clean = Gall ffeiliau guddio pwy a'u gwnaeth: enw, lle, ffôn. Mae eich porwr yn chwilio am hynny, yn ei dynnu allan cyn anfon dim, ac yn dangos i chi beth a gafodd.
files-clean-limit = Nid yw'n dod o hyd i bopeth. Mae'r hyn y gellir ei weld neu ei glywed yn aros, a'r marciau y mae argraffydd yn eu gadael hefyd. Os nad ydych yn siŵr, disgrifiwch ef yn eich geiriau eich hun yn lle hynny.
files-later = Gallwch hefyd ychwanegu ffeiliau yn nes ymlaen, gyda'ch cod.
files-label = Dewis ffeiliau
files-limit = Hyd at { $count } ffeil. Rhaid i bob un fod yn llai na { $size } MB.
file-looking = Mae eich porwr yn edrych ar yr hyn y mae'r ffeil hon yn ei guddio.
file-nothing = Ni chafodd eich porwr ddim cudd y mae'n gwybod amdano.
file-took = Wedi'i dynnu allan: { $found }.
file-left = Ynddi o hyd: { $found }.
file-cannot = Ni all eich porwr lanhau'r math hwn o ffeil. Gall ddangos pwy a'i gwnaeth, pryd a ble. Disgrifiwch hi yn eich geiriau eich hun yn lle hynny, neu anfonwch hi fel y mae.
file-anyway = Ei hanfon fel y mae
file-remove = Tynnu
file-removed = Wedi'i thynnu
file-wait = Mae eich porwr yn dal i edrych ar y ffeil hon. Arhoswch funud, neu tynnwch hi.
file-decide = Ni ellir glanhau'r ffeil hon. Ticiwch "Ei hanfon fel y mae", neu tynnwch hi.
file-none-chosen = Dewiswch ffeil
file-empty = Mae'r ffeil a ddewiswyd yn wag
file-too-large = Rhaid i'r ffeil a ddewiswyd fod yn llai na { $size } MB
file-too-many = Gallwch ddewis hyd at { $count } ffeil yn unig ar gyfer un pryder
file-password = Mae'r ffeil a ddewiswyd wedi'i diogelu gan gyfrinair. Tynnwch y cyfrinair a'i dewis eto, neu disgrifiwch hi yn lle hynny.
file-heic = Ni all eich porwr lanhau llun HEIC. Cadwch ef fel JPEG a dewis hwnnw, neu tynnwch lun o'r sgrin.
file-broken = Mae'r ffeil a ddewiswyd wedi'i difrodi, felly ni all eich porwr edrych i mewn iddi. Tynnwch hi, a'i disgrifio yn lle hynny.
file-lies = Mae'r ffeil a ddewiswyd o fath gwahanol i'r hyn y mae ei henw'n ei ddweud. Rhowch y terfyniad cywir iddi a'i dewis eto, neu disgrifiwch hi yn lle hynny.
file-no-room = Mae'r ffeil a ddewiswyd yn rhy fawr i'ch porwr ei glanhau. Gall ddangos pwy a'i gwnaeth, pryd a ble. Dewiswch un lai, disgrifiwch hi yn lle hynny, neu anfonwch hi fel y mae.
file-no-cleaner = Ni allai eich porwr lwytho'r hyn sy'n edrych i mewn i ffeiliau. Ni anfonwyd dim. Tynnwch y ffeil hon, a'i dewis eto pan fydd cysylltiad.
file-bomb = Mae'r ffeil a ddewiswyd yn dadbacio i lawer mwy nag y dylai. Tynnwch hi, a'i disgrifio yn lle hynny.
file-changed = Mae'r ffeil wedi newid ers i chi ei dewis, neu wedi cyrraedd wedi'i newid. Dewiswch hi eto.
file-damaged = Ni ellir agor y ffeil hon. Mae wedi'i difrodi, neu nid dyma'r hyn a anfonwyd.
file-waiting = Yn aros ei thro
file-sending = Yn selio ac yn anfon
file-there = Mae hi yno. Mae eich porwr wedi gwirio'r dderbynneb.
file-not-there = Nid yw'r ffeil hon yno. Mae eich pryder yno.
file-away = Nid oes cysylltiad. Mae eich pryder wedi'i anfon er hynny; nid yw'r ffeil hon yno i gyd eto. Mae'n mynd ymlaen ar ei phen ei hun o'r man lle stopiodd, cyn gynted ag y bydd cysylltiad.
file-again = Rhoi cynnig arall arni
file-all-there = Mae pob ffeil yno.
file-save = Cadw
file-fetching = Yn nôl ac yn agor
file-away-fetch = Nid oes cysylltiad. Mae'n mynd ymlaen ar ei phen ei hun o'r man lle stopiodd.
file-saved = Mae eich porwr wedi gwirio'r ffeil, ac yn ei chadw fel { $file }. Gall pwy bynnag sy'n dod o hyd iddi ar eich ffôn neu gyfrifiadur ei darllen.
found-location = ble y cafodd ei gwneud
found-author = pwy a'i gwnaeth
found-device = y ddyfais
found-software = y rhaglen
found-dates = dyddiadau ac amseroedd
found-thumbnail = llun bach ohoni
found-history = fersiynau cynharach
found-comments = sylwadau
found-names = enwau
found-printer = yr argraffydd
found-identifiers = rhifau sy'n nodi'r copi hwn
found-scripts = rhaglenni y tu mewn iddi
found-attachments = ffeiliau y tu mewn iddi
found-hidden = rhannau nad ydynt yn cael eu dangos
found-unchecked = rhan na all eich porwr ei darllen
found-other = data cudd arall
sent-files-heading = Eich ffeiliau
sent-files-wait = Mae eich pryder wedi'i anfon. Mae eich ffeiliau'n dilyn nawr, un ar ôl y llall. Cadwch y dudalen hon ar agor nes eu bod i gyd yno.
sent-files-limit = Os byddwch yn ei chau cyn hynny, ni chaiff y rhai nad ydynt yno eu hanfon. Gallwch eu hychwanegu yn nes ymlaen, gyda'ch cod.
concern-files-heading = Ffeiliau
concern-files-none = Nid oes ffeiliau.
concern-files-add = Ychwanegu ffeil
concern-files-button = Anfon y ffeiliau
