# Polish. A machine's draft: to be checked by a speaker before anybody relies on it.
# The words of the reporter's pages. Short sentences, "you" and "we", present tense; every promise names a fact, every
# limit stands beside the promise it limits. In curly brackets: names and dates that the page fills in.

language-name = Polski
language-choose = Język
language-draft = Tę stronę przetłumaczyła maszyna. Nikt znający język jeszcze jej nie sprawdził. Obowiązuje wersja angielska.

# ---- on every page
title = Zgłoś nieprawidłowość
error-prefix = Błąd:
skip-to-content = Przejdź do głównego tekstu
back = Wstecz
continue = Dalej
optional = (nieobowiązkowe)
footer-programs = Dla osób, które sprawdzają
footer-safe = Jak zadbać o bezpieczeństwo
says-the-service = tak podaje serwis
working = Proszę czekać…
date = { $weekday }, { $day } { $month } { $year }
date-first = 1
weekday-1 = poniedziałek
weekday-2 = wtorek
weekday-3 = środa
weekday-4 = czwartek
weekday-5 = piątek
weekday-6 = sobota
weekday-7 = niedziela
month-1 = stycznia
month-2 = lutego
month-3 = marca
month-4 = kwietnia
month-5 = maja
month-6 = czerwca
month-7 = lipca
month-8 = sierpnia
month-9 = września
month-10 = października
month-11 = listopada
month-12 = grudnia

# ---- leaving quickly
exit = Opuść tę stronę
exit-emergency = W nagłej sytuacji:
exit-activated = Ładuje się inna strona.
exit-timed-out = Czas na wyjście klawiszem Shift minął.
exit-two-more = Shift: aby wyjść, proszę nacisnąć jeszcze 2 razy.
exit-one-more = Shift: aby wyjść, proszę nacisnąć jeszcze 1 raz.

# ---- start
start-heading = Zgłoś nieprawidłowość
start-what = Tutaj mogą Państwo powiedzieć komuś niezależnemu, że w organizacji { $organisation } dzieje się coś złego. Zajmuje to około 10 minut. Można teraz wysłać trochę, a później dodać więcej.
start-anyone = Może z tego skorzystać każdy: obecni i byli pracownicy, osoby z agencji i na kontrakcie, wolontariusze, partnerzy. Nie trzeba mieć konta ani podawać nazwiska.
start-danger-heading = Jeśli ktoś jest teraz w niebezpieczeństwie
start-danger = Proszę najpierw zadzwonić pod numer 999. Potem proszę tu wrócić.
start-who-heading = Kto to czyta
start-who-reads = To, co Państwo wyślą, może otworzyć tylko: { $reader }. Jeśli odpowiedź nie przyjdzie na czas, może to otworzyć także: { $next }. I tak dalej, według listy poniżej. Nikt inny w organizacji { $organisation } nie może tego otworzyć.
start-who-runs = Osoby, które prowadzą ten serwis, nie mogą tego przeczytać. Zgłoszenie jest pieczętowane na Państwa telefonie lub komputerze, zanim zostanie wysłane.
start-who-runs-limit = Ta strona pochodzi z ich serwera. Jeśli im Państwo nie ufają, proszę użyć programu daylight od kogoś innego. Więcej w części „Dla osób, które sprawdzają” na dole tej strony.
start-when-heading = Co się stanie i do kiedy
start-by = Osoby, do których trafia zgłoszenie, muszą odpowiedzieć. Ostatni dzień na odpowiedź: { $date }.
start-then = Jeśli nie odpowiedzą, zgłoszenie idzie na następny etap: { $next }.
start-last = Jeśli nikt nie odpowie, zgłoszenie trafi na końcu poza organizację { $organisation }. Ostatni etap: { $last }. Nikt w organizacji { $organisation } nie może tego zatrzymać przyciskiem.
start-not-asked-heading = Czego o Państwu nie wiemy
start-not-asked-1 = Nie pytamy, kim Państwo są.
start-not-asked-2 = Nie przechowujemy Państwa adresu internetowego.
start-not-asked-3 = Nie przechowujemy informacji, jakiego telefonu, komputera lub przeglądarki Państwo używają.
start-not-asked-4 = Zapisujemy dzień, a nie godzinę. Osoby, do których trafia zgłoszenie, poznają godzinę tylko wtedy, gdy zaznaczą Państwo niebezpieczeństwo.
start-not-asked-5 = Nie umieszczamy na Państwa telefonie ani komputerze niczego, co tam zostaje.
start-own-device-heading = Proszę używać własnego telefonu lub komputera
start-own-device = Proszę nie używać komputera, telefonu ani Wi-Fi z pracy. Nie możemy ukryć Państwa wizyty przed siecią pracodawcy. Jeśli używają ich Państwo teraz, proszę zamknąć tę stronę i otworzyć ją w domu.
start-proof-heading = Nie potrzebują Państwo dowodów
start-proof = Proszę napisać, co Państwo widzieli, co Państwu powiedziano albo co Państwo podejrzewają. Każda z tych rzeczy się liczy. Proszę nie szukać niczego więcej.
start-law-heading = Jeśli coś Państwo podpisali
start-law = Klauzula poufności ani ugoda nie mogą zabronić Państwu ujawnienia chronionego prawem (po angielsku: protected disclosure). Jeśli ktoś odchodzi, zgłoszenie pozostaje otwarte.
start-button = Zacznij teraz
start-return-button = Mam kod
start-closed = Dziś ten serwis nie może przyjąć zgłoszenia. Proszę użyć jednego z innych sposobów poniżej. Jeśli mają Państwo kod, nadal można z nim tu wrócić.
start-channel-closed = Ten kanał zamknięto na stałe; dzień zamknięcia: { $date }. Każde otwarte wtedy zgłoszenie przeszło o jeden stopień wyżej, a jego terminy biegną dalej. Proszę użyć jednego z innych sposobów poniżej. Jeśli mają Państwo kod, nadal można z nim tu wrócić.

other-ways-heading = Inne sposoby, aby komuś o tym powiedzieć
other-ways = Można z nich skorzystać w każdej chwili, przed wysłaniem zgłoszenia tutaj albo po nim.
no-script-heading = Ten formularz potrzebuje skryptów
no-script = To, co Państwo piszą, jest pieczętowane w Państwa przeglądarce, zanim zostanie wysłane. Do tego potrzebne są skrypty. W Państwa przeglądarce są one wyłączone. Proszę włączyć je dla tej strony, użyć jednego z innych sposobów poniżej albo użyć programu daylight.

check-program = Program daylight wysyła i śledzi zgłoszenie bez tej strony:
check-key = Klucz publicznego rejestru. Proszę porównać go z plakatem:
check-key-words = Sześć słów tego klucza, jak na plakacie:
check-policy = Obowiązujące zasady z datami:
check-record = Opublikowany rejestr:

# ---- interruption page
leave-heading = Jak szybko opuścić tę stronę
leave-what = Na każdej z następnych stron jest czerwony przycisk „Opuść tę stronę”. Od razu ukrywa on stronę i otwiera zamiast niej stronę z pogodą.
leave-shift = Można też nacisnąć 3 razy klawisz Shift.
leave-wiped = To, co Państwo wpisali, zostaje wymazane. Nie jest nigdzie zapisane.
leave-history = Historia przeglądarki nie zostaje wymazana. Widać w niej, że odwiedzono ten adres.
leave-again = Aby wrócić, proszę znowu otworzyć ten adres.

# ---- stay safe
safe-heading = Jak zadbać o bezpieczeństwo
safe-device = Proszę używać własnego telefonu lub komputera, w domu albo przez internet w telefonie.
safe-private = Proszę otworzyć tę stronę w prywatnym oknie. Po zamknięciu okna przeglądarka zapomina o wizycie. Sieć nie zapomina.
safe-tor = W programie Tor Browser także sieć nie widzi, że odwiedzają Państwo tę stronę.
safe-history = Potem proszę usunąć ten adres z historii przeglądarki.
safe-leave-out = Proszę pominąć to, co tylko Państwo mogą wiedzieć. Jeśli wie o tym mało osób, proszę napisać, co się stało, ale nie skąd Państwo to wiedzą.
safe-style = Proszę pisać krótkimi, prostymi zdaniami. Proszę nie wklejać tekstu z e-maili, które Państwo napisali.
safe-copies = Proszę nie wysyłać jedynej kopii dokumentu ani kopii zrobionej tylko dla Państwa.
safe-tell = Nie możemy Państwa ochronić przed kimś, komu Państwo o tym powiedzą.

# ---- questions
danger-heading = Czy ktoś jest teraz w niebezpieczeństwie?
danger-hint = Jeśli do jutra komuś może stać się krzywda, proszę najpierw zadzwonić pod numer 999.
danger-yes = Tak
danger-no = Nie
danger-unsure = Nie mam pewności
danger-then = Ktoś musi odpowiedzieć. Czas na odpowiedź mija z końcem tego dnia: { $date }. Osoby, do których trafia zgłoszenie, od razu dostają pilne powiadomienie, więc poznają godzinę.
danger-numbers-heading = Proszę dzwonić teraz

exclude-heading = Komu nie wolno tego zobaczyć?
exclude-hint = Proszę zaznaczyć osoby, którym nie wolno tego czytać. Na tej podstawie wybieramy, kto może to otworzyć. Zaznaczone osoby nie dostają klucza.
exclude-none-held = obecnie nikt
exclude-last = Nie można pominąć: { $office }. To miejsce jest poza organizacją { $organisation }. Jeśli to niewłaściwe miejsce, proszę użyć jednego z innych sposobów na dole tej strony.
exclude-guess = Pominięta osoba może się jednak domyślić, jeśli inni będą mówić.
exclude-later = Jeśli ktoś później obejmie jedną z tych funkcji, zobaczą to Państwo po powrocie z kodem.

