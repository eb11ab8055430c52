# What the command line says.

cli-step-candidates = Suche Kandidat*innen für { $requests } Anfragen
cli-step-components = { $candidates } Möglichkeiten in { $components } unabhängigen Teilen
cli-step-decided = { $components } von { $of } Teilen entschieden, { $filled } Plätze besetzt
cli-step-explaining = Begründe { $unserved } offene Anfragen

cli-solve-served = { $served } von { $requests } Anfragen besetzt; der Reihe nach wären es { $baseline }.
cli-solve-weight = { $optimal ->
    [yes] Stufe 1 (Gewicht): { $value }, beweisbar bestmöglich.
   *[no] Stufe 1 (Gewicht): { $value }, höchstens { $bound } möglich (Lücke { $gap } %).
}
cli-solve-effort = { $optimal ->
    [yes] Stufe 2 (Minuten Aufwand): { $value }, beweisbar bestmöglich.
   *[no] Stufe 2 (Minuten Aufwand): { $value }, mindestens { $bound } nötig (Lücke { $gap } %).
}
cli-solve-candidates = { $candidates } Möglichkeiten in { $components } Teilen, der größte mit { $largest }; gelöst mit { $solver }.
cli-solve-phases = Zeiten: { $phases }

cli-verify-accepted = Der Plan hält jede Regel ein. { $served ->
    [one] Eine Anfrage ist besetzt.
   *[other] { $served } Anfragen sind besetzt.
}
cli-verify-rejected = { $count ->
    [one] Der Plan verletzt eine Regel:
   *[other] Der Plan verletzt Regeln an { $count } Stellen:
}

cli-migrate-nothing = Das Datenbankschema ist auf dem neuesten Stand.
cli-migrate-pending = Es fehlen noch: { $names }
cli-migrate-done = Eingerichtet: { $names }

cli-step-mails = { $sent } von { $of } Mails geschrieben

cli-match-served = { $served } von { $requests } Anfragen sind besetzt.
cli-match-baseline = { $gain ->
    [0] Der Reihe nach vermittelt wären es ebenso viele ({ $baseline }).
   *[other] Der Reihe nach vermittelt wären es { $baseline }; der gemeinsame Plan besetzt { $gain } mehr.
}
cli-match-urgent = Davon dringend oder wichtig: { $served } von { $requests }.
cli-match-proven = Das ist beweisbar bestmöglich: Mehr geht nicht, und nicht mit weniger Aufwand.
cli-match-proven-served = Mehr Anfragen lassen sich beweisbar nicht besetzen; der Aufwand liegt höchstens { $gap } % über dem kleinstmöglichen.
cli-match-bounded = Die Zeit reichte nicht für den Beweis: Es fehlen höchstens { $gap } % zum bestmöglichen Plan.
cli-match-effort = { $lotsen } Lots*innen sind { $hours } Stunden im Einsatz und fahren dafür etwa { $kilometres } km (geschätzt).
cli-match-expired = { $count ->
    [one] Bei einer Anfrage sind alle Termine vorbei; sie ist abgelaufen.
   *[other] Bei { $count } Anfragen sind alle Termine vorbei; sie sind abgelaufen.
}
cli-match-all-served = Es bleibt keine Anfrage offen.
cli-match-open = { $count ->
    [one] Eine Anfrage bleibt offen. Woran es am Ende scheitert:
   *[other] { $count } Anfragen bleiben offen. Woran es am Ende scheitert:
}
cli-match-reason = {"  "}{ $count } × { $why }
cli-match-examples = Zum Beispiel, aus dem zuständigen Lotsenpool:
cli-match-hurdle = { $count } × { $why }
cli-match-explained = {"  "}{ $request }, { $language } in { $town }: { $speakers ->
    [0] niemand spricht die Sprache gut genug
    [one] eine Person spricht die Sprache: { $hurdles }
   *[other] { $speakers } sprechen die Sprache: { $hurdles }
}{ $candidates ->
    [0] {""}
    [one] ; eine könnte, wird aber woanders gebraucht
   *[other] ; { $candidates } könnten, werden aber woanders gebraucht
}
cli-match-mails = { $offers ->
    [one] Ein Angebot ist verschickt; die Mail liegt
   *[other] { $offers } Angebote sind verschickt; die Mails liegen
} im Ordner { $folder }.
cli-match-without-address = { $count ->
    [one] Ein Vorschlag wartet, weil die Lots*in keine Mail-Adresse hat: bitte anrufen.
   *[other] { $count } Vorschläge warten, weil die Lots*innen keine Mail-Adresse haben: bitte anrufen.
}
cli-match-mail-trouble = { $postponed } Mails werden später noch einmal versucht, { $given_up } sind nicht zustellbar.

