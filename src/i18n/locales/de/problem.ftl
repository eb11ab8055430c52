# Fehlerdokumente der REST-Schnittstelle. Gelesen von denen, die darauf bauen, und von ihren Programmen gezeigt: kurz, mit Abhilfe.

problem-malformed = Der Inhalt ist nicht lesbar.
problem-malformed-remedy = Senden Sie JSON in UTF-8, das der Beschreibung dieser Operation entspricht.
problem-unauthenticated = Niemand ist angemeldet.
problem-unauthenticated-remedy = Melden Sie sich an, oder senden Sie ein Token: Authorization: Bearer …
problem-wrong-credentials = Mailadresse, Passwort oder Code passen nicht.
problem-wrong-credentials-remedy = Prüfen Sie die Angaben, oder fordern Sie ein neues Passwort an.
problem-second-factor-needed = Ein zweiter Faktor ist nötig.
problem-second-factor-needed-remedy = Senden Sie den Code Ihrer Authentifizierungs-App, oder richten Sie zuerst eine ein.
problem-forbidden = Das dürfen Sie nicht.
problem-forbidden-remedy = Bitten Sie die Stelle, die die Konten betreut, um eine Rolle oder um ein Token mit dieser Berechtigung.
problem-cross-site = Die Anfrage kam von einer fremden Seite.
problem-cross-site-remedy = Senden Sie sie von einer Seite dieses Dienstes oder mit einem Token.
problem-not-found = Hier ist nichts.
problem-not-found-remedy = Prüfen Sie die Adresse. Was Sie nicht sehen dürfen, gibt es für Sie auch nicht.
problem-method-not-allowed = Diese Adresse kennt diese Methode nicht.
problem-method-not-allowed-remedy = Nehmen Sie eine, die in der Kopfzeile Allow steht.
problem-too-slow = Die Anfrage kam zu langsam.
problem-too-slow-remedy = Schicken Sie sie noch einmal, über eine schnellere Verbindung oder in kleineren Teilen.
problem-duplicate = Das gibt es schon.
problem-duplicate-remedy = Ändern Sie den vorhandenen Eintrag, oder wählen Sie eine andere Nummer oder einen anderen Namen.
problem-missing-reference = Etwas Genanntes gibt es nicht.
problem-missing-reference-remedy = Prüfen Sie die Kennungen in der Anfrage.
problem-still-referenced = Andere Einträge beziehen sich darauf.
problem-still-referenced-remedy = Entfernen oder ändern Sie zuerst diese.
problem-state = In diesem Zustand ist das nicht möglich.
problem-state-remedy = Laden Sie den Eintrag neu und sehen Sie nach, wie er steht.
problem-changed = Jemand anderes war schneller.
problem-changed-remedy = Laden Sie den Eintrag neu und entscheiden Sie noch einmal.
problem-key-reused = Dieser Idempotency-Key gehört zu einer anderen Anfrage.
problem-key-reused-remedy = Nehmen Sie für jede Anfrage einen neuen; wiederholen Sie ihn nur mit gleichem Inhalt.
problem-precondition-failed = Der Eintrag wurde geändert, seit Sie ihn gelesen haben.
problem-precondition-failed-remedy = Laden Sie ihn neu, sehen Sie die Änderungen an, und senden Sie Ihre mit dem neuen ETag.
problem-too-large = Der Inhalt ist zu lang.
problem-too-large-remedy = Senden Sie weniger auf einmal.
problem-unsupported-media-type = Diese Art von Inhalt wird hier nicht angenommen.
problem-unsupported-media-type-remedy = Senden Sie die Art, die die Beschreibung dieser Operation nennt, mit passendem Content-Type.
problem-invalid-fields = Einige Felder passen nicht.
problem-invalid-fields-remedy = Berichtigen Sie die unter errors genannten Felder und senden Sie die Anfrage noch einmal. Gespeichert wurde nichts.
problem-precondition-required = Es fehlt die Angabe, welcher Stand geändert werden soll.
problem-precondition-required-remedy = Laden Sie den Eintrag zuerst, und senden Sie seinen ETag in der Kopfzeile If-Match.
problem-too-many-requests = Zu viele Anfragen in kurzer Zeit.
problem-too-many-requests-remedy = Warten Sie so lange, wie die Kopfzeile Retry-After sagt.
problem-failed = Der Dienst ist gescheitert.
problem-failed-remedy = Versuchen Sie es später noch einmal. Bleibt es so, nennen Sie dem Betrieb die Nummer der Anfrage.
problem-busy = Der Dienst ist ausgelastet.
problem-busy-remedy = Versuchen Sie es gleich noch einmal; gespeichert wurde nichts.

