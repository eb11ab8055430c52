# Mails to Lotsen: du, warm, short; to requesters and coordinators: Sie. Nothing here may name a newcomer or a topic.

mail-greeting = Hallo { $name },
mail-thanks = Danke, dass du dabei bist!
mail-regards = Herzliche Grüße
mail-footer = Automatisch verschickt für: { $project }
mail-calendar-file = termin.ics

mail-task-accompaniment = Begleitung auf { $languages }
mail-task-interpreting = { $languages } dolmetschen
mail-place-in-person = in { $town }
mail-place-phone = per Telefon
mail-place-video = per Video

mail-offer-subject = { $sittings ->
    [one] Kannst du am { $day } helfen? { $task } { $place } ({ $reference })
   *[other] Kannst du an { $sittings } Terminen ab { $day } helfen? { $task } { $place } ({ $reference })
}
mail-offer-intro-accompaniment = { $sittings ->
    [one] für diesen Termin wird ein*e Lots*in gesucht. Du passt gut dazu – kannst du ihn übernehmen?
   *[other] für diese { $sittings } Termine wird ein*e Lots*in gesucht, möglichst jedes Mal dieselbe Person. Du passt gut dazu – kannst du sie übernehmen?
}
mail-offer-intro-interpreting = { $sittings ->
    [one] für diesen Termin wird jemand zum Dolmetschen gesucht. Du passt gut dazu – kannst du ihn übernehmen?
   *[other] für diese { $sittings } Termine wird jemand zum Dolmetschen gesucht, möglichst jedes Mal dieselbe Person. Du passt gut dazu – kannst du sie übernehmen?
}

mail-when = Wann
mail-duration = Dauer
mail-where = Wo
mail-where-in-person = { $town }, vor Ort
mail-where-phone = per Telefon, Anfrage aus { $town }
mail-where-video = per Video, Anfrage aus { $town }
mail-way = Einfacher Weg
mail-task = Aufgabe
mail-accompaniment = Begleitung
mail-interpreting = Dolmetschen
mail-language = Sprache

mail-offer-answer-until = Bitte antworte bis { $moment }.
mail-offer-yes = Ja, ich übernehme
mail-offer-no = Nein, diesmal nicht
mail-offer-reply = Antworte einfach auf diese E-Mail: „Ja“ oder „Nein“ genügt.
mail-offer-yes-subject = Zusage { $reference }
mail-offer-no-subject = Absage { $reference }
mail-offer-open = Angebot ansehen und antworten

mail-offer-next = So geht es weiter
mail-offer-next-yes = Sagst du zu, bekommst du eine Bestätigung mit Treffpunkt und Ansprechperson. Erst dann ist es fest.
mail-offer-next-no = Kannst du nicht, ist das völlig in Ordnung. Dann fragen wir jemand anderen.
mail-offer-next-calendar = { $sittings ->
    [one] Der Termin liegt als vorläufiger Eintrag für deinen Kalender bei.
   *[other] Die Termine liegen als vorläufige Einträge für deinen Kalender bei.
}
mail-offer-next-privacy = Namen und Anliegen nennen wir aus Datenschutzgründen erst nach deiner Zusage.

mail-offer-entry = Angefragt: { $task } ({ $reference })
mail-offer-entry-open = Noch nicht fest: Du hast eine Anfrage per E-Mail bekommen.

mail-call-subject = Bitte anrufen: { $lotse } wegen { $day }, { $title } ({ $reference })
mail-call-intro = { $lotse } passt gut zu dieser Anfrage, hat aber keine E-Mail-Adresse. Bitte rufen Sie an und fragen Sie, ob es geht.
mail-call-no-phone = keine Nummer bekannt
mail-call-answer = Antwort eintragen
mail-call-command = Die Antwort tragen Sie auch so ein: lotsenwerk offers accept { $offer } oder lotsenwerk offers decline { $offer }
mail-call-until = Die Antwort zählt bis { $moment }. Danach wird jemand anderes gefragt.
mail-call-privacy = Namen und Anliegen nennen wir aus Datenschutzgründen erst nach der Zusage.

mail-pass-on-subject = Für { $lotse } (ohne E-Mail): { $subject }
mail-pass-on = { $lotse } hat keine E-Mail-Adresse. Bitte geben Sie weiter, was hier steht.
mail-pass-on-phone = { $lotse } hat keine E-Mail-Adresse. Bitte rufen Sie an ({ $phone }) und geben Sie weiter, was hier steht.