kind-heading = Czego to dotyczy?
kind-hint = Proszę zaznaczyć wszystko, co pasuje.
kind-unsure = Nie mam pewności
kind-who-label = Kogo i jakiego miejsca to dotyczy?
kind-who-hint = Nazwiska albo zespół i miejsce. Osoba, która otwiera zgłoszenie, czyta to najpierw. Ma powiedzieć, czy jest zbyt blisko tej sprawy. To pole można zostawić puste.

what-heading = Co się stało?
what-hint = Proszę napisać to własnymi słowami. Proszę wysłać to, co Państwo mają. Później można dodać więcej.
what-saw = co Państwo sami widzieli lub słyszeli
what-told = co ktoś Państwu powiedział
what-think = co Państwo myślą lub podejrzewają
what-counts = Wszystko to się liczy. Nie potrzebują Państwo dowodów.
what-tips = Jak nie dać się rozpoznać
what-error = Proszę napisać, co się stało.
what-too-long = Proszę skrócić tekst. Liczba znaków, o którą jest za długi: { $over }. Resztę można wysłać później, z kodem.

when-heading = Kiedy i gdzie to się stało?
when-hint = Wystarczy przybliżona odpowiedź. Można też napisać „Nie wiem”.

told-heading = Czy komuś już o tym powiedziano?
told-hint = Komu o tym powiedziano i co ta osoba zrobiła? Czy ktoś próbował to ukryć?

people-heading = Ile osób może o tym wiedzieć?
people-hint = Jeśli można by Państwa rozpoznać, osoba badająca zgłoszenie bardziej uważa. Tej odpowiedzi nigdy nie ma w żadnych statystykach.
people-me = Tylko ja
people-few = Kilka osób
people-many = Wiele osób
people-unsure = Nie mam pewności

who-heading = Czy chcą nam Państwo powiedzieć, kim są?
who-hint = Nie muszą Państwo tego robić. Można to powiedzieć później osobie badającej zgłoszenie. Nie można tego cofnąć.
who-no = Nie
who-yes = Tak
who-label = Państwa imię i nazwisko oraz bezpieczny sposób kontaktu

# ---- code
code-heading = Proszę zapisać swój kod
code-what = Te siedem słów to jedyna droga powrotu do Państwa zgłoszenia. My ich nie mamy.
code-how = Proszę zapisać je na papierze. Proszę nie robić im zdjęcia telefonem z pracy i nie zapisywać ich na koncie z pracy.
code-lost = Jeśli je Państwo zgubią, zgłoszenie i tak idzie dalej. Nie będą Państwo mogli czytać odpowiedzi.
code-copy = Skopiuj kod
code-copied = Kod jest skopiowany. Zostaje wszędzie tam, gdzie go Państwo wkleją.
code-another = Pokaż inny kod

prove-heading = Proszę sprawdzić, co Państwo zapisali
prove-what = Proszę wpisać dwa słowa ze swojej kartki.
prove-word = Słowo { $number }
prove-error = To nie jest słowo { $number }. Proszę spojrzeć na kartkę albo wrócić, aby znowu zobaczyć kod.

# ---- check and send
check-answers-heading = Proszę sprawdzić, co Państwo napisali, i wysłać
check-not-given = Nie podano
check-change = Zmień
check-nobody = Nikt nie jest pominięty
check-outside-seal = Co widać z zewnątrz
check-outside-seal-text = Dzień. To, czy ktoś jest w niebezpieczeństwie. To, czy pominięto cały etap. Wszystko inne jest zapieczętowane.
check-first-reader = Zgłoszenie trafia najpierw na etap „{ $stage }”: { $offices }.
send-button = Wyślij zgłoszenie
send-sealing = Trwa pieczętowanie i wysyłanie. Proszę nie zamykać tej strony.
send-rush = W tej chwili przychodzi wiele zgłoszeń. Państwa przeglądarka pracuje, aby zdobyć miejsce. Trwa to kilka sekund.

