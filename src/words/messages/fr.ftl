# French. A machine's draft: to be checked by a speaker before anybody relies on it.
# The words of the reporter's pages. Short sentences, "you" and "we", present tense; every promise names a fact, every
# limit stands beside the promise it limits. In curly brackets: names and dates that the page fills in.

language-name = Français
language-choose = Langue
language-draft = Cette page a été traduite par une machine. Aucun locuteur ne l'a encore vérifiée. La page anglaise fait foi.

# ---- on every page
title = Faire un signalement
error-prefix = Erreur :
skip-to-content = Aller au texte principal
back = Retour
continue = Continuer
optional = (facultatif)
footer-programs = Pour les personnes qui vérifient
footer-safe = Rester en sécurité
says-the-service = d’après le service
working = En cours…
date = { $weekday } { $day } { $month } { $year }
date-first = 1er
weekday-1 = lundi
weekday-2 = mardi
weekday-3 = mercredi
weekday-4 = jeudi
weekday-5 = vendredi
weekday-6 = samedi
weekday-7 = dimanche
month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre

# ---- leaving quickly
exit = Quitter cette page
exit-emergency = Urgence
exit-activated = Une autre page se charge.
exit-timed-out = Quitter cette page : le délai est dépassé.
exit-two-more = Touche Shift (Maj) : appuyez encore 2 fois pour quitter.
exit-one-more = Touche Shift (Maj) : appuyez encore 1 fois pour quitter.

# ---- start
start-heading = Faire un signalement
start-what = Dites à quelqu’un d’indépendant ce qui ne va pas chez { $organisation }. Cela prend environ 10 minutes. Vous pouvez envoyer un peu maintenant et compléter plus tard.
start-anyone = Tout le monde peut utiliser ce service : membres du personnel, anciens membres du personnel, intérimaires et prestataires, bénévoles, partenaires. Il ne faut ni compte, ni nom.
start-danger-heading = Si quelqu’un est en danger maintenant
start-danger = Appelez d’abord le 999. Ensuite, revenez ici.
start-who-heading = Qui lit votre signalement
start-who-reads = Ce que vous envoyez peut être ouvert uniquement par { $reader }. Sans réponse à temps, cela peut aussi être ouvert par { $next }, et ainsi de suite, dans l’ordre de la liste ci-dessous. Personne d’autre chez { $organisation } ne peut l’ouvrir.
start-who-runs = Les personnes qui font fonctionner ce service ne peuvent pas le lire : il est scellé sur votre téléphone ou votre ordinateur avant l’envoi.
start-who-runs-limit = Cette page vient de leur serveur. Si vous ne leur faites pas confiance, utilisez le programme daylight fourni par quelqu’un d’autre. Voir « Pour les personnes qui vérifient » en bas de cette page.
start-when-heading = Ce qui se passe, et à quelle date
start-by = Une réponse doit vous être donnée au plus tard le { $date }.
start-then = Sinon, votre signalement passe au niveau suivant : { $next }.
start-last = Si personne ne répond, il arrive pour finir à un niveau extérieur à { $organisation } : { $last }. Personne chez { $organisation } ne peut empêcher cela en appuyant sur un bouton.
start-not-asked-heading = Ce que nous ne savons pas de vous
start-not-asked-1 = Nous ne demandons pas qui vous êtes.
start-not-asked-2 = Nous ne gardons pas votre adresse internet (adresse IP).
start-not-asked-3 = Nous ne gardons pas le type de téléphone, d’ordinateur ou de navigateur que vous utilisez.
start-not-asked-4 = Nous notons le jour, pas l’heure. Les personnes qui reçoivent votre signalement n’apprennent l’heure que si vous indiquez un danger.
start-not-asked-5 = Rien de ce que nous mettons sur votre téléphone ou votre ordinateur n’y reste.
start-own-device-heading = Utilisez votre propre téléphone ou ordinateur
start-own-device = N’utilisez pas un ordinateur, un téléphone ou un wifi du travail. Nous ne pouvons pas cacher votre visite au réseau de votre employeur. Si vous en utilisez un en ce moment, fermez cette page et ouvrez-la chez vous.
start-proof-heading = Vous n’avez pas besoin de preuve
start-proof = Dites-nous ce que vous avez vu, ce qu’on vous a dit ou ce que vous soupçonnez. Les trois comptent. N’allez pas chercher plus.
start-law-heading = Si vous avez signé quelque chose
start-law = Une clause de confidentialité ou un accord transactionnel ne peut pas vous empêcher de faire une divulgation protégée par la loi. Si quelqu’un s’en va, le signalement reste ouvert.
start-button = Commencer
start-return-button = J’ai un code
start-closed = Ce service ne peut pas recevoir de signalement aujourd’hui. Utilisez l’un des autres moyens ci-dessous. Si vous avez un code, vous pouvez toujours revenir avec ce code.
start-channel-closed = Ce canal a été fermé définitivement le { $date }. Chaque signalement ouvert à cette date est passé au niveau supérieur, et ses délais continuent. Utilisez l’un des autres moyens ci-dessous. Si vous avez un code, vous pouvez toujours revenir avec ce code.

