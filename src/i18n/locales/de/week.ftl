# Der Wochenkalender.

week-title = Woche { $number }
week-span = { $first } bis { $last }
week-summary = { $count ->
    [0] kein Termin
    [one] ein Termin
   *[other] { $count } Termine
}
week-weeks = Andere Wochen
week-before = Woche davor
week-this = Diese Woche
week-after = Woche danach
week-today = heute
week-nothing = Kein Termin
week-away = Abwesend:
