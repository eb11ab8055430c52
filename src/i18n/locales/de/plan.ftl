# Die Vermittlung: begonnen, verfolgt, geprüft, freigegeben.

plan-list-title = Vermittlung
plan-list-lead = Ein Lauf entscheidet alle offenen Anfragen zusammen. Gefragt wird erst, wenn Sie den Plan freigeben.
plan-start = Jetzt vermitteln
plan-none = Es gab noch keinen Lauf. Mit „Jetzt vermitteln“ beginnt der erste; sonst läuft die Vermittlung jede Nacht.
plan-column-when = Begonnen
plan-column-result = Ergebnis
plan-column-state = Stand
plan-result = { $served } von { $requests } Anfragen
plan-queued = wartet
plan-running = läuft
plan-stopping = hält an
plan-finished = Plan liegt vor
plan-failed = gescheitert
plan-cancelled = abgebrochen
plan-progress-title = Vermittlung läuft
plan-at-queued = Der Lauf beginnt, sobald Platz ist.
plan-at-reading = Offene Anfragen und Lots*innen werden gelesen.
plan-at-candidates = Wer könnte zu welcher Anfrage gehen?
plan-at-solving = Die beste Verteilung wird gesucht.
plan-at-explaining = Zu allem, was offen bleibt, wird gesucht, was helfen würde.
plan-at-storing = Der Plan wird geprüft und gespeichert.
plan-at-failed = Der Lauf ist gescheitert, es wurde nichts geändert. Versuchen Sie es noch einmal; bleibt es so, hilft der Betrieb mit dem Protokoll.
plan-at-cancelled = Der Lauf wurde abgebrochen, bevor es einen Plan gab.
plan-stop = Abbrechen
plan-all = Alle Läufe

plan-title = Plan prüfen
plan-lead = { $served } von { $requests } Anfragen, { $more ->
    [0] so viele wie der Reihe nach
    [-1] eine weniger als der Reihe nach
    [one] eine mehr als der Reihe nach
   *[other] { $more } mehr als der Reihe nach
}; { $proven }; { $minutes } Minuten Weg.
plan-proven = beweisbar bestmöglich
plan-proven-served = mehr Anfragen gehen beweisbar nicht
plan-not-proven = mehr könnten möglich sein
plan-lotsen = { $lotsen ->
    [one] Eine Lots*in ist
   *[other] { $lotsen } Lots*innen sind
} dabei, höchstens { $busiest ->
    [one] ein Termin
   *[other] { $busiest } Termine
} je Person
plan-change = seit dem Plan davor: { $new } neu, { $other } mit anderer Lots*in, { $gone } nicht mehr
plan-release = { $count ->
    [one] Ein Angebot senden
   *[other] { $count } Angebote senden
}
plan-release-reviewed = { $count ->
    [one] Nur das geprüfte senden
   *[other] Nur die { $count } geprüften senden
}
plan-close = Knapp entschieden ({ $count }): Hier wissen Sie vielleicht mehr
plan-clear = Klar ({ $count })
plan-settled = Erledigt ({ $count })
plan-open = Niemand gefunden ({ $count })
plan-empty = Es gab keine offene Anfrage.
plan-next = Danach käme { $name }, { $minutes ->
    [0] ebenso gut
    [one] eine Minute mehr Aufwand
   *[other] { $minutes } Minuten mehr Aufwand
}.
plan-nobody-else = Sonst kommt niemand in Frage.
plan-reviewed = geprüft
plan-dropped = verworfen
plan-accept = Annehmen
plan-swap = Tauschen
plan-drop = Verwerfen
plan-drop-once = Jetzt nicht
plan-drop-always = Nie für diese Anfrage
plan-swap-title = Wer statt dessen?
plan-swap-proposed = Das ist der Vorschlag.
plan-swap-send = Statt dessen vorschlagen
plan-swap-nobody = Außer der vorgeschlagenen Person kommt niemand in Frage.
plan-swap-broken = Das geht nicht: { $hurdles }. Wählen Sie jemand anderen.
plan-open-hint = Was helfen würde, zeigt immer auch die Seite der Anfrage.
