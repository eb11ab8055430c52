# The own account: password, sessions, second factor, keys for programs.

self-done-password = Ihr neues Passwort gilt. Überall sonst sind Sie abgemeldet.
self-done-ended = Dort sind Sie abgemeldet.
self-done-revoked = Der Schlüssel gilt nicht mehr.
self-done-disabled = Der zweite Faktor ist abgeschaltet.

self-first-run = Hier gibt es noch kein Konto. Das erste legt an, wer Zugang zu dem Rechner hat, auf dem Lotsenwerk läuft:
self-first-run-then = Der Befehl zeigt einen Link. Wer ihn öffnet, wählt ein Passwort und kann dann alle anderen einladen.

self-log-in-link-title = Link zum Anmelden
self-log-in-link = Nennen Sie die E-Mail-Adresse Ihres Kontos. Sie bekommen einen Link, mit dem Sie sich einmal ohne Passwort anmelden.
self-log-in-link-code = Code aus Ihrer App oder Wiederherstellungscode
self-log-in-link-wrong = Der Code passt nicht. Warten Sie auf den nächsten in der App, oder nehmen Sie einen Wiederherstellungscode.
self-log-in-link-wanted = Geben Sie bitte auch den Code aus der App ein.
self-log-in-link-over-title = Dieser Link gilt nicht mehr
self-log-in-link-over = Ein Link zum Anmelden gilt einmal und nur kurze Zeit. Lassen Sie sich einen neuen schicken. Haben Sie mehrere angefordert? Dann gilt nur der letzte.
self-log-in-link-again = Neuen Link anfordern

self-forgotten-title = Passwort vergessen
self-forgotten = Nennen Sie die E-Mail-Adresse, mit der Sie sich anmelden. Sie bekommen einen Link, mit dem Sie ein neues Passwort wählen.
self-forgotten-send = Link anfordern
self-forgotten-back = Zur Anmeldung
self-forgotten-sent-title = Sehen Sie in Ihr Postfach
self-forgotten-sent = Wenn es zu dieser Adresse ein Konto gibt, ist jetzt eine E-Mail unterwegs. Ihr Link gilt { $minutes } Minuten. Kommt nichts an, sehen Sie im Spam-Ordner nach, oder fragen Sie die Stelle, die Ihr Konto betreut.

self-facts = Über Sie
self-email = E-Mail-Adresse
self-language = Sprache
self-language-german = Deutsch
self-language-english = Englisch
self-roles = Rollen
self-no-role = Zurzeit keine. Die Stelle, die die Konten betreut, kann Ihnen eine geben.
self-security = Anmeldung und Sicherheit

self-password-title = Passwort ändern
self-password-about = Ein langes aus ein paar Wörtern genügt, und Sie brauchen es nie zu wechseln, solange niemand es kennt.
self-password-lead = Geben Sie das bisherige Passwort an und wählen Sie ein neues.
self-password-means = Auf allen anderen Geräten sind Sie danach abgemeldet, und Schlüssel für Programme gelten nicht mehr.
self-password-current = Bisheriges Passwort
self-password-new = Neues Passwort
self-password-again = Neues Passwort noch einmal
self-password-differs = Das ist etwas anderes als im Feld darüber. Schreiben Sie beide Male dasselbe.
self-password-wrong = Das ist nicht Ihr Passwort. Achten Sie auf Groß- und Kleinschreibung.
self-password-send = Passwort ändern

self-sessions-title = Wo Sie angemeldet sind
self-sessions-about = Kennen Sie eine dieser Anmeldungen nicht? Beenden Sie sie und ändern Sie Ihr Passwort.
self-sessions-count = { $count ->
    [one] Nur hier
   *[other] { $count } Anmeldungen
}
self-session-unknown = Unbekanntes Programm
self-session-here = diese Anmeldung
self-session-seen = Zuletzt hier: { $moment }
self-session-since = Angemeldet: { $moment }
self-session-end = Abmelden
self-sessions-end-others = Überall sonst abmelden

