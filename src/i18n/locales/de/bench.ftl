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