mail-good-day = Guten Tag,
mail-good-day-name = Guten Tag { $name },
mail-phone = Telefon
mail-meeting-point = Treffpunkt
mail-address = Adresse
mail-contact = Ansprechperson
mail-asked-by = Angefragt von
mail-lotse = Lots*in
mail-reference = Nummer
mail-before = Bisher
mail-good-to-know = Gut zu wissen
mail-open-assignment = Termin ansehen
mail-open-request = Anfrage öffnen
mail-calendar-file-cancelled = entfallen.ics
mail-feed-name = Einsätze ({ $project })
mail-entry = { $task } ({ $reference })
mail-lotse-cannot = Kannst du doch nicht? Sag uns bitte so früh wie möglich Bescheid, dann suchen wir jemand anderen.
mail-lotse-cannot-now = Kannst du doch nicht? Ruf uns bitte gleich an.
mail-lotse-secret = Was du bei dem Termin erfährst, bleibt vertraulich.
mail-requester-cannot = Ändert sich etwas? Bitte sagen Sie uns so früh wie möglich Bescheid.
mail-requester-questions = Fragen an die Lots*in richten Sie bitte an uns.

mail-withdrawn-subject = Nicht mehr nötig: { $day }, { $title } ({ $reference })
mail-withdrawn-intro = { $sittings ->
    [one] unsere Frage an dich hat sich erledigt: Der Termin fällt weg oder wird neu geplant.
   *[other] unsere Frage an dich hat sich erledigt: Die Termine fallen weg oder werden neu geplant.
}
mail-withdrawn-busy = für diese Zeit hast du inzwischen etwas anderes zugesagt. Beides zugleich geht nicht, deshalb haben wir unsere Frage zurückgenommen.
mail-withdrawn-away = du bist bei uns gerade nicht als aktiv eingetragen, deshalb haben wir unsere Frage zurückgenommen. Stimmt das nicht? Dann melde dich bitte bei uns.
mail-withdrawn-rest = Du musst nichts tun. Wir fragen dich gern beim nächsten Mal wieder.
mail-taken-subject = Schon vergeben: { $day }, { $title } ({ $reference })
mail-taken-intro = { $sittings ->
    [one] für diesen Termin hat jemand anderes schon zugesagt. Weil es eilig war, hatten wir mehrere gefragt.
   *[other] für diese Termine hat jemand anderes schon zugesagt. Weil es eilig war, hatten wir mehrere gefragt.
}
mail-taken-rest = Du musst nichts tun. Danke, dass wir dich fragen durften!

mail-confirmation-subject = { $sittings ->
    [one] Bestätigt: { $day }, { $title } ({ $reference })
   *[other] Bestätigt: { $sittings } Termine ab { $day }, { $title } ({ $reference })
}
mail-confirmation-intro-lotse = { $sittings ->
    [one] danke für deine Zusage! Der Termin ist jetzt fest.
   *[other] danke für deine Zusage! Die Termine sind jetzt fest.
}
mail-confirmation-intro-requester = { $sittings ->
    [one] für diesen Termin hat jemand zugesagt.
   *[other] für diese Termine hat jemand zugesagt.
}
mail-confirmation-calendar-lotse = { $sittings ->
    [one] Der Termin liegt als Einladung für deinen Kalender bei.
   *[other] Die Termine liegen als Einladung für deinen Kalender bei.
}
mail-confirmation-feed = Alle deine Termine kannst du in deinem Kalender abonnieren (nur für dich, bitte nicht weitergeben): { $url }
mail-confirmation-calendar-requester = { $sittings ->
    [one] Der Termin liegt als Einladung für Ihren Kalender bei.
   *[other] Die Termine liegen als Einladung für Ihren Kalender bei.
}

mail-change-subject = Neue Zeit: { $day }, { $title } ({ $reference })
mail-change-intro-lotse = die Zeit hat sich geändert. Bitte schau, ob es für dich passt.
mail-change-intro-requester = die Zeit hat sich geändert.
mail-change-unfit-lotse = Passt die neue Zeit nicht? Sag uns bitte gleich Bescheid, dann suchen wir jemand anderen.
mail-change-unfit-requester = Stimmt die neue Zeit nicht? Bitte sagen Sie uns gleich Bescheid.
mail-change-calendar = Die beiliegende Einladung ändert den Eintrag im Kalender.

