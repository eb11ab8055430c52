queue-empty = Nothing.
queue-line = { $id }  { $kind }  { $state }  { $when }  { $attempts ->
    [one] { $attempts } attempt
   *[other] { $attempts } attempts
}
queue-state-queued = waits
queue-state-running = running
queue-state-done = done
queue-state-sent = sent
queue-state-dead = given up
queue-state-outdated = outdated
queue-again = { $count ->
    [0] Nothing had been given up.
    [one] { $count } entry is tried again.
   *[other] { $count } entries are tried again.
}
queue-not-dead = { $id } has not been given up; only what was given up is tried again
