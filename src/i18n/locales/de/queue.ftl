queue-empty = Nichts.
queue-line = { $id }  { $kind }  { $state }  { $when }  { $attempts ->
    [one] { $attempts } Versuch
   *[other] { $attempts } Versuche
}
queue-state-queued = wartet
queue-state-running = läuft
queue-state-done = erledigt
queue-state-sent = verschickt
queue-state-dead = aufgegeben
queue-state-outdated = überholt
queue-again = { $count ->
    [0] Nichts war aufgegeben.
    [one] { $count } Eintrag wird erneut versucht.
   *[other] { $count } Einträge werden erneut versucht.
}
queue-not-dead = { $id } ist nicht aufgegeben; erneut versucht wird nur, was aufgegeben ist