# ---- sent
sent-heading = Państwa zgłoszenie zostało wysłane
sent-checked = Państwa przeglądarka sprawdziła potwierdzenie. Jest podpisane kluczem rejestru. Dotyczy dokładnie tego, co Państwo zapieczętowali. Są na nim te terminy.
sent-dates-heading = Co musi się teraz stać
sent-reply-by = Ostatni dzień: { $date }. Do tego dnia musi odpowiedzieć: { $stage }.
sent-decide-by = Ostatni dzień: { $date }. Do tego dnia osoby, które mają zgłoszenie, muszą powiedzieć, co będą badać.
sent-feedback-by = Ostatni dzień: { $date }. Do tego dnia osoby, które mają zgłoszenie, muszą Państwu powiedzieć, co dotąd ustaliły.
sent-missed = Jeśli któryś z tych terminów minie, zgłoszenie samo idzie do następnego etapu na liście. Ostatni etap: { $last }.
sent-return = Proszę wrócić tu z kodem tego dnia lub później: { $date }.
sent-record-heading = Jak zachować ślad wysłania
sent-record-risk = Potwierdzenie dowodzi, że tego dnia wysłano zgłoszenie. Nie pokazuje, co Państwo napisali ani kim Państwo są. Ale kto znajdzie je na Państwa telefonie lub komputerze, ten wie, że ono tam jest.
sent-receipt = Zapisz potwierdzenie
sent-calendar = Zapisz terminy do kalendarza
sent-close = Proszę teraz zamknąć to okno.

# ---- coming back
enter-heading = Proszę wrócić ze swoim kodem
enter-label = Państwa kod
enter-hint = Siedem słów. Odstępy, łączniki, wielkie i małe litery nie mają znaczenia.
enter-button = Przejdź do zgłoszenia
enter-error = Nie znamy tego kodu. Proszę sprawdzić każde słowo na kartce.
enter-error-words = Kod ma siedem słów. Liczba wpisanych słów: { $count }.
enter-error-unknown = Słowo { $number } nie jest jednym z naszych słów.
enter-error-meant = Czy chodziło o: { $words }?
enter-error-swapped = Jedno słowo jest błędne albo dwa są zamienione miejscami. Proszę sprawdzić każde słowo na kartce.

concern-heading = Państwa zgłoszenie
concern-with = Etap, na którym jest zgłoszenie: { $stage }.
concern-closed = Zgłoszenie zamknięto, { $date }. Powód: { $reason }.
concern-closed-to = Przekazano je tutaj: { $name }.
concern-closed-disagree = Ostatni dzień, w którym można niżej powiedzieć, że się Państwo nie zgadzają: { $date }.
concern-closed-asked = Dzień, w którym zapytamy tu Państwa, jak są Państwo od tego czasu traktowani: { $date }.
concern-sent-on = Dzień, w którym Państwo je wysłali: { $date }.
concern-checked = Państwa przeglądarka sprawdziła podpis każdego kroku poniżej. Czego sama nie może sprawdzić, jest oznaczone słowami „tak podaje serwis”.
concern-next-heading = Co musi się stać dalej
concern-due = Termin: { $date } – { $clock }.
concern-late = Termin: { $date } – { $clock }. Po terminie.
concern-no-dates = Nie ma terminu, na który trzeba czekać.
concern-happened-heading = Co się wydarzyło
concern-to-you-heading = Co do Państwa napisano
concern-nothing-to-you = Nic jeszcze do Państwa nie napisano.
concern-wrote-heading = Co Państwo wysłali
concern-from = { $who }, { $date }
concern-you = Państwo
concern-write-heading = Wiadomość do osób, które mają zgłoszenie
concern-write-hint = Zobaczą to najpóźniej następnego dnia rano. Jeśli ktoś jest teraz w niebezpieczeństwie, proszę powiedzieć to niżej.
concern-write-error = Najpierw proszę coś napisać.
concern-write-button = Wyślij wiadomość
concern-sent-note = Państwa wiadomość została wysłana, a przeglądarka sprawdziła potwierdzenie.
concern-danger-heading = Ktoś jest teraz w niebezpieczeństwie
concern-danger-button = Powiedz, że ktoś jest w niebezpieczeństwie
concern-danger-done = Osoby, które mają Państwa zgłoszenie, dostają pilne powiadomienie. Muszą odpowiedzieć do końca jutrzejszego dnia.
concern-exclude-heading = Od teraz komuś nie wolno tego widzieć
concern-exclude-hint = Co te osoby już przeczytały, to wiedzą. Nie dostają niczego więcej.
concern-exclude-button = Odbierz im klucz
concern-exclude-done = Od teraz te osoby nie dostają niczego więcej.
concern-holders-new = Nowe osoby od czasu wysłania: { $names }, { $office }.
concern-scope-heading = Co będzie badane
concern-scope-in = To jest badane
concern-scope-out = To nie jest badane. Powód: { $reason }
concern-scope-dispute = Nie o to mi chodzi
concern-findings-heading = Co ustalono
concern-risk-yes = Czy ktoś jest nadal zagrożony? Odpowiedź: tak.
concern-risk-no = Czy ktoś jest nadal zagrożony? Odpowiedź: nie.
concern-risk-unknown = Czy ktoś jest nadal zagrożony? Odpowiedź: nie wiadomo.
concern-findings-enquiries = Co zrobiono, żeby to ustalić
concern-findings-spoken = Liczba osób, z którymi rozmawiano: { $count }.
concern-findings-standard = Zdecydowano według tego, co jest bardziej prawdopodobne niż nie.
concern-findings-dispute = Nie zgadzam się
concern-dispute-label = Co jest w tym nie tak?
concern-dispute-button = Wyślij to do kogoś innego
concern-dispute-done = Teraz musi na to odpowiedzieć ktoś inny, a nie osoba, która zdecydowała.
concern-treatment-heading = Jak Państwa od tego czasu traktowano?
concern-treatment-hint = Jeśli ktoś Państwa krzywdzi za to, że Państwo o tym powiedzieli, proszę to napisać. Trafia to na wyższy etap, a nie do osób, które zajmowały się Państwa zgłoszeniem.
concern-treatment-label = Co Państwa spotkało
concern-treatment-button = Powiedz im o tym
concern-treatment-done = Wyższy etap musi odpowiedzieć w ciągu 7 dni.
concern-kept = To, co Państwo napisali, przechowujemy jeszcze po zamknięciu zgłoszenia. Liczba miesięcy od zamknięcia: { $months }. Zapis tego, co się wydarzyło, pozostaje.
concern-close = Zamknij widok zgłoszenia na tym ekranie

