# What the command line says.

cli-step-candidates = Looking for candidates for { $requests ->
    [one] one request
   *[other] { $requests } requests
}
cli-step-components = { $candidates ->
    [one] One candidate
   *[other] { $candidates } candidates
} in { $components ->
    [one] one part
   *[other] { $components } independent parts
}
cli-step-decided = { $components } of { $of ->
    [one] { $of } part
   *[other] { $of } parts
} decided, { $filled ->
    [one] { $filled } place
   *[other] { $filled } places
} filled
cli-step-bounded = At most { $missing } % below the best; { $rounds } of at most { $of } rounds
cli-step-explaining = Explaining { $unserved ->
    [one] one open request
   *[other] { $unserved } open requests
}

cli-solve-served = { $served } of { $requests ->
    [one] { $requests } request
   *[other] { $requests } requests
} served; first come, first served would be { $baseline }.
cli-solve-weight = { $optimal ->
    [yes] Level 1 (weight): { $value }, proven best possible.
   *[no] Level 1 (weight): { $value }, at most { $bound } possible (gap { $gap } %).
}
cli-solve-effort = { $optimal ->
    [yes] Level 2 (minutes of effort): { $value }, proven best possible.
   *[no] Level 2 (minutes of effort): { $value }, at least { $bound } needed (gap { $gap } %).
}
cli-solve-candidates = { $candidates ->
    [one] One candidate
   *[other] { $candidates } candidates
} in { $components ->
    [one] one part
   *[other] { $components } parts, the largest with { $largest }
}; solved with { $solver }.
cli-solve-nearest = There were too many candidates: of each request the { $nearest } nearest Lotsen who can come were looked at first, and all only where a place stayed open; no cures were tried out. The bounds hold for all candidates; first come, first served is counted among the same.
cli-needs-all = This looks at all candidates, and there were too many for the plan already: it was made with the { $nearest } nearest Lotsen of each request. Take a part of the problem, one region or one language, or raise most_candidates in [matching] if there is memory for them.
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

cli-step-mails = { $sent } of { $of ->
    [one] { $of } mail
   *[other] { $of } mails
} written

cli-match-served = { $served } of { $requests ->
    [one] { $requests } request
   *[other] { $requests } requests
} { $served ->
    [one] is
   *[other] are
} served.
cli-match-baseline-same = First come, first served would serve as many ({ $baseline }).
cli-match-baseline-more = First come, first served would serve { $baseline }; the joint plan serves { $difference } more.
cli-match-baseline-fewer = First come, first served would serve { $baseline }; the joint plan serves { $difference } fewer, but more urgent or longer waiting ones.
cli-match-urgent = Among those of high urgency or urgent: { $served } of { $requests }.
cli-match-proven = Measured by urgency and waiting time this is proven best possible, and not to be had with less effort.
cli-match-proven-served = Measured by urgency and waiting time this is proven best possible; the effort is at most { $gap } % above the least possible.
cli-match-bounded = There was no time for the proof: measured by urgency and waiting time at most { $gap } % are missing to the best possible plan.
cli-match-effort = { $lotsen ->
    [one] { $lotsen } Lotse gives
   *[other] { $lotsen } Lotsen give
} { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
} and { $lotsen ->
    [one] travels
   *[other] travel
} about { $kilometres } km for it (estimate).
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
cli-match-explained = {"  "}{ $request }: { $why }
cli-match-about = { $request }, { $language } in { $town }
cli-match-about-without-language = { $request } in { $town }
cli-match-places = { $filled } of { $places } places filled
cli-match-speakers = { $speakers ->
    [0] nobody speaks the language well enough
    [one] one person speaks the language
   *[other] { $speakers } speak the language
}
cli-match-speakers-proposed = { $speakers ->
    [one] one person speaks the language and is proposed
   *[other] { $speakers } speak the language, { $proposed } of them proposed
}
cli-match-able = { $speakers ->
    [0] nobody of the Lotsen pool comes into question
    [one] one person of the Lotsen pool comes into question
   *[other] { $speakers } of the Lotsen pool come into question
}
cli-match-able-proposed = { $speakers ->
    [one] one person of the Lotsen pool comes into question and is proposed
   *[other] { $speakers } of the Lotsen pool come into question, { $proposed } of them proposed
}
cli-match-elsewhere = { $candidates ->
    [one] one could, but is needed elsewhere
   *[other] { $candidates } could, but are needed elsewhere
}
cli-match-other-appointment = { $candidates ->
    [one] one could, but not at the same appointment
   *[other] { $candidates } could, but not at the same appointment
}
cli-match-not-searched-out = { $candidates ->
    [one] one could, more time to search may help
   *[other] { $candidates } could, more time to search may help
}
cli-match-mails-sent = { $mails ->
    [0] No mail was sent.
    [one] { $mails } mail sent.
   *[other] { $mails } mails sent.
}
cli-match-mails = { $mails ->
    [0] No mail was written.
    [one] { $mails } mail written, in the folder { $folder }.
   *[other] { $mails } mails written, in the folder { $folder }.
}
cli-match-outdated = { $count ->
    [one] One proposal is left as it is because the Lotse is no longer active or the request has moved on.
   *[other] { $count } proposals are left as they are because the Lotsen are no longer active or the requests have moved on.
}
cli-match-calls = { $count ->
    [one] Without a mail address, please call:
   *[other] Without a mail address, please make { $count } calls:
}
cli-match-call = {"  "}{ $request } ({ $when }), { $name }, answer until { $until }
cli-match-call-offer = Note the answer: lotsenwerk offers accept { $offer } or offers decline { $offer }
cli-match-call-without-number = no phone number known
cli-match-postponed = { $mails ->
    [one] One mail could not be written; the next run tries again.
   *[other] { $mails } mails could not be written; the next run tries again.
}
cli-match-given-up = { $mails ->
    [one] One mail was given up; the outbox has the reason.
   *[other] { $mails } mails were given up; the outbox has the reasons.
}
cli-match-carrier-unknown = --carrier: there is no carrier “{ $name }”. { $count ->
    [0] There is no carrier yet.
   *[other] There are: { $names }
}

