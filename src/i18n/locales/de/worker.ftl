worker-begins = Arbeitet an { $engine } mit { $threads ->
    [one] { $threads } Auftrag
   *[other] { $threads } Aufträgen
} zugleich. Strg-C beendet.
worker-queued = fällig: { $schedule }
worker-recovered = von anderen liegen geblieben: { $queued } werden wiederholt, { $dead } aufgegeben
worker-done = { $kind } erledigt ({ $seconds } s): { $words }
worker-again = { $kind } misslungen, wird wiederholt ({ $id }): { $words }
worker-dead = { $kind } aufgegeben ({ $id }): { $words }
worker-back = { $kind } zurückgegeben ({ $id })
worker-lost = { $kind } hat inzwischen jemand anders ({ $id })
worker-stops = Hört auf.
worker-tally = { $done } erledigt, { $failed } misslungen, { $dead } aufgegeben, { $back } zurückgegeben
