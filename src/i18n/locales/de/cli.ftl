# What the command line says.

cli-step-candidates = Suche Kandidat*innen für { $requests ->
    [one] eine Anfrage
   *[other] { $requests } Anfragen
}
cli-step-components = { $candidates ->
    [one] Eine Möglichkeit
   *[other] { $candidates } Möglichkeiten
} in { $components ->
    [one] einem Teil
   *[other] { $components } unabhängigen Teilen
}
cli-step-decided = { $components } von { $of ->
    [one] { $of } Teil
   *[other] { $of } Teilen
} entschieden, { $filled ->
    [one] { $filled } Platz
   *[other] { $filled } Plätze
} besetzt
cli-step-bounded = Höchstens { $missing } % unter dem Besten; { $rounds } von höchstens { $of } Runden
cli-step-explaining = Begründe { $unserved ->
    [one] eine offene Anfrage
   *[other] { $unserved } offene Anfragen
}

cli-solve-served = { $served } von { $requests ->
    [one] { $requests } Anfrage
   *[other] { $requests } Anfragen
} besetzt; der Reihe nach { $baseline ->
    [one] wäre es { $baseline }
   *[other] wären es { $baseline }
}.
cli-solve-weight = { $optimal ->
    [yes] Stufe 1 (Gewicht): { $value }, beweisbar bestmöglich.
   *[no] Stufe 1 (Gewicht): { $value }, höchstens { $bound } möglich (Lücke { $gap } %).
}
cli-solve-effort = { $optimal ->
    [yes] Stufe 2 (Minuten Aufwand): { $value }, beweisbar bestmöglich.
   *[no] Stufe 2 (Minuten Aufwand): { $value }, mindestens { $bound } nötig (Lücke { $gap } %).
}
cli-solve-candidates = { $candidates ->
    [one] Eine Möglichkeit
   *[other] { $candidates } Möglichkeiten
} in { $components ->
    [one] einem Teil
   *[other] { $components } Teilen, der größte mit { $largest }
}; gelöst mit { $solver }.
cli-solve-nearest = Es waren zu viele Möglichkeiten: Je Anfrage wurden zuerst nur die { $nearest } nächsten Lots*innen angesehen, die kommen können, und alle erst, wo ein Platz offen blieb; Abhilfen wurden nicht ausprobiert. Die Schranken gelten für alle Möglichkeiten; der Reihe nach ist aus denselben vermittelt.
cli-needs-all = Das braucht alle Möglichkeiten, und schon für den Plan waren es zu viele: Er entstand aus den { $nearest } nächsten Lots*innen je Anfrage. Nehmen Sie einen Teil des Problems, eine Region oder eine Sprache, oder erhöhen Sie most_candidates in [matching], wenn der Speicher reicht.
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

cli-step-mails = { $sent } von { $of ->
    [one] { $of } Mail
   *[other] { $of } Mails
} geschrieben

