# Mails to newcomers: what de/newcomer.ftl says, as short and as plain.

newcomer-subject-confirmation = { $sittings ->
    [1] Votre rendez-vous
   *[other] Vos rendez-vous
}
newcomer-subject-change = Votre rendez-vous est déplacé
newcomer-subject-cancelled = Votre rendez-vous est annulé
newcomer-subject-not-needed = Votre annulation
newcomer-subject-helper-lost = Important : votre rendez-vous
newcomer-subject-reminder = Rappel : votre rendez-vous

newcomer-greeting = Bonjour,
newcomer-intro-confirmation = Bonne nouvelle : nous avons trouvé de l’aide pour vous.
newcomer-intro-change = Le rendez-vous a été déplacé.
newcomer-intro-cancelled = Ce rendez-vous n’aura pas lieu. Merci de ne pas venir.
newcomer-intro-not-needed = Nous avons bien reçu votre annulation. Personne de chez nous ne viendra. Le rendez-vous est maintenu. Vous n’y allez pas ? Alors annulez aussi là-bas, s’il vous plaît.
newcomer-intro-helper-lost = Malheureusement, cette personne ne peut pas vous aider. Nous cherchons une autre personne. Nous vous écrirons à nouveau.
newcomer-intro-one-less = Malheureusement, une personne ne peut pas venir. Vous lisez ici qui vous aide maintenant.
newcomer-intro-elsewhere = Nous vous écrivons maintenant à une autre adresse e-mail. Vous ne recevrez plus de message ici au sujet de ce rendez-vous. Le rendez-vous est maintenu.
newcomer-intro-nobody-found = Malheureusement, nous n’avons trouvé personne. Personne de chez nous ne viendra à ce rendez-vous. Le rendez-vous est maintenu.
newcomer-intro-withdrawn = Personne de chez nous ne viendra à ce rendez-vous. Le rendez-vous est maintenu.
newcomer-intro-reminder = N’oubliez pas votre rendez-vous.

newcomer-when = Quand
newcomer-before = Ancienne date (n’est plus valable)
newcomer-where = Où
newcomer-who = Qui vous aide
newcomer-accompaniment = Accompagnement
newcomer-interpreting = Interprétation
newcomer-by-phone = par téléphone
newcomer-by-video = par vidéo

newcomer-bring = Merci d’apporter : votre pièce d’identité et vos lettres concernant le rendez-vous.
newcomer-absent = Vous n’avez pas le temps ? Merci de nous prévenir tôt :
newcomer-questions = Vous avez des questions ? Écrivez-nous ou appelez-nous :
newcomer-page = Voir le rendez-vous ou annuler l’aide
newcomer-regards = Cordialement

newcomer-cancel = Je n’ai plus besoin d’aide
newcomer-cancel-question = Voulez-vous annuler l’aide ?
newcomer-cancel-means = Alors personne de chez nous ne viendra. Le rendez-vous est maintenu. Vous n’y allez pas ? Alors annulez aussi là-bas, s’il vous plaît.
newcomer-cancel-yes = Oui, annuler l’aide
newcomer-cancel-no = Non, retour
newcomer-link-over = Ce lien n’est plus valable.