problem-field-required = Dieses Feld fehlt.
problem-field-unknown = Ein Feld dieses Namens gibt es nicht. Prüfen Sie die Schreibweise.
problem-field-type = Erwartet wird ein Wert der Art { $expected }.
problem-field-not-one-of = Möglich ist eines von diesen: { $allowed }.
problem-field-format = Schreiben Sie es in dieser Form: { $expected }.
problem-field-too-short = Schreiben Sie mindestens { $min ->
    [one] ein Zeichen
   *[other] { $min } Zeichen
}.
problem-field-too-long = Höchstens { $max } Zeichen haben Platz.
problem-field-too-small = Der kleinste Wert ist { $min }.
problem-field-too-great = Der größte Wert ist { $max }.
problem-field-too-few = Geben Sie mindestens { $min ->
    [one] einen Eintrag
   *[other] { $min } Einträge
} an.
problem-field-too-many = Höchstens { $max ->
    [one] ein Eintrag hat
   *[other] { $max } Einträge haben
} Platz.
problem-field-repeated = Ein Eintrag steht doppelt da. Nennen Sie jeden einmal.
problem-field-control-character = An Stelle { $position } steht ein Steuerzeichen. Schreiben Sie alles in eine Zeile.
problem-field-empty = Hier steht kein Text. Füllen Sie das Feld aus, oder lassen Sie es weg, wenn es fehlen darf.
problem-field-email = Das ist keine Mailadresse. Geben Sie eine an wie name@example.org.
problem-field-phone = Das ist keine Telefonnummer. Geben Sie eine mit 4 bis 20 Ziffern an.
problem-field-unknown-postcode = Diese Postleitzahl gibt es in diesem Gebiet nicht. Die von Postfächern und Firmen zählen nicht.
problem-field-unknown-qualification = Die Qualifikation „{ $code }“ ist nicht bekannt; niemand könnte sie erfüllen. Bekannt sind: { $known }. Eine eigene tragen Sie erst bei jemandem ein, der sie hat.
problem-field-unknown-language = Diese Sprache ist nicht bekannt. Nehmen Sie einen Code aus /api/v1/languages.
problem-field-unknown-region = Diese Region ist nicht bekannt. Nehmen Sie einen Code aus /api/v1/regions.
problem-field-skipped-time = { $time } gibt es nicht: In dieser Stunde werden die Uhren vorgestellt. Wählen Sie eine Zeit davor oder danach.
problem-field-time = Geben Sie eine Ortszeit in ganzen Minuten an, wie 2026-12-03T10:30.
problem-field-past = Diese Zeit ist vorbei. Geben Sie eine in der Zukunft an.
problem-field-ends-before-it-begins = Das Ende liegt nicht nach dem Anfang. Vielleicht sind sie vertauscht.
problem-field-sittings-overlap = Zwei Treffen der Reihe liegen zur gleichen Zeit. Verschieben Sie eines.
problem-field-window-too-long = Flexible Zeiten dürfen zusammen höchstens { $days } Tage lang sein. Nennen Sie einen engeren Zeitraum.
problem-field-window-too-short = Der Zeitraum ist kürzer als der Termin. Machen Sie ihn länger.
problem-field-needs = Das ergibt nur zusammen mit { $other } einen Sinn.
problem-field-cursor = Dieser Cursor wurde nicht für diese Liste in dieser Ordnung ausgegeben. Beginnen Sie ohne ihn von vorn.
problem-field-weak-password = Dieses Passwort ist leicht zu erraten. Nehmen Sie ein längeres, zum Beispiel mehrere Wörter, die nichts miteinander zu tun haben.
problem-field-unknown-reference = Diesen Eintrag gibt es nicht, oder Sie dürfen ihn nicht sehen.
problem-field-carrier-unclear = { $many ->
    [0] Für diesen Ort ist kein Projekt zuständig.
   *[other] Für diesen Ort sind { $many } Projekte zuständig.
} Nennen Sie eines; GET /api/v1/organisations?kind=carrier zeigt sie mit ihren Regionen.
problem-field-role-misplaced = Diese Rolle gibt es in einer Organisation dieser Art nicht: coordinator gehört zu einem Träger, requester zu einer anfragenden Stelle oder einem Träger, competence_centre zum Kompetenzzentrum.
problem-field-not-yours = Das legt jemand anderes fest. Lassen Sie es, wie es ist, oder lassen Sie es weg.

