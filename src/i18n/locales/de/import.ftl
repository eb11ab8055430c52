# Importing lists: faults with their remedies, notices, and files that cannot be read. Read by coordinators.

import-fault-missing-columns = Der Liste fehlen Spalten: { $columns }
import-remedy-missing-columns = Die Spalten ergänzen oder ihre Überschriften so schreiben.
import-fault-missing-value = Hier fehlt eine Angabe.
import-remedy-missing-value = Die Zelle ausfüllen.
import-fault-broken-cell = Excel zeigt hier einen Fehler statt eines Werts.
import-remedy-broken-cell = Die Formel durch ihren Wert ersetzen.
import-fault-too-long = Der Text ist zu lang.
import-remedy-too-long = Auf höchstens { $max } Zeichen kürzen.
import-fault-control-character = Der Text enthält einen Zeilenumbruch oder ein Steuerzeichen.
import-remedy-control-character = In eine einzige Zeile schreiben.
import-fault-duplicate-number = Diese Nummer steht schon in Zeile { $row }{ $sheet ->
    [none] {""}
   *[other] {" "}des Blatts „{ $sheet }“
}.
import-remedy-duplicate-number = Eine eigene Nummer vergeben oder die doppelte Zeile löschen.
import-fault-unknown-word = „{ $word }“ ist hier nicht bekannt.
import-remedy-unknown-word = Eines dieser Wörter verwenden: { $words }
import-fault-no-email = Das ist keine E-Mail-Adresse.
import-remedy-no-email = Eine Adresse wie name@example.org eintragen oder die Zelle leer lassen.
import-fault-no-phone = Das ist keine Telefonnummer.
import-remedy-no-phone = Eine Nummer mit 4 bis 20 Ziffern eintragen oder die Zelle leer lassen.
import-fault-postcode-digits = Eine Postleitzahl hat fünf Ziffern.
import-remedy-postcode-digits = { $near ->
    [none] Alle fünf Ziffern eintragen. Excel lässt eine Null am Anfang weg: Die Spalte als Text formatieren.
   *[other] Ist { $near } gemeint? Excel lässt eine Null am Anfang weg: Die Spalte als Text formatieren.
}
import-fault-unknown-postcode = Diese Postleitzahl gibt es im Gebiet nicht.
import-remedy-unknown-postcode = { $near ->
    [none] Die Postleitzahl der Wohnung oder des Treffpunkts prüfen. Postfächer und Großempfänger zählen nicht.
   *[other] Ist { $near } gemeint? Postfächer und Großempfänger zählen nicht.
}
import-fault-no-language = Es ist keine Sprache genannt.
import-remedy-no-language = Mindestens eine Sprache mit Niveau eintragen, zum Beispiel: Dari C1, Deutsch B1
import-fault-unknown-language = Die Sprache „{ $name }“ ist nicht bekannt.
import-remedy-unknown-language = { $nearest ->
    [none] Den Namen prüfen. Bekannt sind deutsche und englische Namen und die Codes nach ISO 639-3.
   *[other] Ist { $nearest } gemeint?
}
import-fault-ambiguous-language = „{ $name }“ kann mehrere Sprachen bedeuten.
import-remedy-ambiguous-language = Genauer schreiben: { $choices }
import-fault-unknown-level = { $language ->
    [none] „{ $level }“ ist kein Sprachniveau.
   *[other] „{ $level }“ ist kein Sprachniveau (bei { $language }).
}
import-remedy-unknown-level = Eines von A1, A2, B1, B2, C1, C2 oder Muttersprache eintragen.
import-fault-unknown-qualification = { $name ->
    [none] Hier steht keine Qualifikation.
   *[other] Die Qualifikation „{ $name }“ ist nicht bekannt.
}
import-remedy-unknown-qualification = { $nearest ->
    [none] Den Namen prüfen, zum Beispiel: Basisqualifizierung 03.01.2020
   *[other] Ist { $nearest } gemeint?
}
import-fault-impossible-date = Den Tag { $date } gibt es nicht.
import-remedy-impossible-date = Das Datum prüfen.
import-fault-year-missing = Bei { $date } fehlt das Jahr.
import-remedy-year-missing = Das Datum mit Jahr schreiben, zum Beispiel: 14.12.2026
import-fault-impossible-time = Die Uhrzeit { $time } gibt es nicht.
import-remedy-impossible-time = Eine Uhrzeit von 00:00 bis 24:00 eintragen.
import-fault-skipped-time = { $time } gibt es nicht: In dieser Stunde wird die Uhr vorgestellt.
import-remedy-skipped-time = Eine Zeit davor oder danach wählen.
import-fault-ends-before-it-begins = Das Ende { $to } liegt nicht nach dem Anfang { $from }.
import-remedy-ends-before-it-begins = Anfang und Ende prüfen, vielleicht sind sie vertauscht.
import-fault-unreadable-times = { $part ->
    [none] Die Zeiten sind nicht zu lesen.
   *[other] Die Zeiten sind ab „{ $part }“ nicht zu lesen.
}
import-remedy-unreadable-times = So schreiben: Mo-Fr 9-12, Di 14:00-18:00
import-fault-day-without-times = Bei { $day } fehlen die Zeiten.
import-remedy-day-without-times = Anfang und Ende dahinter schreiben, zum Beispiel: Di 14:00-18:00
import-fault-no-appointment = Es ist kein Termin genannt.
import-remedy-no-appointment = Mindestens einen Termin eintragen, zum Beispiel: 14.12.2026 15:00
import-fault-unreadable-appointment = Der Termin ist ab „{ $part }“ nicht zu lesen.
import-remedy-unreadable-appointment = So schreiben: 14.12.2026 15:00 oder 17.12.2026 09:00
import-fault-time-missing = Beim { $date } fehlt die Uhrzeit.
import-remedy-time-missing = Die Uhrzeit dahinter schreiben, zum Beispiel: 14.12.2026 15:00
import-fault-wrong-weekday = Der { $date } ist kein { $weekday }.
import-remedy-wrong-weekday = Datum und Wochentag prüfen oder den Wochentag weglassen.
import-fault-series-overlaps = Zwei Termine einer Reihe liegen zur selben Zeit.
import-remedy-series-overlaps = Anfang und Dauer prüfen. Sind die Termine zur Wahl, steht „oder“ dazwischen, nicht „und“.
import-fault-window-too-short = Zwischen Anfang und Ende liegen { $room } Minuten, die Dauer ist { $minutes } Minuten.
import-remedy-window-too-short = Anfang, Ende und Dauer prüfen.
import-fault-unreadable-duration = Die Dauer ist nicht zu lesen.
import-remedy-unreadable-duration = So schreiben: 90, 1,5 Std. oder 1 h 30
import-fault-unreadable-number = Die Zahl ist nicht zu lesen.
import-remedy-unreadable-number = Eine einzelne Zahl eintragen, zum Beispiel: 3,5
import-fault-out-of-range = { $unit ->
    [min] Möglich sind { $min } bis { $max } Minuten.
    [h] Möglich sind { $min } bis { $max } Stunden.
    [km] Möglich sind { $min } bis { $max } km.
   *[other] Möglich ist { $min } bis { $max }.
}
import-remedy-out-of-range = Die Zahl und ihre Einheit prüfen.
import-fault-unreadable-date = Das Datum ist nicht zu lesen.
import-remedy-unreadable-date = So schreiben: 14.12.2026