cli-reason-lost = somebody could, but is needed elsewhere
cli-reason-other-appointment = others could, but not at the same appointment
cli-reason-not-searched-out = somebody could, more time to search may help
cli-reason-nobody-else = nobody comes into question but those who are proposed
cli-reason-nobody = there are no Lotsen yet

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

cli-demo-introduction = Demonstration with made-up data: { $lotsen ->
    [one] { $lotsen } Lotse
   *[other] { $lotsen } Lotsen
} of { $projects ->
    [one] { $projects } project
   *[other] { $projects } projects
} in Hessen,
    { $requests ->
        [one] { $requests } open request
       *[other] { $requests } open requests
    } and { $confirmed ->
        [one] { $confirmed } confirmed assignment
       *[other] { $confirmed } confirmed assignments
    }. Decided as if it were { $today }.
cli-demo-look = To look at:
cli-demo-mail = {"  "}a mail: { $file } (opens in a mail program)
cli-demo-database = {"  "}the database: { $file } ({ $engine })
cli-demo-serve = {"  "}To answer offers: lotsenwerk serve --config { $file }, then open the link in a mail
cli-demo-accounts = To log in, one account for each role (the passwords stand here and in { $file }, nowhere else):
cli-doctor-tables = tables
cli-doctor-rules = funding rules
cli-doctor-database = database
cli-doctor-outbox = outbox
cli-doctor-jobs = jobs
cli-doctor-jobs-counts = { $queued } waiting, { $running } running, { $dead } given up; { $minutes } min behind
cli-doctor-audit = audit
cli-doctor-audit-step = { $sealed } events of the audit looked at
cli-doctor-audit-well = unchanged up to seal { $seal }; { $waiting } events wait for their seal
cli-doctor-audit-none = { $waiting } events wait for their seal, none is sealed yet
cli-doctor-audit-removed = event { $event } (seal { $number }) was removed
cli-doctor-audit-changed = event { $event } (seal { $number }) is not what was sealed
cli-doctor-audit-gap = seals are missing before event { $event } (seal { $number })
cli-doctor-audit-replaced = seal { $number } is not the one that was noted: the chain was made anew or its end removed
cli-doctor-audit-unchained = event { $event } has no seal and waits for none: it was added past the program, or seals were removed
cli-doctor-audit-unguarded = the audit is not guarded: the triggers { $triggers } are missing in the database, or switched off
cli-doctor-test-mail = test mail
cli-doctor-test-mail-sent = { $id } was handed to { $place }
cli-doctor-test-mail-subject = Test mail from Lotsenwerk
cli-doctor-test-mail-text = This mail shows that Lotsenwerk can send mails. Nobody has to answer it.
cli-doctor-mail-folder = mail folder
cli-doctor-public-url = Links in mails
cli-doctor-public-url-none = web.public_url is empty: mails go out, but without a link; Lotsen answer by mail
cli-doctor-public-url-local = only this machine finds { $url }; set web.public_url to the address at which everybody finds the pages
cli-doctor-public-url-well = begin with { $url }
cli-doctor-solver = solver
cli-doctor-tables-well = { $area }: { $regions } regions, { $places } postcodes, { $languages } languages
cli-doctor-rules-well = programme { $programme }, in force since { $since }
cli-doctor-database-new = { $engine }: is set up by the first run ({ $place })
cli-doctor-database-behind = { $engine }: { $count ->
    [one] one schema change is pending
   *[other] { $count } schema changes are pending
}; run lotsenwerk migrate
cli-doctor-database-well = { $engine }, schema up to date
cli-doctor-database-no-folder = there is no folder { $folder }; make it or change database.url
cli-doctor-outbox-counts = { $queued } waiting, { $sent } written, { $dead } given up
cli-doctor-mail-folder-well = { $folder } can be written
cli-doctor-mail-folder-new = { $folder } is made with the first mail
cli-doctor-mail-folder-ill = { $folder } cannot be written ({ $why }); change mail.folder
cli-doctor-solver-well = { $solver } solves and the checker agrees
cli-doctor-solver-ill = { $solver } finds no valid plan for a problem that has one: { $why }

cli-doctor-well = Everything is ready.
cli-doctor-ill = { $count ->
    [one] Something is missing in one place.
   *[other] Something is missing in { $count } places.
}
cli-match-queued = Queued as job { $job }: the next free worker does it (lotsenwerk worker or serve).
cli-doctor-coverage = figures of coverage
cli-doctor-coverage-waiting = { $waiting } changes wait to be counted; --coverage counts everything anew
cli-doctor-coverage-step = counted anew: { $requests } requests
cli-doctor-coverage-well = counted anew: { $requests } requests are as they should be; { $waiting } changes wait to be counted
cli-doctor-coverage-ill = counted anew: { $facts } of { $requests } requests and { $sums } sums are wrong; --repair stores what is right
cli-doctor-coverage-repaired = counted anew and stored: { $requests } requests; { $facts } were counted otherwise or not yet, { $sums } sums were others
cli-doctor-coverage-unnoted = triggers that note changes are missing, or switched off: { $triggers }
