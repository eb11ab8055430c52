worker-begins = Works at { $engine } on { $threads ->
    [one] { $threads } job
   *[other] { $threads } jobs
} at a time. Ctrl-C ends it.
worker-queued = due: { $schedule }
worker-recovered = left behind by others: { $queued } are done again, { $dead } given up
worker-done = { $kind } done ({ $seconds } s): { $words }
worker-again = { $kind } failed, is tried again ({ $id }): { $words }
worker-dead = { $kind } given up ({ $id }): { $words }
worker-back = { $kind } handed back ({ $id })
worker-lost = { $kind } is somebody else's by now ({ $id })
worker-stops = Stops.
worker-tally = { $done } done, { $failed } failed, { $dead } given up, { $back } handed back
