# Welsh. A machine's draft: to be checked by a speaker before anybody relies on it.
# Why something was refused, where a page has a sentence of its own for it: by the rule that would be broken (its name in
# `crates/domain/src/refusal.rs`), else by the service's fixed word. What has none is shown as the service said it, in English.

# ---- to those who sign in: the entry, and who may sign it
say-rule-erased = Mae'r cynnwys wedi'i ddileu yn ôl y rheolau. Ni ellir ychwanegu dim.
say-rule-not_present = Nid ydych chi, neu rywun a enwir yma, mewn gwasanaeth heddiw, yn ôl y cofnod. Gofynnwch i'r newid gael ei lofnodi yn gyntaf. Mae'n cyfrif o'r diwrnod wedyn.
say-rule-wrong_role = Dim ond rhywun â rôl arall a all lofnodi hyn.
say-rule-not_handed = Nid yw'r pryder hwn gan swydd a enwir yma. Gadewch hi allan, neu arhoswch nes cyrraedd ei cham.
say-rule-office_withdrawn = Mae'r anfonwr wedi cymryd yr allwedd oddi ar y swydd hon. Mae swydd arall yn parhau.
say-rule-barred = Rydych wedi trosglwyddo'r pryder hwn, felly rydych allan ohono. Gadewch ef i'r lleill.
say-rule-not_opened = Agorwch y pryder yn gyntaf.
say-rule-conflict_not_settled = Dywedwch yn gyntaf nad oes gennych wrthdaro, neu trosglwyddwch ef.
say-rule-already_opened = Rydych wedi agor y pryder hwn yn barod. Dywedwch nawr a oes gennych wrthdaro.
say-rule-already_no_conflict = Rydych wedi dweud yn barod nad oes gennych wrthdaro. Ewch ymlaen.
say-rule-not_the_holding_stage = Mae'r pryder gan gam arall nawr. Gallwch ysgrifennu nodyn ato.
say-rule-same_person = Mae angen rhywun arall yma na'r sawl a benderfynodd, a gynigiodd neu a gymeradwyodd. Gofynnwch i berson arall lofnodi.
say-rule-not_the_same_person = Mae rhywun arall ar ôl a all ateb. Gadewch iddo ateb, neu tynnwch y tic sy'n dweud nad oes neb ar ôl.
say-rule-same_person_unsaid = Nid oes neb arall ar ôl a all ateb. Ticiwch mai chi a benderfynodd ac nad oes neb arall ar ôl.
say-rule-not_higher = Rhaid i rywun o gam uwch sydd wedi agor y pryder gymeradwyo. Gofynnwch i un ei agor a llofnodi.

# ---- how the concern stands
say-rule-closed = Mae'r pryder wedi'i gau. Dim ond gwrthwynebiad gan yr anfonwr sy'n ei agor eto.
say-rule-nothing_to_acknowledge = Nid oes dim ar ôl i'w gydnabod.
say-rule-not_acknowledged = Cydnabyddwch y pryder yn gyntaf.
say-rule-not_scoped = Dywedwch yn gyntaf beth fydd yn cael ei ystyried.
say-rule-scope_settled = Mae canfyddiadau wedi'u hanfon. Dim ond ar ôl gwrthwynebiad iddo y mae'r hyn sy'n cael ei ystyried yn newid.
say-rule-no_findings = Anfonwch yr hyn a gawsoch yn gyntaf.
say-rule-closing_is_proposed = Mae cau wedi'i gynnig. Rhaid ei gymeradwyo neu ei wrthod yn gyntaf.
say-rule-dispute_open = Atebwch wrthwynebiad yr anfonwr yn gyntaf.
say-rule-no_dispute = Nid oes gwrthwynebiad agored.
say-rule-nothing_proposed = Nid yw'r hyn rydych yn ei gymeradwyo neu ei wrthod wedi'i gynnig, neu nid bellach. Edrychwch ar y pryder eto.

