//! Problem files with faults: all of them are told at once, each with its place, its value and a remedy.

use std::collections::BTreeSet;

use lotsenwerk::matching::compile::FaultKind;
use lotsenwerk::matching::{ProblemFile, compile};

use super::gazetteer;

/// The file, and what is told of it: pointer, value, and a piece of the text.
type Case = (&'static str, &'static [(&'static str, &'static str, &'static str)]);

/// A file around these lists.
fn file(parts: &str) -> String {
    format!(r#"{{"format": "lotsenwerk-problem/1", "today": "2026-12-01", {parts}}}"#)
}

const TUESDAY: &str = r#""appointments": [{"start": "2026-12-15T10:00:00", "minutes": 60}]"#;

const MONTH: &str = r#"{"earliest": "2026-12-01T00:00:00", "latest": "2027-01-01T00:00:00", "minutes": 1}"#;

const CASES: [Case; 10] = [
    (
        r#""lotsen": [{"id": "L1"}, {"id": "L1"}],
           "requests": [{"id": "R1", TUESDAY}, {"id": "R2", TUESDAY}, {"id": "R1", TUESDAY}],
           "carriers": [{"id": "A"}, {"id": "A"}]"#,
        &[
            ("/lotsen/1/id", "L1", "is used twice; give each entry its own"),
            ("/requests/2/id", "R1", "is used twice"),
            ("/carriers/1/id", "A", "is used twice"),
        ],
    ),
    (
        r#""lotsen": [{"id": "L1", "home": {"postcode": "3411"}}, {"id": "L2", "home": {"postcode": "34118"}},
                      {"id": "L3", "home": {"postcode": "10115"}}, {"id": "L4", "home": {"lat": 51.0, "lon": 190.0}}],
           "requests": [{"id": "R1", "place": {"lat": 91.5, "lon": 9.0}, TUESDAY}],
           "assignments": [{"lotse": "L1", "sittings": [], "place": {"postcode": "Kassel"}}]"#,
        &[
            ("/lotsen/0/home/postcode", "3411", "is no postcode; give five digits as text, such as \"37269\""),
            ("/lotsen/1/home/postcode", "34118", "a near one is 34117"),
            ("/lotsen/2/home/postcode", "10115", "is not in the postcode table; take a neighbouring one"),
            ("/lotsen/3/home", "51, 190", "lat lies within ±90, lon within ±180 degrees"),
            ("/requests/0/place", "91.5, 9", "are no coordinates"),
            ("/assignments/0/place/postcode", "Kassel", "is no postcode"),
        ],
    ),
    (
        r#""lotsen": [{"id": "L1"}],
           "requests": [
             {"id": "R1", "appointments": [{"start": "2027-03-28T02:30:00", "minutes": 60}, {"start": "2026-12-15T10:00:00", "minutes": 0}]},
             {"id": "R2", "appointments": [{"start": "2026-12-15T10:00:00", "minutes": 1441}, {"start": "2026-12-15T10:00:30", "minutes": 60}]},
             {"id": "R3", "appointments": [{"start": "2026-12-15T10:00:00", "minutes": 60,
                "further": [{"start": "2026-12-15T10:59:00", "minutes": 60}]}]},
             {"id": "R4", "appointments": [{"start": "2026-12-15T10:00:00", "minutes": 60, "further": [{"start": "2026-12-16T10:00:00", "minutes": 0}]}]},
             {"id": "R5", "flexible": [{"earliest": "2026-12-15T10:00:00", "latest": "2026-12-15T10:59:00", "minutes": 60}]}],
           "assignments": [{"lotse": "L1", "sittings": [{"start": "2027-03-28T02:00:00", "minutes": 30}]}]"#,
        &[
            ("/requests/0/appointments/0", "2027-03-28 02:30:00 for 60 minutes", "the clocks are put forward over it"),
            ("/requests/0/appointments/1", "2026-12-15 10:00:00 for 0 minutes", "1 to 1440 are possible"),
            ("/requests/1/appointments/0", "2026-12-15 10:00:00 for 1441 minutes", "1 to 1440 are possible"),
            ("/requests/1/appointments/1", "2026-12-15 10:00:30 for 60 minutes", "whole minutes are expected"),
            ("/requests/2/appointments/0", "2026-12-15 10:00:00", "begins before the one before it has ended"),
            ("/requests/3/appointments/0/further/0", "2026-12-16 10:00:00 for 0 minutes", "1 to 1440 are possible"),
            (
                "/requests/4/flexible/0",
                "2026-12-15 10:00:00 to 2026-12-15 10:59:00 for 60 minutes",
                "is shorter than 60 minutes",
            ),
            ("/assignments/0/sittings/0", "2027-03-28 02:00:00 for 30 minutes", "the clocks are put forward over it"),
        ],
    ),
    (
        r#""lotsen": [],
           "requests": [{"id": "R1"}, {"id": "R2", "modes": [], TUESDAY}, {"id": "R3", "lotsen_needed": 0, TUESDAY}]"#,
        &[
            ("/requests/0/appointments", "R1", "give at least one under appointments or flexible"),
            ("/requests/1/modes", "R2", "name at least one of in_person, phone, video"),
            ("/requests/2/lotsen_needed", "0", "must be at least 1"),
        ],
    ),
    (
        r#""lotsen": [],
           "requests": [{"id": "R1", "flexible": [MANY_MONTHS]},
             {"id": "R2", "flexible": [{"earliest": "2026-01-01T00:00:00", "latest": "2030-01-01T00:00:00", "minutes": 1}]}]"#,
        &[
            ("/requests/0/flexible", "R1", "more alternatives than 65535; narrow the flexible times"),
            (
                "/requests/1/flexible/0",
                "2026-01-01 00:00:00 to 2030-01-01 00:00:00 for 1 minutes",
                "longer than 31 days",
            ),
        ],
    ),
    (
        r#""lotsen": [{"id": "L1", "availability": [
             {"weekday": 0, "from": "09:00", "to": "10:00"}, {"weekday": 1, "from": "10:00", "to": "10:00"},
             {"weekday": 7, "from": "09:00", "to": "24:01"}, {"weekday": 2, "from": "9:5", "to": "10:00"},
             {"weekday": 8, "from": "09:00", "to": "10:00"}, {"weekday": 3, "from": "00:00", "to": "24:00"}],
             "absences": [{"first": "2026-12-02", "last": "2026-12-01"}]}],
           "requests": []"#,
        &[
            ("/lotsen/0/availability/0", "0 09:00-10:00", "weekday is 1 (Monday) to 7"),
            ("/lotsen/0/availability/1", "1 10:00-10:00", "ends at 600 before or when it begins at 600"),
            ("/lotsen/0/availability/2", "7 09:00-24:01", "\"24:01\" is no time such as 09:30"),
            ("/lotsen/0/availability/3", "2 9:5-10:00", "\"9:5\" is no time such as 09:30"),
            ("/lotsen/0/availability/4", "8 09:00-10:00", "weekday is 1 (Monday) to 7"),
            ("/lotsen/0/absences/0", "2026-12-02 to 2026-12-01", "the last day lies before the first"),
        ],
    ),
    (
        r#""lotsen": [{"id": "L1", "carrier": "C"}],
           "carriers": [{"id": "A"}],
           "lending": [{"from": "A", "to": "D"}, {"from": "E", "to": "A"}],
           "requests": [{"id": "R1", "carrier": "B", TUESDAY}]"#,
        &[
            ("/lotsen/0/carrier", "C", "is no carrier of this file; add it under carriers"),
            ("/lending/0/to", "D", "is no carrier of this file"),
            ("/lending/1/from", "E", "is no carrier of this file"),
            ("/requests/0/carrier", "B", "is no carrier of this file"),
        ],
    ),
    (
        r#""lotsen": [{"id": "L1"}],
           "requests": [{"id": "R1", "known_lotsen": [{"lotse": "L2"}], "excluded_lotsen": ["L1", "L3"], TUESDAY}],
           "assignments": [{"lotse": "L4", "sittings": []}]"#,
        &[
            ("/requests/0/known_lotsen/0", "L2", "is no Lotse of this file; check the id under lotsen"),
            ("/requests/0/excluded_lotsen/1", "L3", "is no Lotse of this file"),
            ("/assignments/0/lotse", "L4", "is no Lotse of this file"),
        ],
    ),
    (
        r#""lotsen": [{"id": "L1"}], "requests": [{"id": "R1", "modes": ["phone"], TUESDAY}],
           "candidates": [
             {"lotse": "L2", "request": "R1", "effort": 0}, {"lotse": "L1", "request": "R2", "effort": 0},
             {"lotse": "L1", "request": "R1", "appointment": 1, "effort": 0},
             {"lotse": "L1", "request": "R1", "mode": "video", "effort": 0},
             {"lotse": "L1", "request": "R1", "effort": 0}, {"lotse": "L1", "request": "R1", "mode": "phone", "effort": 5}]"#,
        &[
            ("/candidates/0/lotse", "L2", "is no Lotse of this file"),
            ("/candidates/1/request", "R2", "is no request of this file; check the id under requests"),
            ("/candidates/2/appointment", "1", "is past the request's appointments; count from 0"),
            ("/candidates/3/mode", "video", "is not among the request's modes"),
            ("/candidates", "R1", "is used twice"),
        ],
    ),
    (
        r#""lotsen": [{"id": "L1"}], "requests": [{"id": "R1", TUESDAY}],
           "weights": {"served": {"urgent": 1000001, "waiting_day": 1001, "waiting_days_at_most": 1000},
                       "effort": {"known": 4294967295, "asked_days": 1000000}},
           "substitutions": [{"needed": "prs", "spoken": "pes", "minutes": 1000001}],
           "candidates": [{"lotse": "L1", "request": "R1", "effort": -1000001}]"#,
        &[
            ("/weights/served/urgent", "1000001", "is more than 1000000"),
            ("/weights/served/waiting_day", "1001 times 1000", "is more than 1000000"),
            ("/weights/effort/known", "4294967295", "is more than 1000000"),
            ("/substitutions/0/minutes", "1000001", "is more than 1000000"),
            ("/candidates/0/effort", "-1000001", "is more than 1000000"),
        ],
    ),
];

