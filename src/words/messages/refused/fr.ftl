# French. A machine's draft: to be checked by a speaker before anybody relies on it.
# Why something was refused, where a page has a sentence of its own for it: by the rule that would be broken (its name in
# `crates/domain/src/refusal.rs`), else by the service's fixed word. What has none is shown as the service said it, in English.

# ---- to those who sign in: the entry, and who may sign it
say-rule-erased = Le contenu a été effacé selon les règles. Rien ne peut être ajouté.
say-rule-not_present = Selon le registre, vous ou une personne nommée ici n'êtes pas en service aujourd'hui. Faites d'abord signer le changement. Il compte à partir du lendemain.
say-rule-wrong_role = Seul quelqu'un d'un autre rôle peut signer cela.
say-rule-not_handed = Une fonction nommée ici n'a pas ce signalement. Laissez-la de côté, ou attendez que son étape soit atteinte.
say-rule-office_withdrawn = L'auteur a retiré la clé à cette fonction. Une autre fonction continue.
say-rule-barred = Vous avez transmis ce signalement, vous n'y avez donc plus part. Laissez-le aux autres.
say-rule-not_opened = Ouvrez d'abord le signalement.
say-rule-conflict_not_settled = Dites d'abord que vous n'avez pas de conflit, ou transmettez-le.
say-rule-already_opened = Vous avez déjà ouvert ce signalement. Dites maintenant si vous avez un conflit.
say-rule-already_no_conflict = Vous avez déjà dit que vous n'avez pas de conflit. Continuez.
say-rule-not_the_holding_stage = Le signalement est maintenant à une autre étape. Vous pouvez lui écrire une note.
say-rule-same_person = Il faut une autre personne que celle qui a décidé, proposé ou approuvé. Demandez à quelqu'un d'autre de signer.
say-rule-not_the_same_person = Il reste quelqu'un d'autre qui peut répondre. Laissez-le répondre, ou décochez qu'il ne reste personne.
say-rule-same_person_unsaid = Il ne reste personne d'autre qui peut répondre. Cochez que vous avez décidé vous-même et qu'il ne reste personne d'autre.
say-rule-not_higher = Quelqu'un d'une étape supérieure qui a ouvert le signalement doit approuver. Demandez-lui de l'ouvrir et de signer.

# ---- how the concern stands
say-rule-closed = Le signalement est clos. Seule une objection de l'auteur le rouvre.
say-rule-nothing_to_acknowledge = Il n'y a plus de réception à accuser.
say-rule-not_acknowledged = Accusez d'abord réception du signalement.
say-rule-not_scoped = Dites d'abord ce qui sera examiné.
say-rule-scope_settled = Des constatations ont été envoyées. Ce qui est examiné ne change qu'après une objection.
say-rule-no_findings = Envoyez d'abord ce que vous avez constaté.
say-rule-closing_is_proposed = Une clôture est proposée. Il faut d'abord l'approuver ou la refuser.
say-rule-dispute_open = Répondez d'abord à l'objection de l'auteur.
say-rule-no_dispute = Il n'y a pas d'objection ouverte.
say-rule-nothing_proposed = Ce que vous approuvez ou refusez n'est pas proposé, ou ne l'est plus. Regardez de nouveau le signalement.

# ---- what the act must say
say-rule-no_enquiries = Pour le clore, les constatations doivent nommer ce que vous avez lu, regardé et demandé.
say-rule-nobody_spoken_to = Pour le clore comme non établi, il faut avoir parlé à quelqu'un. Les constatations doivent le dire.
say-rule-reason_not_allowed = Les règles d'ici ne permettent pas de clore pour cette raison. Choisissez-en une autre.
say-rule-reporter_has_time = L'auteur a jusqu'au { $date } pour répondre. Proposez la clôture après ce jour.
say-rule-referral_open = Il est soumis à un autre organisme. Notez d'abord ce que cela a donné.
say-rule-no_referral = Il n'y a pas de renvoi ouvert.
say-rule-treatment_open = L'auteur a dit comment il a été traité. Répondez d'abord à cela.
say-rule-no_treatment = Rien sur la façon dont l'auteur a été traité n'attend de réponse.
say-rule-not_unopenable = C'est pour la dernière étape seule, quand elle a dit que le signalement ne s'ouvre pas et que personne d'elle ne l'a ouvert.
say-rule-review_too_far = Le réexamen doit venir après aujourd'hui, et le { $date } au plus tard.
say-rule-not_extendable = Cette date ne peut pas être reportée.
say-rule-clock_not_running = Cette date ne court pas.
say-rule-extension_out_of_bounds = La nouvelle date doit venir après l'actuelle, et le { $date } au plus tard.
say-rule-date_passed = La date est passée le { $date }. Elle ne peut être reportée qu'avant.
say-rule-already_extended = Cette étape a déjà reporté une date. Il n'y a pas de seconde fois.
say-rule-same_urgency = Il est déjà aussi urgent que cela.
say-rule-past_date = Ce jour est passé. Choisissez aujourd'hui ou plus tard.
say-rule-no_such_action = Ce n'est plus ouvert, ou ne l'a jamais été. Choisissez autre chose.
say-rule-cannot_be_handed = Il ne peut pas être remis à cette personne. Elle n'est pas en service à cette étape, ou n'a plus part au signalement. Choisissez quelqu'un d'autre.
say-rule-unknown_office = Les règles n'ont pas cette fonction. Nommez-en une qu'elles ont.