self-factor-title = Zweiter Faktor
self-factor-about = Beim Anmelden zusätzlich ein Code vom Telefon: Ein gestohlenes Passwort allein nützt dann niemandem.
self-factor-needed = Ein Teil Ihrer Rollen gilt erst, wenn Sie sich mit einem zweiten Faktor anmelden. Das Einrichten dauert zwei Minuten.
self-factor-is-on = eingerichtet
self-factor-is-off = nicht eingerichtet
self-factor-is-wanted = für Ihre Rollen nötig
self-factor-on-lead = Bei jeder Anmeldung wird nach einem Code aus Ihrer App gefragt.
self-factor-off-lead = Mit einem zweiten Faktor nützt ein gestohlenes Passwort allein niemandem.
self-factor-wanted-lead = Ihre Rollen gelten erst, wenn Sie sich mit einem zweiten Faktor anmelden. So richten Sie ihn ein:
self-factor-step-app = Nehmen Sie eine App, die Codes zeigt: FreeOTP, Aegis, den Passwortspeicher Ihres Telefons oder eine andere.
self-factor-step-scan = Geben Sie hier Ihr Passwort ein. Dann zeigen wir ein Bild, das die App mit der Kamera liest.
self-factor-step-codes = Tippen Sie den Code aus der App ab. Danach bekommen Sie Wiederherstellungscodes für den Fall, dass das Telefon verloren geht.
self-factor-begin = Einrichten
self-factor-off = Zweiten Faktor abschalten
self-factor-off-title = Zweiten Faktor abschalten?
self-factor-off-ask = Danach genügt zum Anmelden das Passwort.
self-factor-off-means = Rollen, für die ein zweiter Faktor nötig ist, gelten dann nicht mehr. Die Wiederherstellungscodes auch nicht.
self-factor-begun-title = App verbinden
self-factor-scan = In die App aufnehmen
self-factor-scan-how = Öffnen Sie die App, wählen Sie „Konto hinzufügen“ und halten Sie die Kamera auf dieses Bild.
self-factor-qr = Bild für die Kamera: das Geheimnis, das unten auch in Buchstaben steht
self-factor-type = Geht das nicht, tippen Sie diese Buchstaben und Ziffern ein (zeitbasiert, 6 Ziffern):
self-factor-open = Auf diesem Gerät in der App öffnen
self-factor-once = Das Bild wird nur einmal gezeigt. Haben Sie es nicht mehr in der App?
self-factor-again = Noch einmal von vorn beginnen
self-factor-code = Code aus der App
self-factor-code-hint = 6 Ziffern; sie wechseln alle 30 Sekunden.
self-factor-confirm = Code prüfen
self-factor-wrong = Dieser Code passt nicht. Warten Sie auf den nächsten und prüfen Sie, ob die Uhr Ihres Telefons richtig geht.
self-factor-confirmed-title = Der zweite Faktor ist eingerichtet

self-codes-title = Ihre Wiederherstellungscodes
self-codes-lead = Schreiben Sie diese Codes jetzt ab oder drucken Sie sie aus: Sie werden nicht noch einmal gezeigt.
self-codes-keep = Jeder gilt einmal, an Stelle des Codes aus der App. Bewahren Sie sie dort auf, wo Sie ohne Ihr Telefon hinkommen.
self-codes-kept = Ich habe die Codes aufbewahrt
self-codes-left = { $count ->
    [0] Sie haben keinen Wiederherstellungscode mehr. Machen Sie neue, solange Sie Ihr Telefon haben.
    [one] Sie haben noch einen Wiederherstellungscode.
   *[other] Sie haben noch { $count } Wiederherstellungscodes.
}
self-codes-renew = Neue Wiederherstellungscodes
self-codes-renew-title = Neue Wiederherstellungscodes machen?
self-codes-ask = Sie bekommen zehn neue Codes, die einmal gezeigt werden.
self-codes-means = Die alten Codes gelten danach nicht mehr.
self-codes-made-title = Zehn neue Codes