import-words-yes-no = ja, nein
import-words-gender = w, m, d
import-words-gender-wish = Frau, Mann, Frau (zwingend), Mann (zwingend)
import-words-lotse-status = aktiv, pausiert, in Ausbildung, Bewerbung, ausgeschieden
import-words-transport = ja, nein, Auto, Bus, Fahrrad, zu Fuß
import-words-mode = vor Ort, Telefon, Video
import-words-service = Begleitung, Dolmetschen
import-words-topic = Behörde, Arzt, Schule, Kita, Beratungsstelle, Jobcenter, Wohnung, Kinderbetreuung, Bank, Freizeit
import-words-priority = niedrig, normal, hoch, dringend

import-notice-column-unknown = Diese Spalte ist nicht bekannt und wird nicht gelesen.
import-notice-column-repeated = Diese Spalte wird nicht gelesen: „{ $taken }“ bedeutet dasselbe.
import-notice-column-untitled = Die Spalte { $letters } hat keine Überschrift und wird nicht gelesen.
import-notice-sheet-hidden = Dieses Blatt ist ausgeblendet und wird nicht gelesen.
import-notice-sheet-other = { $holds ->
    [lotsen] Dieses Blatt ist eine Liste von Lots*innen und wird hier nicht gelesen.
    [requests] Dieses Blatt ist eine Liste von Anfragen und wird hier nicht gelesen.
   *[none] Dieses Blatt ist keine Liste und wird nicht gelesen.
}
import-notice-row-skipped = Diese Zeile ist kein Eintrag und wird nicht gelesen: { $text }
import-notice-no-consent = Es ist keine Einwilligung eingetragen. Ohne sie wird niemand vorgeschlagen.
import-notice-no-email = Es ist keine E-Mail-Adresse eingetragen. Anfragen per E-Mail sind nicht möglich.
import-notice-any-time = Es sind keine Zeiten eingetragen. Angefragt wird zu jeder Zeit.
import-notice-level-assumed = Bei { $language } fehlt das Niveau. Angenommen wird { $level }.
import-notice-own-qualification = „{ $name }“ wird als eigene Qualifikation übernommen.
import-notice-lost-letters = In „{ $value }“ steht ein Fragezeichen. Wahrscheinlich sind Buchstaben beim Speichern verloren gegangen: Die Liste als „CSV UTF-8“ oder als Excel-Datei speichern.
import-notice-past = Alle Termine liegen in der Vergangenheit. Diese Anfrage wird nicht mehr besetzt.
import-notice-left-alone = { $state ->
    [offered] Zur Anfrage { $number } ist schon jemand gefragt worden.
    [assigned] Die Anfrage { $number } ist schon besetzt.
    [completed] Die Anfrage { $number } ist schon erledigt.
    [cancelled] Die Anfrage { $number } ist abgesagt.
   *[expired] Die Anfrage { $number } ist abgelaufen.
} Sie bleibt, wie sie ist. { $state ->
    [offered] Änderungen mit der gefragten Person absprechen.
    [assigned] Änderungen mit der Lots*in absprechen.
   *[other] Was neu gebraucht wird, bekommt eine neue Nummer.
}