# ---- people, offices, rules
say-rule-person_known = Cette clé est déjà dans le registre. Une personne a un seul rôle. Pour un autre, faites une nouvelle clé.
say-rule-person_unknown = Le registre ne connaît pas cette personne.
say-rule-role_does_not_fit = Un examinateur a besoin d'une fonction, et personne d'autre n'en a. Seul un inspecteur a besoin d'un dernier jour.
say-rule-no_such_proposal = Il n'y a pas cette proposition, ou il n'y en a plus. Regardez de nouveau la page.
say-rule-signs_for_self = Personne ne signe ce qui le concerne. Demandez à quelqu'un d'autre.
say-rule-needs_higher_stage = Quelqu'un d'une étape supérieure doit signer cela. Demandez-le-lui.
say-rule-needs_last_stage = Quelqu'un de la dernière étape doit signer cela, ou l'auditeur si elle n'a personne d'autre. Demandez-le-lui.
say-rule-needs_office_holder = Quelqu'un de la même fonction admet une nouvelle personne. Si elle n'a personne en service, quelqu'un de la dernière étape le fait, sinon l'auditeur.
say-rule-already_proposed = C'est déjà proposé. La signature manque encore.
say-rule-already_signed = Vous avez déjà signé cela. Une signature suffit.
say-rule-signed_by_another = Quelqu'un d'autre a déjà signé cela. Une signature suffit.
say-rule-leaves_already = Cette personne est déjà partie, ou son départ est proposé.
say-rule-office_moved = Cette fonction est à une autre étape. Une fonction reste où elle est.
say-rule-office_key_given = Cette personne a déjà la clé de la fonction. Regardez de nouveau la page.
say-rule-no_mail_address = Ce n'est pas une adresse électronique. Tapez-en une comme name@example.org, et rien d'autre.
say-rule-many_invitations = Il y a autant d'invitations ouvertes qu'il peut y en avoir. Retirez celles dont vous avez proposé la clé, et celles dont personne n'a besoin.

# ---- the record, figures, packs
say-rule-no_figures = Il n'y a pas de chiffres pour cette période. Tapez-en une qui a commencé depuis le début du registre, comme 2027, 2027-H1 ou 2027-Q3.
say-rule-no_such_size = Aucun registre publié n'a ce nombre d'entrées. Tapez le nombre d'entrées que vous avez vérifiées.
say-rule-no_recipient = Votre clé publique n'est pas gardée ici. Prenez l'export sans le sceller.
say-rule-no_paper = Ce dossier ne peut pas être fait en PDF. Prenez HTML ou CSV.

# ---- fixed words of the service
say-word-stale = Quelque chose est arrivé depuis que vous avez regardé. Rien n'a été signé. Ouvrez le signalement, lisez ce qui est nouveau, et signez de nouveau.
say-word-day_changed = Le service est passé à un autre jour. Réessayez.
say-word-busy = Le service ne peut pas prendre cela pour le moment. Rien n'est perdu. Réessayez bientôt.
say-word-unavailable = Le service n'est pas là pour le moment. Rien n'est perdu. Réessayez plus tard.
say-word-full = Le service n'a plus de place pour le moment. Rien n'est perdu. Gardez ce que vous avez écrit, et prévenez l'opérateur.
say-word-forbidden = Vous ne pouvez pas faire cela, ou pas aujourd'hui. Reconnectez-vous, et voyez ce qui vous est proposé.
say-word-not_found = Ce n'est pas là, ou plus maintenant.
say-word-gone = Ce fichier n'est plus là où il était gardé, et le registre montre qu'il y était. Prévenez l'opérateur : il faut le reprendre d'une sauvegarde. Tout le reste est là.
say-word-too_slow = Ce n'est pas arrivé à temps. Renvoyez-le.

# ---- to reporters
problem-rule-erased = Ce que vous avez écrit a été effacé selon les règles. Rien ne peut être ajouté. Vous pouvez faire un nouveau signalement.
problem-rule-already_disputed = Vous avez déjà dit votre désaccord sur ce point, et quelqu’un doit répondre. Vous pouvez y ajouter un message.
problem-rule-not_scoped = Nous devons vous dire de nouveau ce que nous allons examiner. Vous pourrez alors dire votre désaccord. D’ici là, envoyez un message.
problem-rule-no_findings = Nous ne vous avons pas encore dit ce que nous avons constaté. D’ici là, envoyez un message.
problem-rule-office_withdrawn = Vous avez déjà retiré cette clé.
problem-word-stale = Quelque chose est arrivé depuis que vous avez regardé. Renvoyez-le. La page montre alors ce qui est arrivé.
problem-word-day_changed = Le service est passé à un autre jour. Renvoyez-le.
problem-word-busy = Beaucoup de personnes écrivent en ce moment. Rien n’est perdu. Renvoyez-le bientôt.
problem-word-unavailable = Le service n’est pas là pour le moment. Rien n’est perdu. Réessayez plus tard.
problem-word-full = Le service n’a plus de place pour le moment. Rien n’est perdu. Gardez ce que vous avez écrit, et envoyez-le plus tard. Si cela dure, prenez un autre des moyens ci-dessous.
problem-word-gone = Ce fichier n’est plus là où nous l’avons gardé, et le registre montre qu’il y était. Ceux qui gèrent le service doivent le reprendre. Tout le reste est là.
problem-word-too_slow = Ce n’est pas arrivé à temps. Renvoyez-le.
