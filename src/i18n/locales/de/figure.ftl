# Die Zahlen zur Abdeckung: wie sie heißen und was sie bedeuten. docs/COVERAGE.md sagt dasselbe auf Englisch.

figure-requests = Entschiedene Anfragen
figure-requests-means = Anfragen, die im Zeitraum gestellt wurden und entschieden sind: besetzt oder ohne Lots*in geblieben. Entwürfe und Abgesagtes zählen nicht. Jede Anfrage zählt einmal: im Monat, in dem sie gestellt wurde, in der Region ihres Ortes, beim zuständigen Projekt und bei der Sprache, die sie zuerst nennt.
figure-served = Besetzt
figure-served-means = Entschiedene Anfragen, zu denen jemand zugesagt hat oder gegangen ist.
figure-unserved = Niemand gefunden
figure-unserved-means = Entschiedene Anfragen, für die niemand gefunden wurde, niemand rechtzeitig zugesagt hat oder die zugesagte Person nicht kam.
figure-waiting = Noch offen
figure-waiting-means = Anfragen, die im Zeitraum gestellt wurden und noch nicht entschieden sind. Sie stehen neben den entschiedenen und sind nicht in deren Summe.
figure-reasons = Gründe
figure-reasons-means = Anfragen ohne Lots*in nach dem Grund, und das ist, was zuletzt geschah. Wo ein Abgleich sie offen ließ: woran diejenigen scheiterten, die am weitesten kamen, oder ob sie anderen Anfragen den Vortritt ließ. Wo danach jemand gefragt wurde: dass niemand rechtzeitig zusagte oder bei der Zusage blieb. Wo jemand zugesagt hatte: dass die Person nicht kam.
figure-time-to-match = Zeit bis zum ersten Angebot
figure-time-to-match-means = Stunden vom Stellen der Anfrage, bis das erste Mal eine Lots*in gefragt wurde. Genannt wird die obere Grenze der Stundenklasse, in der die Hälfte und in der neun von zehn liegen.
figure-time-to-acceptance = Zeit bis zur ersten Zusage
figure-time-to-acceptance-means = Stunden vom Stellen der Anfrage bis zur ersten Zusage auf ein Angebot; Hälfte und neun von zehn wie oben.
figure-acceptance-rate = Zusagen
figure-acceptance-rate-means = Von hundert Angeboten, die beantwortet wurden oder abliefen, wurden so viele angenommen; in Fünferschritten. Zurückgezogene und noch offene Angebote zählen nicht.
figure-no-answer-rate = Ohne Antwort
figure-no-answer-rate-means = Von hundert Angeboten, die beantwortet wurden oder abliefen, liefen so viele ohne Antwort ab; in Fünferschritten.
figure-lead-time = Vorlauf
figure-lead-time-means = Stunden vom Stellen der Anfrage bis zum vereinbarten Termin, oder, solange keiner vereinbart ist, bis zum ersten gewünschten; Hälfte und neun von zehn wie oben.
figure-hours = Stunden
figure-hours-means = Bestätigte Stunden der Einsätze zu den Anfragen, gerundet. Genannt, wenn genug Einsätze bestätigt sind.
figure-active-lotsen = Aktive Lots*innen
figure-active-lotsen-means = Lots*innen, die heute gefragt werden können, nach Wohnort, Träger oder gesprochener Sprache. Wer mehrere Sprachen spricht, zählt bei jeder.
figure-load-spread = Verteilung der Einsätze
figure-load-spread-means = Von hundert Einsätzen zu Anfragen des Jahres gehören so viele dem Zehntel der heute aktiven Lots*innen, das am meisten übernimmt; in Fünferschritten. Bei völliger Gleichverteilung sind es zehn.
figure-fragility = Zerbrechliche Sprachen
figure-fragility-means = Sprachen, die in Reichweite einer Region nur eine oder zwei aktive Personen sprechen; in Reichweite ist, wessen Wohnort nicht weiter als der eigene Radius von einem Ort der Region liegt.

figure-reason-lost = andere Anfragen gingen vor
figure-reason-no-yes = gefragt, aber niemand sagte rechtzeitig zu
figure-reason-missed = die zugesagte Person kam nicht
figure-reason-nobody = niemand, der gefragt werden könnte, oder noch kein Abgleich
