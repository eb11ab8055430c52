# Stunden bestätigen.

hour-title = Stunden
hour-groups = Welche Einträge
hour-group-waiting = Zu bestätigen
hour-group-rejected = Zurückgegeben
hour-group-confirmed = Bestätigt
hour-group-all = Alle
hour-of-one = Nur Einträge einer Person.
hour-of-everybody = Alle anzeigen
hour-none-waiting = Alles bestätigt. Neue Einträge erscheinen hier, sobald jemand Stunden aufschreibt.
hour-none = Hier ist nichts.
hour-column-pick = Auswahl
hour-column-who = Wer
hour-column-what = Einsatz
hour-column-worked = Dauer
hour-column-state = Stand
hour-kilometres = { $km } km
hour-planned = geplant { $duration }
hour-long = viel länger als geplant
hour-state-logged = zu bestätigen
hour-state-confirmed = bestätigt
hour-state-rejected = zurückgegeben
hour-sent-back-because = Grund: { $reason }
hour-pick-all = Alle auswählen
hour-picked = Ausgewählte Einträge
hour-none-picked = Wählen Sie zuerst Einträge aus: mit den Kästchen am Anfang der Zeilen.
hour-confirm = Auswahl bestätigen
hour-return = Zur Korrektur zurückgeben
hour-reason = Was ist zu korrigieren?
hour-reason-hint = Die Lots*in liest es.
hour-confirm-title = Stunden bestätigen?
hour-confirm-lead = { $count ->
    [one] Ein Eintrag mit { $duration }. Was bestätigt ist, zählt und wird abgerechnet.
   *[other] { $count } Einträge mit zusammen { $duration }. Was bestätigt ist, zählt und wird abgerechnet.
}
hour-confirm-send = Stunden bestätigen
hour-confirm-keep = Noch nicht
hour-history-title = Eintrag und Verlauf
hour-history = Verlauf
hour-somebody = jemand ohne Konto
hour-reopen = Bestätigung zurücknehmen
hour-reopen-hint = Der Eintrag zählt dann nicht mehr und geht zur Korrektur zurück. Der Verlauf bleibt.
hour-reopen-reason = Was ist zu korrigieren?
hour-reopen-send = Bestätigung zurücknehmen