other-ways-heading = Autres moyens d’en parler à quelqu’un
other-ways = Vous pouvez les utiliser à tout moment, avant ou après l’envoi d’un signalement ici.
no-script-heading = Ce formulaire a besoin de scripts
no-script = Ce que vous écrivez est scellé dans votre navigateur avant l’envoi. Pour cela, il faut des scripts. Ils sont désactivés dans votre navigateur. Activez-les pour cette page, utilisez l’un des autres moyens ci-dessous, ou utilisez le programme daylight.

check-program = Le programme daylight permet d’envoyer et de suivre un signalement sans cette page :
check-key = La clé du registre public. Comparez-la avec celle de l’affiche :
check-key-words = Ses six mots, comme sur l’affiche :
check-policy = Les règles en vigueur, avec leurs dates :
check-record = Le registre publié :

# ---- interruption page
leave-heading = Comment quitter ce site rapidement
leave-what = Il y a un bouton rouge, « Quitter cette page », sur chacune des pages suivantes. Il cache la page tout de suite et ouvre une page météo à la place.
leave-shift = Vous pouvez aussi appuyer 3 fois sur la touche Shift (Maj).
leave-wiped = Ce que vous avez tapé est effacé. Ce n’est enregistré nulle part.
leave-history = Votre historique de navigation n’est pas effacé. Il montre que cette adresse a été visitée.
leave-again = Pour revenir, ouvrez de nouveau cette adresse.

# ---- stay safe
safe-heading = Rester en sécurité
safe-device = Utilisez votre propre téléphone ou ordinateur, chez vous ou avec vos données mobiles.
safe-private = Ouvrez cette page dans une fenêtre privée. Quand vous fermez la fenêtre, votre navigateur oublie la visite. Votre réseau, lui, ne l’oublie pas.
safe-tor = Avec Tor Browser, votre réseau non plus ne peut pas voir que vous visitez cette page.
safe-history = Ensuite, effacez cette adresse de votre historique de navigation.
safe-leave-out = N’écrivez pas ce que personne d’autre que vous ne pouvait savoir. Si peu de gens le savent, dites ce qui s’est passé sans dire comment vous le savez.
safe-style = Écrivez des phrases courtes et simples. Ne collez pas de texte venant d’e-mails que vous avez écrits.
safe-copies = N’envoyez pas le seul exemplaire d’un document, ni une copie faite uniquement pour vous.
safe-tell = Si vous en parlez à quelqu’un, nous ne pouvons pas vous protéger de cette personne.

# ---- questions
danger-heading = Quelqu’un est-il en danger maintenant ?
danger-hint = S’il peut arriver du mal à quelqu’un avant demain, appelez d’abord le 999.
danger-yes = Oui
danger-no = Non
danger-unsure = Je ne sais pas
danger-then = Quelqu’un doit répondre avant la fin de la journée du { $date }. Les personnes qui reçoivent votre signalement sont alertées tout de suite : elles apprennent donc l’heure.
danger-numbers-heading = Appelez maintenant

exclude-heading = Qui ne doit pas voir ce signalement ?
exclude-hint = Cochez les personnes qui ne doivent pas le lire. Cela nous sert à choisir qui peut l’ouvrir. Les personnes cochées ne reçoivent pas de clé.
exclude-none-held = personne en ce moment
exclude-last = Vous ne pouvez pas exclure : { $office }. Ce niveau est extérieur à { $organisation }. Si ce n’est pas le bon endroit, utilisez l’un des autres moyens en bas de cette page.
exclude-guess = Une personne que vous excluez peut quand même deviner, si d’autres parlent.
exclude-later = Si quelqu’un arrive plus tard à l’une de ces fonctions, vous le voyez en revenant avec votre code.

