//! `match`: what a coordinator reads of a plan, who has to be called, and how it ends when mails cannot be written.

use lotsenwerk::domain::code::LotseStatus;
use lotsenwerk::domain::lotse::Lotse;
use lotsenwerk::domain::request::SupportRequest;
use lotsenwerk::storage::{lotsen, requests};
use serde_json::Value;

use super::desk::Desk;

/// Before the sample's appointments.
const MATCH: [&str; 3] = ["match", "--now", "2026-12-01T08:00"];

/// Changes the sample's Lotsen and keeps only requests for which `request` returns true.
fn changed(desk: &Desk, mut lotse: impl FnMut(&mut Lotse), mut request: impl FnMut(&mut SupportRequest) -> bool) {
    let database = desk.database();
    let mut all = database.read(|tx| lotsen::load(tx, &lotsen::Selection::All)).unwrap();
    all.iter_mut().for_each(&mut lotse);
    database.write(|tx| lotsen::save_all(tx, &all)).unwrap();
    let mut asked = database.read(|tx| requests::load(tx, &requests::Selection::All)).unwrap();
    for one in &mut asked {
        if !request(one) {
            one.state = lotsenwerk::domain::request::RequestState::Cancelled;
        }
    }
    database.write(|tx| requests::save_all(tx, &asked)).unwrap();
}

fn number(request: &SupportRequest) -> &str {
    request.list_number.as_ref().unwrap().as_str()
}

/// The number of a request that the sample's plan fills.
fn served(desk: &Desk) -> String {
    let said = desk.run(&[&MATCH[..], &["--no-release", "--json"]].concat());
    assert_eq!(said.code, 0, "{said:?}");
    let told: Value = serde_json::from_str(&said.out).unwrap();
    let open: Vec<&str> =
        told["unserved"].as_array().unwrap().iter().map(|entry| entry["request"].as_str().unwrap()).collect();
    let all = desk.database().read(|tx| requests::load(tx, &requests::Selection::All)).unwrap();
    let served = all.iter().find(|request| !open.contains(&request.id.to_string().as_str())).unwrap();
    number(served).to_owned()
}

#[test]
fn a_plan_is_told_in_words_that_hold() {
    let desk = Desk::new().with_lotsen().with_requests();
    let said = desk.run(&MATCH);
    assert_eq!(said.code, 0, "{said:?}");
    said.has(&[
        "Gemessen an Dringlichkeit und Wartezeit",
        "Davon mit Dringlichkeit „hoch“ oder „dringend“: ",
        "Mails geschrieben, im Ordner mails.",
    ]);
    said.has_not(&["verschickt", "Mehr geht nicht", "wichtig", ": ;"]);
    let mails = std::fs::read_dir(desk.0.path().join("mails")).unwrap();
    let mails = mails.filter(|entry| entry.as_ref().unwrap().path().extension().is_some_and(|e| e == "eml")).count();
    said.has(&[&format!("{mails} Mails geschrieben")]);
}

#[test]
fn one_of_one_is_said_in_the_singular() {
    let desk = Desk::new().with_lotsen().with_requests();
    let wanted = served(&desk);
    changed(&desk, |_| {}, |request| number(request) == wanted);
    let said = desk.run(&MATCH);
    assert_eq!(said.code, 0, "{said:?}");
    said.has(&[
        "1 von 1 Anfrage ist besetzt.",
        "Der Reihe nach vermittelt wäre es ebenso viele (1).",
        "1 Lots*in ist ",
        "1 Mail geschrieben, im Ordner mails.",
    ]);
}

#[test]
fn a_request_that_is_partly_filled_counts_those_who_are_proposed() {
    let desk = Desk::new().with_lotsen().with_requests();
    let wanted = served(&desk);
    changed(
        &desk,
        |_| {},
        |request| {
            request.lotsen_needed = 60;
            number(request) == wanted
        },
    );
    let said = desk.run(&MATCH);
    assert_eq!(said.code, 0, "{said:?}");
    said.has(&[&format!("  {wanted}, "), " von 60 Plätzen besetzt; ", "vorgeschlagen"]);
    said.has_not(&["niemand spricht die Sprache", "woanders gebraucht"]);
}

#[test]
fn who_has_no_address_is_to_be_called() {
    let desk = Desk::new().with_lotsen().with_requests();
    let wanted = served(&desk);
    let mut phones = Vec::new();
    changed(
        &desk,
        |lotse| {
            lotse.email = None;
            if lotse.status == LotseStatus::Active {
                phones.extend(lotse.phone.as_ref().map(|phone| (lotse.given_name.to_string(), phone.to_string())));
            }
        },
        |request| number(request) == wanted,
    );
    let said = desk.run(&MATCH);
    assert_eq!(said.code, 0, "{said:?}");
    said.has(&["Es wurde keine Mail geschrieben.", "Ohne Mail-Adresse, bitte anrufen:"]);
    let lines: Vec<&str> = said.out.lines().collect();
    let [.., call, answer] = lines.as_slice() else { panic!("{said:?}") };
    assert!(call.starts_with(&format!("  {wanted} (")), "{said:?}");
    assert!(phones.iter().any(|(name, phone)| call.contains(name) && call.ends_with(phone)), "{call}");
    // What is printed can be typed.
    let words: Vec<&str> = answer.split_whitespace().collect();
    let at = words.iter().position(|word| *word == "lotsenwerk").unwrap();
    let [_, offers, accept, id, ..] = words[at..] else { panic!("{answer}") };
    let listed = desk.run(&["offers", "list"]);
    listed.has(&[id, "ohne Mail-Adresse, bitte anrufen: "]);
    assert!(phones.iter().any(|(_, phone)| listed.out.contains(phone.as_str())), "{listed:?}");
    let noted = desk.run(&[offers, accept, id, "--now"]);
    assert_eq!(noted.code, 2, "{noted:?}");
}

#[test]
fn mails_that_cannot_be_written_end_the_command_with_three_after_everything_is_said() {
    let desk = Desk::new().with_lotsen().with_requests();
    desk.put("file", "");
    let said = desk.run(&[&MATCH[..], &["--mails", "file/mails"]].concat());
    assert_eq!(said.code, 3, "{said:?}");
    said.has(&["Anfragen sind besetzt.", "Es wurde keine Mail geschrieben.", "Mails ließen sich nicht schreiben"]);
}

#[test]
fn without_lotsen_nobody_is_needed_elsewhere() {
    let desk = Desk::new().with_lotsen().with_requests();
    let database = desk.database();
    let mut all = database.read(|tx| lotsen::load(tx, &lotsen::Selection::All)).unwrap();
    all.iter_mut().for_each(|lotse| lotse.status = LotseStatus::Left);
    database.write(|tx| lotsen::save_all(tx, &all)).unwrap();
    let said = desk.run(&MATCH);
    assert_eq!(said.code, 0, "{said:?}");
    said.has(&["0 von 74 Anfragen sind besetzt."]);
    said.has_not(&["woanders gebraucht"]);
}
