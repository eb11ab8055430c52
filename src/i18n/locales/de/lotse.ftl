# Seiten zu Lots*innen: Liste, Profil, Formular.

lotse-list-title = Lots*innen
lotse-groups = Welche Lots*innen
lotse-group-active = Aktive
lotse-group-coming = In Vorbereitung
lotse-group-paused = Pausierende
lotse-group-left = Ausgeschiedene
lotse-group-all = Alle
lotse-search = Name oder Nummer
lotse-language = Sprache
lotse-level = mindestens
lotse-level-spoken = Niveau
lotse-region = Region
lotse-region-any = alle Regionen
lotse-service = Hilfe
lotse-service-any = jede
lotse-import = Liste übernehmen
lotse-new = Neue Lots*in
lotse-none = Hier ist niemand. Nehmen Sie jemanden auf, oder übernehmen Sie die Liste, die Sie schon führen.
lotse-none-narrowed = Zu dieser Auswahl gibt es niemanden. Nehmen Sie einen Filter weg.
lotse-column-name = Name
lotse-column-town = Ort
lotse-column-languages = Sprachen
lotse-column-week = Diese Woche
lotse-column-status = Stand

lotse-status-applicant = interessiert
lotse-status-in-training = in Schulung
lotse-status-active = aktiv
lotse-status-paused = pausiert
lotse-status-left = ausgeschieden
lotse-status-no-way = Von „{ $from }“ führt kein Schritt zu „{ $to }“. Vielleicht hat inzwischen jemand anderes den Stand geändert: Laden Sie die Seite neu.
lotse-transport-car = Auto
lotse-transport-public = Bus und Bahn
lotse-transport-bicycle = Fahrrad
lotse-transport-foot = zu Fuß
lotse-qualification-basic-course = Basisschulung
lotse-qualification-interpreting-course = Schulung Laiendolmetschen
lotse-qualification-criminal-record = Erweitertes Führungszeugnis
lotse-qualification-confidentiality = Verschwiegenheitserklärung
lotse-qualification-health-module = Modul Gesundheit
lotse-expired = abgelaufen seit { $day }
lotse-expires = läuft ab am { $day }
lotse-since = seit { $day }
lotse-until = bis { $day }
lotse-days = { $first } bis { $last }
lotse-without-consent = keine Einwilligung
lotse-without-email = keine E-Mail-Adresse
lotse-without-phone = keine Telefonnummer
lotse-load = { $count ->
    [one] ein Einsatz, { $duration }
   *[other] { $count } Einsätze, { $duration }
}
lotse-load-none = noch frei
lotse-load-of-minutes = { $done } von { $most }
lotse-load-of-assignments = { $most ->
    [one] { $done } von einem Einsatz
   *[other] { $done } von { $most } Einsätzen
}
lotse-load-full = Woche voll

