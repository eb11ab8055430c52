# Monatliche Abrechnungen.

statement-title-of = Abrechnung { $month }
statement-file-name = abrechnung
statement-lead = { $amount } für { $month }, aus bestätigten Stunden.
statement-months = Andere Monate
statement-back = Zurück
statement-as-pdf = PDF herunterladen
statement-as-csv = CSV
statement-as-xlsx = Excel
statement-lotse = Lots*in
statement-project = Projekt
statement-month = Monat
statement-paid = Aufwandsentschädigung
statement-year = Im Jahr bisher
statement-year-said = { $paid } von höchstens { $most } Stunden vergütet
statement-year-of = Im ganzen Jahr bisher: { $paid } von höchstens { $most } vergütet.
statement-undecided = { $count ->
    [one] Ein Eintrag dieses Monats ist noch nicht bestätigt und hier nicht enthalten.
   *[other] { $count } Einträge dieses Monats sind noch nicht bestätigt und hier nicht enthalten.
}
statement-nothing = In diesem Monat ist nichts bestätigt.
statement-how = Begleitung wird nach Minuten vergütet, je Einsatz auf den Cent gerundet; Dolmetschen je Termin. Es gelten die Sätze und Höchstgrenzen des jeweiligen Tages.
statement-signed-lotse = Datum, Unterschrift Lots*in
statement-signed-project = Datum, Unterschrift Projekt
statement-missing-letters = □ steht für Zeichen, die die Schrift dieser Datei nicht hat. In der CSV- und der Excel-Datei stehen sie.
statement-foot = Lotsenwerk, Stand { $day }
statement-column-day = Tag
statement-column-request = Anfrage
statement-column-what = Einsatz
statement-column-hours = Stunden
statement-column-sittings = Termine
statement-column-paid = davon vergütet
statement-column-paid-hours = davon vergütet
statement-column-paid-sittings = davon vergütet
statement-column-rate = Satz
statement-column-amount = Betrag
statement-column-remark = Bemerkung
statement-sum = Summe
statement-beyond-hours = Jahresstunden aufgebraucht
statement-beyond-client = Höchstzahl vergüteter Einsätze für die Person erreicht
statement-no-rules = keine Förderregeln für diesen Tag
statement-beyond-budget = Budget des Jahres aufgebraucht