mail-cancellation-subject = Abgesagt: { $day }, { $title } ({ $reference })
mail-cancellation-lotse-by-lotse = deine Absage ist angekommen. Danke, dass du Bescheid gesagt hast – wir suchen jemand anderen.
mail-cancellation-lotse-by-requester = es wurde abgesagt: Du musst nicht kommen.
mail-cancellation-lotse-by-project = wir mussten absagen: Du musst nicht kommen. Bei Fragen melde dich gern bei uns.
mail-cancellation-requester-by-lotse = die Lots*in kann leider nicht kommen. Wir suchen schon jemand anderen und melden uns.
mail-cancellation-requester-by-requester = Ihre Absage ist angekommen. Die Lots*in weiß Bescheid.
mail-cancellation-requester-by-newcomer = die zugewanderte Person braucht keine Hilfe mehr, der Termin mit uns ist abgesagt. Die Lots*in weiß Bescheid.
mail-cancellation-requester-by-project = wir müssen leider absagen. Bei Fragen melden Sie sich bitte bei uns.
mail-cancellation-calendar = { $sittings ->
    [one] Die beiliegende Datei nimmt den Eintrag aus dem Kalender.
   *[other] Die beiliegende Datei nimmt die Einträge aus dem Kalender.
}

mail-nobody-subject = Niemand gefunden: { $day }, { $title } ({ $reference })
mail-nobody-intro = für diese Anfrage haben wir leider niemanden gefunden.
mail-nobody-near = Bitte richten Sie sich darauf ein, dass niemand von uns kommt. Findet sich doch noch jemand, bekommen Sie eine Bestätigung.
mail-nobody-over = Die Zeit dafür ist abgelaufen, wir suchen nicht weiter. Wird noch Hilfe gebraucht, stellen Sie bitte eine neue Anfrage.

mail-reminder-subject = Erinnerung: { $day }, { $title } ({ $reference })
mail-reminder-intro = bald ist es so weit. Hier steht noch einmal alles, was du brauchst.

mail-alarm-subject-cancelled = Dringend: Absage für { $day }, { $title } ({ $reference })
mail-alarm-subject-no-show = Dringend: nicht gekommen am { $day }, { $title } ({ $reference })
mail-alarm-subject-nobody = Dringend: niemand mehr zu fragen für { $day }, { $title } ({ $reference })
mail-alarm-intro-cancelled = { $lotse } hat kurzfristig abgesagt. Der Platz ist wieder offen.
mail-alarm-intro-no-show = { $lotse } ist nicht zum Termin gekommen.
mail-alarm-intro-nobody = alle, die in Frage kommen, sind gefragt worden. Niemand konnte zusagen.
mail-alarm-intro-called-off = die anfragende Stelle hat kurzfristig abgesagt.
mail-alarm-intro-not-needed = die zugewanderte Person hat kurzfristig selbst abgesagt.
mail-alarm-next-called-off = { $lotse } bekommt gerade eine Mail darüber. Bitte rufen Sie an, damit niemand umsonst kommt.
mail-alarm-next-cancelled = Die Suche nach Ersatz läuft schon. Bleibt sie ohne Erfolg, kommt noch eine Mail.
mail-alarm-next-no-show = Bitte klären Sie mit der anfragenden Stelle, ob ein neuer Termin gebraucht wird, und fragen Sie nach, was dazwischengekommen ist.
mail-alarm-next-nobody = Vielleicht hilft eine andere Zeit, Telefon oder Video, oder ein Nachbarprojekt. Bitte sagen Sie auch der anfragenden Stelle Bescheid.

mail-unserved-subject = { $count ->
    [one] Noch niemand gefunden für eine Anfrage: { $title } ({ $reference })
   *[other] Noch niemand gefunden für { $count } Anfragen
}
mail-unserved-intro = { $count ->
    [one] für eine Anfrage hat sich niemand gefunden. Hier steht, woran es liegt und was helfen würde.
   *[other] für { $count } Anfragen hat sich niemand gefunden. Hier steht, woran es liegt und was helfen würde, das Dringendste zuerst.
}
mail-unserved-series = { $count } Termine ab { $day }
mail-unserved-more = { $count ->
    [one] Dazu kommt noch eine weitere Anfrage. Alle zeigt: lotsenwerk requests list
   *[other] Dazu kommen noch { $count } weitere Anfragen. Alle zeigt: lotsenwerk requests list
}