outcome-established = potwierdzone
outcome-partly_established = częściowo potwierdzone
outcome-not_established = niepotwierdzone
outcome-transferred = przekazane wymienionej instytucji
outcome-no_concern_stated = nie podano żadnej sprawy
outcome-cannot_be_opened = nie można otworzyć
clock-danger = ktoś musi odpowiedzieć z powodu niebezpieczeństwa
clock-lost_data = muszą powiedzieć, czy powiadomiono organ nadzoru
clock-acknowledge = muszą odpowiedzieć
clock-first_decision = muszą powiedzieć, co będą badać
clock-feedback = muszą Państwu powiedzieć, co dotąd ustalono
clock-stage_answer = muszą odpowiedzieć
clock-referral_review = muszą znowu przyjrzeć się prośbie o sprawdzenie przez kogoś innego
clock-dispute = ktoś inny musi odpowiedzieć na Państwa sprzeciw
clock-unheld_stage = zgłoszenie idzie dalej, bo nikt nie pełni tej funkcji
clock-conclude = muszą zakończyć pracę
clock-later_treatment = ktoś musi odpowiedzieć na to, jak Państwa traktowano
clock-reporter_answer = kończy się Państwa czas na odpowiedź
clock-last_stage_again = muszą coś zrobić

step-received = Wysłali Państwo zgłoszenie.
step-opened = { $who }: otwarcie zgłoszenia.
step-no_conflict = { $who }: oświadczenie, że nie ma konfliktu interesów.
step-conflict = { $who }: oświadczenie, że jest zbyt blisko tej sprawy. Ta osoba już się nią nie zajmuje.
step-acknowledged = { $who }: odpowiedź.
step-scope = { $who }: informacja, co będzie badane.
step-message = Wysłano wiadomość.
step-note = { $who }: notatka dla innych osób, które zajmują się zgłoszeniem.
step-feedback = { $who }: informacja dla Państwa, co dotąd ustalono.
step-findings = { $who }: wysłanie Państwu tego, co ustalono.
step-extended = { $who }: przesunięcie terminu na później, z podaniem powodu.
step-referred = { $who }: prośba o sprawdzenie przez kogoś innego.
step-referral_result = { $who }: zapis, co z tego wynikło.
step-handed_over = { $who }: przekazanie zgłoszenia.
step-regulator = { $who }: zapis, czy powiadomiono organ nadzoru.
step-urgency_changed = { $who }: określono, jak pilne jest zgłoszenie.
step-urgency_changed-reporter = Określili Państwo, jak pilne jest zgłoszenie.
step-shared = { $who }: udostępnienie części zgłoszenia komuś z zewnątrz.
step-redacted = { $who }: kopia bez fragmentów, które mogłyby pokazać, kim Państwo są.
step-action_due = { $who }: wyznaczenie dnia, do którego trzeba coś zrobić.
step-action_done = { $who }: zapis, że to zrobiono.
step-closing_proposed = { $who }: propozycja zamknięcia zgłoszenia.
step-approved = { $who }: zgoda na to, co zaproponowano.
step-refused = { $who }: odmowa zgody na to, co zaproponowano.
step-closed = Zgłoszenie zostało zamknięte.
step-disputed = Nie zgodzili się Państwo.
step-dispute_answered = { $who }: odpowiedź na Państwa sprzeciw.
step-reopened = Zgłoszenie zostało znowu otwarte.
step-treatment_asked = Zapytano, jak Państwa od tego czasu traktowano.
step-treatment_reported = Powiedzieli Państwo, jak Państwa od tego czasu traktowano.
step-treatment_answered = { $who }: odpowiedź na to, jak Państwa traktowano.
step-repeat = { $who }: ustalenie, że to pojawiło się już wcześniej.
step-withdrawn = Odebrali Państwo klucz.
step-attached = Dodali Państwo plik.
step-lapsed = Termin minął bez odpowiedzi.
step-escalated = Zgłoszenie przeszło na etap: { $stage }.
step-cannot_open = { $who }: nie udało się otworzyć zgłoszenia.
step-mismatch = { $who }: ustalenie, że zgłoszenie nie jest takie, jak je Państwo zapieczętowali.
step-erased = To, co Państwo napisali, wymazano zgodnie z zasadami: { $months } mies. po zamknięciu. Ostatnia kopia zapasowa zostanie zniszczona najpóźniej { $date }.