# ---- what the act must say
say-rule-no_enquiries = I'w gau, rhaid i'r canfyddiadau enwi'r hyn a ddarllenoch, y buoch yn edrych arno ac y gofynnoch amdano.
say-rule-nobody_spoken_to = I'w gau fel heb ei sefydlu, rhaid bod rhywun wedi siarad â phobl. Rhaid i'r canfyddiadau ddweud hynny.
say-rule-reason_not_allowed = Nid yw'r rheolau yma yn caniatáu cau am y rheswm hwn. Dewiswch un arall.
say-rule-reporter_has_time = Mae gan yr anfonwr tan { $date } i ateb. Cynigiwch gau ar ôl y diwrnod hwnnw.
say-rule-referral_open = Mae wedi'i gyfeirio at gorff arall. Nodwch yn gyntaf beth ddaeth ohono.
say-rule-no_referral = Nid oes cyfeiriad agored.
say-rule-treatment_open = Mae'r anfonwr wedi dweud sut y cafodd ei drin. Atebwch hynny yn gyntaf.
say-rule-no_treatment = Nid oes dim am driniaeth yn aros am ateb.
say-rule-not_unopenable = I'r cam olaf yn unig y mae hyn, ar ôl iddo ddweud nad yw'r pryder yn agor, a thra nad oes neb ohono wedi ei agor.
say-rule-review_too_far = Rhaid i'r adolygiad fod ar ôl heddiw, ac erbyn { $date } fan bellaf.
say-rule-not_extendable = Ni ellir gohirio'r dyddiad hwn.
say-rule-clock_not_running = Nid yw'r dyddiad hwn yn rhedeg.
say-rule-extension_out_of_bounds = Rhaid i'r dyddiad newydd fod yn hwyrach na'r un presennol, ac erbyn { $date } fan bellaf.
say-rule-date_passed = Aeth y dyddiad heibio ar { $date }. Dim ond cyn iddo fynd heibio y gellir ei ohirio.
say-rule-already_extended = Mae'r cam hwn wedi gohirio dyddiad unwaith. Nid oes ail dro.
say-rule-same_urgency = Mae eisoes mor frys â hynny.
say-rule-past_date = Mae'r diwrnod hwn ar ben. Dewiswch heddiw neu'n hwyrach.
say-rule-no_such_action = Nid yw hyn ar agor bellach, neu ni fu erioed. Dewiswch un arall.
say-rule-cannot_be_handed = Ni ellir ei drosglwyddo i'r person hwn. Nid yw mewn gwasanaeth ar y cam hwn, neu mae allan o'r pryder. Dewiswch rywun arall.
say-rule-unknown_office = Nid oes swydd o'r fath yn y rheolau. Enwch un sydd ynddynt.

# ---- people, offices, rules
say-rule-person_known = Mae'r allwedd hon yn y cofnod yn barod. Un rôl sydd gan un person. I gael un arall, gwnewch allwedd newydd.
say-rule-person_unknown = Nid yw'r cofnod yn adnabod y person hwn.
say-rule-role_does_not_fit = Mae angen swydd ar adolygydd, ac nid oes un gan neb arall. Dim ond arolygydd sydd angen diwrnod olaf.
say-rule-no_such_proposal = Nid oes cynnig o'r fath, neu nid bellach. Edrychwch ar y dudalen eto.
say-rule-signs_for_self = Nid oes neb yn llofnodi'r hyn sydd amdano ei hun. Gofynnwch i rywun arall.
say-rule-needs_higher_stage = Rhaid i rywun o gam uwch lofnodi hyn. Gofynnwch i un.
say-rule-needs_last_stage = Rhaid i rywun o'r cam olaf lofnodi hyn, neu'r archwilydd os nad oes ganddo neb arall. Gofynnwch i un.
say-rule-needs_office_holder = Rhywun yn yr un swydd sy'n derbyn newydd-ddyfodiad. Os nad oes ganddi neb mewn gwasanaeth, rhywun o'r cam olaf, neu fel arall yr archwilydd.
say-rule-already_proposed = Mae hyn wedi'i gynnig yn barod. Mae'n aros am ei lofnod.
say-rule-already_signed = Rydych wedi llofnodi hyn yn barod. Mae un llofnod yn ddigon.
say-rule-signed_by_another = Mae rhywun arall wedi llofnodi hyn yn barod. Mae un llofnod yn ddigon.
say-rule-leaves_already = Mae'r person hwn wedi gadael yn barod, neu mae ei ymadawiad wedi'i gynnig.
say-rule-office_moved = Mae'r swydd hon ar gam arall. Mae swydd yn aros lle mae hi.
say-rule-office_key_given = Mae allwedd y swydd gan y person hwn yn barod. Edrychwch ar y dudalen eto.
say-rule-no_mail_address = Nid cyfeiriad e-bost yw hwn. Teipiwch un fel name@example.org, a dim arall.
say-rule-many_invitations = Mae cymaint o wahoddiadau ar agor ag a ganiateir. Tynnwch yn ôl y rhai y cynigioch eu hallwedd, a'r rhai nad oes eu hangen ar neb.