kind-heading = De quoi s’agit-il ?
kind-hint = Cochez toutes les réponses qui conviennent.
kind-unsure = Je ne sais pas
kind-who-label = De qui s’agit-il, et de quel endroit ?
kind-who-hint = Des noms, ou l’équipe et le lieu. La personne qui ouvre le signalement lit ceci en premier, pour dire si elle est trop proche de l’affaire. Vous pouvez ne rien écrire ici.

what-heading = Que s’est-il passé ?
what-hint = Dites-le avec vos propres mots. Envoyez ce que vous avez ; vous pourrez compléter plus tard.
what-saw = ce que vous avez vu ou entendu vous-même
what-told = ce que quelqu’un vous a dit
what-think = ce que vous pensez ou soupçonnez
what-counts = Tout cela compte. Vous n’avez pas besoin de preuve.
what-tips = Comment éviter qu’on vous reconnaisse
what-error = Dites ce qui s’est passé.
what-too-long = Raccourcissez votre texte. Nombre de caractères en trop : { $over }. Vous pourrez envoyer le reste ensuite, avec votre code.

when-heading = Quand et où cela s’est-il passé ?
when-hint = Une réponse approximative suffit. Vous pouvez aussi écrire « Je ne sais pas ».

told-heading = Quelqu’un a-t-il déjà été prévenu ?
told-hint = Qui a été prévenu, et qu’ont fait ces personnes ? Quelqu’un a-t-il essayé de cacher les faits ?

people-heading = Combien de personnes pourraient savoir cela ?
people-hint = La personne chargée de l’examen prend plus de précautions si l’on peut vous reconnaître. Votre réponse n’entre jamais dans aucun chiffre.
people-me = Moi seulement
people-few = Quelques personnes
people-many = Beaucoup de personnes
people-unsure = Je ne sais pas

who-heading = Voulez-vous nous dire qui vous êtes ?
who-hint = Ce n’est pas obligatoire. Vous pourrez le dire plus tard à la personne chargée de l’examen. Une fois que c’est dit, vous ne pouvez plus revenir en arrière.
who-no = Non
who-yes = Oui
who-label = Votre nom, et comment vous joindre sans risque

# ---- code
code-heading = Notez votre code
code-what = Ces sept mots sont le seul moyen de revenir à votre signalement. Nous ne les avons pas.
code-how = Écrivez-les sur papier. Ne les photographiez pas avec un téléphone du travail, et ne les enregistrez pas dans un compte du travail.
code-lost = Si vous les perdez, votre signalement continue quand même. Vous ne pourrez pas lire les réponses.
code-copy = Copier le code
code-copied = Le code est copié. L’endroit où vous le collez le garde.
code-another = Me donner un autre code

prove-heading = Vérifiez ce que vous avez noté
prove-what = Tapez deux des mots notés sur votre papier.
prove-word = Mot { $number }
prove-error = Ce n’est pas le mot { $number }. Regardez votre papier, ou revenez en arrière pour revoir le code.

# ---- check and send
check-answers-heading = Vérifiez ce que vous avez écrit, puis envoyez-le
check-not-given = Pas de réponse
check-change = Modifier
check-nobody = Personne n’est exclu
check-outside-seal = Ce qui se voit de l’extérieur
check-outside-seal-text = On peut voir le jour, si quelqu’un est en danger, et si un niveau entier a été exclu. Tout le reste est scellé.
check-first-reader = Il va d’abord ici : { $stage } ({ $offices }).
send-button = Envoyer votre signalement
send-sealing = Scellement et envoi en cours. Gardez cette page ouverte.
send-rush = Beaucoup de signalements arrivent en ce moment. Votre navigateur travaille pour obtenir une place : cela prend quelques secondes.

# ---- sent
sent-heading = Votre signalement a été envoyé
sent-checked = Votre navigateur a vérifié le reçu : il est signé avec la clé du registre, il correspond exactement à ce que vous avez scellé, et il porte ces dates.
sent-dates-heading = Ce qui doit se passer maintenant
sent-reply-by = Au plus tard le { $date } : une réponse doit être donnée par { $stage }.
sent-decide-by = Au plus tard le { $date } : on doit dire ce qui sera examiné.
sent-feedback-by = Au plus tard le { $date } : on doit vous dire ce qui a été constaté jusqu’à présent.
sent-missed = Si l’une de ces dates passe sans que ce soit fait, votre signalement passe de lui-même au suivant de la liste, et pour finir à { $last }.
sent-return = Revenez le { $date } ou après, avec votre code.
sent-record-heading = Garder une trace
sent-record-risk = Un reçu prouve qu’un signalement a été envoyé ce jour-là. Il ne montre ni ce que vous avez écrit, ni qui vous êtes. Mais toute personne qui le trouve sur votre téléphone ou votre ordinateur sait qu’il est là.
sent-receipt = Enregistrer le reçu
sent-calendar = Enregistrer les dates pour un calendrier
sent-close = Fermez cette fenêtre maintenant.

