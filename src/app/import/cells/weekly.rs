//! Weekly times: `Di 09:00-12:00, Sa 09:00-17:00`, `Mo-Fr 9-12`, `Mo+Mi 14–18 Uhr`, `Mo ab 14 Uhr`.
//!
//! Days come before their times; times without a day of their own belong to the days before. A list
//! of days without any times means whole days.

use chrono::Weekday;

use super::dates::take_time;
use super::scan::Cursor;
use crate::app::import::fault::{FaultKind, Parsed, Refusal};
use crate::domain::availability::{Availability, DAY, WeeklyWindow};
use crate::tables::{Cell, fold};

const DAYS: [(Weekday, &[&str]); 7] = [
    (Weekday::Mon, &["mo", "mon", "montag", "montags", "monday", "mondays"]),
    (Weekday::Tue, &["di", "tue", "tues", "dienstag", "dienstags", "tuesday", "tuesdays"]),
    (Weekday::Wed, &["mi", "wed", "mittwoch", "mittwochs", "wednesday", "wednesdays"]),
    (Weekday::Thu, &["do", "don", "thu", "thur", "thurs", "donnerstag", "donnerstags", "thursday", "thursdays"]),
    (Weekday::Fri, &["fr", "fri", "freitag", "freitags", "friday", "fridays"]),
    (Weekday::Sat, &["sa", "sat", "samstag", "samstags", "sonnabend", "saturday", "saturdays"]),
    (Weekday::Sun, &["so", "son", "sun", "sonntag", "sonntags", "sunday", "sundays"]),
];

/// Words for several days at once.
const GROUPS: [(&[&str], &[Weekday]); 3] = [
    (
        &["taeglich", "daily"],
        &[Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun],
    ),
    (
        &["werktags", "wochentags", "werktaeglich", "weekdays"],
        &[Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri],
    ),
    (&["wochenende", "wochenends", "weekend", "weekends"], &[Weekday::Sat, Weekday::Sun]),
];

/// Parts of the day and the minutes we take them for.
const DAY_PARTS: [(&[&str], u16, u16); 4] = [
    (&["vormittag", "vormittags", "morgens", "morning", "mornings"], 8 * 60, 12 * 60),
    (&["nachmittag", "nachmittags", "afternoon", "afternoons"], 12 * 60, 18 * 60),
    (&["abend", "abends", "evening", "evenings"], 18 * 60, 21 * 60),
    (&["ganztags", "ganztaegig"], 0, DAY),
];

/// Whole cells that set no times.
const ANY_TIME: [&str; 10] = [
    "flexibel",
    "immer",
    "jederzeit",
    "nachabsprache",
    "nachvereinbarung",
    "flexibelnachabsprache",
    "anytime",
    "always",
    "flexible",
    "byarrangement",
];

const FILLERS: [&str; 9] = ["uhr", "und", "and", "sowie", "von", "from", "jeweils", "am", "auch"];
const SEPARATORS: [char; 10] = [',', ';', '+', '&', '/', '.', ':', '|', '(', ')'];

/// Reads weekly times. `None` means at any time.
pub(in crate::app::import) fn weekly_times(cell: &Cell) -> Parsed<Option<Availability>> {
    let text = cell.shown();
    if cell.is_empty() || ANY_TIME.contains(&fold(&text).as_str()) {
        return Ok(None);
    }
    let mut reader = Reader { cursor: Cursor::new(&text), ..Reader::default() };
    reader.read();
    reader.finish().map(Some)
}

/// The day of the week that a folded word names.
pub(super) fn weekday_of(word: &str) -> Option<Weekday> {
    DAYS.iter().find(|(_, names)| names.contains(&word)).map(|(day, _)| *day)
}

#[derive(Default)]
struct Reader<'a> {
    cursor: Cursor<'a>,
    /// The days to which times read now belong, and whether they have got any.
    days: Vec<Weekday>,
    days_have_times: bool,
    days_typed: String,
    /// Days that were followed by other days and not by times.
    bare: Vec<(Vec<Weekday>, String)>,
    windows: Vec<WeeklyWindow>,
    faults: Vec<FaultKind>,
}

