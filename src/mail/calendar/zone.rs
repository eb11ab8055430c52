//! The rules of Europe/Berlin as a calendar file writes them.

/// Summer time in the European Union since 1996: last Sunday of March to last Sunday of October, at 1 o'clock UTC.
///
/// Written out, because the icalendar crate cannot write time zones. A test compares the rule with chrono-tz.
pub(super) const BERLIN: [&str; 18] = [
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Berlin",
    "X-LIC-LOCATION:Europe/Berlin",
    "BEGIN:DAYLIGHT",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "TZNAME:CEST",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "TZNAME:CET",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "END:STANDARD",
    "END:VTIMEZONE",
];

#[cfg(test)]
mod tests {
    use chrono::{Datelike, Duration, NaiveDate, Offset, TimeZone, Weekday};

    use crate::domain::time::ZONE;

    fn last_sunday(year: i32, month: u32) -> NaiveDate {
        let next = NaiveDate::from_ymd_opt(year, month + 1, 1).unwrap();
        next.iter_days().rev().skip(1).find(|day| day.weekday() == Weekday::Sun).unwrap()
    }

    #[test]
    fn the_rule_of_summer_time_agrees_with_the_time_zone_data() {
        let offset = |at| ZONE.offset_from_utc_datetime(&at).fix().local_minus_utc();
        for year in 1996..2100 {
            // 2:00 at +01:00 and 3:00 at +02:00 are both 1:00 UTC.
            let spring = last_sunday(year, 3).and_hms_opt(1, 0, 0).unwrap();
            let autumn = last_sunday(year, 10).and_hms_opt(1, 0, 0).unwrap();
            for (at, before, after) in [(spring, 3600, 7200), (autumn, 7200, 3600)] {
                assert_eq!((offset(at - Duration::seconds(1)), offset(at)), (before, after), "{at}");
            }
        }
        assert_eq!(last_sunday(1996, 3).to_string(), "1996-03-31");
        assert_eq!(last_sunday(1996, 10).to_string(), "1996-10-27");
    }
}