# ---- coming back
enter-heading = Revenir avec votre code
enter-label = Votre code
enter-hint = Sept mots. Les espaces, les traits d’union, les majuscules et les minuscules ne changent rien.
enter-button = Aller à votre signalement
enter-error = Nous ne connaissons pas ce code. Regardez chaque mot sur votre papier.
enter-error-words = Un code a sept mots. Vous en avez tapé { $count }.
enter-error-unknown = Le mot { $number } ne fait pas partie de nos mots.
enter-error-meant = Vouliez-vous dire { $words } ?
enter-error-swapped = Un mot est faux, ou deux mots sont inversés. Regardez chaque mot sur votre papier.

concern-heading = Votre signalement
concern-with = Il est actuellement ici : { $stage }.
concern-closed = Il a été clos le { $date }. Raison : { $reason }.
concern-closed-to = Il a été transmis à : { $name }.
concern-closed-disagree = Jusqu’au { $date }, vous pouvez dire plus bas que vous n’êtes pas d’accord.
concern-closed-asked = Le { $date }, nous vous demandons ici comment vous avez été traité depuis.
concern-sent-on = Vous l’avez envoyé le { $date }.
concern-checked = Votre navigateur a vérifié la signature de chaque étape ci-dessous. Ce qu’il ne peut pas vérifier lui-même porte la mention « d’après le service ».
concern-next-heading = Ce qui doit se passer ensuite
concern-due = Date limite, le { $date } : { $clock }.
concern-late = Date limite, le { $date } : { $clock }. En retard.
concern-no-dates = Il n’y a pas de date à attendre.
concern-happened-heading = Ce qui s’est passé
concern-to-you-heading = Ce qu’on vous a écrit
concern-nothing-to-you = On ne vous a encore rien écrit.
concern-wrote-heading = Ce que vous avez envoyé
concern-from = { $who }, le { $date }
concern-you = Vous
concern-write-heading = Écrire aux personnes chargées du signalement
concern-write-hint = Elles voient votre message le lendemain matin au plus tard. Si quelqu’un est en danger maintenant, dites-le plus bas.
concern-write-error = Écrivez d’abord quelque chose.
concern-write-button = Envoyer votre message
concern-sent-note = Votre message a été envoyé, et votre navigateur a vérifié le reçu.
concern-danger-heading = Quelqu’un est en danger maintenant
concern-danger-button = Dire que quelqu’un est en danger
concern-danger-done = Les personnes qui ont votre signalement sont alertées. Elles doivent répondre avant la fin de la journée de demain.
concern-exclude-heading = À partir de maintenant, quelqu’un ne doit plus voir ce signalement
concern-exclude-hint = Ce que cette personne a déjà lu, elle le sait. Elle ne reçoit rien de plus.
concern-exclude-button = Lui retirer sa clé
concern-exclude-done = Cette personne ne reçoit rien de plus à partir de maintenant.
concern-holders-new = Nouveau depuis votre envoi : { $names }, { $office }.
concern-scope-heading = Ce qui sera examiné
concern-scope-in = Ce point est examiné
concern-scope-out = Ce point n’est pas examiné. Raison : { $reason }
concern-scope-dispute = Cela passe à côté de ce que je veux dire
concern-findings-heading = Ce qui a été constaté
concern-risk-yes = Quelqu’un est-il encore en danger ? Leur réponse : oui.
concern-risk-no = Quelqu’un est-il encore en danger ? Leur réponse : non.
concern-risk-unknown = Quelqu’un est-il encore en danger ? Leur réponse : nous ne savons pas.
concern-findings-enquiries = Ce qui a été fait pour le savoir
concern-findings-spoken = Personnes entendues : { $count }.
concern-findings-standard = La décision suit ce qui est plus probable qu’improbable.
concern-findings-dispute = Je ne suis pas d’accord
concern-dispute-label = Qu’est-ce qui ne va pas dans cette réponse ?
concern-dispute-button = L’envoyer à quelqu’un d’autre
concern-dispute-done = Maintenant, quelqu’un d’autre doit y répondre, pas la personne qui a décidé.
concern-treatment-heading = Comment vous traite-t-on depuis ?
concern-treatment-hint = Si quelqu’un vous fait du mal parce que vous avez parlé, dites-le. Votre message va au niveau au-dessus, pas aux personnes qui se sont occupées de votre signalement.
concern-treatment-label = Ce qui vous est arrivé
concern-treatment-button = Le dire au niveau au-dessus
concern-treatment-done = Le niveau au-dessus doit répondre dans les 7 jours.
concern-kept = Ce que vous avez écrit est gardé tant que votre signalement est ouvert, puis { $months } mois après sa clôture. Le registre de ce qui s’est passé reste.
concern-close = Ne plus afficher votre signalement sur cet écran

