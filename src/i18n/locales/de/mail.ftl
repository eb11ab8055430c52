# Mails to Lotsen: du, warm, short. Nothing here may name a newcomer, a topic or a street.

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

mail-offer-when = Wann
mail-offer-duration = Dauer
mail-offer-where = Wo
mail-offer-where-in-person = { $town }, vor Ort
mail-offer-where-phone = per Telefon, Anfrage aus { $town }
mail-offer-where-video = per Video, Anfrage aus { $town }
mail-offer-way = Einfacher Weg
mail-offer-task = Aufgabe
mail-offer-accompaniment = Begleitung
mail-offer-interpreting = Dolmetschen
mail-offer-language = Sprache

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