impl Reader<'_> {
    fn read(&mut self) {
        while !self.cursor.is_done() {
            let known = self.take_days() || self.take_times() || self.skip_filler();
            if !known {
                let part = self.cursor.take_any().to_owned();
                self.faults.push(FaultKind::UnreadableTimes { part });
                // One fault tells where reading stopped; what follows would only echo it.
                return;
            }
        }
        self.leave_days();
    }

    fn skip_filler(&mut self) -> bool {
        self.cursor.take_mark(&SEPARATORS) || self.cursor.take_word(&FILLERS)
    }

    /// Takes a day, a range of days, or a word for several days.
    fn take_days(&mut self) -> bool {
        let start = self.cursor.position();
        let Some(word) = self.cursor.word_ahead(0) else { return false };
        let group = GROUPS.iter().find(|(names, _)| names.contains(&word.as_str())).map(|(_, days)| days.to_vec());
        let Some(mut days) = group.or_else(|| weekday_of(&word).map(|day| vec![day])) else { return false };
        self.cursor.skip(1);
        self.cursor.take_mark(&['.']);
        let mut ahead = self.cursor.clone();
        if ahead.take_until()
            && let Some(last) = ahead.word_ahead(0).and_then(|word| weekday_of(&word))
        {
            ahead.skip(1);
            self.cursor = ahead;
            while let Some(day) = days.last().filter(|day| **day != last).map(Weekday::succ) {
                days.push(day);
            }
        }
        // "Mo 9-12, Di 14-18": a day after times begins anew; "Mo, Di 9-12": it joins the day before.
        if self.days_have_times {
            self.leave_days();
        }
        self.days_typed = self.cursor.typed_since(start).to_owned();
        self.days.extend(days);
        true
    }

    fn take_times(&mut self) -> bool {
        let before = self.cursor.clone();
        let start = before.position();
        if let Some((from, to)) = self.take_part_of_day() {
            self.add(from, to, start);
            return true;
        }
        let open_end = self.cursor.take_word(&["ab", "nach", "after"]);
        let open_begin = !open_end && self.cursor.take_word(&["bis", "until", "before"]);
        self.cursor.take_word(&["ca", "um", "etwa"]);
        let Some(first) = take_time(&mut self.cursor) else {
            self.cursor = before;
            return false;
        };
        let mut ahead = self.cursor.clone();
        let second = if ahead.take_until() { take_time(&mut ahead) } else { None };
        if second.is_some() {
            self.cursor = ahead;
        }
        match (first, second) {
            (Err(fault), _) | (Ok(_), Some(Err(fault))) => {
                self.faults.push(fault);
                self.days_have_times = true;
            }
            (Ok(from), Some(Ok(to))) => self.add(from, to, start),
            (Ok(from), None) if open_end => self.add(from, DAY, start),
            (Ok(to), None) if open_begin => self.add(0, to, start),
            // A begin without an end.
            (Ok(_), None) => {
                self.cursor = before;
                return false;
            }
        }
        true
    }

    fn take_part_of_day(&mut self) -> Option<(u16, u16)> {
        let word = self.cursor.word_ahead(0)?;
        let (_, from, to) = DAY_PARTS.iter().find(|(names, ..)| names.contains(&word.as_str()))?;
        self.cursor.skip(1);
        Some((*from, *to))
    }

    fn add(&mut self, from: u16, to: u16, start: usize) {
        if self.days.is_empty() {
            let part = self.cursor.typed_since(start).to_owned();
            self.faults.push(FaultKind::UnreadableTimes { part });
        }
        self.days_have_times = true;
        for day in &self.days {
            match WeeklyWindow::new(*day, from, to) {
                Ok(window) => self.windows.push(window),
                Err(_) => {
                    self.faults.push(FaultKind::EndsBeforeItBegins { from: clock(from), to: clock(to) });
                    // The same mistake on each of the days is one mistake.
                    return;
                }
            }
        }
    }

    fn leave_days(&mut self) {
        let days = std::mem::take(&mut self.days);
        if !self.days_have_times && !days.is_empty() {
            self.bare.push((days, std::mem::take(&mut self.days_typed)));
        }
        self.days_have_times = false;
    }

    fn finish(mut self) -> Parsed<Availability> {
        let some_have_times = !self.windows.is_empty() || !self.faults.is_empty();
        for (days, typed) in std::mem::take(&mut self.bare) {
            if some_have_times {
                self.faults.push(FaultKind::DayWithoutTimes { day: typed });
                continue;
            }
            self.windows.extend(days.iter().filter_map(|day| WeeklyWindow::new(*day, 0, DAY).ok()));
        }
        if self.faults.is_empty() && self.windows.is_empty() {
            self.faults.push(FaultKind::UnreadableTimes { part: String::new() });
        }
        if self.faults.is_empty() { Ok(Availability::from(self.windows)) } else { Err(Refusal(self.faults)) }
    }
}

/// A minute of the day as a clock shows it.
pub(super) fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Result<String, Vec<FaultKind>> {
        let times = weekly_times(&Cell::text(text)).map_err(|refusal| refusal.0)?;
        let Some(times) = times else { return Ok("any time".into()) };
        let windows = times.windows().iter();
        let windows = windows.map(|w| format!("{} {}-{}", w.weekday(), clock(w.from()), clock(w.to())));
        Ok(windows.collect::<Vec<_>>().join(", "))
    }

    #[test]
    fn times_are_read_as_written() {
        let cases = [
            ("Di 09:00-12:00, Sa 09:00-17:00", "Tue 09:00-12:00, Sat 09:00-17:00"),
            ("Mo-Mi 9-12", "Mon 09:00-12:00, Tue 09:00-12:00, Wed 09:00-12:00"),
            ("Mo+Mi 14–18 Uhr", "Mon 14:00-18:00, Wed 14:00-18:00"),
            ("Mo, Mi und Fr: 14.30 bis 18 Uhr", "Mon 14:30-18:00, Wed 14:30-18:00, Fri 14:30-18:00"),
            ("Montags von 9 bis 12 und 14 bis 18 Uhr", "Mon 09:00-12:00, Mon 14:00-18:00"),
            ("Mo. - Di. 9-12; Sa. 10-11", "Mon 09:00-12:00, Tue 09:00-12:00, Sat 10:00-11:00"),
            ("Sa-Mo 9-10", "Mon 09:00-10:00, Sat 09:00-10:00, Sun 09:00-10:00"),
            ("Tue 9am-2pm", "Tue 09:00-14:00"),
            ("Mo vormittags, Do nachmittags", "Mon 08:00-12:00, Thu 12:00-18:00"),
            ("Fr ab 14 Uhr", "Fri 14:00-24:00"),
            ("Fr nach 14:30", "Fri 14:30-24:00"),
            ("Wochenende 10-12", "Sat 10:00-12:00, Sun 10:00-12:00"),
            ("Mo, Di", "Mon 00:00-24:00, Tue 00:00-24:00"),
            ("Mo 9-12, Mo 11-13", "Mon 09:00-13:00"),
            ("flexibel", "any time"),
            ("nach Absprache", "any time"),
            ("", "any time"),
        ];
        for (text, times) in cases {
            assert_eq!(shown(text), Ok(times.into()), "{text}");
        }
        assert_eq!(shown("täglich 9-10").map(|times| times.matches("09:00").count()), Ok(7));
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        let unreadable = |part: &str| vec![FaultKind::UnreadableTimes { part: part.into() }];
        let reversed = FaultKind::EndsBeforeItBegins { from: "14:00".into(), to: "09:00".into() };
        let impossible = FaultKind::ImpossibleTime { time: "25:00".into() };
        let cases = [
            ("Mo 14:00-09:00", vec![reversed.clone()]),
            ("Mo-Fr 14-9", vec![reversed]),
            ("Mo 9-25:00", vec![impossible]),
            ("Mo 9-12, Xy 9-12", unreadable("Xy")),
            ("9-12", unreadable("9-12")),
            ("Mo 9", unreadable("9")),
            ("selten", unreadable("selten")),
            ("—", unreadable("—")),
            (",", unreadable("")),
            ("Mo 9-12, Di", vec![FaultKind::DayWithoutTimes { day: "Di".into() }]),
        ];
        for (text, faults) in cases {
            assert_eq!(shown(text), Err(faults), "{text}");
        }
    }
}
