//! Appointments: `14.12.2026 15:00 oder 17.12.2026 09:00`, `14.12.2026 15:00-16:30`, or a date in Excel.
//!
//! "oder", commas and line breaks separate alternatives; "und" joins meetings to a series that one Lotse takes as a
//! whole. A begin with an end is a meeting of that length; where the list states a shorter duration beside it, it is a
//! window in which the meeting can take place.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Weekday};

use super::dates::{take_date, take_time};
use super::scan::Cursor;
use super::weekly::{clock, weekday_of};
use crate::app::import::fault::{FaultKind, Parsed, Refusal};
use crate::domain::request::{Appointment, RequestError, Sitting, Window};
use crate::domain::time::TimeError;
use crate::tables::Cell;

const FILLERS: [&str; 9] = ["uhr", "um", "at", "von", "from", "am", "on", "ab", "t"];
const BETWEEN: [&str; 2] = ["zwischen", "between"];
const OR: [&str; 5] = ["oder", "or", "alternativ", "bzw", "wahlweise"];
const AND: [&str; 4] = ["und", "and", "sowie", "dann"];
const SEPARATORS: [char; 7] = [',', ';', '/', '|', '(', ')', '.'];

/// When a request can be served: fixed alternatives and flexible windows, dearest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::app::import) struct When {
    pub(in crate::app::import) appointments: Vec<Appointment>,
    pub(in crate::app::import) windows: Vec<Window>,
}

/// A meeting as the cell states it: a begin and perhaps an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Meeting {
    start: NaiveDateTime,
    end: Option<NaiveDateTime>,
}

/// What the cell says before the duration is known: alternatives, each a series of meetings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::app::import) struct Stated(Vec<Vec<Meeting>>);

/// Reads the cell of appointments.
pub(in crate::app::import) fn stated(cell: &Cell) -> Parsed<Stated> {
    match cell {
        Cell::Empty => Err(FaultKind::NoAppointment.into()),
        Cell::DateTime(start) => Ok(Stated(vec![vec![Meeting { start: *start, end: None }]])),
        Cell::Date(_) => Err(FaultKind::TimeMissing { date: cell.shown() }.into()),
        other => {
            let text = other.shown();
            let mut reader = Reader { cursor: Cursor::new(&text), ..Reader::default() };
            reader.read();
            reader.finish()
        }
    }
}

impl Stated {
    /// Does each meeting state its own end, so that no duration is needed?
    pub(in crate::app::import) fn has_ends(&self) -> bool {
        self.0.iter().flatten().all(|meeting| meeting.end.is_some())
    }

    /// Puts the duration (in minutes) to the begins.
    pub(in crate::app::import) fn lasting(&self, duration: Option<u32>) -> Parsed<When> {
        let mut when = When::default();
        let mut faults = Vec::new();
        for series in &self.0 {
            let placed = match series.as_slice() {
                [Meeting { start, end: Some(end) }] => place_between(*start, *end, duration, &mut when),
                several => place_series(several, duration, &mut when),
            };
            faults.extend(placed.err());
        }
        if faults.is_empty() { Ok(when) } else { Err(Refusal(faults)) }
    }
}

fn place_between(
    start: NaiveDateTime,
    end: NaiveDateTime,
    duration: Option<u32>,
    when: &mut When,
) -> Result<(), FaultKind> {
    let room = (end - start).num_minutes();
    match duration {
        Some(minutes) if i64::from(minutes) > room => return Err(FaultKind::WindowTooShort { room, minutes }),
        Some(minutes) if i64::from(minutes) < room => {
            let window = Window::new(start, end, minutes).map_err(|error| fault_of(&error, start))?;
            when.windows.push(window);
        }
        _ => {
            let minutes = u32::try_from(room).unwrap_or(u32::MAX);
            when.appointments.push(Appointment::single(start, minutes).map_err(|error| fault_of(&error, start))?);
        }
    }
    Ok(())
}

fn place_series(series: &[Meeting], duration: Option<u32>, when: &mut When) -> Result<(), FaultKind> {
    let mut sittings = Vec::with_capacity(series.len());
    for meeting in series {
        let own = meeting.end.and_then(|end| u32::try_from((end - meeting.start).num_minutes()).ok());
        let minutes = own.or(duration).ok_or(FaultKind::MissingValue)?;
        sittings.push(Sitting::new(meeting.start, minutes).map_err(|error| fault_of(&error, meeting.start))?);
    }
    let start = series.first().map_or_else(NaiveDateTime::default, |meeting| meeting.start);
    when.appointments.push(Appointment::new(sittings).map_err(|error| fault_of(&error, start))?);
    Ok(())
}

fn fault_of(error: &RequestError, start: NaiveDateTime) -> FaultKind {
    let time = Cell::DateTime(start).shown();
    match error {
        RequestError::Time(TimeError::Skipped(_)) => FaultKind::SkippedTime { time },
        RequestError::SittingsOverlap(_) => FaultKind::SeriesOverlaps,
        _ => FaultKind::UnreadableAppointment { part: time },
    }
}