# ---- what can go wrong
problem-heading = Jest problem
problem-not-sent = Państwa zgłoszenie nie zostało wysłane. Nadal jest na tej stronie. Proszę spróbować jeszcze raz.
problem-offline = Nie ma połączenia. To, co Państwo napisali, nadal jest na tej stronie. Proszę spróbować jeszcze raz.
problem-service = Serwis nie odpowiada tak, jak powinien. To, co Państwo napisali, nadal jest na tej stronie. Proszę spróbować później.
problem-untrusted = Proszę tu przerwać. To, co podaje ten serwis, nie zgadza się z jego własnym rejestrem: { $what }. Proszę nic więcej nie wysyłać. Proszę o tym powiadomić: { $last }. Można też użyć jednego z innych sposobów poniżej.
problem-clock = Państwa zegar podaje: { $here }. Serwis podaje: { $there }. Jeśli to Państwa zegar jest dobry, proszę nie polegać na datach na tej stronie.
problem-closed = Ten serwis nie może teraz przyjąć zgłoszenia. Proszę użyć jednego z innych sposobów poniżej.
problem-refused = Serwis tego nie przyjął: { $what }
problem-too-long = To jest za długie, aby wysłać to naraz. Proszę teraz wysłać pierwszą część, a resztę później, z kodem.
problem-old-browser = Ta przeglądarka nie może zapieczętować tego, co Państwo piszą. Proszę użyć nowszej albo jednego z innych sposobów poniżej.

# ---- the poster
poster-what = W organizacji { $organisation } dzieje się coś złego? Można powiedzieć o tym komuś niezależnemu.
poster-own-device = Proszę otworzyć to na własnym telefonie, nie przez Wi-Fi z pracy.
poster-network = Nie możemy ukryć Państwa wizyty przed siecią pracodawcy.
poster-scan = Proszę skierować aparat telefonu na kwadrat albo wpisać adres.
poster-onion = Albo w przeglądarce Tor:
poster-first = Zgłoszenie trafia najpierw na etap: { $reader }. Strona pokazuje, do którego dnia musi przyjść odpowiedź.
poster-danger = Jeśli ktoś jest teraz w niebezpieczeństwie, proszę najpierw zadzwonić pod numer 999.
poster-check-heading = Czy to jest właściwa usługa?
poster-check-words = Te sześć słów oznacza jej klucz:
poster-check-page = Strona pokazuje te same słowa w części „{ footer-programs }”. Jeśli są inne, proszę niczego nie wysyłać i powiadomić: { $last }.
poster-check-program = Fałszywa strona mogłaby skopiować te słowa. Program daylight porównuje sam klucz. Słowa albo cały klucz proszę zapisać w pliku:
poster-check-key = Cały klucz:

