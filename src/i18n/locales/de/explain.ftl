# Why a request stays open and what would serve it; why this Lotse and not another.

explain-unknown = --{ $option }: „{ $id }“ gibt es in der Problemdatei nicht.

explain-open = Anfrage { $request }: { $places ->
    [one] ein Platz ist offen
   *[other] { $places } Plätze sind offen
}.
explain-hurdle = { $count } × { $why }
explain-removed = Nicht in Frage kommen: { $hurdles }.
explain-free = { $count ->
    [one] Eine Person könnte gehen
   *[other] { $count } könnten gehen
}, ohne dass eine andere Anfrage verliert: Die nächste Vermittlung kann sie einplanen.
explain-could = { $count ->
    [one] Eine Person könnte gehen
   *[other] { $count } könnten gehen
}, mehr Zeit zum Rechnen oder ein anderer Termin kann helfen.
explain-elsewhere = { $count ->
    [one] Eine Person könnte gehen, wird aber woanders gebraucht
   *[other] { $count } könnten gehen, werden aber woanders gebraucht
}: { $requests }.
explain-more = { $names } und { $more } weitere
explain-forced = Trotzdem vermitteln hieße: { $lotse } geht, dafür { $count ->
    [one] verliert { $requests } einen Platz
   *[other] verlieren { $requests } je einen Platz
}.
explain-cure = Würde helfen: { $change } – dann könnte { $lotse } übernehmen.
explain-cure-moves = {" "}({ $count ->
    [one] Ein anderer Vorschlag ändert sich
   *[other] { $count } andere Vorschläge ändern sich
}.)
explain-cure-displaces = {" "}({ $count ->
    [one] Die weniger dringende Anfrage { $requests } verliert dafür einen Platz
   *[other] Die weniger dringenden Anfragen { $requests } verlieren dafür je einen Platz
}.)
explain-no-cure = Eine einzelne kleine Änderung hilft hier nicht.

# Of each of those whom it keeps out, where the words below are of all.
explain-each-language = spricht die Sprache nicht gut genug
explain-each-pool = nicht im zuständigen Lotsenpool

explain-reason-status = nicht aktiv
explain-reason-consent = ohne Einwilligung
explain-reason-pool = niemand im zuständigen Lotsenpool
explain-reason-service = bietet diese Hilfe nicht an
explain-reason-language = niemand spricht die Sprache gut genug
explain-reason-gender = anderes Geschlecht als verlangt
explain-reason-exclusion = abgelehnt oder ausgeschlossen
explain-reason-mode = nicht auf diesem Weg (vor Ort, Telefon, Video)
explain-reason-distance = zu weit weg
explain-reason-absence = abwesend
explain-reason-availability = hat zu der Zeit keine Zeit
explain-german = Deutsch zum Dolmetschen
explain-reason-qualification = Nachweis fehlt oder ist abgelaufen
explain-reason-qualifications = Nachweis fehlt oder ist abgelaufen (verlangt: { $names })
explain-reason-overlap = hat dann schon einen Einsatz
explain-reason-weekly-load = Wochenstunden ausgeschöpft
explain-reason-yearly-cap = Jahresstunden ausgeschöpft
explain-reason-client-cap = Höchstzahl bezahlter Einsätze je Klient*in erreicht
explain-reason-ask-budget = in dieser Woche schon oft genug gefragt

explain-change-time = { $day }, { $time } statt { $old-time }
explain-change-day = { $day }, { $time } statt { $old-day }, { $old-time }
explain-change-in-person = auch vor Ort
explain-change-phone = auch am Telefon
explain-change-video = auch per Video
explain-change-radius = ein Weg bis { $to } statt { $from } km
explain-change-level = Sprachniveau { $to } statt { $from }
explain-change-gender = das Geschlecht als Wunsch statt als Bedingung
explain-change-lending = der Träger { $carrier } hilft aus
explain-change-qualification = ohne den Nachweis „{ $name }“
explain-change-one-qualification = mit einem Nachweis weniger

explain-served = Anfrage { $request }:
explain-nobody-else = {"  "}Außer den Vorgeschlagenen kommt niemand in Frage.
explain-proposed = {"  "}{ $instead } ist für diese Anfrage vorgeschlagen.
explain-not-listed = {"  "}{ $instead } statt { $proposed }: steht nicht unter den möglichen Lots*innen der Problemdatei.
explain-out = {"  "}{ $instead } statt { $proposed }: kommt nicht in Frage ({ $why }).
explain-with-detail = { $why }: { $detail }
explain-displaces = {"  "}{ $instead } statt { $proposed }: geht, aber { $count ->
    [0] weniger dringende Anfragen bekämen die frei werdenden Plätze
    [one] die Anfrage { $requests } verliert einen Platz
   *[other] die Anfragen { $requests } verlieren je einen Platz
}.
explain-dearer = {"  "}{ $instead } statt { $proposed }: geht, macht aber insgesamt { $minutes ->
    [one] eine Minute
   *[other] { $minutes } Minuten
} mehr Aufwand.
explain-same = {"  "}{ $instead } statt { $proposed }: geht ebenso gut.
explain-with-terms = { $sentence } Im Vergleich: { $terms }.

explain-term-travel = Fahrt { $instead } statt { $proposed } Min.
explain-term-language = Sprache { $instead } statt { $proposed } Min.
explain-term-mode = Art des Treffens { $instead } statt { $proposed } Min.
explain-term-appointment = Wunschtermin { $instead } statt { $proposed } Min.
explain-term-gender = Wunsch nach Geschlecht { $instead } statt { $proposed } Min.
explain-term-known = Bekanntschaft { $instead } statt { $proposed } Min.
explain-term-topic = Lieblingsthema { $instead } statt { $proposed } Min.
explain-term-asked = kürzlich gefragt { $instead } statt { $proposed } Min.

explain-detail-distance = { $km } km, höchstens { $radius } km
explain-detail-not-spoken = spricht keine davon
explain-detail-level = { $spoken }, verlangt ist { $needed }
explain-detail-away = { $first } bis { $last }
explain-detail-way = mit einem Weg von { $way }
explain-detail-confirmed = { $when }
explain-detail-hours = noch { $left } frei, nötig { $needed }
explain-detail-sittings = { $left ->
    [0] kein Einsatz mehr frei
    [one] noch ein Einsatz frei
   *[other] noch { $left } Einsätze frei
}
