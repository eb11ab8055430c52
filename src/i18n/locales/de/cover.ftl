# Die Seite des Kompetenzzentrums: wo es fehlt.

cover-title = Wo fehlen Lots*innen?
cover-lead = { $count ->
    [0] In keiner Region blieben mehr als 15 von 100 Anfragen ohne Lots*in.
    [one] In einer Region blieben mehr als 15 von 100 Anfragen ohne Lots*in.
   *[other] In { $count } Regionen blieben mehr als 15 von 100 Anfragen ohne Lots*in.
}
cover-period = Jahr
cover-map = Karte der Regionen: Von 100 Anfragen fanden so viele niemanden. Die Tabelle unten sagt dasselbe.
cover-legend = Von 100 Anfragen fanden niemanden:
cover-class = { $from } bis { $to }
cover-class-last = { $from } und mehr
cover-few = zu wenige
cover-none = keine Anfragen
cover-percent = { $percent } von 100
cover-table = Die Zahlen je Region
cover-lotsen = Lots*innen
cover-posted = Anfragen
cover-served = besetzt
cover-unserved = niemand gefunden
cover-waiting = noch offen
cover-short = ohne Lots*in
cover-sources = Karte: eigene Zeichnung aus Postleitzahl-Punkten, © OpenStreetMap-Mitwirkende, ODbL 1.0. Zahlen von 1 bis { $most } werden nicht genannt, weil sie jemand sein könnten, und auch andere nicht, aus denen man sie errechnen könnte.
cover-counted = Gezählt bis { $at }.
cover-not-counted = Noch nicht gezählt.
cover-meanings = Was die Zahlen bedeuten
cover-tiles = Die Regionen als gleich große Kacheln: Von 100 Anfragen fanden so viele niemanden. Die Tabelle unten sagt dasselbe.
cover-map-name = Karte der Regionen
cover-view = Ansicht
cover-as-map = Karte
cover-as-tiles = Kacheln, alle gleich groß
cover-past = Karte überspringen, zu den Zahlen
cover-heat = Region × Sprache: Von 100 Anfragen fanden niemanden
cover-all-languages = alle Sprachen
cover-kept = Von 100 Anfragen fanden so viele niemanden, nach Regionen
cover-trend = Verlauf nach Monaten
cover-month-column = Monat
cover-languages = Lots*innen und Anfragen nach Sprache
cover-pair = { $language }: { $lotsen } Lots*innen, { $posted } Anfragen
cover-as-table = Dieselben Zahlen als Tabelle
cover-nothing = In diesem Zeitraum gibt es dazu keine Zahlen.
cover-keep-svg = Als SVG speichern
cover-keep-png = Als PNG speichern
cover-sources-short = Lotsenwerk · Karte aus Postleitzahl-Punkten, © OpenStreetMap-Mitwirkende, ODbL 1.0
