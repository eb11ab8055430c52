# Förderung: Regeln, Budget, Pool.

fund-title = Förderung
fund-list-title = Förderregeln
fund-list-lead = Welche Sätze und Grenzen gelten, und was wurde daran geändert?
fund-projects = Projekte
fund-rules = Regeln, die heute gelten
fund-rules-of-all = Regeln, die heute für alle gelten
fund-cents-per-hour = Begleitung, je Stunde
fund-hours-per-year = Höchstens Stunden im Jahr
fund-hours-per-year-coordinating = Höchstens Stunden im Jahr, koordinierend
fund-hours-per-week = Richtwert Stunden in der Woche
fund-hours-per-week-coordinating = Richtwert Stunden in der Woche, koordinierend
fund-cents-per-assignment = Dolmetschen, je Termin
fund-assignments-per-client = Vergütete Termine je Person und Jahr
fund-pool-people = Dolmetschende im Pool, mindestens
fund-pool-languages = Sprachen im Pool, mindestens
fund-coordination = Koordinierungspauschale im Jahr
fund-coordination-from = Koordinierungspauschale ab Lots*innen
fund-budget = Budget für Aufwandsentschädigungen im Jahr
fund-german = Deutsch zum Dolmetschen, mindestens
fund-beyond = Über einer Grenze
fund-beyond-stop = nicht planen und nicht vergüten
fund-beyond-warn = planen und vergüten, mit Hinweis
fund-keep = wie bisher
fund-standing = Stand { $year }
fund-spent = { $year } sind bisher { $spent } bestätigt; ein Budget ist nicht eingetragen.
fund-spent-of = { $year } sind bisher { $spent } von { $budget } bestätigt.
fund-expected = Bis Jahresende voraussichtlich { $expected }.
fund-budget-fine = Das Budget reicht voraussichtlich
fund-budget-near = Über 80 % des Budgets sind verbraucht
fund-budget-reached = Das Budget ist aufgebraucht
fund-budget-will-not-do = Das Budget reicht voraussichtlich nicht
fund-check-met = erfüllt
fund-check-missing = noch nicht erfüllt
fund-check-lotsen = { $has } Lots*innen im Pool; die Koordinierungspauschale gibt es ab { $needs }.
fund-check-interpreters = { $has } Dolmetschende im Pool; nötig sind { $needs }.
fund-check-languages = { $has } Sprachen neben Deutsch im Pool; nötig sind { $needs }.
fund-hours-used = { $used } von { $most } im Jahr
fund-hours-near = bald aufgebraucht
fund-hours-reached = aufgebraucht
fund-clients = { $count ->
    [one] Für eine Person sind die vergüteten Termine des Jahres aufgebraucht.
   *[other] Für { $count } Personen sind die vergüteten Termine des Jahres aufgebraucht.
}
fund-history = Was geändert wurde
fund-history-none = Nichts. Es gelten die Regeln der Installation.
fund-late = rückwirkend
fund-from = Ab { $from }
fund-from-until = { $from } bis { $until }
fund-made = { $who }, { $when }
fund-change = Regeln ändern
fund-change-hint = Was leer bleibt, gilt wie bisher. Nichts wird überschrieben: Jede Änderung steht mit ihrem ersten Tag im Verlauf, und für denselben Tag gilt die letzte. Beträge in Euro.
fund-change-send = Änderung eintragen
fund-valid-from = Gilt ab
fund-valid-until = Gilt bis, wenn befristet
fund-reason = Grund
fund-nothing = Es ist nichts geändert. Tragen Sie mindestens einen Wert ein.