problem-why-stands = Der Zustand ist „{ $state }“.
problem-why-no-way = Von „{ $from }“ führt kein Weg zu „{ $to }“.
problem-why-begun = Der Termin hat am { $when } begonnen. Vermerken Sie, dass er stattfand oder wer nicht kam.
problem-why-not-begun = Der Termin beginnt nicht vor { $when }. Bis dahin lässt er sich absagen oder verschieben.
problem-why-past = { $when } ist vorbei. Geben Sie eine Zeit in der Zukunft an.
problem-why-unchanged = Der Termin liegt schon zu dieser Zeit. Geben Sie eine andere an.
problem-why-hours-wait = Für den Einsatz sind Stunden eingetragen. Geben Sie die Stunden zuerst zurück, wenn er nicht stattfand.
problem-why-hours-confirmed = Die Stunden des Einsatzes sind bestätigt. Was bestätigt ist, bleibt, bis Sie die Bestätigung zurücknehmen.
problem-why-open-from = Abrechnungen vor dem { $day } sind abgeschlossen. Ab diesem Tag lassen sich Regeln ändern.
problem-why-year-closed = Die Abrechnung von { $year } ist abgeschlossen, weil der Verwendungsnachweis fällig war.
problem-why-overlap = Die Lots*in geht dann zur Anfrage { $reference } ({ $when }). Wählen Sie eine andere Zeit, oder verschieben Sie zuerst jenen Termin.
problem-why-told = Es wurden schon Menschen gefragt oder benachrichtigt („{ $state }“). Sagen Sie die Anfrage ab, oder ändern Sie den Einsatz.
problem-why-time-over = Die Zeit der Anfrage ist vorbei.
problem-why-took-no-place = Der Einsatz ist „{ $state }“. Stunden werden für das eingetragen, was stattfand.
problem-why-not-over = Der letzte Termin endet am { $when }. Tragen Sie die Stunden danach ein.
problem-why-absence-overlaps = Die Lots*in ist schon vom { $first } bis { $last } abwesend. Nehmen Sie das zuerst zurück.
problem-why-many-absences = Es sind { $many } Abwesenheiten notiert. Nehmen Sie vergangene zurück.
problem-why-leaves-instead = Anfragen, Angebote, Einsätze oder ein Konto nennen diese Lots*in. Setzen Sie stattdessen den Status „left“.
problem-why-not-together = Das passt nicht zu dem, was für die Anfrage sonst vorgeschlagen ist ({ $rule }).
problem-why-closed = Das Konto ist geschlossen. Öffnen Sie es zuerst.
problem-why-elsewhere = Wer diese Adresse hat, lässt sich von hier aus nicht einladen. Die Stelle, die das Programm betreibt, kann die Rolle vergeben.
problem-why-last-operator = Das ist das letzte Konto mit Betriebsrolle. Richten Sie vorher ein anderes ein.
problem-why-oneself = Das eigene Konto schließt niemand. Bitten Sie jemand anderen, der Konten betreut.
problem-why-second-factor-there = Es gibt schon einen zweiten Faktor. Schalten Sie ihn vorher ab.
problem-why-no-second-factor = Es wurde kein zweiter Faktor begonnen. Beginnen Sie zuerst damit.
problem-why-many-tokens = Es gibt schon { $many } Tokens. Widerrufen Sie einige davon.
problem-why-too-few = Dahinter stehen weniger als { $least } Menschen; deshalb sieht diese Zahlen nur das Projekt selbst.