outcome-established = établi
outcome-partly_established = établi en partie
outcome-not_established = non établi
outcome-transferred = transféré à un organisme nommé
outcome-no_concern_stated = aucun fait signalé
outcome-cannot_be_opened = ne peut pas être ouvert
clock-danger = quelqu’un doit répondre à cause du danger
clock-lost_data = on doit dire si l’autorité de contrôle a été prévenue
clock-acknowledge = une réponse doit être donnée
clock-first_decision = on doit dire ce qui sera examiné
clock-feedback = on doit vous dire ce qui a été constaté jusqu’à présent
clock-stage_answer = une réponse doit être donnée
clock-referral_review = on doit revoir la demande d’examen faite à quelqu’un d’autre
clock-dispute = quelqu’un d’autre doit répondre à votre objection
clock-unheld_stage = le signalement passe plus loin, car personne n’occupe cette fonction
clock-conclude = l’examen doit être terminé
clock-later_treatment = quelqu’un doit répondre sur la façon dont on vous traite
clock-reporter_answer = votre délai pour répondre se termine
clock-last_stage_again = on doit agir

step-received = Vous avez envoyé votre signalement.
step-opened = Signalement ouvert par { $who }.
step-no_conflict = Déclaration faite par { $who } : pas de conflit d’intérêts.
step-conflict = Déclaration faite par { $who } : trop proche de l’affaire. Cette personne ne s’en occupe plus.
step-acknowledged = Réponse donnée par { $who }.
step-scope = Ce qui sera examiné a été indiqué par { $who }.
step-message = Un message a été envoyé.
step-note = Note écrite par { $who } pour les autres personnes qui s’en occupent.
step-feedback = Ce qui a été constaté jusqu’à présent vous a été dit par { $who }.
step-findings = Ce qui a été constaté vous a été envoyé par { $who }.
step-extended = Date repoussée par { $who }, avec une raison.
step-referred = Demande faite par { $who } à quelqu’un d’autre d’examiner le signalement.
step-referral_result = Résultat de cette demande noté par { $who }.
step-handed_over = Signalement remis à quelqu’un d’autre par { $who }.
step-regulator = Information notée par { $who } : autorité de contrôle prévenue, ou non.
step-urgency_changed = { $who } a dit à quel point c’est urgent.
step-urgency_changed-reporter = Vous avez dit à quel point c’est urgent.
step-shared = Parties du signalement transmises par { $who } à quelqu’un de l’extérieur.
step-redacted = Copie faite par { $who }, sans les passages qui pourraient montrer qui vous êtes.
step-action_due = Date fixée par { $who } : quelque chose doit être fait d’ici là.
step-action_done = Information notée par { $who } : cela a été fait.
step-closing_proposed = Clôture proposée par { $who }.
step-approved = Proposition acceptée par { $who }.
step-refused = Proposition refusée par { $who }.
step-closed = Le signalement a été clos.
step-disputed = Vous avez dit votre désaccord.
step-dispute_answered = Réponse à votre objection donnée par { $who }.
step-reopened = Le signalement a été rouvert.
step-treatment_asked = On vous a demandé comment on vous traite depuis.
step-treatment_reported = Vous avez dit comment on vous traite depuis.
step-treatment_answered = Réponse sur la façon dont on vous traite, donnée par { $who }.
step-repeat = Constat fait par { $who } : cela s’est déjà présenté avant.
step-withdrawn = Vous avez retiré une clé.
step-attached = Vous avez ajouté un fichier.
step-lapsed = Une date est passée sans réponse.
step-escalated = Le signalement est passé plus loin : { $stage }.
step-cannot_open = Ouverture impossible pour { $who }.
step-mismatch = Constat fait par { $who } : le signalement n’est pas tel que vous l’avez scellé.
step-erased = Ce que vous avez écrit a été effacé selon les règles, { $months } mois après la clôture. La dernière copie de sauvegarde sera détruite au plus tard le { $date }.

