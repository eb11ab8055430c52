# Proof of use and outlook.

proof-title-of = Proof of use { $year }
proof-file-name = proof-of-use
proof-list-title = Proofs of use
proof-list-lead = What has a project done in a year, and what will it need?
proof-list-none = There is no project yet.
proof-years = Other years
proof-lead = { $amount } for { $year }, from confirmed hours.
proof-lead-budget = { $amount } for { $year }, from confirmed hours, of it { $allowances } of allowances; for these { $budget } are granted.
proof-due-on = To be handed in by { $day }.
proof-project = Project
proof-year = Year
proof-due = To be handed in by
proof-sum = Sum
proof-allowances = Allowances among it
proof-budget = Granted for allowances
proof-summary = Summary
proof-column-position = Position
proof-column-count = Number
proof-column-what = What
proof-column-name = Name
proof-column-clients = People
proof-position-accompaniment = Allowances for accompaniment (hours)
proof-position-interpreting = Allowances for interpreting (appointments)
proof-position-coordination = Flat rate for coordination (active Lotsen)
proof-yes = yes
proof-no = no
proof-report = Figures for the report
proof-clients = People accompanied (different pseudonyms)
proof-without-client = Assignments without a pseudonym
proof-assignments = Assignments
proof-sittings = Appointments
proof-lotsen = Active Lotsen
proof-requests = Requests for the year
proof-unserved = of these without a Lotse
proof-kilometres = Kilometres, as far as noted
proof-topic = Assignments: { $kind }
proof-language = Assignments in { $kind }
proof-qualified = Qualified in the year: { $kind }
proof-others = others, fewer than five each
proof-undecided = { $count ->
    [one] One entry of the year is not confirmed yet and not contained here.
   *[other] { $count } entries of the year are not confirmed yet and not contained here.
}
proof-to-hours = Confirm hours
proof-how = What counts is the end of the last appointment. Amounts are the sums of the monthly statements; the language is the one that was wished first. Columns follow the form that is set for the year.
proof-without-people = Single Lotsen are seen by the project alone; small figures are put together or left out, because they could be somebody.
proof-few = too few
proof-signed = Place, date, legally binding signature
proof-ahead-title = Outlook on { $year }
proof-ahead-nothing = Nothing was done yet from which anything could be concluded.
proof-ahead-hours = { $hours } hours
proof-ahead-sittings = { $count ->
    [one] one appointment
   *[other] { $count } appointments
}
proof-ahead-said = Probably { $sum }, which is { $cost }. Nine of ten such years lie between { $least } and { $most } (up to { $cost-most }).
proof-ahead-trend = From the course and the seasons of { $months } months until { $until }.
proof-ahead-last-year = As the last twelve of { $months } months until { $until }; a trend needs two years.
proof-ahead-too-few = Nothing to be said yet: there are { $months } months until { $until }, and { $needed } are needed.
proof-ahead-part = { $year } ({ $months } months)
proof-ahead-unmet = { $count ->
    [one] Besides, in the last twelve months there was one request of { $figure } for which nobody was found. It is not contained.
   *[other] Besides, in the last twelve months there were { $count } requests of { $figure } for which nobody was found. They are not contained.
}
proof-ahead-how = The trend is the middle slope between all pairs of months, the season a month's usual share. Single unusual months hardly move either, but widen the range. Hours that still wait for confirmation are contained.
proof-to-list = To all proofs of use
