# The calendar of a week.

week-title = Week { $number }
week-span = { $first } to { $last }
week-summary = { $count ->
    [0] no appointment
    [one] one appointment
   *[other] { $count } appointments
}
week-weeks = Other weeks
week-before = Week before
week-this = This week
week-after = Week after
week-today = today
week-nothing = No appointment
week-away = Away:
