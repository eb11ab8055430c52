# Mails to newcomers in plain German: short sentences, no officialese. The other languages follow this file, line by line.
# Sentences hold no names, dates or numbers, so that no grammar has to bend around them. Nothing here may name a topic.

newcomer-subject-confirmation = { $sittings ->
    [1] Ihr Termin
   *[other] Ihre Termine
}
newcomer-subject-change = Neue Zeit für Ihren Termin
newcomer-subject-cancelled = Ihr Termin fällt aus
newcomer-subject-not-needed = Ihre Absage
newcomer-subject-helper-lost = Wichtig für Ihren Termin
newcomer-subject-reminder = Erinnerung an Ihren Termin

newcomer-greeting = Guten Tag,
newcomer-intro-confirmation = Gute Nachricht: Wir haben Hilfe für Sie gefunden.
newcomer-intro-change = Der Termin hat eine neue Zeit.
newcomer-intro-cancelled = Dieser Termin fällt aus. Bitte kommen Sie nicht.
newcomer-intro-not-needed = Wir haben Ihre Absage bekommen. Niemand von uns kommt. Der Termin selbst bleibt bestehen. Gehen Sie nicht hin? Dann sagen Sie bitte auch dort ab.
newcomer-intro-helper-lost = Die Person kann Ihnen leider nicht helfen. Wir suchen eine andere Person. Wir schreiben Ihnen wieder.
newcomer-intro-one-less = Eine Person kann leider nicht kommen. Hier steht, wer Ihnen jetzt hilft.
newcomer-intro-elsewhere = Wir schreiben Ihnen jetzt an eine andere E-Mail-Adresse. Hier bekommen Sie keine Nachricht mehr zu diesem Termin. Der Termin selbst bleibt bestehen.
newcomer-intro-nobody-found = Wir haben leider niemanden gefunden. Zu diesem Termin kommt niemand von uns. Der Termin selbst bleibt bestehen.
newcomer-intro-withdrawn = Zu diesem Termin kommt niemand von uns. Der Termin selbst bleibt bestehen.
newcomer-intro-reminder = Bitte denken Sie an Ihren Termin.

newcomer-when = Wann
newcomer-before = Alte Zeit (gilt nicht mehr)
newcomer-where = Wo
newcomer-who = Wer hilft Ihnen
newcomer-accompaniment = Begleitung
newcomer-interpreting = Dolmetschen
newcomer-by-phone = am Telefon
newcomer-by-video = per Video

newcomer-bring = Bitte bringen Sie mit: Ihren Ausweis und Ihre Briefe zum Termin.
newcomer-absent = Sie haben keine Zeit? Bitte sagen Sie es uns früh:
newcomer-questions = Sie haben Fragen? Schreiben Sie uns oder rufen Sie uns an:
newcomer-page = Termin ansehen oder Hilfe absagen
newcomer-regards = Freundliche Grüße

newcomer-cancel = Ich brauche keine Hilfe mehr
newcomer-cancel-question = Wollen Sie die Hilfe absagen?
newcomer-cancel-means = Dann kommt niemand von uns. Der Termin selbst bleibt bestehen. Gehen Sie nicht hin? Dann sagen Sie bitte auch dort ab.
newcomer-cancel-yes = Ja, Hilfe absagen
newcomer-cancel-no = Nein, zurück
newcomer-link-over = Dieser Link gilt nicht mehr.
