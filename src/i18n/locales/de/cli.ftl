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
