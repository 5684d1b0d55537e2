# Polish. A machine's draft: to be checked by a speaker before anybody relies on it.
# Why something was refused, where a page has a sentence of its own for it: by the rule that would be broken (its name in
# `crates/domain/src/refusal.rs`), else by the service's fixed word. What has none is shown as the service said it, in English.

# ---- to those who sign in: the entry, and who may sign it
say-rule-erased = Treść wymazano zgodnie z zasadami. Niczego nie można dodać.
say-rule-not_present = Według rejestru dziś nie pełnią służby Państwo albo ktoś tu wymieniony. Najpierw trzeba podpisać zmianę. Liczy się od następnego dnia.
say-rule-wrong_role = Może to podpisać tylko ktoś w innej roli.
say-rule-not_handed = Urząd tu wymieniony nie ma tego zgłoszenia. Proszę go pominąć albo poczekać na jego etap.
say-rule-office_withdrawn = Zgłaszający odebrał temu urzędowi klucz. Sprawę prowadzi inny urząd.
say-rule-barred = To zgłoszenie zostało przez Państwa przekazane dalej i nie mają już Państwo do niego dostępu. Proszę zostawić je innym.
say-rule-not_opened = Najpierw proszę otworzyć zgłoszenie.
say-rule-conflict_not_settled = Najpierw proszę oświadczyć brak konfliktu albo przekazać dalej.
say-rule-already_opened = To zgłoszenie już Państwo otworzyli. Teraz proszę powiedzieć, czy jest konflikt.
say-rule-already_no_conflict = Brak konfliktu już Państwo oświadczyli. Można iść dalej.
say-rule-not_the_holding_stage = Zgłoszenie jest teraz na innym etapie. Można napisać do niego notatkę.
say-rule-same_person = Potrzebny jest ktoś inny niż osoba, która decydowała, proponowała lub wyraziła zgodę. Proszę poprosić o podpis kogoś innego.
say-rule-not_the_same_person = Jest jeszcze ktoś, kto może odpowiedzieć. Niech odpowie, albo proszę usunąć zaznaczenie, że nikogo nie ma.
say-rule-same_person_unsaid = Nie ma nikogo innego, kto może odpowiedzieć. Proszę zaznaczyć, że decyzja była Państwa i że nie ma nikogo innego.
say-rule-not_higher = Zgodę wyraża ktoś z wyższego etapu, kto otworzył zgłoszenie. Proszę poprosić o otwarcie i podpis.

# ---- how the concern stands
say-rule-closed = Zgłoszenie jest zamknięte. Otwiera je na nowo tylko sprzeciw zgłaszającego.
say-rule-nothing_to_acknowledge = Nie ma już czego potwierdzać.
say-rule-not_acknowledged = Najpierw proszę potwierdzić odbiór zgłoszenia.
say-rule-not_scoped = Najpierw proszę powiedzieć, co będzie badane.
say-rule-scope_settled = Ustalenia zostały wysłane. To, co jest badane, zmienia się już tylko po sprzeciwie wobec zakresu.
say-rule-no_findings = Najpierw proszę wysłać ustalenia.
say-rule-closing_is_proposed = Zaproponowano zamknięcie. Najpierw trzeba wyrazić na nie zgodę albo odmówić.
say-rule-dispute_open = Najpierw proszę odpowiedzieć na sprzeciw zgłaszającego.
say-rule-no_dispute = Nie ma otwartego sprzeciwu.
say-rule-nothing_proposed = Tego, na co wyrażają Państwo zgodę lub nie, nikt nie proponuje albo już nie proponuje. Proszę jeszcze raz obejrzeć zgłoszenie.