# ---- what can go wrong
problem-heading = Il y a un problème
problem-not-sent = Votre signalement n’a pas été envoyé. Il est toujours sur cette page. Essayez de nouveau.
problem-offline = Il n’y a pas de connexion. Ce que vous avez écrit est toujours sur cette page. Essayez de nouveau.
problem-service = Le service ne répond pas comme il devrait. Ce que vous avez écrit est toujours sur cette page. Essayez de nouveau plus tard.
problem-untrusted = Arrêtez-vous ici. Ce que dit ce service ne correspond pas à son propre registre : { $what }. N’envoyez plus rien. Prévenez { $last }, ou utilisez l’un des autres moyens ci-dessous.
problem-clock = Votre horloge indique : { $here }. Le service indique : { $there }. Si votre horloge est juste, ne vous fiez pas aux dates affichées ici.
problem-closed = Ce service ne peut pas recevoir de signalement maintenant. Utilisez l’un des autres moyens ci-dessous.
problem-refused = Le service ne l’a pas accepté : { $what }
problem-too-long = C’est trop long pour être envoyé en une fois. Envoyez la première partie maintenant et le reste ensuite, avec votre code.
problem-old-browser = Ce navigateur ne peut pas sceller ce que vous écrivez. Utilisez-en un plus récent, ou l’un des autres moyens ci-dessous.

# ---- the poster
poster-what = Quelque chose ne va pas chez { $organisation } ? Vous pouvez le dire à quelqu’un d’indépendant.
poster-own-device = Ouvrez ceci sur votre propre téléphone, pas sur le wifi du travail.
poster-network = Nous ne pouvons pas cacher votre visite au réseau de votre employeur.
poster-scan = Visez le carré avec l’appareil photo du téléphone, ou tapez l’adresse.
poster-onion = Ou dans le navigateur Tor :
poster-first = Il va d’abord ici : { $reader }. La page indique jusqu’à quel jour la réponse doit arriver.
poster-danger = Si quelqu’un est en danger maintenant, appelez d’abord le 999.
poster-check-heading = Est-ce bien le bon service ?
poster-check-words = Ces six mots représentent sa clé :
poster-check-page = La page montre les mêmes mots sous « { footer-programs } ». S’ils sont différents, n’envoyez rien et prévenez : { $last }.
poster-check-program = Une fausse page pourrait copier ces mots. Le programme daylight compare la clé elle-même. Mettez les mots, ou la clé entière, dans un fichier :
poster-check-key = La clé entière :

# ---- sans scripts
arrival-heading = Les scripts sont désactivés dans votre navigateur
arrival-link = Aller au formulaire sans scripts
arrival-what = Le serveur voit ce que vous écrivez et votre code pendant un instant, le temps de les sceller. Avec les scripts activés, ou avec la ligne de commande, il ne les voit jamais.
arrival-scripts = Aller à la page avec scripts
arrival-files = Vous pourrez ajouter des fichiers une fois votre signalement envoyé, un à la fois : sur la page suivante, ou plus tard avec votre code.
arrival-file-hidden = Un fichier peut cacher qui l’a fait, quand, où et avec quoi. Ici, rien de cela n’est retiré : seul un navigateur avec les scripts activés peut le faire. Si vous n’êtes pas sûr, décrivez plutôt dans un message ce que le fichier montre.
arrival-file-seen = Le serveur voit le fichier pendant un instant, le temps de le sceller. Il n’en garde rien qui ne soit pas scellé.
arrival-file-label = Choisissez un fichier
arrival-file-one = Un fichier à la fois. Si la connexion est coupée, le fichier n’est pas là : choisissez-le et envoyez-le de nouveau. Votre signalement est en sécurité.
arrival-file-button = Sceller et envoyer ce fichier
arrival-file-added = Votre fichier a été scellé et ajouté.
arrival-file-broken = Le fichier n’est pas arrivé entier et n’a pas été ajouté. Votre signalement est en sécurité. Choisissez de nouveau le fichier, celui-là seul, et envoyez-le encore une fois.
arrival-marked = Le registre public indique que le serveur l’a scellé.
arrival-wait = Si beaucoup de personnes envoient au même moment, cette page attend son tour. Attendez, et gardez-la ouverte.
arrival-who-no = Vous avez écrit qui vous êtes, mais vous n’avez pas choisi « Oui ». Choisissez « Oui », ou videz la case.
arrival-code-what = Ces sept mots sont le seul moyen de revenir à votre signalement. Le serveur les a créés pour vous et ne les garde pas.
arrival-code-another = Le code de cette page n’a pas pu être lu. En voici un autre. Écrivez-le.
arrival-differs = Un signalement a déjà été envoyé avec ce code, avec d’autres mots. Ce que vous avez changé depuis n’a pas été envoyé. Copiez-le, revenez avec votre code, et envoyez-le comme message.
arrival-receipt = Voici le reçu. Copiez-le si vous voulez le garder.
arrival-word = Tout ce qui est sur cette page vient du serveur. Votre navigateur n’en a rien vérifié. Avec les scripts activés, ou avec la ligne de commande, c’est vérifié.
arrival-code-inside = Votre code se trouve dans cette page tant qu’elle est ouverte. Fermez-la quand vous avez fini.
arrival-message-sent = Votre message a été envoyé.
arrival-too-large = C’est trop long pour être envoyé en une fois. Revenez en arrière dans votre navigateur, copiez ce que vous avez écrit, et raccourcissez-le. Vous pouvez envoyer le reste ensuite, avec votre code.
arrival-elsewhere = Ce qui est arrivé n’était pas un formulaire entier de cette page. Rien n’a été envoyé. Revenez en arrière dans votre navigateur, ou ouvrez de nouveau le formulaire, et envoyez-le de là.