self-tokens-title = Schlüssel für Programme
self-tokens-about = Mit einem Schlüssel liest oder schreibt ein Programm in Ihrem Namen über die Schnittstelle, aber nur, was Sie hier ankreuzen.
self-tokens-count = { $count ->
    [0] Keiner
    [one] Ein gültiger
   *[other] { $count } gültige
}
self-tokens-none = Noch kein Schlüssel. Sie brauchen einen, wenn ein Programm Anfragen schickt oder Zahlen abholt.
self-token-make = Schlüssel machen
self-token-new-title = Neuer Schlüssel
self-token-name = Wofür
self-token-name-hint = Daran erkennen Sie ihn später, etwa „Nächtlicher Abgleich“.
self-token-may = Was das Programm darf
self-token-may-hint = Kreuzen Sie so wenig an wie möglich. Mehr als Sie selbst darf es nie.
self-token-until = Gilt bis einschließlich
self-token-until-hint = Höchstens ein Jahr.
self-token-until-column = Gilt bis
self-token-used-column = Zuletzt benutzt
self-token-state = Zustand
self-token-unused = noch nie
self-token-open = gültig
self-token-over = abgelaufen
self-token-revoked = widerrufen
self-token-no-scope = Kreuzen Sie mindestens eines an.
self-token-beyond = Ihre Rollen haben sich geändert: Das alles dürfen Sie nicht mehr. Wählen Sie noch einmal.
self-token-made-title = Der Schlüssel ist fertig
self-token-made-lead = Kopieren Sie ihn jetzt: Er wird nicht noch einmal gezeigt.
self-token-made-secret = Ihr Schlüssel
self-token-made-how = Das Programm sendet ihn mit jeder Anfrage:
self-token-made-until = Gilt bis { $moment }.
self-token-made-kept = Ich habe den Schlüssel kopiert
self-token-revoke = Widerrufen
self-token-revoke-title = Schlüssel widerrufen?
self-token-revoke-means = Das Programm, das ihn benutzt, wird sofort abgewiesen. Rückgängig machen lässt sich das nicht.
self-token-was-used = Zuletzt wurde er benutzt: { $moment }.
self-token-never-used = Benutzt wurde er noch nie.

self-may-organisations-read = Organisationen sehen
self-may-organisations-write = Organisationen anlegen und ändern
self-may-organisations-address = Mailadressen von Organisationen ändern
self-may-lendings-read = Absprachen über Ausleihen sehen
self-may-lendings-agree = Ausleihen absprechen
self-may-users-read = Konten sehen
self-may-users-write = Konten betreuen
self-may-lotsen-read = Lots*innen sehen
self-may-lotsen-contact = Kontaktdaten von Lots*innen sehen
self-may-lotsen-write = Lots*innen anlegen und ändern
self-may-absences-write = Abwesenheiten eintragen
self-may-requests-read = Anfragen sehen
self-may-requests-contact = Kontaktdaten zu Anfragen sehen
self-may-requests-write = Anfragen stellen und ändern
self-may-requests-import = Anfragelisten einlesen
self-may-candidates-read = sehen, wer in Frage kommt
self-may-runs-read = Vermittlungsläufe sehen
self-may-runs-start = Vermittlung starten
self-may-proposals-decide = über Vorschläge entscheiden
self-may-offers-read = Angebote sehen
self-may-offers-answer = Antworten auf Angebote eintragen
self-may-assignments-read = Einsätze sehen
self-may-assignments-move = Einsätze ändern und absagen
self-may-hours-read = Stunden sehen
self-may-hours-write = Stunden eintragen
self-may-hours-confirm = Stunden bestätigen
self-may-programmes-read = Förderregeln sehen
self-may-programmes-write = Förderregeln und Budgets ändern
self-may-proofs-read = Verwendungsnachweise und Ausblick sehen
self-may-coverage-read = Zahlen zur Abdeckung sehen
self-may-advice-order = Ratschläge neu berechnen lassen
self-may-outbox-read = Postausgang sehen
self-may-outbox-retry = Mails noch einmal senden
self-may-audit-read = Protokoll sehen

self-edit = Name oder Sprache ändern
self-edit-title = Name und Sprache
self-name = Ihr Name
self-edit-send = Speichern