#[derive(Default)]
struct Reader<'a> {
    cursor: Cursor<'a>,
    series: Vec<Vec<Meeting>>,
    faults: Vec<FaultKind>,
    date: Option<NaiveDate>,
    date_has_time: bool,
    /// The day of the week that stands before the next date, as typed.
    weekday: Option<(Weekday, String)>,
    /// The next meeting belongs to the series before it.
    joined: bool,
    /// "zwischen" has been read: the next "und" stands between begin and end.
    between: bool,
}

impl Reader<'_> {
    fn read(&mut self) {
        while !self.cursor.is_done() {
            let known = self.take_date() || self.take_time() || self.take_word() || self.cursor.take_mark(&SEPARATORS);
            if !known {
                let part = self.cursor.take_any().to_owned();
                self.faults.push(FaultKind::UnreadableAppointment { part });
                // What follows would only echo this fault.
                self.date = None;
                return;
            }
        }
    }

    fn take_date(&mut self) -> bool {
        let Some(found) = take_date(&mut self.cursor) else { return false };
        self.leave_date();
        match found {
            Err(fault) => {
                self.faults.push(fault);
                // Times behind a day that does not exist belong to it and are no further fault.
                self.date = None;
                self.weekday = None;
                self.date_has_time = true;
            }
            Ok(date) => {
                if let Some((weekday, typed)) = self.weekday.take()
                    && weekday != date.weekday()
                {
                    self.faults.push(FaultKind::WrongWeekday { weekday: typed, date: Cell::Date(date).shown() });
                }
                self.date = Some(date);
                self.date_has_time = false;
            }
        }
        true
    }

    fn leave_date(&mut self) {
        if let Some(date) = self.date.take().filter(|_| !self.date_has_time) {
            self.faults.push(FaultKind::TimeMissing { date: Cell::Date(date).shown() });
        }
    }

    fn take_time(&mut self) -> bool {
        let start = self.cursor.position();
        let Some(from) = take_time(&mut self.cursor) else { return false };
        let mut ahead = self.cursor.clone();
        let has_end = ahead.take_until() || (self.between && ahead.take_word(&AND));
        let to = if has_end { take_time(&mut ahead) } else { None };
        if to.is_some() {
            self.cursor = ahead;
        }
        self.between = false;
        let typed = self.cursor.typed_since(start).to_owned();
        let had_date = self.date_has_time || self.date.is_some();
        self.date_has_time = true;
        match (from, to.transpose(), self.date) {
            (Err(fault), ..) | (_, Err(fault), _) => self.faults.push(fault),
            (Ok(from), Ok(to), Some(date)) => self.add(date, from, to),
            // The date before it was refused already.
            (.., None) if had_date => {}
            (.., None) => self.faults.push(FaultKind::UnreadableAppointment { part: typed }),
        }
        true
    }

    fn add(&mut self, date: NaiveDate, from: u16, to: Option<u16>) {
        if to.is_some_and(|to| to <= from) {
            let to = to.map(clock).unwrap_or_default();
            self.faults.push(FaultKind::EndsBeforeItBegins { from: clock(from), to });
            return;
        }
        let Some(start) = moment(date, from) else {
            self.faults.push(FaultKind::ImpossibleTime { time: clock(from) });
            return;
        };
        let meeting = Meeting { start, end: to.and_then(|to| moment(date, to)) };
        match self.series.last_mut().filter(|_| self.joined) {
            Some(series) => series.push(meeting),
            None => self.series.push(vec![meeting]),
        }
        self.joined = false;
    }

    fn take_word(&mut self) -> bool {
        if self.cursor.take_word(&OR) {
            self.joined = false;
            return true;
        }
        if self.cursor.take_word(&AND) || self.cursor.take_mark(&['+', '&']) {
            self.joined = true;
            return true;
        }
        if self.cursor.take_word(&BETWEEN) {
            self.between = true;
            return true;
        }
        if let Some(weekday) = self.cursor.word_ahead(0).and_then(|word| weekday_of(&word)) {
            self.weekday = Some((weekday, self.cursor.take_any().to_owned()));
            return true;
        }
        self.cursor.take_word(&FILLERS)
    }

    fn finish(mut self) -> Parsed<Stated> {
        self.leave_date();
        if self.faults.is_empty() && self.series.is_empty() {
            self.faults.push(FaultKind::NoAppointment);
        }
        if self.faults.is_empty() { Ok(Stated(self.series)) } else { Err(Refusal(self.faults)) }
    }
}

