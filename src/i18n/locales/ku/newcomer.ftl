# Mails to newcomers: what de/newcomer.ftl says, as short and as plain.
# To be read by a native speaker before use.

newcomer-subject-confirmation = { $sittings ->
    [1] Randevûya we
   *[other] Randevûyên we
}
newcomer-subject-change = Wexta nû ya randevûya we
newcomer-subject-cancelled = Randevûya we betal bû
newcomer-subject-not-needed = Betalkirina we
newcomer-subject-helper-lost = Girîng: Randevûya we
newcomer-subject-reminder = Bîranîn: Randevûya we

newcomer-greeting = Silav,
newcomer-intro-confirmation = Nûçeya baş: Me ji bo we alîkarî dît.
newcomer-intro-change = Wexta randevûyê guherî.
newcomer-intro-cancelled = Ev randevû çênabe. Ji kerema xwe neyên.
newcomer-intro-not-needed = Me peyama we wergirt. Kes ji me nayê. Randevû bi xwe dimîne. Hûn naçin? Wê demê ji kerema xwe li wir jî betal bikin.
newcomer-intro-helper-lost = Mixabin ev kes nikare alîkariya we bike. Em li kesekî din digerin. Em ê dîsa ji we re binivîsin.
newcomer-intro-one-less = Mixabin kesek nikare bê. Li vir nivîsandî ye ku niha kî alîkariya we dike.
newcomer-intro-elsewhere = Em niha ji we re li navnîşaneke din a e-nameyê dinivîsin. Li vir êdî peyam li ser vê randevûyê ji we re nayên. Randevû bi xwe dimîne.
newcomer-intro-nobody-found = Mixabin me kes nedît. Ji me kes nayê vê randevûyê. Randevû bi xwe dimîne.
newcomer-intro-withdrawn = Ji me kes nayê vê randevûyê. Randevû bi xwe dimîne.
newcomer-intro-reminder = Ji kerema xwe randevûya xwe ji bîr nekin.

newcomer-when = Kengî
newcomer-before = Wexta kevn (êdî ne derbasdar e)
newcomer-where = Li ku
newcomer-who = Kî alîkariya we dike
newcomer-accompaniment = Hevrêtî
newcomer-interpreting = Wergera devkî
newcomer-by-phone = bi telefonê
newcomer-by-video = bi vîdyoyê

newcomer-bring = Ji kerema xwe bi xwe re bînin: nasnameya xwe û nameyên li ser randevûyê.
newcomer-absent = Wexta we tune? Ji kerema xwe zû ji me re bibêjin:
newcomer-questions = Pirsên we hene? Ji me re binivîsin an telefon bikin:
newcomer-page = Randevûyê bibîne an alîkariyê betal bike
newcomer-regards = Bi silav û rêz

newcomer-cancel = Êdî hewcedariya min bi alîkariyê nîne
newcomer-cancel-question = Hûn dixwazin alîkariyê betal bikin?
newcomer-cancel-means = Wê demê kes ji me nayê. Randevû bi xwe dimîne. Hûn naçin? Wê demê ji kerema xwe li wir jî betal bikin.
newcomer-cancel-yes = Erê, alîkariyê betal bike
newcomer-cancel-no = Na, vegere
newcomer-link-over = Ev girêdan êdî ne derbasdar e.