cli-reason-lost = jemand könnte, wird aber woanders gebraucht
cli-reason-status = nicht aktiv
cli-reason-consent = ohne Einwilligung
cli-reason-pool = niemand im zuständigen Lotsenpool
cli-reason-service = bietet diese Hilfe nicht an
cli-reason-language = niemand spricht die Sprache gut genug
cli-reason-gender = anderes Geschlecht als verlangt
cli-reason-exclusion = abgelehnt oder ausgeschlossen
cli-reason-mode = nicht auf diesem Weg (vor Ort, Telefon, Video)
cli-reason-distance = zu weit weg
cli-reason-absence = abwesend
cli-reason-availability = hat zu der Zeit keine Zeit
cli-reason-qualification = Nachweis fehlt oder ist abgelaufen
cli-reason-overlap = hat dann schon einen Einsatz
cli-reason-weekly-load = Wochenstunden ausgeschöpft
cli-reason-yearly-cap = Jahresstunden ausgeschöpft
cli-reason-client-cap = Höchstzahl bezahlter Einsätze je Klient*in erreicht
cli-reason-ask-budget = in dieser Woche schon oft genug gefragt

cli-import-read-text = { $file }: gelesen als { $encoding }, Spalten getrennt durch { $delimiter }
cli-import-tab = Tabulator
cli-import-read-workbook = { $file }: gelesen als Excel-Arbeitsmappe
cli-import-faults = { $count ->
    [one] Ein Fehler:
   *[other] { $count } Fehler:
}
cli-import-fault = {"  "}{ $place }: { $value }
cli-import-fault-what = {"    "}{ $what }
cli-import-remedy = {"    "}Abhilfe: { $remedy }
cli-import-sheet = Blatt „{ $sheet }“
cli-import-column = Spalte „{ $column }“
cli-import-row = Zeile { $row }
cli-import-rows = Zeilen { $rows }
cli-import-more-rows = { $rows } und { $more } weitere
cli-import-value = „{ $value }“
cli-import-empty = leer
cli-import-notices = Hinweise:
cli-import-notice = {"  "}{ $place }: { $what }
cli-import-carrier = Träger: { $name }
cli-import-carrier-new = Neuer Träger: { $name }, zuständig für { $regions }
cli-import-regions-from-list = Die Regionen sind aus der Liste abgeleitet: Dort liegt mindestens ein Zehntel ihrer Postleitzahlen. Mit --region lassen sie sich festlegen.
cli-import-carrier-kept = Diesen Träger gibt es schon; --region und --carrier-email haben ihn nicht geändert.
cli-import-region-unknown = --region: Eine Region „{ $name }“ gibt es nicht. Es gibt: { $names }
cli-import-agencies = { $count ->
    [one] Neue anfragende Stelle: { $names }
   *[other] { $count } neue anfragende Stellen: { $names }
}
cli-import-lotsen = { $count ->
    [one] Eine Lots*in
   *[other] { $count } Lots*innen
}
cli-import-requests = { $count ->
    [one] Eine Anfrage
   *[other] { $count } Anfragen
}
cli-import-taken = { $what } übernommen: { $new } neu, { $changed } geändert, { $unchanged } unverändert.
cli-import-possible = { $what } könnten übernommen werden: { $new } neu, { $changed } geändert, { $unchanged } unverändert.
cli-import-left-alone = { $count ->
    [one] Eine Anfrage ist schon weiter und bleibt, wie sie ist.
   *[other] { $count } Anfragen sind schon weiter und bleiben, wie sie sind.
}
cli-import-skipped = { $count ->
    [one] Eine fehlerhafte Zeile bleibt außen vor.
   *[other] { $count } fehlerhafte Zeilen bleiben außen vor.
}
cli-import-dry-run = Das war ein Probelauf: Es ist nichts gespeichert.
cli-import-refused = { $faults ->
    [one] Die Liste hat einen Fehler.
   *[other] Die Liste hat { $faults } Fehler.
} Es ist nichts übernommen. { $good ->
    [0] Keine Zeile ist ohne Fehler.
    [one] Die Fehler beheben oder mit --skip-faulty nur die eine fehlerfreie Zeile übernehmen.
   *[other] Die Fehler beheben oder mit --skip-faulty nur die { $good } fehlerfreien Zeilen übernehmen.
}

cli-step-generate = Erfinde Menschen und Anfragen

cli-demo-introduction = Vorführung mit erfundenen Daten: { $lotsen } Lots*innen aus { $projects } Projekten in Hessen,
    { $requests } offene Anfragen und { $confirmed } schon zugesagte Einsätze. Entschieden wird, als wäre es { $today }.
cli-demo-look = Zum Ansehen:
cli-demo-mail = {"  "}eine Mail: { $file } (öffnet sich im Mailprogramm)
cli-demo-database = {"  "}die Datenbank: { $file } ({ $engine })

cli-doctor-well = Alles ist bereit.
cli-doctor-ill = { $count ->
    [one] An einer Stelle fehlt etwas.
   *[other] An { $count } Stellen fehlt etwas.
}