# ---- the record, figures, packs
say-rule-no_figures = Nid oes ffigurau am y cyfnod hwn. Teipiwch un sydd wedi dechrau ers i'r cofnod ddechrau, fel 2027, 2027-H1 neu 2027-Q3.
say-rule-no_such_size = Nid oes gan unrhyw gofnod cyhoeddedig y nifer hwn o gofnodiadau. Teipiwch nifer y cofnodiadau a wiriwyd gennych.
say-rule-no_recipient = Ni chedwir eich allwedd gyhoeddus yma. Cymerwch yr allforiad heb ei selio.
say-rule-no_paper = Ni ellir gwneud y pecyn hwn yn PDF. Cymerwch HTML neu CSV.

# ---- fixed words of the service
say-word-stale = Mae rhywbeth wedi digwydd ers i chi edrych ddiwethaf. Ni lofnodwyd dim. Agorwch y pryder, darllenwch yr hyn sy'n newydd, a llofnodwch eto.
say-word-day_changed = Mae'r gwasanaeth wedi cyrraedd diwrnod arall. Rhowch gynnig arall arni.
say-word-busy = Ni all y gwasanaeth gymryd hyn ar hyn o bryd. Nid oes dim wedi'i golli. Rhowch gynnig arall arni cyn bo hir.
say-word-unavailable = Nid yw'r gwasanaeth yno ar hyn o bryd. Nid oes dim wedi'i golli. Rhowch gynnig arall arni'n nes ymlaen.
say-word-full = Nid oes lle yn y gwasanaeth ar hyn o bryd. Nid oes dim wedi'i golli. Cadwch yr hyn a ysgrifennoch, a dywedwch wrth y gweithredwr.
say-word-forbidden = Ni chewch wneud hyn, neu ddim heddiw. Mewngofnodwch eto, ac edrychwch beth a gynigir i chi.
say-word-not_found = Nid yw hyn yno, neu nid bellach.
say-word-gone = Nid yw'r ffeil hon bellach lle y cadwyd hi, ac mae'r cofnod yn dangos ei bod yno. Dywedwch wrth y gweithredwr: rhaid iddi ddod yn ôl o gopi wrth gefn. Mae popeth arall yno.
say-word-too_slow = Ni chyrhaeddodd mewn pryd. Anfonwch ef eto.

# ---- to reporters
problem-rule-erased = Mae'r hyn a ysgrifennoch wedi'i ddileu yn ôl y rheolau. Ni ellir ychwanegu dim. Gallwch godi pryder newydd.
problem-rule-already_disputed = Rydych wedi dweud yn barod eich bod yn anghytuno â hyn, a rhaid i rywun ateb. Gallwch ychwanegu ato â neges.
problem-rule-not_scoped = Rhaid i ni ddweud wrthych o'r newydd beth fyddwn ni'n ei ystyried. Gallwch anghytuno â hynny bryd hynny. Tan hynny, anfonwch neges.
problem-rule-no_findings = Nid ydym wedi dweud wrthych eto beth a gawsom. Tan hynny, anfonwch neges.
problem-rule-office_withdrawn = Rydych wedi cymryd yr allwedd hon i ffwrdd yn barod.
problem-word-stale = Mae rhywbeth wedi digwydd ers i chi edrych ddiwethaf. Anfonwch ef eto. Yna mae'r dudalen yn dangos beth sydd wedi digwydd.
problem-word-day_changed = Mae'r gwasanaeth wedi cyrraedd diwrnod arall. Anfonwch ef eto.
problem-word-busy = Mae llawer o bobl yn ysgrifennu ar hyn o bryd. Nid oes dim wedi'i golli. Anfonwch ef eto cyn bo hir.
problem-word-unavailable = Nid yw'r gwasanaeth yno ar hyn o bryd. Nid oes dim wedi'i golli. Rhowch gynnig arall arni'n nes ymlaen.
problem-word-full = Nid oes lle yn y gwasanaeth ar hyn o bryd. Nid oes dim wedi'i golli. Cadwch yr hyn a ysgrifennoch, ac anfonwch ef yn nes ymlaen. Os yw hyn yn parhau, defnyddiwch un arall o'r ffyrdd isod.
problem-word-gone = Nid yw'r ffeil hon bellach lle y cadwom hi, ac mae'r cofnod yn dangos ei bod yno. Rhaid i'r rhai sy'n rhedeg y gwasanaeth ddod â hi'n ôl. Mae popeth arall yno.
problem-word-too_slow = Ni chyrhaeddodd mewn pryd. Anfonwch ef eto.
