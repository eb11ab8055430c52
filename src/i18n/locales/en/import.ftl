# Importing lists: faults with their remedies, notices, and files that cannot be read. Read by coordinators.

import-fault-missing-columns = The list lacks columns: { $columns }
import-remedy-missing-columns = Add the columns, or write their headings like this.
import-fault-missing-value = A value is missing here.
import-remedy-missing-value = Fill in the cell.
import-fault-broken-cell = Excel shows an error here instead of a value.
import-remedy-broken-cell = Replace the formula by its value.
import-fault-too-long = The text is too long.
import-remedy-too-long = Shorten it to at most { $max } characters.
import-fault-control-character = The text contains a line break or a control character.
import-remedy-control-character = Write it in a single line.
import-fault-duplicate-number = This number already stands in row { $row }{ $sheet ->
    [none] {""}
   *[other] {" "}of sheet “{ $sheet }”
}.
import-remedy-duplicate-number = Give it a number of its own, or delete the double row.
import-fault-unknown-word = “{ $word }” is not known here.
import-remedy-unknown-word = Use one of these words: { $words }
import-fault-no-email = This is not an e-mail address.
import-remedy-no-email = Enter an address such as name@example.org, or leave the cell empty.
import-fault-no-phone = This is not a telephone number.
import-remedy-no-phone = Enter a number of 4 to 20 digits, or leave the cell empty.
import-fault-postcode-digits = A postcode has five digits.
import-remedy-postcode-digits = { $near ->
    [none] Enter all five digits. Excel drops a zero in front: format the column as text.
   *[other] Is { $near } meant? Excel drops a zero in front: format the column as text.
}
import-fault-unknown-postcode = There is no such postcode in this area.
import-remedy-unknown-postcode = { $near ->
    [none] Check the postcode of the home or meeting place. Those of post-office boxes and firms do not count.
   *[other] Is { $near } meant? Postcodes of post-office boxes and firms do not count.
}
import-fault-no-language = No language is named.
import-remedy-no-language = Enter at least one language with its level, for example: Dari C1, German B1
import-fault-unknown-language = The language “{ $name }” is not known.
import-remedy-unknown-language = { $nearest ->
    [none] Check the name. German and English names and ISO 639-3 codes are known.
   *[other] Is { $nearest } meant?
}
import-fault-ambiguous-language = “{ $name }” may mean several languages.
import-remedy-ambiguous-language = Be more precise: { $choices }
import-fault-unknown-level = { $language ->
    [none] “{ $level }” is not a language level.
   *[other] “{ $level }” is not a language level (for { $language }).
}
import-remedy-unknown-level = Enter one of A1, A2, B1, B2, C1, C2 or native.
import-fault-unknown-qualification = { $name ->
    [none] There is no qualification here.
   *[other] The qualification “{ $name }” is not known.
}
import-remedy-unknown-qualification = { $nearest ->
    [none] Check the name, for example: Basisqualifizierung 03.01.2020
   *[other] Is { $nearest } meant?
}
import-fault-impossible-date = There is no day { $date }.
import-remedy-impossible-date = Check the date.
import-fault-year-missing = The year is missing in { $date }.
import-remedy-year-missing = Write the date with its year, for example: 14.12.2026
import-fault-impossible-time = There is no time { $time }.
import-remedy-impossible-time = Enter a time from 00:00 to 24:00.
import-fault-skipped-time = { $time } does not exist: the clocks are put forward in this hour.
import-remedy-skipped-time = Choose a time before or after it.
import-fault-ends-before-it-begins = The end { $to } is not after the beginning { $from }.
import-remedy-ends-before-it-begins = Check beginning and end; they may be swapped.
import-fault-unreadable-times = { $part ->
    [none] The times cannot be read.
   *[other] The times cannot be read from “{ $part }” on.
}
import-remedy-unreadable-times = Write them like this: Mo-Fr 9-12, Di 14:00-18:00
import-fault-day-without-times = The times for { $day } are missing.
import-remedy-day-without-times = Write beginning and end behind it, for example: Di 14:00-18:00
import-fault-no-appointment = No appointment is named.
import-remedy-no-appointment = Enter at least one appointment, for example: 14.12.2026 15:00
import-fault-unreadable-appointment = The appointment cannot be read from “{ $part }” on.
import-remedy-unreadable-appointment = Write it like this: 14.12.2026 15:00 oder 17.12.2026 09:00
import-fault-time-missing = The time of day is missing on { $date }.
import-remedy-time-missing = Write the time behind it, for example: 14.12.2026 15:00
import-fault-wrong-weekday = { $date } does not fall on { $weekday }.
import-remedy-wrong-weekday = Check date and weekday, or leave the weekday out.
import-fault-series-overlaps = Two meetings of a series are at the same time.
import-remedy-series-overlaps = Check beginning and duration. Alternatives are joined by “oder” (or), not by “und” (and).
import-fault-window-too-short = From beginning to end there are { $room } minutes, the duration is { $minutes } minutes.
import-remedy-window-too-short = Check beginning, end and duration.
import-fault-unreadable-duration = The duration cannot be read.
import-remedy-unreadable-duration = Write it like this: 90, 1.5 h or 1 h 30
import-fault-unreadable-number = The number cannot be read.
import-remedy-unreadable-number = Enter a single number, for example: 3.5
import-fault-out-of-range = { $unit ->
    [min] { $min } to { $max } minutes are possible.
    [h] { $min } to { $max } hours are possible.
    [km] { $min } to { $max } km are possible.
   *[other] { $min } to { $max } is possible.
}
import-remedy-out-of-range = Check the number and its unit.
import-fault-unreadable-date = The date cannot be read.
import-remedy-unreadable-date = Write it like this: 14.12.2026

