# The matching: begun, followed, reviewed, released.

plan-list-title = Matching
plan-list-lead = A run decides all open requests together. Nobody is asked before you release the plan.
plan-start = Match now
plan-none = There was no run yet. "Match now" begins the first one; otherwise it runs every night.
plan-column-when = Begun
plan-column-result = Result
plan-column-state = State
plan-result = { $served } of { $requests } requests
plan-queued = waits
plan-running = under way
plan-stopping = stopping
plan-finished = there is a plan
plan-failed = failed
plan-cancelled = called off
plan-progress-title = Matching under way
plan-at-queued = The run begins as soon as there is room.
plan-at-reading = Open requests and Lotsen are being read.
plan-at-candidates = Who could go to which request?
plan-at-solving = The best distribution is being looked for.
plan-at-explaining = For everything that stays open it is looked for what would help.
plan-at-storing = The plan is being checked and stored.
plan-at-failed = The run has failed, and nothing was changed. Try again; if it stays so, whoever runs the service helps with the log.
plan-at-cancelled = The run was called off before there was a plan.
plan-stop = Call off
plan-all = All runs

plan-title = Review the plan
plan-lead = { $served } of { $requests } requests, { $more ->
    [0] as many as first come, first served
    [-1] one less than first come, first served
    [one] one more than first come, first served
   *[other] { $more } more than first come, first served
}; { $proven }; { $minutes } minutes of travel.
plan-proven = proven to be the best possible
plan-proven-served = proven that no more can be served
plan-not-proven = more may be possible
plan-lotsen = { $lotsen ->
    [one] One Lotse takes part
   *[other] { $lotsen } Lotsen take part
}, at most { $busiest ->
    [one] one appointment
   *[other] { $busiest } appointments
} each
plan-change = since the plan before: { $new } new, { $other } with another Lotse, { $gone } no more
plan-release = { $count ->
    [one] Send one offer
   *[other] Send { $count } offers
}
plan-release-reviewed = { $count ->
    [one] Send the reviewed one only
   *[other] Send the { $count } reviewed ones only
}
plan-close = Close calls ({ $count }): you may know more
plan-clear = Clear ({ $count })
plan-settled = Settled ({ $count })
plan-open = Nobody found ({ $count })
plan-empty = There was no open request.
plan-next = Next would be { $name }, { $minutes ->
    [0] just as good
    [one] one more minute of effort
   *[other] { $minutes } more minutes of effort
}.
plan-nobody-else = Nobody else could be asked.
plan-reviewed = reviewed
plan-dropped = dropped
plan-accept = Accept
plan-swap = Swap
plan-drop = Drop
plan-drop-once = Not now
plan-drop-always = Never for this request
plan-swap-title = Who instead?
plan-swap-proposed = This is the proposal.
plan-swap-send = Propose instead
plan-swap-nobody = Nobody else than the proposed person could be asked.
plan-swap-broken = That does not do: { $hurdles }. Choose somebody else.
plan-open-hint = What would help is always shown on the page of the request too.
