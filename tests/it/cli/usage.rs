//! Wrong usage: exit code 2 with a sentence that names what is wrong, and no panic.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

use super::desk::{Desk, Said};
use crate::support::lists::PROJECT;

#[test]
fn variables_of_others_may_hold_anything_and_own_ones_are_named() {
    let desk = Desk::new();
    let bytes = OsStr::from_bytes(b"\xff\xfe");
    let said = Said::of(&desk.command().env("OTHERS", bytes).args(["schema", "plan"]).output().unwrap());
    assert_eq!(said.code, 0, "{said:?}");
    for own in ["LOTSENWERK__MAIL__FOLDER", "DATABASE_URL"] {
        let said = Said::of(&desk.command().env(own, bytes).args(["schema", "plan"]).output().unwrap());
        assert_eq!(said.code, 2, "{said:?}");
        said.has(&[&format!("{own} is not UTF-8")]);
    }
}

#[test]
fn numbers_days_and_names_that_cannot_be() {
    let desk = Desk::new().with_lotsen().with_requests();
    let problem = desk.put(
        "problem.json",
        r#"{"format": "lotsenwerk-problem/1", "today": "2026-12-01", "lotsen": [], "requests": []}"#,
    );
    let cases: [(&[&str], &str); 9] = [
        (&["solve", &problem, "--threads", "0"], "1..=256"),
        (&["solve", &problem, "--threads", "257"], "1..=256"),
        (&["solve", &problem, "--area", "atlantis"], "there are: germany, hessen"),
        (&["generate", "--area", "atlantis"], "there are: germany, hessen"),
        (&["generate", "--first-day", "2026-12-08"], "no Monday"),
        (&["demo", "--first-day", "2026-12-08"], "no Monday"),
        (&["match", "--now", "+262142-12-31T23:00"], "lies outside the years 1900 to 2999"),
        (&["match", "--now", "2020-01-01T08:00"], "wir"),
        (&["match", "--carrier", "Klinikum (Beispiel)"], "Einen Träger „Klinikum (Beispiel)“ gibt es nicht. Es gibt: "),
    ];
    for (arguments, words) in cases {
        let said = desk.run(arguments);
        assert_eq!(said.code, 2, "{arguments:?}: {said:?}");
        said.has(&[words]);
    }
    let said = desk.run(&["match", "--carrier", "Niemand"]);
    said.has(&[&format!("Es gibt: {PROJECT}\n")]);
    said.has_not(&["Klinikum"]);
}
