# The outbox: mails, and how they fare.

post-done-all-again = Die Mails gehen noch einmal hinaus.

post-title = Postausgang
post-groups = Mails nach Zustand
post-group-failed = Fehlgeschlagen
post-group-queued = Wartend
post-group-sent = Gesendet
post-group-outdated = Überholt
post-group-all = Alle
post-none-failed = Keine Mail ist fehlgeschlagen. Es gibt nichts zu tun.
post-none = Hier ist keine Mail.
post-column-what = Mail
post-column-when = Beschlossen
post-column-state = Zustand
post-state-queued = wartet
post-state-sent = gesendet
post-state-failed = fehlgeschlagen
post-state-outdated = überholt, nicht gesendet
post-next-try = nächster Versuch: { $moment }
post-sent-at = { $moment }
post-tries = { $count ->
    [one] ein Versuch
   *[other] { $count } Versuche
}
post-retry = Noch einmal senden
post-retry-all = Alle noch einmal senden
post-retry-all-title = Alle fehlgeschlagenen Mails noch einmal senden?
post-retry-all-ask = { $count ->
    [0] Zurzeit ist keine Mail fehlgeschlagen.
    [one] Eine Mail geht noch einmal hinaus.
   *[other] { $count } Mails gehen noch einmal hinaus.
}
post-retry-all-means = Beheben Sie zuerst, was der Mailserver bemängelt hat; sonst scheitern sie wieder. Was inzwischen überholt ist, wird nicht gesendet.
post-retry-all-more = Es gibt noch ältere; dies sind die neuesten { $count }.
post-retry-all-send = { $count ->
    [one] Eine Mail senden
   *[other] { $count } Mails senden
}

post-offer = Frage an eine Lots*in
post-offer-call = Bitte um einen Anruf, an das Projekt
post-offer-taken = Schon vergeben, an eine Lots*in
post-offer-withdrawn = Frage zurückgezogen, an eine Lots*in
post-confirmation-lotse = Bestätigung an die Lots*in
post-confirmation-requester = Bestätigung an die anfragende Stelle
post-change-lotse = Andere Zeit, an die Lots*in
post-change-requester = Andere Zeit, an die anfragende Stelle
post-cancellation-lotse = Absage an die Lots*in
post-cancellation-requester = Absage an die anfragende Stelle
post-nobody-found-requester = Niemand gefunden, an die anfragende Stelle
post-alarm = Alarm an das Projekt
post-reminder = Erinnerung an die Lots*in
post-digest = Tagesübersicht an das Projekt
post-unserved = Niemand gefunden, an das Projekt
post-account-link = Link zum Passwort
post-newcomer-confirmation = Bestätigung an die zugewanderte Person
post-newcomer-change = Andere Zeit, an die zugewanderte Person
post-newcomer-cancellation = Absage an die zugewanderte Person
post-newcomer-helper-lost = Es wird neu gesucht, an die zugewanderte Person
post-newcomer-nobody-found = Niemand gefunden, an die zugewanderte Person
post-newcomer-not-needed = Bestätigung der Absage an die zugewanderte Person
post-newcomer-help-withdrawn = Nachricht an die zugewanderte Person: Das Projekt kann nicht helfen
post-newcomer-elsewhere = Hinweis an eine frühere Adresse der zugewanderten Person
post-newcomer-reminder = Erinnerung an die zugewanderte Person
