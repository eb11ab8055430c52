# Funding: rules, budget, pool.

fund-title = Funding
fund-list-title = Funding rules
fund-list-lead = Which rates and limits hold, and what was changed about them?
fund-projects = Projects
fund-rules = Rules that hold today
fund-rules-of-all = Rules that hold for all today
fund-cents-per-hour = Accompaniment, per hour
fund-hours-per-year = Most hours in a year
fund-hours-per-year-coordinating = Most hours in a year, coordinating
fund-hours-per-week = Guide value, hours in a week
fund-hours-per-week-coordinating = Guide value, hours in a week, coordinating
fund-cents-per-assignment = Interpreting, per appointment
fund-assignments-per-client = Paid appointments per person and year
fund-pool-people = Interpreters in the pool, at least
fund-pool-languages = Languages in the pool, at least
fund-coordination = Flat rate for coordination in a year
fund-coordination-from = Flat rate for coordination from pilots
fund-budget = Budget for allowances in a year
fund-german = German for interpreting, at least
fund-beyond = Beyond a limit
fund-beyond-stop = neither plan nor pay
fund-beyond-warn = plan and pay, with a hint
fund-keep = as it is
fund-standing = { $year } so far
fund-spent = In { $year } { $spent } are confirmed so far; no budget is set.
fund-spent-of = In { $year } { $spent } of { $budget } are confirmed so far.
fund-expected = Probably { $expected } by the end of the year.
fund-budget-fine = The budget will probably do
fund-budget-near = More than 80 % of the budget are used
fund-budget-reached = The budget is used up
fund-budget-will-not-do = The budget will probably not do
fund-check-met = met
fund-check-missing = not met yet
fund-check-lotsen = { $has } pilots in the pool; the flat rate for coordination is paid from { $needs }.
fund-check-interpreters = { $has } interpreters in the pool; { $needs } are needed.
fund-check-languages = { $has } languages beside German in the pool; { $needs } are needed.
fund-hours-used = { $used } of { $most } in the year
fund-hours-near = soon used up
fund-hours-reached = used up
fund-clients = { $count ->
    [one] For one person the paid appointments of the year are used up.
   *[other] For { $count } people the paid appointments of the year are used up.
}
fund-history = What was changed
fund-history-none = Nothing. The installation's rules hold.
fund-late = retroactive
fund-from = From { $from }
fund-from-until = { $from } to { $until }
fund-made = { $who }, { $when }
fund-change = Change rules
fund-change-hint = What is left empty stays as it is. Nothing is overwritten: each change is in the history with its first day, and for the same day the last one holds. Amounts in euros.
fund-change-send = Enter the change
fund-valid-from = Holds from
fund-valid-until = Holds until, if limited
fund-reason = Reason
fund-nothing = Nothing is changed. Enter one value at least.