# ---- envoyer de nouveau
problem-no-receipt = Aucun reçu n’est revenu : nous ne savons pas si votre signalement est arrivé. Envoyez-le de nouveau : il ne peut pas arriver deux fois.
code-fixed = Vous avez appuyé sur Envoyer, donc ce code reste le même : avec le même code, votre signalement ne peut pas arriver deux fois.
sent-before-changes = Ce qui est arrivé est votre signalement tel qu’il était lors de votre premier envoi. Ce que vous avez changé depuis n’y est pas. Ce que vous avez écrit en dernier reste ci-dessous jusqu’à ce que vous fermiez cette page. Revenez avec votre code et envoyez ce qui manque dans un message.

# ---- revenir, et le registre
concern-treatment-asked = { $months } mois ont passé depuis la clôture de votre signalement. Nous posons la question après 3, 6 et 12 mois.
concern-treatment-well-button = Il ne m’est rien arrivé de mal
concern-treatment-well-done = Nous avons noté qu’il ne vous est rien arrivé de mal. Vous pouvez toujours revenir et dire le contraire.
concern-rules-heading = Les règles qui s’appliquent à votre signalement
concern-rules = C’étaient les règles quand vous l’avez envoyé. Elles restent les siennes, même quand d’autres suivent.
concern-rules-from = En vigueur depuis le { $date }.
rules-version = Version :
concern-promised = attendu dans le registre public le { $date }, pas encore là
start-record-heading = Ce que nous avons fait jusqu’ici
start-record = Lisez quelle part des signalements a reçu une réponse à temps, combien étaient en retard, qui a regardé de l’extérieur en dernier et ce qui a changé. Chaque étape est gardée dans un registre public sous forme d’empreinte, si bien que rien ne peut en être retiré plus tard sans laisser de trace.
start-record-link = Lire ce que nous avons fait

