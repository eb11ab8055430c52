# The competence centre's page: where it is short.

cover-title = Where are we short of Lotsen?
cover-lead = { $count ->
    [0] In no region more than 15 of 100 requests stayed without a Lotse.
    [one] In one region more than 15 of 100 requests stayed without a Lotse.
   *[other] In { $count } regions more than 15 of 100 requests stayed without a Lotse.
}
cover-period = Year
cover-map = Map of the regions: of 100 requests so many found nobody. The table below says the same.
cover-legend = Of 100 requests found nobody:
cover-class = { $from } to { $to }
cover-class-last = { $from } and more
cover-few = too few
cover-none = no requests
cover-percent = { $percent } of 100
cover-table = The figures by region
cover-lotsen = Lotsen
cover-posted = requests
cover-served = filled
cover-unserved = nobody found
cover-waiting = still open
cover-short = without a Lotse
cover-sources = Map: own drawing from points of postcodes, © OpenStreetMap contributors, ODbL 1.0. Figures from 1 to { $most } are not told, because they could be somebody, nor are others from which they could be found out.
cover-counted = Counted until { $at }.
cover-not-counted = Not counted yet.
cover-meanings = What the figures mean
cover-tiles = The regions as tiles of one size: of 100 requests so many found nobody. The table below says the same.
cover-map-name = Map of the regions
cover-view = View
cover-as-map = Map
cover-as-tiles = Tiles, all of one size
cover-past = Skip the map, to the figures
cover-heat = Region × language: of 100 requests found nobody
cover-all-languages = all languages
cover-kept = Of 100 requests so many found nobody, by region
cover-trend = Month by month
cover-month-column = Month
cover-languages = Lotsen and requests by language
cover-pair = { $language }: { $lotsen } Lotsen, { $posted } requests
cover-as-table = The same figures as a table
cover-nothing = There are no figures for this in the period.
cover-keep-svg = Save as SVG
cover-keep-png = Save as PNG
cover-sources-short = Lotsenwerk · map from points of postcodes, © OpenStreetMap contributors, ODbL 1.0