# ---- bez skryptów
arrival-heading = W Państwa przeglądarce skrypty są wyłączone
arrival-link = Przejdź do formularza bez skryptów
arrival-what = Serwer przez chwilę widzi to, co Państwo piszą, i Państwa kod, gdy je pieczętuje. Z włączonymi skryptami albo z wiersza poleceń nigdy tego nie widzi.
arrival-scripts = Przejdź do strony ze skryptami
arrival-files = Pliki można dodać po wysłaniu zgłoszenia, po jednym: na następnej stronie albo później, z kodem.
arrival-file-hidden = Plik może ukrywać, kto go utworzył, kiedy, gdzie i czym. Tutaj nic z tego nie jest usuwane: może to zrobić tylko przeglądarka z włączonymi skryptami. W razie wątpliwości proszę zamiast tego opisać w wiadomości, co plik pokazuje.
arrival-file-seen = Serwer przez chwilę widzi plik, gdy go pieczętuje. Nie zachowuje z niego niczego bez pieczęci.
arrival-file-label = Proszę wybrać plik
arrival-file-one = Jeden plik naraz. Jeśli połączenie się zerwie, pliku nie ma: proszę go wybrać i wysłać jeszcze raz. Zgłoszenie jest bezpieczne.
arrival-file-button = Zapieczętuj i wyślij ten plik
arrival-file-added = Państwa plik został zapieczętowany i dodany.
arrival-file-broken = Plik nie dotarł w całości i nie został dodany. Zgłoszenie jest bezpieczne. Proszę wybrać plik jeszcze raz, tylko ten jeden, i wysłać go ponownie.
arrival-marked = Publiczny rejestr podaje, że zapieczętował to serwer.
arrival-wait = Jeśli wiele osób wysyła w tej samej chwili, ta strona czeka na swoją kolej. Proszę poczekać i jej nie zamykać.
arrival-who-no = Napisali Państwo, kim są, ale nie wybrali „Tak”. Proszę wybrać „Tak” albo opróżnić to pole.
arrival-code-what = Te siedem słów to jedyna droga powrotu do Państwa zgłoszenia. Serwer utworzył je dla Państwa i ich nie przechowuje.
arrival-code-another = Nie udało się odczytać kodu tej strony. Oto inny. Proszę go zapisać.
arrival-differs = Z tym kodem wysłano już zgłoszenie, innymi słowami. To, co Państwo od tego czasu zmienili, nie zostało wysłane. Proszę to skopiować, wrócić z kodem i wysłać jako wiadomość.
arrival-receipt = To jest potwierdzenie. Proszę je skopiować, jeśli chcą je Państwo zachować.
arrival-word = Wszystko na tej stronie podaje serwer. Państwa przeglądarka niczego tu nie sprawdziła. Z włączonymi skryptami albo z wiersza poleceń jest to sprawdzane.
arrival-code-inside = Dopóki ta strona jest otwarta, jest w niej Państwa kod. Na koniec proszę ją zamknąć.
arrival-message-sent = Państwa wiadomość została wysłana.
arrival-too-large = To jest za długie, aby wysłać to naraz. Proszę wrócić w przeglądarce, skopiować to, co Państwo napisali, i to skrócić. Resztę można wysłać później, z kodem.
arrival-elsewhere = To, co dotarło, nie było całym formularzem z tej strony. Nic nie zostało wysłane. Proszę wrócić w przeglądarce albo jeszcze raz otworzyć formularz i wysłać go stamtąd.

# ---- ponowne wysyłanie
problem-no-receipt = Nie przyszło potwierdzenie, więc nie wiemy, czy zgłoszenie dotarło. Proszę wysłać je jeszcze raz: nie może dotrzeć dwa razy.
code-fixed = Przycisk wysyłania został już naciśnięty, więc ten kod pozostaje: z tym samym kodem zgłoszenie nie może dotrzeć dwa razy.
sent-before-changes = Dotarło zgłoszenie w takiej postaci, w jakiej Państwo wysłali je poprzednio. Nie ma w nim późniejszych zmian. To, co Państwo napisali ostatnio, stoi poniżej do zamknięcia tej strony. Proszę wrócić z kodem i wysłać to, czego brakuje, jako wiadomość.

# ---- powrót i rejestr
concern-treatment-asked = Liczba miesięcy od zamknięcia Państwa zgłoszenia: { $months }. Pytamy po 3, 6 i 12 miesiącach.
concern-treatment-well-button = Nic złego mnie nie spotkało
concern-treatment-well-done = Zapisaliśmy, że nic złego Państwa nie spotkało. Nadal można wrócić i powiedzieć inaczej.
concern-rules-heading = Zasady, które obowiązują dla tego zgłoszenia
concern-rules = Takie były zasady, gdy Państwo je wysłali. Pozostają zasadami tego zgłoszenia, także gdy nastaną inne.
concern-rules-from = Początek obowiązywania: { $date }.
rules-version = Wersja:
concern-promised = miało stać w publicznym rejestrze w dniu { $date }, jeszcze go tam nie ma
start-record-heading = Jak nam dotąd poszło
start-record = Można przeczytać, na jaką część zgłoszeń odpowiedziano na czas, ile było po terminie, kto ostatnio zaglądał z zewnątrz i co zmieniono. Każdy krok jest zachowany w publicznym rejestrze jako odcisk, więc później niczego nie da się pominąć bez śladu.
start-record-link = Przeczytaj, jak nam poszło