cli-match-served = { $served } von { $requests ->
    [one] { $requests } Anfrage
   *[other] { $requests } Anfragen
} { $served ->
    [one] ist
   *[other] sind
} besetzt.
cli-match-baseline-same = Der Reihe nach vermittelt { $baseline ->
    [one] wäre
   *[other] wären
} es ebenso viele ({ $baseline }).
cli-match-baseline-more = Der Reihe nach vermittelt { $baseline ->
    [one] wäre
   *[other] wären
} es { $baseline }; der gemeinsame Plan besetzt { $difference } mehr.
cli-match-baseline-fewer = Der Reihe nach vermittelt { $baseline ->
    [one] wäre
   *[other] wären
} es { $baseline }; der gemeinsame Plan besetzt { $difference } weniger, dafür dringendere oder länger wartende.
cli-match-urgent = Davon mit Dringlichkeit „hoch“ oder „dringend“: { $served } von { $requests }.
cli-match-proven = Gemessen an Dringlichkeit und Wartezeit ist das beweisbar bestmöglich, und nicht mit weniger Aufwand zu haben.
cli-match-proven-served = Gemessen an Dringlichkeit und Wartezeit ist das beweisbar bestmöglich; der Aufwand liegt höchstens { $gap } % über dem kleinstmöglichen.
cli-match-bounded = Die Zeit reichte nicht für den Beweis: Gemessen an Dringlichkeit und Wartezeit fehlen höchstens { $gap } % zum bestmöglichen Plan.
cli-match-effort = { $lotsen ->
    [one] { $lotsen } Lots*in ist
   *[other] { $lotsen } Lots*innen sind
} { $hours ->
    [one] { $hours } Stunde
   *[other] { $hours } Stunden
} im Einsatz und { $lotsen ->
    [one] fährt
   *[other] fahren
} dafür etwa { $kilometres } km (geschätzt).
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
cli-match-explained = {"  "}{ $request }: { $why }
cli-match-about = { $request }, { $language } in { $town }
cli-match-about-without-language = { $request } in { $town }
cli-match-places = { $filled } von { $places } Plätzen besetzt
cli-match-speakers = { $speakers ->
    [0] niemand spricht die Sprache gut genug
    [one] eine Person spricht die Sprache
   *[other] { $speakers } sprechen die Sprache
}
cli-match-speakers-proposed = { $speakers ->
    [one] eine Person spricht die Sprache, sie ist vorgeschlagen
   *[other] { $speakers } sprechen die Sprache, davon { $proposed } vorgeschlagen
}
cli-match-able = { $speakers ->
    [0] niemand aus dem Lotsenpool kommt in Frage
    [one] eine Person aus dem Lotsenpool kommt in Frage
   *[other] { $speakers } aus dem Lotsenpool kommen in Frage
}
cli-match-able-proposed = { $speakers ->
    [one] eine Person aus dem Lotsenpool kommt in Frage, sie ist vorgeschlagen
   *[other] { $speakers } aus dem Lotsenpool kommen in Frage, davon { $proposed } vorgeschlagen
}
cli-match-elsewhere = { $candidates ->
    [one] eine könnte, wird aber woanders gebraucht
   *[other] { $candidates } könnten, werden aber woanders gebraucht
}
cli-match-other-appointment = { $candidates ->
    [one] eine könnte, aber nicht zum selben Termin
   *[other] { $candidates } könnten, aber nicht zum selben Termin
}
cli-match-not-searched-out = { $candidates ->
    [one] eine könnte, mehr Zeit zum Rechnen kann helfen
   *[other] { $candidates } könnten, mehr Zeit zum Rechnen kann helfen
}
cli-match-mails-sent = { $mails ->
    [0] Es wurde keine Mail verschickt.
    [one] { $mails } Mail verschickt.
   *[other] { $mails } Mails verschickt.
}
cli-match-mails = { $mails ->
    [0] Es wurde keine Mail geschrieben.
    [one] { $mails } Mail geschrieben, im Ordner { $folder }.
   *[other] { $mails } Mails geschrieben, im Ordner { $folder }.
}
cli-match-outdated = { $count ->
    [one] Ein Vorschlag bleibt liegen, weil die Lots*in nicht mehr aktiv oder die Anfrage schon weiter ist.
   *[other] { $count } Vorschläge bleiben liegen, weil die Lots*innen nicht mehr aktiv oder die Anfragen schon weiter sind.
}
cli-match-calls = { $count ->
    [one] Ohne Mail-Adresse, bitte anrufen:
   *[other] Ohne Mail-Adresse, bitte { $count } Mal anrufen:
}
cli-match-call = {"  "}{ $request } ({ $when }), { $name }, Antwort bis { $until }
cli-match-call-offer = Antwort eintragen: lotsenwerk offers accept { $offer } oder offers decline { $offer }
cli-match-call-without-number = keine Telefonnummer bekannt
cli-match-postponed = { $mails ->
    [one] Eine Mail ließ sich nicht schreiben; der nächste Lauf versucht es noch einmal.
   *[other] { $mails } Mails ließen sich nicht schreiben; der nächste Lauf versucht es noch einmal.
}
cli-match-given-up = { $mails ->
    [one] Eine Mail ist aufgegeben; der Grund steht im Postausgang.
   *[other] { $mails } Mails sind aufgegeben; die Gründe stehen im Postausgang.
}
cli-match-carrier-unknown = --carrier: Einen Träger „{ $name }“ gibt es nicht. { $count ->
    [0] Es gibt noch keinen Träger.
   *[other] Es gibt: { $names }
}

cli-reason-lost = jemand könnte, wird aber woanders gebraucht
cli-reason-other-appointment = weitere könnten, aber nicht zum selben Termin
cli-reason-not-searched-out = jemand könnte, mehr Zeit zum Rechnen kann helfen
cli-reason-nobody-else = außer den Vorgeschlagenen kommt niemand in Frage
cli-reason-nobody = es gibt noch keine Lots*innen

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

cli-demo-introduction = Vorführung mit erfundenen Daten: { $lotsen ->
    [one] { $lotsen } Lots*in
   *[other] { $lotsen } Lots*innen
} aus { $projects ->
    [one] { $projects } Projekt
   *[other] { $projects } Projekten
} in Hessen,
    { $requests ->
        [one] { $requests } offene Anfrage
       *[other] { $requests } offene Anfragen
    } und { $confirmed ->
        [one] { $confirmed } schon zugesagter Einsatz
       *[other] { $confirmed } schon zugesagte Einsätze
    }. Entschieden wird, als wäre es { $today }.