# ---- what the act must say
say-rule-no_enquiries = Żeby zamknąć, ustalenia muszą wymieniać, co przeczytano, obejrzano i o co pytano.
say-rule-nobody_spoken_to = Żeby zamknąć jako niepotwierdzone, trzeba z kimś porozmawiać. Ustalenia muszą to mówić.
say-rule-reason_not_allowed = Tutejsze zasady nie pozwalają zamknąć z tego powodu. Proszę wybrać inny.
say-rule-reporter_has_time = Zgłaszający ma czas na odpowiedź do dnia { $date }. Zamknięcie proszę zaproponować po tym dniu.
say-rule-referral_open = Sprawę przekazano innej instytucji. Najpierw proszę zapisać, co z tego wynikło.
say-rule-no_referral = Nie ma otwartego przekazania.
say-rule-treatment_open = Zgłaszający napisał, jak go traktowano. Najpierw proszę na to odpowiedzieć.
say-rule-no_treatment = Nic o traktowaniu nie czeka na odpowiedź.
say-rule-not_unopenable = To tylko dla ostatniego etapu, gdy powiedział, że zgłoszenie się nie otwiera, i dopóki nikt z niego go nie otworzył.
say-rule-review_too_far = Sprawdzenie musi być po dzisiejszym dniu, najpóźniej { $date }.
say-rule-not_extendable = Tego terminu nie można przesunąć.
say-rule-clock_not_running = Ten termin nie biegnie.
say-rule-extension_out_of_bounds = Nowy termin musi być późniejszy niż obecny, najpóźniej { $date }.
say-rule-date_passed = Termin minął: { $date }. Przesunąć można go tylko wcześniej.
say-rule-already_extended = Ten etap już raz przesunął termin. Drugiego razu nie ma.
say-rule-same_urgency = Zgłoszenie ma już taką pilność.
say-rule-past_date = Ten dzień minął. Proszę wybrać dzisiejszy lub późniejszy.
say-rule-no_such_action = To nie jest już otwarte albo nigdy nie było. Proszę wybrać coś innego.
say-rule-cannot_be_handed = Tej osobie nie można przekazać sprawy. Nie pełni służby na tym etapie albo nie ma dostępu do tej sprawy. Proszę wybrać kogoś innego.
say-rule-unknown_office = Zasady nie znają takiego urzędu. Proszę podać jeden z tych, które znają.

# ---- people, offices, rules
say-rule-person_known = Ten klucz jest już w rejestrze. Jedna osoba ma jedną rolę. Do innej trzeba nowego klucza.
say-rule-person_unknown = Rejestr nie zna tej osoby.
say-rule-role_does_not_fit = Osoba rozpatrująca potrzebuje urzędu, nikt inny go nie ma. Tylko inspektor potrzebuje ostatniego dnia.
say-rule-no_such_proposal = Nie ma takiej propozycji albo już jej nie ma. Proszę jeszcze raz obejrzeć stronę.
say-rule-signs_for_self = Nikt nie podpisuje tego, co dotyczy jego samego. Proszę poprosić kogoś innego.
say-rule-needs_higher_stage = Musi to podpisać ktoś z wyższego etapu. Proszę o to poprosić.
say-rule-needs_last_stage = Musi to podpisać ktoś z ostatniego etapu albo audytor, jeśli nie ma tam nikogo innego. Proszę o to poprosić.
say-rule-needs_office_holder = Nową osobę dopuszcza ktoś z tego samego urzędu. Jeśli nikt w nim nie pełni służby, robi to ktoś z ostatniego etapu, a inaczej audytor.
say-rule-already_proposed = To jest już zaproponowane. Czeka na podpis.
say-rule-already_signed = To już Państwo podpisali. Wystarczy jeden podpis.
say-rule-signed_by_another = Podpisał to już ktoś inny. Wystarczy jeden podpis.
say-rule-leaves_already = Ta osoba już odeszła albo jej odejście jest zaproponowane.
say-rule-office_moved = Ten urząd stoi na innym etapie. Urząd zostaje tam, gdzie jest.
say-rule-office_key_given = Ta osoba ma już klucz urzędu. Proszę ponownie spojrzeć na stronę.
say-rule-no_mail_address = To nie jest adres e-mail. Proszę wpisać adres podobny do name@example.org i nic więcej.
say-rule-many_invitations = Otwartych jest tyle zaproszeń, ile może ich być. Proszę wycofać te, których klucz już zaproponowano, i te, których nikt nie potrzebuje.