# ---- pliki
files-heading = Dodaj pliki
files-why = Nie są Państwu potrzebne. Proszę dodać tylko to, co już Państwo mają; proszę nie szukać niczego więcej.
files-names = Nazwy plików też są zapieczętowane. Widzą je ci, którzy czytają Państwa zgłoszenie. Jeśli nazwa mogłaby pokazać, kim Państwo są, proszę ją najpierw zmienić.
files-clean = Pliki mogą ukrywać, kto je zrobił: nazwisko, miejsce, telefon. Państwa przeglądarka tego szuka, usuwa to, zanim cokolwiek zostanie wysłane, i pokazuje, co znalazła.
files-clean-limit = Nie znajduje wszystkiego. To, co widać lub słychać, zostaje, tak samo znaki, które zostawia drukarka. W razie wątpliwości proszę opisać to własnymi słowami.
files-later = Pliki można też dodać później, za pomocą kodu.
files-label = Wybór plików
files-limit = Do { $count } plików. Każdy musi być mniejszy niż { $size } MB.
file-looking = Przeglądarka sprawdza, co ten plik ukrywa.
file-nothing = Przeglądarka nie znalazła nic ukrytego, co by znała.
file-took = Usunięto: { $found }.
file-left = Nadal w pliku: { $found }.
file-cannot = Przeglądarka nie umie oczyścić pliku tego rodzaju. Może on pokazać, kto go zrobił, kiedy i gdzie. Proszę opisać go własnymi słowami albo wysłać go takim, jaki jest.
file-anyway = Wyślij takim, jaki jest
file-remove = Usuń
file-removed = Usunięto
file-wait = Przeglądarka jeszcze sprawdza ten plik. Proszę chwilę poczekać albo go usunąć.
file-decide = Tego pliku nie można oczyścić. Proszę zaznaczyć „Wyślij takim, jaki jest” albo go usunąć.
file-none-chosen = Proszę wybrać plik
file-empty = Wybrany plik jest pusty
file-too-large = Wybrany plik musi być mniejszy niż { $size } MB
file-too-many = Do jednego zgłoszenia można wybrać najwyżej { $count } plików
file-password = Wybrany plik jest chroniony hasłem. Proszę usunąć hasło i wybrać go jeszcze raz albo go opisać.
file-heic = Przeglądarka nie umie oczyścić zdjęcia HEIC. Proszę zapisać je jako JPEG i wybrać tamto albo zrobić zdjęcie ekranu.
file-broken = Wybrany plik jest uszkodzony, więc przeglądarka nie może do niego zajrzeć. Proszę go usunąć i opisać.
file-lies = Wybrany plik jest innego rodzaju, niż mówi jego nazwa. Proszę dać mu właściwe zakończenie i wybrać go jeszcze raz albo go opisać.
file-no-room = Wybrany plik jest za duży, żeby przeglądarka mogła go oczyścić. Może on pokazać, kto go zrobił, kiedy i gdzie. Proszę wybrać mniejszy, opisać go albo wysłać go takim, jaki jest.
file-no-cleaner = Przeglądarka nie mogła załadować tego, co zagląda do plików. Nic nie zostało wysłane. Proszę usunąć ten plik i wybrać go jeszcze raz, gdy będzie połączenie.
file-bomb = Wybrany plik po rozpakowaniu jest o wiele większy, niż powinien. Proszę go usunąć i opisać.
file-changed = Plik zmienił się od czasu wybrania albo dotarł zmieniony. Proszę wybrać go jeszcze raz.
file-damaged = Tego pliku nie można otworzyć. Jest uszkodzony albo nie jest tym, co wysłano.
file-waiting = Czeka na swoją kolej
file-sending = Pieczętowanie i wysyłanie
file-there = Dotarł. Przeglądarka sprawdziła pokwitowanie.
file-not-there = Ten plik nie dotarł. Państwa zgłoszenie dotarło.
file-away = Nie ma połączenia. Państwa zgłoszenie mimo to zostało wysłane; ten plik nie dotarł jeszcze w całości. Gdy tylko połączenie wróci, sam pójdzie dalej od miejsca, w którym stanął.
file-again = Spróbuj ponownie
file-all-there = Wszystkie pliki dotarły.
file-save = Zapisz
file-fetching = Pobieranie i otwieranie
file-away-fetch = Nie ma połączenia. Pójdzie dalej samo od miejsca, w którym stanęło.
file-saved = Przeglądarka sprawdziła plik i zapisuje go jako { $file }. Kto znajdzie go na Państwa telefonie lub komputerze, może go przeczytać.
found-location = gdzie powstał
found-author = kto go zrobił
found-device = urządzenie
found-software = program
found-dates = daty i godziny
found-thumbnail = jego mały obrazek
found-history = wcześniejsze wersje
found-comments = komentarze
found-names = nazwiska
found-printer = drukarka
found-identifiers = numery, które znaczą tę kopię
found-scripts = programy w środku
found-attachments = pliki w środku
found-hidden = części, których nie widać
found-unchecked = część, której przeglądarka nie umie przeczytać
found-other = inne ukryte dane
sent-files-heading = Państwa pliki
sent-files-wait = Państwa zgłoszenie zostało wysłane. Teraz idą pliki, jeden po drugim. Proszę nie zamykać tej strony, dopóki wszystkie nie dotrą.
sent-files-limit = Jeśli zamkną ją Państwo wcześniej, te, które nie dotarły, nie zostaną wysłane. Można je dodać później, za pomocą kodu.
concern-files-heading = Pliki
concern-files-none = Nie ma plików.
concern-files-add = Dodaj plik
concern-files-button = Wyślij pliki