cli-demo-look = Zum Ansehen:
cli-demo-mail = {"  "}eine Mail: { $file } (öffnet sich im Mailprogramm)
cli-demo-database = {"  "}die Datenbank: { $file } ({ $engine })
cli-demo-serve = {"  "}Angebote beantworten: lotsenwerk serve --config { $file }, dann den Link aus einer E-Mail öffnen
cli-demo-accounts = Zum Anmelden, ein Zugang je Rolle (die Passwörter stehen nur hier und in { $file }):
cli-doctor-tables = Tabellen
cli-doctor-rules = Förderregeln
cli-doctor-database = Datenbank
cli-doctor-outbox = Postausgang
cli-doctor-jobs = Aufträge
cli-doctor-jobs-counts = { $queued } wartend, { $running } in Arbeit, { $dead } aufgegeben; { $minutes } Min. im Verzug
cli-doctor-audit = Protokoll
cli-doctor-audit-step = { $sealed } Einträge des Protokolls geprüft
cli-doctor-audit-well = unverändert bis Siegel { $seal }; { $waiting } Einträge warten auf ihr Siegel
cli-doctor-audit-none = { $waiting } Einträge warten auf ihr Siegel, noch keiner ist versiegelt
cli-doctor-audit-removed = Eintrag { $event } (Siegel { $number }) wurde entfernt
cli-doctor-audit-changed = Eintrag { $event } (Siegel { $number }) ist nicht, was versiegelt wurde
cli-doctor-audit-gap = vor Eintrag { $event } (Siegel { $number }) fehlen Siegel
cli-doctor-audit-replaced = Siegel { $number } ist nicht das notierte: Die Kette wurde neu gemacht oder ihr Ende entfernt
cli-doctor-audit-unchained = Eintrag { $event } hat kein Siegel und wartet auf keines: Er kam am Programm vorbei hinein, oder Siegel wurden entfernt
cli-doctor-audit-unguarded = Das Protokoll ist nicht geschützt: In der Datenbank fehlen die Trigger { $triggers }, oder sie sind abgeschaltet
cli-doctor-test-mail = Testmail
cli-doctor-test-mail-sent = { $id } ist übergeben an { $place }
cli-doctor-test-mail-subject = Testmail von Lotsenwerk
cli-doctor-test-mail-text = Diese Mail zeigt, dass Lotsenwerk Mails verschicken kann. Niemand muss darauf antworten.
cli-doctor-mail-folder = Mail-Ordner
cli-doctor-public-url = Links in Mails
cli-doctor-public-url-none = web.public_url ist leer: Mails gehen hinaus, aber ohne Link; Lots*innen antworten durch eine Mail
cli-doctor-public-url-local = { $url } findet nur dieser Rechner; web.public_url auf die Adresse setzen, unter der alle die Seiten finden
cli-doctor-public-url-well = beginnen mit { $url }
cli-doctor-solver = Löser
cli-doctor-tables-well = { $area }: { $regions } Regionen, { $places } Postleitzahlen, { $languages } Sprachen
cli-doctor-rules-well = Programm { $programme }, gültig seit { $since }
cli-doctor-database-new = { $engine }: wird beim ersten Lauf eingerichtet ({ $place })
cli-doctor-database-behind = { $engine }: { $count ->
    [one] eine Änderung des Schemas steht aus
   *[other] { $count } Änderungen des Schemas stehen aus
}; lotsenwerk migrate holt das nach
cli-doctor-database-well = { $engine }, das Schema ist auf dem neuesten Stand
cli-doctor-database-no-folder = den Ordner { $folder } gibt es nicht; anlegen oder database.url ändern
cli-doctor-outbox-counts = { $queued } wartend, { $sent } geschrieben, { $dead } aufgegeben
cli-doctor-mail-folder-well = in { $folder } lässt sich schreiben
cli-doctor-mail-folder-new = { $folder } wird bei der ersten Mail angelegt
cli-doctor-mail-folder-ill = in { $folder } lässt sich nicht schreiben ({ $why }); mail.folder ändern
cli-doctor-solver-well = { $solver } löst, und der Prüfer stimmt zu
cli-doctor-solver-ill = { $solver } findet für eine lösbare Aufgabe keinen gültigen Plan: { $why }

cli-doctor-well = Alles ist bereit.
cli-doctor-ill = { $count ->
    [one] An einer Stelle fehlt etwas.
   *[other] An { $count } Stellen fehlt etwas.
}
cli-match-queued = Vorgemerkt als Auftrag { $job }: der nächste freie Worker erledigt es (lotsenwerk worker oder serve).
cli-doctor-coverage = Zahlen zur Abdeckung
cli-doctor-coverage-waiting = { $waiting } Änderungen warten darauf, gezählt zu werden; --coverage zählt alles nach
cli-doctor-coverage-step = nachgezählt: { $requests } Anfragen
cli-doctor-coverage-well = nachgezählt: { $requests } Anfragen stimmen; { $waiting } Änderungen warten darauf, gezählt zu werden
cli-doctor-coverage-ill = nachgezählt: { $facts } von { $requests } Anfragen und { $sums } Summen stimmen nicht; --repair trägt ein, was stimmt
cli-doctor-coverage-repaired = nachgezählt und eingetragen: { $requests } Anfragen; { $facts } waren anders oder noch nicht gezählt, { $sums } Summen waren anders
cli-doctor-coverage-unnoted = es fehlen Trigger, die Änderungen vermerken, oder sie sind abgeschaltet: { $triggers }
