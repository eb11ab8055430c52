# Messungen der Vermittlung.

bench-instance = { $name }: { $lotsen ->
    [one] { $lotsen } Lots*in
   *[other] { $lotsen } Lots*innen
} × { $requests ->
    [one] { $requests } Anfrage
   *[other] { $requests } Anfragen
} in { $area }
bench-phases = Zeiten im Median: { $phases }
bench-median = Median
bench-yes = ja
bench-no = nein

bench-column-seed = Seed
bench-column-candidates = Möglichkeiten
bench-column-components = Teile
bench-column-served = besetzt
bench-column-weight = Gewicht
bench-column-gap = Lücke %
bench-column-proven = bewiesen
bench-column-effort = Aufwand
bench-column-first-come = Gewicht d. R. n.
bench-column-gain = Gewinn %
bench-column-seconds = Sekunden
bench-column-memory = MiB
bench-column-bytes = B/Möglichkeit
bench-column-served-first-come = besetzt d. R. n.
bench-column-same-first-come = km d. R. n.
bench-column-same = km
bench-column-saved = gespart %
bench-column-deviation-first-come = Streuung d. R. n.
bench-column-deviation = Streuung
bench-column-more-first-come = 3+ d. R. n.
bench-column-more = 3+
bench-column-unserved = offen
bench-column-counts = Gründe ms
bench-column-standing = bereit ms
bench-column-tried = probiert
bench-column-p50 = p50 ms
bench-column-p95 = p95 ms
bench-column-max = max ms
bench-column-cured = heilbar %
bench-column-gains = Gewinne ms
bench-column-profiles = Profile
bench-column-pricing = Preise ms
bench-column-pricing-800 = 800 in ms
bench-column-confirming = 20 bestätigt ms
bench-column-priced = versprochen
bench-column-confirmed = bestätigt
bench-column-agreement = Einigkeit %
bench-column-agreement-spread = über alle %
bench-column-solve-once = eine Lösung ms
bench-column-published = 20 beste belegt ms
bench-column-solutions = Lösungen
bench-column-proven-whole = im Ganzen bewiesen
bench-column-pinned = bestätigt
bench-column-arrival-p50 = neu p50 ms
bench-column-decline-p50 = abgelehnt p50 ms
bench-column-illness-p50 = krank p50 ms
bench-column-moved-p95 = bewegt p95
bench-column-proven-percent = bewiesen %
bench-column-touched = Bestätigte berührt
bench-fill-stores = Speichere
bench-coverage-counting = { $requests } Anfragen aus ihren Zeilen gezählt in { $milliseconds } ms
bench-coverage-size = { $times } × Hessen: { $requests } Anfragen, { $lotsen } Lots*innen, { $sums } Summen; Millisekunden je Abfrage, Mitte und höchstens:
