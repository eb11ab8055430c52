# What the command line says.

cli-step-candidates = Looking for candidates for { $requests } requests
cli-step-components = { $candidates } candidates in { $components } independent parts
cli-step-decided = { $components } of { $of } parts decided, { $filled } places filled
cli-step-explaining = Explaining { $unserved } open requests

cli-solve-served = { $served } of { $requests } requests served; first come, first served would be { $baseline }.
cli-solve-weight = { $optimal ->
    [yes] Level 1 (weight): { $value }, proven best possible.
   *[no] Level 1 (weight): { $value }, at most { $bound } possible (gap { $gap } %).
}
cli-solve-effort = { $optimal ->
    [yes] Level 2 (minutes of effort): { $value }, proven best possible.
   *[no] Level 2 (minutes of effort): { $value }, at least { $bound } needed (gap { $gap } %).
}
cli-solve-candidates = { $candidates } candidates in { $components } parts, the largest with { $largest }; solved with { $solver }.
cli-solve-phases = Times: { $phases }

cli-verify-accepted = The plan keeps every rule. { $served ->
    [one] One request is served.
   *[other] { $served } requests are served.
}
cli-verify-rejected = { $count ->
    [one] The plan breaks one rule:
   *[other] The plan breaks rules in { $count } places:
}

cli-migrate-nothing = The database schema is up to date.
cli-migrate-pending = Still to be set up: { $names }
cli-migrate-done = Set up: { $names }

cli-step-mails = { $sent } of { $of } mails written

cli-match-served = { $served } of { $requests } requests are served.
cli-match-baseline = { $gain ->
    [0] First come, first served would serve as many ({ $baseline }).
   *[other] First come, first served would serve { $baseline }; the joint plan serves { $gain } more.
}
cli-match-urgent = Among the urgent and important ones: { $served } of { $requests }.
cli-match-proven = This is proven best: no more can be served, and not with less effort.
cli-match-proven-served = It is proven that no more can be served; the effort is at most { $gap } % above the least possible.
cli-match-bounded = There was no time for the proof: at most { $gap } % are missing to the best possible plan.
cli-match-effort = { $lotsen } Lotsen give { $hours } hours and travel about { $kilometres } km for it (estimate).
cli-match-expired = { $count ->
    [one] All appointments of one request have passed; it has expired.
   *[other] All appointments of { $count } requests have passed; they have expired.
}
cli-match-all-served = No request stays open.
cli-match-open = { $count ->
    [one] One request stays open. What it fails on in the end:
   *[other] { $count } requests stay open. What they fail on in the end:
}
cli-match-reason = {"  "}{ $count } × { $why }
cli-match-examples = For example, of the Lotsen pool in charge:
cli-match-hurdle = { $count } × { $why }
cli-match-explained = {"  "}{ $request }, { $language } in { $town }: { $speakers ->
    [0] nobody speaks the language well enough
    [one] one person speaks the language: { $hurdles }
   *[other] { $speakers } speak the language: { $hurdles }
}{ $candidates ->
    [0] {""}
    [one] ; one could, but is needed elsewhere
   *[other] ; { $candidates } could, but are needed elsewhere
}
cli-match-mails = { $offers ->
    [one] One offer went out; its mail lies
   *[other] { $offers } offers went out; their mails lie
} in the folder { $folder }.
cli-match-without-address = { $count ->
    [one] One proposal waits because the Lotse has no mail address: please call.
   *[other] { $count } proposals wait because the Lotsen have no mail address: please call.
}
cli-match-mail-trouble = { $postponed } mails will be tried again, { $given_up } cannot be delivered.

cli-reason-lost = somebody could, but is needed elsewhere
cli-reason-status = not active
cli-reason-consent = without consent
cli-reason-pool = nobody in the Lotsen pool in charge
cli-reason-service = does not give this service
cli-reason-language = nobody speaks the language well enough
cli-reason-gender = another gender than required
cli-reason-exclusion = declined or excluded
cli-reason-mode = not in this way (in person, phone, video)
cli-reason-distance = too far away
cli-reason-absence = away
cli-reason-availability = not available at that time
cli-reason-qualification = certificate missing or expired
cli-reason-overlap = has another appointment then
cli-reason-weekly-load = hours of the week used up
cli-reason-yearly-cap = hours of the year used up
cli-reason-client-cap = paid assignments of the client used up
cli-reason-ask-budget = asked often enough this week

cli-import-read-text = { $file }: read as { $encoding }, columns separated by { $delimiter }
cli-import-tab = tabs
cli-import-read-workbook = { $file }: read as an Excel workbook
cli-import-faults = { $count ->
    [one] One fault:
   *[other] { $count } faults:
}
cli-import-fault = {"  "}{ $place }: { $value }
cli-import-fault-what = {"    "}{ $what }
cli-import-remedy = {"    "}Remedy: { $remedy }
cli-import-sheet = sheet “{ $sheet }”
cli-import-column = column “{ $column }”
cli-import-row = row { $row }
cli-import-rows = rows { $rows }
cli-import-more-rows = { $rows } and { $more } more
cli-import-value = “{ $value }”
cli-import-empty = empty
cli-import-notices = Notices:
cli-import-notice = {"  "}{ $place }: { $what }
cli-import-carrier = Carrier: { $name }
cli-import-carrier-new = New carrier: { $name }, in charge of { $regions }
cli-import-regions-from-list = The regions follow from the list: at least a tenth of its postcodes lie in each. --region sets them.
cli-import-carrier-kept = This carrier exists already; --region and --carrier-email have not changed it.
cli-import-region-unknown = --region: there is no region “{ $name }”. There are: { $names }
cli-import-agencies = { $count ->
    [one] New requesting organisation: { $names }
   *[other] { $count } new requesting organisations: { $names }
}
cli-import-lotsen = { $count ->
    [one] One Lotse
   *[other] { $count } Lotsen
}
cli-import-requests = { $count ->
    [one] One request
   *[other] { $count } requests
}
cli-import-taken = { $what } taken: { $new } new, { $changed } changed, { $unchanged } unchanged.
cli-import-possible = { $what } could be taken: { $new } new, { $changed } changed, { $unchanged } unchanged.
cli-import-left-alone = { $count ->
    [one] One request has moved on and stays as it is.
   *[other] { $count } requests have moved on and stay as they are.
}
cli-import-skipped = { $count ->
    [one] One faulty row is left out.
   *[other] { $count } faulty rows are left out.
}
cli-import-dry-run = This was a dry run: nothing is stored.
cli-import-refused = { $faults ->
    [one] The list has one fault.
   *[other] The list has { $faults } faults.
} Nothing was taken. { $good ->
    [0] No row is without fault.
    [one] Mend the faults, or take only the one row without fault with --skip-faulty.
   *[other] Mend the faults, or take only the { $good } rows without fault with --skip-faulty.
}

cli-step-generate = Making up people and requests

cli-demo-introduction = Demonstration with made-up data: { $lotsen } Lotsen of { $projects } projects in Hessen,
    { $requests } open requests and { $confirmed } confirmed assignments. It is decided as if it were { $today }.
cli-demo-look = To look at:
cli-demo-mail = {"  "}a mail: { $file } (opens in a mail program)
cli-demo-database = {"  "}the database: { $file } ({ $engine })

cli-doctor-well = Everything is ready.
cli-doctor-ill = { $count ->
    [one] Something is missing in one place.
   *[other] Something is missing in { $count } places.
}
