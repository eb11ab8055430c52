# Pages for Lotsen without an account: du, short. They also show texts of mail.ftl, so that mail and page say the same.

web-offer-open-title = Kannst du helfen?
web-offer-accepted-title = Danke, du übernimmst!
web-offer-accepted = Die Bestätigung mit Treffpunkt und Ansprechperson kommt per E-Mail.
web-offer-accepted-cannot = Kannst du doch nicht? Sag uns bitte so früh wie möglich Bescheid, dann suchen wir jemand anderen.
web-offer-called-off-title = Abgesagt
web-offer-called-off = Du hattest zugesagt, dann wurde dieser Termin abgesagt. Du musst nicht kommen.
web-offer-unfit-title = Das geht leider nicht mehr
web-offer-unfit-busy = Zu dieser Zeit hast du inzwischen etwas anderes zugesagt, und beides zugleich geht nicht. Danke, dass du helfen wolltest!
web-offer-unfit-away = Du bist bei uns gerade nicht als aktiv eingetragen. Stimmt das nicht? Dann melde dich bitte bei uns.
web-offer-declined-title = Danke für deine Antwort
web-offer-declined = Das ist völlig in Ordnung. Wir fragen jetzt jemand anderen.
web-offer-expired-title = Die Zeit für eine Antwort ist vorbei
web-offer-expired = Wir fragen inzwischen jemand anderen. Möchtest du noch helfen? Dann melde dich bitte bei uns.
web-offer-withdrawn-title = Schon erledigt
web-offer-withdrawn = Diese Anfrage ist nicht mehr offen. Danke, dass du helfen wolltest!
web-offer-sketch = Skizze: der Weg von zu Hause nach { $town }, als gerade Linie
web-offer-home = Zuhause
web-offer-reason-question = Magst du sagen, warum? Das ist freiwillig. Dann fragen wir dich beim nächsten Mal passender.
web-offer-reason-not-now = Da habe ich keine Zeit
web-offer-reason-too-far = Es ist mir zu weit
web-offer-reason-topic = Die Aufgabe passt nicht zu mir
web-offer-reason-other = Etwas anderes
web-offer-reason-send = Grund senden
web-offer-reason-thanks = Danke, das haben wir notiert.

web-no-link-title = Dieser Link gilt nicht
web-no-link = Er ist unvollständig oder nicht mehr gültig. Öffne ihn bitte noch einmal aus der E-Mail, oder antworte einfach auf die E-Mail.
web-busy-title = Gerade ist viel los
web-busy = Es wurde noch nichts gespeichert. Bitte versuche es in einer Minute noch einmal.
web-failed-title = Das hat nicht geklappt
web-failed = Der Fehler liegt bei uns. Bitte öffne den Link aus der E-Mail noch einmal: Dort siehst du, ob deine Antwort angekommen ist.
web-too-many-title = Das ging zu schnell
web-too-many = Von Ihrem Anschluss kommen gerade sehr viele Anfragen. Bitte warten Sie einen Augenblick und versuchen Sie es noch einmal.
web-too-slow-title = Das hat zu lange gedauert
web-too-slow = Die Verbindung war zu langsam, es wurde nichts gespeichert. Bitte versuchen Sie es noch einmal.
web-not-here-title = Diese Seite gibt es nicht
web-not-here = Vielleicht fehlt ein Stück der Adresse. Öffnen Sie den Link aus der E-Mail noch einmal, oder beginnen Sie auf der ersten Seite.

web-account-invited-title = Willkommen bei Lotsenwerk
web-account-invited = Guten Tag { $name }, Sie sind eingeladen. Wählen Sie ein Passwort, dann ist Ihr Konto bereit.
web-account-reset-title = Neues Passwort wählen
web-account-reset = Guten Tag { $name }, hier wählen Sie ein neues Passwort. Danach sind Sie überall abgemeldet und melden sich damit neu an.
web-account-email = E-Mail-Adresse, mit der Sie sich anmelden
web-account-password = Passwort
web-account-hint = Mindestens { $shortest } Zeichen. Am besten ein paar Wörter, die nicht zusammengehören; Ziffern und Sonderzeichen müssen nicht sein.
web-account-send = Passwort festlegen
web-account-until = Dieser Link gilt einmal, bis { $moment }.
web-account-too-short = Das Passwort ist zu kurz. Nehmen Sie { $count } Zeichen oder mehr.
web-account-too-long = Das Passwort ist zu lang. Nehmen Sie höchstens { $count } Zeichen.
web-account-guessable = Dieses Passwort ist leicht zu erraten: Viele haben es, oder Ihr Name oder Ihre Adresse steckt darin. Nehmen Sie ein anderes.
web-account-ready-title = Ihr Passwort gilt jetzt
web-account-ready = Sie können sich ab sofort mit Ihrer E-Mail-Adresse und diesem Passwort anmelden. Dieses Fenster können Sie schließen.
web-account-over-title = Dieser Link gilt nicht mehr
web-account-over = Er wurde schon benutzt, ist abgelaufen, oder ein neuerer ist unterwegs. Öffnen Sie den Link aus der neuesten E-Mail, oder bitten Sie um eine neue.

