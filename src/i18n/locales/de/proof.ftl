# Verwendungsnachweis und Ausblick.

proof-title-of = Verwendungsnachweis { $year }
proof-file-name = verwendungsnachweis
proof-list-title = Verwendungsnachweise
proof-list-lead = Was hat ein Projekt im Jahr geleistet, und was wird es brauchen?
proof-list-none = Es gibt noch kein Projekt.
proof-years = Andere Jahre
proof-lead = { $amount } für { $year }, aus bestätigten Stunden.
proof-lead-budget = { $amount } für { $year }, aus bestätigten Stunden, davon { $allowances } Aufwandsentschädigungen; für diese sind { $budget } bewilligt.
proof-due-on = Einzureichen bis { $day }.
proof-project = Projekt
proof-year = Jahr
proof-due = Einzureichen bis
proof-sum = Summe
proof-allowances = Davon Aufwandsentschädigungen
proof-budget = Bewilligt für Aufwandsentschädigungen
proof-summary = Zusammenfassung
proof-column-position = Position
proof-column-count = Anzahl
proof-column-what = Angabe
proof-column-name = Name
proof-column-clients = Personen
proof-position-accompaniment = Aufwandsentschädigung Begleitung (Stunden)
proof-position-interpreting = Aufwandsentschädigung Dolmetschen (Termine)
proof-position-coordination = Koordinierungspauschale (tätige Lots*innen)
proof-yes = ja
proof-no = nein
proof-report = Angaben zum Sachbericht
proof-clients = Begleitete Personen (verschiedene Kennungen)
proof-without-client = Einsätze ohne Kennung der Person
proof-assignments = Einsätze
proof-sittings = Termine
proof-lotsen = Tätige Lots*innen
proof-requests = Anfragen für das Jahr
proof-unserved = davon ohne Lots*in geblieben
proof-kilometres = Kilometer, soweit notiert
proof-topic = Einsätze: { $kind }
proof-language = Einsätze auf { $kind }
proof-qualified = Im Jahr qualifiziert: { $kind }
proof-others = andere, je weniger als fünf
proof-undecided = { $count ->
    [one] Ein Eintrag des Jahres ist noch nicht bestätigt und hier nicht enthalten.
   *[other] { $count } Einträge des Jahres sind noch nicht bestätigt und hier nicht enthalten.
}
proof-to-hours = Stunden bestätigen
proof-how = Gezählt wird nach dem Ende des letzten Termins. Beträge sind die Summen der monatlichen Abrechnungen; Sprache ist die zuerst gewünschte. Die Spalten folgen dem Formular, das für das Jahr hinterlegt ist.
proof-without-people = Einzelne Lots*innen sieht nur das Projekt; kleine Zahlen sind zusammengefasst oder fehlen, weil sie jemanden erkennen lassen könnten.
proof-few = zu wenige
proof-signed = Ort, Datum, rechtsverbindliche Unterschrift
proof-ahead-title = Ausblick auf { $year }
proof-ahead-nothing = Noch ist nichts geleistet, woraus sich etwas schließen ließe.
proof-ahead-hours = { $hours } Stunden
proof-ahead-sittings = { $count ->
    [one] ein Termin
   *[other] { $count } Termine
}
proof-ahead-said = Voraussichtlich { $sum }, also { $cost }. Neun von zehn solchen Jahren liegen zwischen { $least } und { $most } (bis { $cost-most }).
proof-ahead-trend = Aus Verlauf und Jahreszeiten von { $months } Monaten bis { $until }.
proof-ahead-last-year = Wie die letzten zwölf von { $months } Monaten bis { $until }; für einen Trend braucht es zwei Jahre.
proof-ahead-too-few = Noch keine Aussage: Es gibt { $months } Monate bis { $until }, nötig sind { $needed }.
proof-ahead-part = { $year } ({ $months } Monate)
proof-ahead-unmet = { $count ->
    [one] Dazu kommt in den letzten zwölf Monaten eine Anfrage mit { $figure }, für die niemand gefunden wurde. Sie ist nicht eingerechnet.
   *[other] Dazu kommen in den letzten zwölf Monaten { $count } Anfragen mit { $figure }, für die niemand gefunden wurde. Sie sind nicht eingerechnet.
}
proof-ahead-how = Trend ist der mittlere Anstieg zwischen allen Monatspaaren, Jahreszeit der übliche Anteil eines Monats. Einzelne ungewöhnliche Monate verschieben beides kaum, machen aber die Spanne breiter. Auch Stunden, die noch auf Bestätigung warten, sind eingerechnet.
proof-to-list = Zu allen Verwendungsnachweisen