# ---- fichiers
files-heading = Ajouter des fichiers
files-why = Vous n’en avez pas besoin. N’ajoutez que ce que vous avez déjà ; n’allez pas en chercher d’autres.
files-names = Les noms de vos fichiers sont scellés aussi. Ceux qui lisent votre signalement les voient. Changez d’abord un nom s’il peut montrer qui vous êtes.
files-clean = Un fichier peut cacher qui l’a fait : un nom, un lieu, un téléphone. Votre navigateur le cherche, l’enlève avant tout envoi, et vous montre ce qu’il a trouvé.
files-clean-limit = Il ne trouve pas tout. Ce qui se voit ou s’entend reste, et aussi les marques que laisse une imprimante. En cas de doute, décrivez-le plutôt avec vos propres mots.
files-later = Vous pouvez aussi ajouter des fichiers plus tard, avec votre code.
files-label = Choisir des fichiers
files-limit = Jusqu’à { $count } fichiers. Chacun doit faire moins de { $size } Mo.
file-looking = Votre navigateur regarde ce que ce fichier cache.
file-nothing = Votre navigateur n’a rien trouvé de caché qu’il connaisse.
file-took = Enlevé : { $found }.
file-left = Encore dedans : { $found }.
file-cannot = Votre navigateur ne sait pas nettoyer ce genre de fichier. Il peut montrer qui l’a fait, quand et où. Décrivez-le plutôt avec vos propres mots, ou envoyez-le tel quel.
file-anyway = L’envoyer tel quel
file-remove = Retirer
file-removed = Retiré
file-wait = Votre navigateur regarde encore ce fichier. Attendez un instant, ou retirez-le.
file-decide = Ce fichier ne peut pas être nettoyé. Cochez « L’envoyer tel quel », ou retirez-le.
file-none-chosen = Choisissez un fichier
file-empty = Le fichier choisi est vide
file-too-large = Le fichier choisi doit faire moins de { $size } Mo
file-too-many = Vous ne pouvez choisir que { $count } fichiers au plus pour un signalement
file-password = Le fichier choisi est protégé par un mot de passe. Enlevez le mot de passe et choisissez-le de nouveau, ou décrivez-le.
file-heic = Votre navigateur ne sait pas nettoyer une photo HEIC. Enregistrez-la en JPEG et choisissez celle-là, ou faites une image de l’écran.
file-broken = Le fichier choisi est abîmé, et votre navigateur ne peut pas regarder dedans. Retirez-le, et décrivez-le.
file-lies = Le fichier choisi est d’un autre genre que ce que dit son nom. Donnez-lui la bonne terminaison et choisissez-le de nouveau, ou décrivez-le.
file-no-room = Le fichier choisi est trop grand pour que votre navigateur le nettoie. Il peut montrer qui l’a fait, quand et où. Choisissez-en un plus petit, décrivez-le, ou envoyez-le tel quel.
file-no-cleaner = Votre navigateur n’a pas pu charger ce qui regarde dans les fichiers. Rien n’a été envoyé. Retirez ce fichier, et choisissez-le de nouveau quand il y aura une connexion.
file-bomb = Une fois ouvert, le fichier choisi est beaucoup plus grand qu’il ne devrait. Retirez-le, et décrivez-le.
file-changed = Le fichier a changé depuis que vous l’avez choisi, ou est arrivé changé. Choisissez-le de nouveau.
file-damaged = Ce fichier ne peut pas être ouvert. Il est abîmé, ou ce n’est pas ce qui a été envoyé.
file-waiting = Attend son tour
file-sending = Scellement et envoi
file-there = Il est arrivé. Votre navigateur a vérifié le reçu.
file-not-there = Ce fichier n’est pas arrivé. Votre signalement est arrivé.
file-away = Il n’y a pas de connexion. Votre signalement est envoyé malgré tout ; ce fichier n’est pas encore arrivé en entier. Il continue tout seul là où il s’est arrêté, dès qu’il y a une connexion.
file-again = Réessayer
file-all-there = Tous les fichiers sont arrivés.
file-save = Enregistrer
file-fetching = Réception et ouverture
file-away-fetch = Il n’y a pas de connexion. Cela continue tout seul là où cela s’est arrêté.
file-saved = Votre navigateur a vérifié le fichier, et l’enregistre sous le nom { $file }. Quiconque le trouve sur votre téléphone ou votre ordinateur peut le lire.
found-location = où il a été fait
found-author = qui l’a fait
found-device = l’appareil
found-software = le programme
found-dates = des dates et des heures
found-thumbnail = une petite image de lui
found-history = des versions antérieures
found-comments = des commentaires
found-names = des noms
found-printer = l’imprimante
found-identifiers = des numéros qui marquent cette copie
found-scripts = des programmes à l’intérieur
found-attachments = des fichiers à l’intérieur
found-hidden = des parties qui ne sont pas montrées
found-unchecked = une partie que votre navigateur ne sait pas lire
found-other = d’autres données cachées
sent-files-heading = Vos fichiers
sent-files-wait = Votre signalement est envoyé. Vos fichiers suivent maintenant, l’un après l’autre. Gardez cette page ouverte jusqu’à ce que tous soient arrivés.
sent-files-limit = Si vous la fermez avant, ceux qui ne sont pas arrivés ne sont pas envoyés. Vous pouvez les ajouter plus tard, avec votre code.
concern-files-heading = Fichiers
concern-files-none = Il n’y a pas de fichiers.
concern-files-add = Ajouter un fichier
concern-files-button = Envoyer les fichiers
