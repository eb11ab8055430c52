# Listen übernehmen: hochladen, ansehen, übernehmen.

upload-title = Liste übernehmen
upload-choose-file = Welche Liste?
upload-again = Andere oder verbesserte Liste prüfen
upload-lead = Die Liste wird zuerst nur geprüft. Gespeichert wird erst, wenn Sie danach zustimmen, und dann ganz oder gar nicht.
upload-kind = Was steht darin?
upload-kind-lotsen = Lots*innen
upload-kind-requests = Anfragen
upload-carrier = Lotsenprojekt
upload-choose = bitte wählen
upload-file = Datei
upload-file-hint = Excel (.xlsx) oder CSV mit Überschriften, höchstens { $megabytes } MB. Wer welche Nummer hat, steht in der Liste: Daran wird eine Zeile beim nächsten Mal wiedererkannt.
upload-file-missing = Wählen Sie bitte die Datei aus.
upload-send = Liste prüfen
upload-possible = Die Liste ist in Ordnung. Gespeichert ist noch nichts.
upload-nothing-new = Die Liste ist in Ordnung und sagt nichts Neues. Es gibt nichts zu übernehmen.
upload-refused = { $count ->
    [one] Ein Feld braucht eine Änderung. Verbessern Sie es in Ihrer Datei und prüfen Sie sie noch einmal; gespeichert ist nichts.
   *[other] { $count } Felder brauchen eine Änderung. Verbessern Sie sie in Ihrer Datei und prüfen Sie sie noch einmal; gespeichert ist nichts.
}
upload-count-new = { $count } neu
upload-count-changed = { $count } geändert
upload-count-unchanged = { $count } unverändert
upload-count-left-alone = { $count } bleiben, weil schon jemand gefragt ist
upload-count-faulty = { $count } fehlerhaft
upload-take-lotsen = { $count ->
    [one] Eine Lots*in übernehmen
   *[other] { $count } Lots*innen übernehmen
}
upload-take-requests = { $count ->
    [one] Eine Anfrage übernehmen
   *[other] { $count } Anfragen übernehmen
}
upload-new-organisations = Neue Stellen, die damit angelegt werden
upload-faults = Was zu ändern ist
upload-column-place = Wo
upload-column-value = Inhalt
upload-column-what = Was stört
upload-column-remedy = Was hilft
upload-row = Zeile { $row }
upload-row-of-sheet = { $sheet }, Zeile { $row }
upload-notices = Gut zu wissen
upload-more = { $count ->
    [one] Dazu kommt ein weiterer Hinweis.
   *[other] Dazu kommen { $count } weitere Hinweise.
}