mail-digest-subject = { $count ->
    [0] { $day }: Heute wartet nichts auf Sie
    [one] { $day }: Eine Sache wartet auf Sie
   *[other] { $day }: { $count } Dinge warten auf Sie
}
mail-digest-intro = { $count ->
    [0] heute ist nichts zu entscheiden. Schön!
    [one] am { $day } wartet eine Sache auf Sie.
   *[other] am { $day } warten { $count } Dinge auf Sie.
}
mail-digest-decide = Zu entscheiden ({ $count })
mail-digest-call = Anzurufen ({ $count })
mail-digest-unserved = Ohne Lots*in ({ $count })
mail-digest-waiting = Antwort steht aus ({ $count })
mail-digest-today = Termine heute ({ $count })
mail-digest-failed = Nicht zugestellt ({ $count })
mail-digest-failed-mails = { $count ->
    [one] Eine Mail konnte nicht zugestellt werden.
   *[other] { $count } Mails konnten nicht zugestellt werden.
}
mail-digest-more = und { $count } weitere
mail-digest-until = Antwort bis { $moment }
mail-digest-open = Alles ansehen
mail-digest-unsubscribe = Diese Übersicht abbestellen: { $page }

mail-account-greeting = Guten Tag { $name },
mail-account-invitation-subject = Ihr Zugang zu Lotsenwerk
mail-account-invitation = für Sie wurde ein Zugang zu Lotsenwerk angelegt. Wählen Sie ein Passwort, dann können Sie sich mit dieser E-Mail-Adresse anmelden.
mail-account-invitation-until = Der Link gilt einmal und bis { $until }.
mail-account-invitation-unasked = Sie wissen nichts davon? Dann löschen Sie diese Mail. Ohne Passwort meldet sich niemand mit Ihrer Adresse an.
mail-account-reset-subject = Neues Passwort für Lotsenwerk
mail-account-reset = jemand, vermutlich Sie, möchte für Ihren Zugang ein neues Passwort wählen.
mail-account-reset-until = Der Link gilt einmal und bis { $until }. Wenn Sie ein neues Passwort gewählt haben, sind Sie überall abgemeldet.
mail-account-reset-unasked = Sie waren das nicht? Dann löschen Sie diese Mail. Ihr Passwort bleibt, wie es ist.
mail-account-log-in-subject = Ihr Link zur Anmeldung bei Lotsenwerk
mail-account-log-in = mit diesem Link melden Sie sich ohne Passwort an.
mail-account-log-in-until = Er gilt einmal und bis { $until }. Geben Sie ihn nicht weiter: Wer ihn hat, kommt in Ihren Zugang.
mail-account-log-in-unasked = Sie haben keinen Link angefordert? Dann löschen Sie diese Mail. Ohne den Link kommt niemand hinein.
mail-account-log-in-deed = Jetzt anmelden
mail-account-choose = Passwort wählen
mail-account-code = Ihr Code
mail-account-factor-on-subject = Ein zweiter Faktor für Ihren Zugang
mail-account-factor-on = am { $at } wurde für Ihren Zugang zu Lotsenwerk ein zweiter Faktor eingerichtet.
mail-account-factor-on-then = Wer sich anmeldet, braucht von jetzt an dessen Code. Überall sonst sind Sie abgemeldet worden.
mail-account-factor-off-subject = Ihr zweiter Faktor ist abgeschaltet
mail-account-factor-off = am { $at } wurde der zweite Faktor Ihres Zugangs zu Lotsenwerk abgeschaltet.
mail-account-factor-off-then = Zum Anmelden genügt jetzt Ihr Passwort allein. Rollen, die einen zweiten Faktor verlangen, ruhen, bis es wieder einen gibt.
mail-account-codes-subject = Neue Wiederherstellungscodes für Ihren Zugang
mail-account-codes = am { $at } wurden für Ihren Zugang zu Lotsenwerk neue Wiederherstellungscodes erstellt.
mail-account-codes-then = Die früheren Codes gelten nicht mehr.
mail-account-password-subject = Ihr Passwort wurde geändert
mail-account-password = am { $at } wurde für Ihren Zugang zu Lotsenwerk ein neues Passwort gesetzt.
mail-account-password-then = Das frühere gilt nicht mehr; andere Anmeldungen und alle Token sind beendet.
mail-account-token-subject = Ein neues Token für Ihren Zugang
mail-account-token = am { $at } wurde für Ihren Zugang zu Lotsenwerk ein Token mit dem Namen „{ $token }“ angelegt.
mail-account-token-until = Programme, die es haben, handeln bis { $until } in Ihrem Namen.
mail-account-not-you = Das waren nicht Sie? Dann wählen Sie sofort ein neues Passwort: Damit enden alle Anmeldungen und Token. Und antworten Sie uns auf diese Mail.