/// A minute of a day; 24:00 is the first minute of the next one.
fn moment(date: NaiveDate, minute: u16) -> Option<NaiveDateTime> {
    let date = date.checked_add_days(Days::new(u64::from(minute / 1440)))?;
    date.and_hms_opt(0, 0, 0)?.checked_add_signed(TimeDelta::minutes(i64::from(minute % 1440)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(cell: &Cell, duration: Option<u32>) -> Result<String, Vec<FaultKind>> {
        let when = stated(cell).and_then(|stated| stated.lasting(duration)).map_err(|refusal| refusal.0)?;
        let sitting = |s: &Sitting| format!("{} +{}", s.start().format("%d.%m. %H:%M"), s.minutes());
        let series = |a: &Appointment| a.sittings().iter().map(sitting).collect::<Vec<_>>().join(" & ");
        let window = |w: &Window| {
            format!("[{}..{} +{}]", w.earliest().format("%d.%m. %H:%M"), w.latest().format("%H:%M"), w.minutes())
        };
        let all = when.appointments.iter().map(series).chain(when.windows.iter().map(window));
        Ok(all.collect::<Vec<_>>().join(" | "))
    }

    #[test]
    fn appointments_are_read_as_written() {
        let cases = [
            ("14.12.2026 15:00 oder 17.12.2026 09:00", "14.12. 15:00 +60 | 17.12. 09:00 +60"),
            ("14.12.2026, 15 Uhr; 17.12.26 um 9.30 Uhr", "14.12. 15:00 +60 | 17.12. 09:30 +60"),
            ("14.12.2026 15:00 oder 16:30", "14.12. 15:00 +60 | 14.12. 16:30 +60"),
            ("Mo, 14.12.2026 15:00", "14.12. 15:00 +60"),
            ("2026-12-14T15:00:00", "14.12. 15:00 +60"),
            ("14. Dezember 2026 um 15:00 Uhr", "14.12. 15:00 +60"),
            ("14.12.2026 15:00 und 21.12.2026 15:00", "14.12. 15:00 +60 & 21.12. 15:00 +60"),
            ("14.12.2026 15:00-16:00", "14.12. 15:00 +60"),
            ("14.12.2026 9-12 Uhr", "[14.12. 09:00..12:00 +60]"),
            ("14.12.2026 zwischen 9 und 12 Uhr", "[14.12. 09:00..12:00 +60]"),
            ("14.12.2026 15:00\n17.12.2026 09:00", "14.12. 15:00 +60 | 17.12. 09:00 +60"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(&Cell::text(text), Some(60)), Ok(expected.into()), "{text}");
        }
        assert_eq!(shown(&Cell::text("14.12.2026 15:00-16:30"), None), Ok("14.12. 15:00 +90".into()));
        let moment = NaiveDate::from_ymd_opt(2026, 12, 14).and_then(|day| day.and_hms_opt(15, 0, 0)).unwrap();
        assert_eq!(shown(&Cell::DateTime(moment), Some(30)), Ok("14.12. 15:00 +30".into()));
    }

    #[test]
    fn all_that_is_wrong_is_told() {
        let impossible = |date: &str| FaultKind::ImpossibleDate { date: date.into() };
        let unreadable = |part: &str| FaultKind::UnreadableAppointment { part: part.into() };
        let no_time = |date: &str| FaultKind::TimeMissing { date: date.into() };
        let cases = [
            ("32.12.2026 09:00", vec![impossible("32.12.2026")]),
            (
                "32.12.2026 09:00 oder 17.12.2026 25:00",
                vec![impossible("32.12.2026"), FaultKind::ImpossibleTime { time: "25:00".into() }],
            ),
            ("14.12. 15:00", vec![FaultKind::YearMissing { date: "14.12.".into() }]),
            ("14.12.2026", vec![no_time("14.12.2026")]),
            ("14.12.2026 oder 17.12.2026", vec![no_time("14.12.2026"), no_time("17.12.2026")]),
            ("bald", vec![unreadable("bald")]),
            ("14.12.2026 nachmittags", vec![unreadable("nachmittags")]),
            ("15:00", vec![unreadable("15:00")]),
            ("Di 14.12.2026 15:00", vec![FaultKind::WrongWeekday { weekday: "Di".into(), date: "14.12.2026".into() }]),
            (
                "14.12.2026 15:00-14:00",
                vec![FaultKind::EndsBeforeItBegins { from: "15:00".into(), to: "14:00".into() }],
            ),
            ("14.12.2026 15:00-15:30", vec![FaultKind::WindowTooShort { room: 30, minutes: 60 }]),
            ("29.03.2026 02:30", vec![FaultKind::SkippedTime { time: "29.03.2026 02:30".into() }]),
            ("14.12.2026 15:00 und 15:30", vec![FaultKind::SeriesOverlaps]),
            ("", vec![FaultKind::NoAppointment]),
            (";", vec![FaultKind::NoAppointment]),
        ];
        for (text, faults) in cases {
            assert_eq!(shown(&Cell::text(text), Some(60)), Err(faults), "{text}");
        }
        let day = NaiveDate::from_ymd_opt(2026, 12, 14).unwrap();
        assert_eq!(shown(&Cell::Date(day), Some(60)), Err(vec![no_time("14.12.2026")]));
        assert_eq!(shown(&Cell::Number(46_370.0), Some(60)), Err(vec![unreadable("46370")]));
    }
}