# ---- the record, figures, packs
say-rule-no_figures = Nie ma liczb za ten okres. Proszę wpisać okres, który zaczął się po założeniu rejestru, na przykład 2027, 2027-H1 albo 2027-Q3.
say-rule-no_such_size = Żaden opublikowany rejestr nie ma tylu wpisów. Proszę wpisać liczbę wpisów, które Państwo sprawdzili.
say-rule-no_recipient = Państwa klucza publicznego tu nie ma. Proszę wziąć eksport bez pieczętowania.
say-rule-no_paper = Z tego zestawienia nie da się zrobić pliku PDF. Proszę wziąć HTML albo CSV.

# ---- fixed words of the service
say-word-stale = Od ostatniego obejrzenia coś się wydarzyło. Nic nie podpisano. Proszę otworzyć zgłoszenie, przeczytać, co jest nowe, i podpisać ponownie.
say-word-day_changed = W serwisie jest już inny dzień. Proszę spróbować ponownie.
say-word-busy = Serwis nie może teraz tego przyjąć. Nic nie przepadło. Proszę wkrótce spróbować ponownie.
say-word-unavailable = Serwisu teraz nie ma. Nic nie przepadło. Proszę spróbować później.
say-word-full = W serwisie nie ma teraz miejsca. Nic nie przepadło. Proszę zachować tekst i powiadomić operatora.
say-word-forbidden = Tego nie mogą Państwo zrobić, albo nie dzisiaj. Proszę zalogować się ponownie i zobaczyć, co jest dostępne.
say-word-not_found = Tego nie ma albo już nie ma.
say-word-gone = Tego pliku nie ma już tam, gdzie był przechowywany, a rejestr pokazuje, że był. Proszę powiadomić operatora: plik musi wrócić z kopii zapasowej. Wszystko inne jest.
say-word-too_slow = Nie dotarło na czas. Proszę wysłać ponownie.

# ---- to reporters
problem-rule-erased = To, co Państwo napisali, wymazano zgodnie z zasadami. Niczego nie można dodać. Można wysłać nowe zgłoszenie.
problem-rule-already_disputed = Już Państwo powiedzieli, że się z tym nie zgadzają, i ktoś musi odpowiedzieć. Można to uzupełnić wiadomością.
problem-rule-not_scoped = Musimy powiedzieć na nowo, co będziemy badać. Wtedy można się z tym nie zgodzić. Do tego czasu prosimy wysłać wiadomość.
problem-rule-no_findings = Jeszcze nie powiedzieliśmy, co ustaliliśmy. Do tego czasu prosimy wysłać wiadomość.
problem-rule-office_withdrawn = Ten klucz już Państwo odebrali.
problem-word-stale = Od ostatniego obejrzenia coś się wydarzyło. Proszę wysłać ponownie. Strona pokaże wtedy, co się wydarzyło.
problem-word-day_changed = W serwisie jest już inny dzień. Proszę wysłać ponownie.
problem-word-busy = W tej chwili pisze wiele osób. Nic nie przepadło. Proszę wkrótce wysłać ponownie.
problem-word-unavailable = Serwisu teraz nie ma. Nic nie przepadło. Proszę spróbować później.
problem-word-full = W serwisie nie ma teraz miejsca. Nic nie przepadło. Proszę zachować tekst i wysłać go później. Jeśli to potrwa, proszę użyć innego sposobu z podanych niżej.
problem-word-gone = Tego pliku nie ma już tam, gdzie go przechowywaliśmy, a rejestr pokazuje, że był. Ci, którzy prowadzą serwis, muszą go przywrócić. Wszystko inne jest.
problem-word-too_slow = Nie dotarło na czas. Proszę wysłać ponownie.
