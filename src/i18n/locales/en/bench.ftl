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
