# Seiten zu Anfragen.

request-list-title = Anfragen
request-groups = Welche Anfragen
request-group-running = Alle laufenden
request-group-needed = Zu entscheiden
request-group-offered = Warten auf Antwort
request-group-assigned = Besetzt
request-group-over = Vorbei
request-search = Nummer, Kürzel oder Ort
request-region = Region
request-region-any = alle Regionen
request-sort = Reihenfolge
request-sort-begin = nach Termin
request-sort-priority = nach Dringlichkeit
request-sort-newest = neueste zuerst
request-none = Hier ist nichts. Sobald es Anfragen gibt, stehen sie in dieser Liste.
request-none-narrowed = Zu dieser Auswahl gibt es keine Anfrage. Nehmen Sie einen Filter weg.
request-column-what = Was
request-column-when = Wann
request-column-where = Wo
request-column-who = Von wem
request-column-state = Stand

request-new-title = Neue Anfrage
request-edit-title = Anfrage ändern
request-what = Was wird gebraucht?
request-when = Wann?
request-when-hint = Ein Termin genügt. Jeder weitere erhöht die Chance, dass jemand Zeit hat; der liebste zuerst.
request-where = Wo?
request-how-urgent = Wie dringend?
request-newcomer = Für wen?
request-further = Weitere Wünsche
request-organisation = Anfragende Stelle
request-carrier = Lotsenprojekt
request-carrier-nearest = das für den Ort zuständige
request-choose = bitte wählen
request-client = Kürzel der Person
request-client-hint = Ein Kürzel, unter dem Sie die Person kennen, zum Beispiel K-17. Niemals ein Name.
request-service = Hilfe
request-topic = Thema
request-modes = Treffen
request-language = Sprache
request-level = mindestens
request-languages = Sprachen
request-place = Postleitzahl oder Ort
request-place-hint = Zum Beispiel 37269 oder Eschwege
request-place-unknown = Diesen Ort kennen wir hier nicht. Prüfen Sie die Schreibweise, oder geben Sie die Postleitzahl an.
request-place-several = Diesen Ort gibt es mehrfach. Geben Sie die Postleitzahl an: { $postcodes }.
request-street = Straße und Hausnummer
request-meeting-point = Treffpunkt
request-meeting-point-hint = Erst nach einer Zusage zu sehen, zum Beispiel: Haupteingang
request-alternative = Termin
request-date = Tag
request-time = Uhrzeit
request-minutes = Minuten
request-more-times = Weitere Termine
request-series = Eine Reihe von { $count } Terminen ab { $first } bleibt, wie sie ist.
request-window = Auch flexible Zeiten möglich
request-window-hint = Jede Zeit in diesem Rahmen passt, zum Beispiel ein Vormittag.
request-window-date = Tag
request-window-until = bis Tag
request-window-from = frühestens
request-window-to = spätestes Ende
request-window-said = jederzeit zwischen { $from } und { $to }, { $minutes } Min.
request-priority = Dringlichkeit
request-urgency-reason = Warum dringend?
request-urgency-reason-hint = Nur bei „dringend“ nötig, ohne Gesundheitsangaben
request-deadline = Spätestens zu klären bis
request-lotsen-needed = Anzahl Lots*innen
request-gender = Geschlecht der Lots*in
request-gender-any = egal
request-gender-must = Das muss so sein, nicht nur nach Möglichkeit
request-gender-is-must = { $gender }, Bedingung
request-gender-is-wish = { $gender }, wenn möglich
request-confirmation = Sprache der Bestätigung
request-confirmation-hint = Daneben steht sie immer in einfachem Deutsch.
request-newcomer-email = E-Mail der Person
request-newcomer-email-hint = Für die Bestätigung, wenn sie gewünscht ist
request-list-number = Nummer in Ihrer Liste
request-send = Anfrage stellen

request-send-draft = Als Entwurf speichern
request-put-out = Anfrage stellen
request-edit = Ändern
request-again = Noch einmal anfragen
request-cancel = Absagen
request-answer = Wer könnte übernehmen?
request-going = Wer geht
request-proposed = Vorgeschlagen
request-asked = Gefragt
request-answer-until = Antwort bis { $moment }
request-facts = Die Anfrage
request-steps = Was geschah
request-posted = Aufgegeben
request-language-said = { $language } ({ $native }), mindestens { $level }
request-sketch = Skizze: { $town } und die Wohnorte der Lots*innen aus der Liste, durch gerade Linien verbunden
request-candidates-lead = { $count ->
    [one] Eine Person kommt in Frage.
   *[other] { $count } kommen in Frage, die passendsten zuerst.
}
request-answer-busy = Gerade suchen zu viele gleichzeitig. Wer übernehmen könnte, steht hier, wenn Sie noch einmal suchen.
request-answer-again = Noch einmal suchen
request-nobody-lead = So wie die Anfrage ist, kann gerade niemand übernehmen.
request-time-over = Die Zeit der Anfrage ist vorbei. Ein neuer Termin öffnet sie wieder.
request-effort = { $minutes ->
    [one] Eine Minute Aufwand
   *[other] { $minutes } Minuten Aufwand
}
request-terms = Woraus sich der Aufwand ergibt, in Minuten
request-term-travel = Weg hin und zurück
request-term-language = Sprache
request-term-mode = Art des Treffens
request-term-appointment = Wunschtermin
request-term-gender = Wunsch nach Geschlecht
request-term-known = kennt die Person schon
request-term-topic = Thema
request-term-asked = kürzlich gefragt
request-term-load = Woche schon belegt
request-cures = Was würde helfen?
request-cure-apply = Übernehmen und neu vermitteln
request-funnel-all = Lots*innen im zuständigen Pool
request-funnel-left = davon { $hurdle }
request-passed-status = aktiv
request-passed-consent = mit Einwilligung
request-passed-pool = im zuständigen Pool
request-passed-service = bieten diese Hilfe an
request-passed-language = sprechen die Sprache gut genug
request-passed-gender = vom gewünschten Geschlecht
request-passed-exclusion = nicht ausgeschlossen, haben nicht abgelehnt
request-passed-mode = auf diesem Weg erreichbar
request-passed-distance = in Reichweite
request-passed-absence = nicht abwesend
request-passed-availability = haben zu der Zeit Zeit
request-passed-qualification = mit gültigem Nachweis
request-passed-overlap = ohne anderen Einsatz zur selben Zeit
request-passed-weekly-load = mit freien Wochenstunden
request-passed-yearly-cap = mit freien Jahresstunden
request-passed-client-cap = noch für diese Person zulässig
request-passed-ask-budget = diese Woche noch zu fragen

request-together = Mit den angekreuzten Anfragen:
request-together-choose = Auswählen
request-together-post-drafts = Entwürfe aufgeben
request-together-cancel-title = { $count ->
    [one] Eine Anfrage absagen?
   *[other] { $count } Anfragen absagen?
}
request-together-cancel = { $count ->
    [one] Anfrage absagen
   *[other] { $count } Anfragen absagen
}
request-together-cancel-means = Wer gefragt wurde oder zugesagt hat, bekommt Bescheid. Rückgängig machen lässt sich das nicht.
request-together-post-title = { $count ->
    [one] Einen Entwurf aufgeben?
   *[other] { $count } Entwürfe aufgeben?
}
request-together-post = { $count ->
    [one] Anfrage aufgeben
   *[other] { $count } Anfragen aufgeben
}
request-together-post-means = Sie werden mit der nächsten Vermittlung bearbeitet, dringende sofort:
request-together-left-out = Nicht dabei: { $request }
request-together-none-title = Nichts ausgewählt
request-together-none = Kreuzen Sie in der Liste die Anfragen an, um die es geht. Aufgeben lassen sich nur Entwürfe, absagen nur, was noch läuft.
request-together-time-over = Bei mindestens einem Entwurf ist die Zeit vorbei. Öffnen Sie ihn und nennen Sie neue Termine; gespeichert wurde nichts.

request-cancel-title = Anfrage absagen?
request-cancel-going = { $count ->
    [one] Eine Lots*in hat zugesagt und bekommt eine Absage; auch die anfragende Stelle und, wenn sie eine Adresse hat, die Person hören davon.
   *[other] { $count } Lots*innen haben zugesagt und bekommen eine Absage; auch die anfragende Stelle und, wenn sie eine Adresse hat, die Person hören davon.
}
request-cancel-asked = { $count ->
    [one] Eine Lots*in ist gefragt: Die Frage wird zurückgezogen.
   *[other] { $count } Lots*innen sind gefragt: Die Fragen werden zurückgezogen.
}
request-cancel-nobody = Noch niemand hat zugesagt. Rückgängig machen lässt sich das nicht; Sie können aber noch einmal anfragen.
request-cancel-who = Wer sagt ab?
request-cancel-requester = die anfragende Stelle
request-cancel-newcomer = die zugewanderte Person (sie braucht keine Hilfe mehr)
request-cancel-project = das Projekt
request-cancel-send = Anfrage absagen
request-cancel-keep = Nicht absagen
request-contact = E-Mail der Person anzeigen
request-contact-title = E-Mail der Person
request-contact-none = keine bekannt
request-contact-means = Bestätigung und Änderungen gehen dorthin. Die bisherige Adresse erfährt, dass sie nichts mehr hört.
request-asked-by-newcomer = Am { $moment } über das Formular für Zugewanderte angefragt. Bitte lesen, wenn nötig ändern, dann stellen; oder der Person schreiben und absagen.