import-words-yes-no = yes, no
import-words-gender = f, m, d
import-words-gender-wish = Frau, Mann, Frau (zwingend), Mann (zwingend)
import-words-lotse-status = active, paused, in training, applicant, left
import-words-transport = yes, no, car, bus, bicycle, on foot
import-words-mode = in person, phone, video
import-words-service = accompaniment, interpreting
import-words-topic = authority, doctor, school, day care, advice, job, housing, child care, bank, leisure
import-words-priority = low, normal, high, urgent

import-notice-column-unknown = This column is not known and not read.
import-notice-column-repeated = This column is not read: “{ $taken }” means the same.
import-notice-column-untitled = Column { $letters } has no heading and is not read.
import-notice-sheet-hidden = This sheet is hidden and not read.
import-notice-sheet-other = { $holds ->
    [lotsen] This sheet is a list of Lotsen and not read here.
    [requests] This sheet is a list of requests and not read here.
   *[none] This sheet is no list and not read.
}
import-notice-row-skipped = This row is no entry and not read: { $text }
import-notice-no-consent = No consent is recorded. Without it nobody is proposed.
import-notice-no-email = No e-mail address is recorded. They cannot be asked by mail.
import-notice-any-time = No times are recorded. They are asked for any time.
import-notice-level-assumed = The level for { $language } is missing. { $level } is assumed.
import-notice-own-qualification = “{ $name }” is taken as a qualification of your own.
import-notice-lost-letters = There is a question mark in “{ $value }”. Letters were probably lost on saving: save the list as “CSV UTF-8” or as an Excel file.
import-notice-past = All appointments lie in the past. This request will not be served any more.
import-notice-left-alone = { $state ->
    [offered] Somebody has been asked about request { $number } already.
    [assigned] Request { $number } is assigned already.
    [completed] Request { $number } is completed already.
    [cancelled] Request { $number } is cancelled.
   *[expired] Request { $number } has expired.
} It stays as it is. { $state ->
    [offered] Agree on changes with the person who was asked.
    [assigned] Agree on changes with the Lotse.
   *[other] Give a new number to what is needed anew.
}

import-list-missing = { $wanted ->
    [lotsen] No sheet has the headings of a list of Lotsen.
   *[requests] No sheet has the headings of a list of requests.
} { $found ->
    [lotsen] It is a list of Lotsen.
    [requests] It is a list of requests.
   *[none] The headings belong in one of the first rows; at least three must be known.
}
import-sheet-missing = There is no sheet “{ $name }”. There are: { $sheets }

import-carrier-none = There is no carrier yet. --carrier NAME --create-carrier makes it.
import-carrier-several = There are several carriers. Name one with --carrier: { $names }
import-carrier-first = There is no carrier “{ $name }”, nor any other. --create-carrier makes it.
import-carrier-unknown = There is no carrier “{ $name }”. Known are: { $names }. --create-carrier makes it.
import-carrier-no-carrier = “{ $name }” is an organisation that posts requests and cannot be a carrier. Choose another name.

import-file-too-large = The file is too large: at most { $limit } MB.
import-file-unpacks-too-large = The workbook is too large: at most { $limit } MB when unpacked.
import-file-too-many-rows = A sheet has more than { $limit } rows. Split the list.
import-file-too-many-columns = Row { $row } has more than { $limit } columns. Delete empty or foreign columns.
import-file-too-many-cells = The file has more than { $limit } cells. Split the list.
import-file-cell-too-long = Row { $row }, column { $column } holds more than { $limit } characters.
import-file-empty-file = The file is empty.
import-file-not-a-table = This is not a table. CSV and Excel workbooks (.xlsx) are read.
import-file-broken-text = Line { $line } is not valid { $encoding }. Save the list anew as “CSV UTF-8”.
import-file-unclosed-quote = The quotation mark in line { $line } is never closed. Delete it, or put a second one at the end of the cell.
import-file-old-workbook = Workbooks of Excel 97–2003 (.xls) are not read. Save it as .xlsx.
import-file-password-protected = The workbook is protected by a password. Save it without.
import-file-not-a-workbook = The file is not a readable Excel workbook ({ $detail }). Open it in Excel and save it anew as .xlsx.
import-file-broken-sheet = Sheet “{ $sheet }” is damaged ({ $detail }). Open it in Excel and save it anew as .xlsx.