lotse-contact = Kontakt anzeigen
lotse-contact-title = Kontakt: { $name }
lotse-contact-noted = Dass Sie nachgesehen haben, ist im Protokoll vermerkt.
lotse-contact-change = Kontakt ändern
lotse-contact-send = Kontakt speichern
lotse-contact-elsewhere = E-Mail und Telefon stehen auf einer eigenen Seite:
lotse-edit = Bearbeiten
lotse-warnings = Bitte ansehen
lotse-languages = Sprachen
lotse-week = Wann in der Woche
lotse-week-caption = Zeiten, zu denen gefragt werden kann, nach Tagen und Stunden
lotse-week-grid = Stunden anklicken oder mit den Pfeiltasten wählen
lotse-week-free = möglich
lotse-week-partly = teilweise möglich
lotse-week-taken = nicht möglich
lotse-week-all-day = ganztags
lotse-week-never = –
lotse-week-any = jederzeit
lotse-week-weekly = zu diesen Zeiten
lotse-week-when = Kann gefragt werden
lotse-week-hint = Zum Beispiel 9–12 oder 9:30–12, 14–17. Ein leerer Tag heißt: an diesem Tag nicht.
lotse-week-either = Es stehen Zeiten darunter. Wählen Sie „zu diesen Zeiten“, oder leeren Sie die Tage.
lotse-week-unreadable = Diese Zeiten sind nicht zu lesen. Schreiben Sie sie wie 9–12 oder 9:30–12, 14–17.
lotse-absences = Abwesenheiten
lotse-absences-none = Keine eingetragen.
lotse-away-now = zurzeit
lotse-away-back = Zurücknehmen
lotse-away-new = Abwesenheit eintragen
lotse-away-hint = Was für diese Tage vorgeschlagen ist, wird verworfen. Zugesagte Termine bleiben.
lotse-away-first = Erster Tag
lotse-away-last = Letzter Tag
lotse-away-last-hint = Leer: nur dieser eine Tag
lotse-away-send = Abwesenheit eintragen
lotse-coming = Nächste Einsätze
lotse-coming-none = Kein Einsatz zugesagt.
lotse-this-week = Diese Woche:
lotse-hours = Stunden in diesem Jahr
lotse-hours-all = Alle Einträge
lotse-year = { $year }: { $confirmed } bestätigt, { $waiting } warten auf Bestätigung.
lotse-year-funded = { $year }: { $confirmed } von { $funded } bestätigt, { $waiting } warten auf Bestätigung.
lotse-week-guide = Diese Woche: { $planned } verabredet oder geleistet; Richtwert { $guide }.
lotse-week-much = über dem Richtwert
lotse-year-interpreting = { $count ->
    [one] Dazu ein Dolmetscheinsatz.
   *[other] Dazu { $count } Dolmetscheinsätze.
}
lotse-qualifications = Qualifikationen
lotse-qualifications-none = Keine eingetragen.
lotse-profile = Profil
lotse-home = Wohnort
lotse-radius = Umkreis in km
lotse-radius-said = { $km } km
lotse-transport = Unterwegs mit
lotse-services = Hilfe
lotse-modes = Treffen
lotse-limits = Wie viel in der Woche
lotse-at-most-minutes = höchstens { $duration }
lotse-at-most-assignments = { $count ->
    [one] höchstens ein Einsatz
   *[other] höchstens { $count } Einsätze
}
lotse-at-most-offers = { $count ->
    [one] höchstens eine Anfrage
   *[other] höchstens { $count } Anfragen
}
lotse-topics-wished = Gerne
lotse-topics-refused = Lieber nicht
lotse-gender = Geschlecht
lotse-gender-none = keine Angabe
lotse-consent = Einwilligung vom
lotse-blocked = Nicht für
lotse-blocked-clients = Nicht mit
lotse-carrier = Lotsenprojekt

lotse-new-title = Neue Lots*in
lotse-edit-title = Profil bearbeiten
lotse-person = Person
lotse-given-name = Vorname
lotse-family-name = Nachname
lotse-list-number = Nummer in Ihrer Liste
lotse-number-taken = Diese Nummer hat schon jemand. Wählen Sie eine andere.
lotse-status = Stand
lotse-email = E-Mail
lotse-email-hint = Dorthin gehen Anfragen. Ohne Adresse rufen Sie an.
lotse-phone = Telefon
lotse-consent-hint = Der Tag, an dem der Verarbeitung der Daten zugestimmt wurde. Ohne ihn wird niemand vorgeschlagen.
lotse-home-hint = Postleitzahl oder Ort, von dort beginnen die Wege
lotse-town = Ortsteil
lotse-town-hint = Nur wenn es hilft
lotse-radius-hint = Luftlinie
lotse-what = Was, wo und wie
lotse-minutes-per-week = Minuten mit Terminen
lotse-assignments-per-week = Einsätze
lotse-offers-per-week = Anfragen
lotse-limits-hint = Höchstens so viel. Leer heißt: ohne Grenze.
lotse-qualification = Qualifikation
lotse-qualifications-hint = Ohne letzten Tag gilt sie, solange das Förderprogramm es vorsieht.
lotse-acquired = seit
lotse-valid-until = gilt bis
lotse-topics = Themen
lotse-choose = bitte wählen
lotse-more-rows = Weitere Zeilen
lotse-send = Profil speichern
lotse-statement = Monatliche Abrechnung
lotse-coordinates = Koordiniert in diesem Jahr die anderen.
lotse-coordinates-not = Koordiniert in diesem Jahr nicht.
lotse-coordinates-begin = Koordiniert doch
lotse-coordinates-end = Koordiniert nicht mehr