/// The match names every kind, so that a new one does not compile until it is counted here.
fn number(kind: &FaultKind) -> u8 {
    match kind {
        FaultKind::UsedTwice => 0,
        FaultKind::NoPostcode => 1,
        FaultKind::UnknownPostcode { nearest: Some(_) } => 2,
        FaultKind::UnknownPostcode { nearest: None } => 3,
        FaultKind::NoCoordinates => 4,
        FaultKind::NoAppointment { .. } => 5,
        FaultKind::WithoutAppointment => 6,
        FaultKind::TooManyAppointments => 7,
        FaultKind::WithoutMode => 8,
        FaultKind::WithoutPlace => 9,
        FaultKind::NoWindow { .. } => 10,
        FaultKind::NoAbsence => 11,
        FaultKind::UnknownLotse => 12,
        FaultKind::UnknownRequest => 13,
        FaultKind::UnknownCarrier => 14,
        FaultKind::NoSuchAppointment => 15,
        FaultKind::ModeNotWished => 16,
        FaultKind::TooLarge => 17,
    }
}

#[test]
fn every_fault_is_told_with_its_place_value_and_remedy() {
    let mut kinds = BTreeSet::new();
    for (parts, expected) in CASES {
        let text = file(&parts.replace("TUESDAY", TUESDAY).replace("MANY_MONTHS", &[MONTH; 45].join(", ")));
        let problem: ProblemFile = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
        let faults = compile(&problem, gazetteer()).unwrap_err();
        kinds.extend(faults.iter().map(|fault| number(&fault.kind)));
        let mut told: Vec<_> = faults.iter().map(|f| (f.pointer.as_str(), f.value.as_str())).collect();
        let mut due: Vec<_> = expected.iter().map(|(pointer, value, _)| (*pointer, *value)).collect();
        told.sort_unstable();
        due.sort_unstable();
        assert_eq!(told, due, "{text}");
        for (pointer, value, remedy) in expected {
            let fault =
                faults.iter().find(|fault| (fault.pointer.as_str(), fault.value.as_str()) == (*pointer, *value));
            let said = fault.unwrap().to_string();
            assert!(said.contains(remedy), "{said:?} does not say {remedy:?}");
        }
    }
    assert_eq!(kinds, (0..=17).collect());
}

#[test]
fn what_is_no_problem_file_is_refused_by_its_place() {
    let cases = [
        (r#""lotsen": [{"id": "L1", "langauges": []}], "requests": []"#, "unknown field `langauges`"),
        (
            r#""lotsen": [], "requests": [{"id": "R1", "priority": "asap"}]"#,
            "unknown variant `asap`, expected one of `low`",
        ),
        (
            r#""lotsen": [], "requests": [{"id": "R1", "appointments": [{"start": "15.12.2026", "minutes": 60}]}]"#,
            "line 1 column",
        ),
        (r#""requests": []"#, "missing field `lotsen`"),
    ];
    for (parts, expected) in cases {
        let error = serde_json::from_str::<ProblemFile>(&file(parts)).unwrap_err().to_string();
        assert!(error.contains(expected), "{error:?} does not say {expected:?}");
    }
    let other_version = r#"{"format": "lotsenwerk-problem/2", "today": "2026-12-01", "lotsen": [], "requests": []}"#;
    let error = serde_json::from_str::<ProblemFile>(other_version).unwrap_err().to_string();
    assert!(error.contains("lotsenwerk-problem/1"), "{error}");
}