import-list-missing = { $wanted ->
    [lotsen] Kein Blatt hat die Überschriften einer Liste von Lots*innen.
   *[requests] Kein Blatt hat die Überschriften einer Liste von Anfragen.
} { $found ->
    [lotsen] Es ist eine Liste von Lots*innen.
    [requests] Es ist eine Liste von Anfragen.
   *[none] Die Überschriften gehören in eine der ersten Zeilen, mindestens drei müssen bekannt sein.
}
import-sheet-missing = Ein Blatt „{ $name }“ gibt es nicht. Vorhanden: { $sheets }

import-carrier-none = Es gibt noch keinen Träger. Mit --carrier NAME --create-carrier wird er angelegt.
import-carrier-several = Es gibt mehrere Träger. Mit --carrier einen nennen: { $names }
import-carrier-first = Den Träger „{ $name }“ gibt es nicht, und auch keinen anderen. Mit --create-carrier wird er angelegt.
import-carrier-unknown = Den Träger „{ $name }“ gibt es nicht. Bekannt sind: { $names }. Mit --create-carrier wird er angelegt.
import-carrier-no-carrier = „{ $name }“ ist schon eine anfragende Stelle und kann kein Träger sein. Einen anderen Namen wählen.

import-file-too-large = Die Datei ist zu groß: höchstens { $limit } MB.
import-file-unpacks-too-large = Die Arbeitsmappe ist zu groß: ausgepackt höchstens { $limit } MB.
import-file-too-many-rows = Ein Blatt hat mehr als { $limit } Zeilen. Die Liste teilen.
import-file-too-many-columns = Zeile { $row } hat mehr als { $limit } Spalten. Leere oder fremde Spalten löschen.
import-file-too-many-cells = Die Datei hat mehr als { $limit } Zellen. Die Liste teilen.
import-file-cell-too-long = In Zeile { $row }, Spalte { $column } stehen mehr als { $limit } Zeichen.
import-file-empty-file = Die Datei ist leer.
import-file-not-a-table = Das ist keine Tabelle. Gelesen werden CSV und Excel-Arbeitsmappen (.xlsx).
import-file-broken-text = Zeile { $line } ist kein gültiges { $encoding }. Die Liste neu als „CSV UTF-8“ speichern.
import-file-unclosed-quote = Das Anführungszeichen in Zeile { $line } wird nie geschlossen. Es löschen oder ein zweites ans Ende der Zelle setzen.
import-file-old-workbook = Arbeitsmappen von Excel 97–2003 (.xls) werden nicht gelesen. Als .xlsx speichern.
import-file-password-protected = Die Arbeitsmappe ist mit einem Kennwort geschützt. Ohne Kennwort speichern.
import-file-not-a-workbook = Die Datei ist keine lesbare Excel-Arbeitsmappe ({ $detail }). In Excel öffnen und neu als .xlsx speichern.
import-file-broken-sheet = Das Blatt „{ $sheet }“ ist beschädigt ({ $detail }). In Excel öffnen und neu als .xlsx speichern.