web-skip = Zum Inhalt
web-ways = Bereiche
web-way-today = Heute
web-way-requests = Anfragen
web-way-matching = Vermittlung
web-way-lotsen = Lots*innen
web-way-week = Woche
web-way-hours = Stunden
web-way-proofs = Nachweis
web-way-programmes = Förderung
web-way-coverage = Abdeckung
web-way-own = Für mich
web-way-outbox = Postausgang
web-way-users = Konten
web-way-organisation = Organisation
web-log-out = Abmelden
web-back = Zurück
web-filter = Anzeigen
web-pages = Weitere Seiten
web-first-page = Zum Anfang
web-next-page = Weiter

web-log-in-title = Anmelden
web-log-in-email = E-Mail-Adresse
web-log-in-password = Passwort
web-log-in-code = Code
web-log-in-code-hint = Nur wenn Sie einen zweiten Faktor eingerichtet haben: aus der App, oder ein Wiederherstellungscode
web-log-in-send = Anmelden
web-log-in-by-link = Ohne Passwort anmelden: Link per E-Mail schicken lassen
web-log-in-forgotten = Passwort vergessen?
web-log-in-wrong = Adresse, Passwort oder Code passen nicht. Prüfen Sie die Angaben, oder fordern Sie ein neues Passwort an.
web-log-in-code-wanted = Ihr Konto hat einen zweiten Faktor. Geben Sie bitte das Passwort noch einmal ein und dazu den Code aus der App.
web-log-in-wait = Das waren viele Versuche. Bitte warten Sie { $seconds ->
    [one] eine Sekunde
   *[other] { $seconds } Sekunden
} und versuchen Sie es dann noch einmal.
web-log-in-ended = Ihre Anmeldung ist abgelaufen. Melden Sie sich an, dann geht es mit Ihren Eingaben weiter: Nichts ist verloren.
web-log-in-go-on-title = Sie sind wieder angemeldet
web-log-in-go-on = Ihre Eingaben sind noch da. Senden Sie sie jetzt ab.
web-log-in-go-on-send = Eingaben absenden

web-form-faults = { $count ->
    [one] Ein Feld braucht noch eine Änderung. Gespeichert ist noch nichts.
   *[other] { $count } Felder brauchen noch eine Änderung. Gespeichert ist noch nichts.
}
web-form-language = Diese Sprache ist nicht bekannt. Wählen Sie eine aus der Liste, die beim Tippen erscheint.
web-form-carrier = Für diesen Ort ist nicht genau ein Projekt zuständig. Wählen Sie bitte eines.
web-form-time = Schreiben Sie den Tag wie 3.12.2026 und die Uhrzeit wie 9:30.

web-nothing-title = Hier ist nichts
web-nothing = Diesen Eintrag gibt es nicht, oder er gehört nicht zu Ihrem Bereich.
web-forbidden-title = Das gehört nicht zu Ihren Aufgaben
web-forbidden = Ihr Konto hat dafür keine Rolle. Wer die Konten betreut, kann sie Ihnen geben.
web-factor-needed-title = Erst den zweiten Faktor einrichten
web-factor-needed = Ihre Rolle gilt erst, wenn Sie sich mit einem zweiten Faktor anmelden.
web-factor-needed-way = Zweiten Faktor einrichten
web-changed-title = Jemand war schneller
web-changed = Der Eintrag wurde inzwischen geändert. Gehen Sie zurück, laden Sie die Seite neu und entscheiden Sie noch einmal.
web-cross-site-title = Das kam von einer fremden Seite
web-cross-site = Zur Sicherheit wurde nichts geändert. Öffnen Sie die Seite hier noch einmal und senden Sie von dort.
web-too-large-title = Das ist zu viel auf einmal
web-too-large = Es wurde nichts gespeichert. Kürzen Sie den Text und senden Sie ihn noch einmal.

web-done-posted = Die Anfrage ist gespeichert. Sie wird mit der nächsten Vermittlung bearbeitet, dringende sofort.
web-done-draft = Der Entwurf ist gespeichert.
web-done-changed = Die Änderung ist gespeichert.
web-done-cancelled = Die Anfrage ist abgesagt. Alle Beteiligten bekommen Bescheid.
web-done-cancelled-together = Die Anfragen sind abgesagt. Alle Beteiligten bekommen Bescheid.
web-done-posted-together = Die Anfragen sind aufgegeben. Sie werden mit der nächsten Vermittlung bearbeitet, dringende sofort.
web-done-released = Die Angebote sind unterwegs. Antworten erscheinen unter „Heute“.
web-done-accepted = Der Vorschlag ist angenommen.
web-done-dropped = Der Vorschlag ist verworfen.
web-done-swapped = Der Vorschlag ist getauscht.
web-done-stopped = Die Vermittlung hält an.
web-done-answered = Die Antwort ist notiert.
web-done-again = Die Mail geht noch einmal hinaus.
web-done-saved = Gespeichert.
web-done-listed = Die Liste ist übernommen.
web-done-removed = Entfernt.

web-stands = Der Stand ist „{ $state }“.
web-settled = Das ist schon entschieden.
