# Measurements of the matching.

bench-instance = { $name }: { $lotsen ->
    [one] { $lotsen } Lotse
   *[other] { $lotsen } Lotsen
} × { $requests ->
    [one] { $requests } request
   *[other] { $requests } requests
} in { $area }
bench-phases = Median times: { $phases }
bench-median = median
bench-yes = yes
bench-no = no

bench-column-seed = seed
bench-column-candidates = candidates
bench-column-components = parts
bench-column-served = served
bench-column-weight = weight
bench-column-gap = gap %
bench-column-proven = proven
bench-column-effort = effort
bench-column-first-come = FCFS weight
bench-column-gain = gain %
bench-column-seconds = seconds
bench-column-memory = MiB
bench-column-bytes = B/candidate
bench-column-served-first-come = FCFS served
bench-column-same-first-come = FCFS km
bench-column-same = km
bench-column-saved = saved %
bench-column-deviation-first-come = FCFS spread
bench-column-deviation = spread
bench-column-more-first-come = FCFS 3+
bench-column-more = 3+
bench-column-unserved = open
bench-column-counts = reasons ms
bench-column-standing = ready ms
bench-column-tried = tried
bench-column-p50 = p50 ms
bench-column-p95 = p95 ms
bench-column-max = max ms
bench-column-cured = curable %
bench-column-gains = gains ms
bench-column-profiles = profiles
bench-column-pricing = pricing ms
bench-column-pricing-800 = 800 in ms
bench-column-confirming = 20 confirmed ms
bench-column-priced = priced
bench-column-confirmed = confirmed
bench-column-agreement = agreement %
bench-column-agreement-spread = over all %
bench-column-solve-once = one solution ms
bench-column-published = top 20 proven ms
bench-column-solutions = solutions
bench-column-proven-whole = proven in the whole
bench-column-pinned = confirmed
bench-column-arrival-p50 = new p50 ms
bench-column-decline-p50 = declined p50 ms
bench-column-illness-p50 = ill p50 ms
bench-column-moved-p95 = moved p95
bench-column-proven-percent = proven %
bench-column-touched = confirmed touched
bench-fill-stores = Storing
bench-coverage-counting = { $requests } requests counted from their rows in { $milliseconds } ms
bench-coverage-size = { $times } × Hessen: { $requests } requests, { $lotsen } Lotsen, { $sums } sums; milliseconds a question, the middle and the most:
