//! Drawings of coverage as files: an SVG that is XML, a PNG of twice its size, for those who may see the figures, and with no number in them
//! that is not told.

use std::collections::BTreeMap;

use lotsenwerk::app::coverage::count::count;
use lotsenwerk::app::coverage::{self, Question, Shown};
use lotsenwerk::domain::access::{Access, Membership, Permission, Role};
use lotsenwerk::domain::coverage::Dimension;
use lotsenwerk::domain::id::UserId;
use lotsenwerk::domain::region::RegionCode;

use crate::api::Desk;
use crate::app::coverage::world::{Dice, fate, people, requests_of, save};
use crate::storage::samples::at;
use crate::support::context::context;
use crate::support::db::{TestDatabase, on_each_database};
use crate::support::site::Answer;

on_each_database!(drawings_are_files_of_what_is_told,);

const YEAR: i32 = 2026;
const WHAT: [&str; 5] = ["map", "tiles", "heat", "trend", "languages"];
/// What stands for a number that is not told.
const FEW: &str = "too few";

/// Names and texts of the elements of an XML document, as they are read; panics where it is none.
fn elements(xml: &str) -> Vec<(String, String)> {
    let mut open: Vec<String> = Vec::new();
    let mut found = Vec::new();
    let mut rest = xml;
    while let Some((text, after)) = rest.split_once('<') {
        let plain = unescaped(text);
        match open.last() {
            Some(name) if !plain.trim().is_empty() => found.push((name.clone(), plain)),
            Some(_) => {}
            None => assert!(plain.trim().is_empty(), "{plain:?} stands outside of everything"),
        }
        let (tag, after) = after.split_once('>').expect("a tag ends");
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "tags close in the order in which they were opened");
            continue;
        }
        let inner = tag.strip_suffix('/').unwrap_or(tag);
        let (name, mut attributes) = inner.split_once(' ').unwrap_or((inner, ""));
        assert!(!name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric()), "{name:?} is no name");
        let mut seen = Vec::new();
        while !attributes.trim().is_empty() {
            let (key, value) = attributes.trim_start().split_once("=\"").unwrap_or_else(|| panic!("{tag}"));
            let (value, more) = value.split_once('"').unwrap_or_else(|| panic!("{tag}"));
            assert!(!seen.contains(&key), "{key} stands twice in {tag}");
            assert!(!unescaped(value).contains(['<', '\u{0}']), "{tag}");
            seen.push(key);
            attributes = more;
        }
        if inner.len() == tag.len() {
            open.push(name.to_owned());
        }
    }
    assert!(open.is_empty() && rest.trim().is_empty(), "{open:?} {rest:?}");
    found
}

fn unescaped(text: &str) -> String {
    let plain = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    let bare = plain.iter().fold(text.to_owned(), |text, (entity, _)| text.replace(entity, ""));
    assert!(!bare.contains('&'), "{text:?} has a bare ampersand");
    plain.iter().fold(text.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
}

/// The number behind the first place of a word in the head of an SVG.
fn extent(svg: &str, of: &str) -> f64 {
    let (_, rest) = svg.split_once(&format!(" {of}=\"")).unwrap();
    rest.split_once('"').unwrap().0.parse().unwrap()
}

fn drawings_are_files_of_what_is_told(db: &TestDatabase) {
    let desk = Desk::open(db);
    people(db);
    let mut dice = Dice::new(21);
    let all = requests_of(260, YEAR..=YEAR, &mut dice);
    save(db, &all);
    fate(db, &all, 1, &mut dice);
    let context = context(db);
    count(&context, at("2027-01-01T07:00:00Z")).unwrap();
    let get = |role: Option<Role>, query: &str| -> Answer {
        let cookie = role.map(|role| format!("lotsenwerk={}", desk.people.session(role)));
        desk.site.visit("GET", &format!("/coverage/drawing?year={YEAR}&{query}"), cookie.as_deref(), &[])
    };
    let centre = Some(Role::CompetenceCentre);

    let user = UserId::new(at("2027-01-01T07:00:00Z"), [1; 10]);
    let grant = Access::new(user, [Membership::Operator], None).grant(Permission::CoverageRead).unwrap();
    let figures =
        |by| coverage::figures(&context, &grant, Question { year: YEAR, by: Some(by), across: None }).unwrap();
    let regions: BTreeMap<RegionCode, (Shown<u64>, Shown<u64>)> = figures(Dimension::Region)
        .parts
        .iter()
        .filter_map(|((region, _), told)| Some((RegionCode::parse(region).ok()?, (told.requests, told.unserved))))
        .collect();
    let is_hidden =
        |(requests, unserved): &(Shown<u64>, Shown<u64>)| *requests == Shown::Hidden || *unserved == Shown::Hidden;
    let hidden: Vec<&RegionCode> = regions.iter().filter(|(_, told)| is_hidden(told)).map(|(code, _)| code).collect();
    assert!(!hidden.is_empty() && hidden.len() < regions.len(), "{regions:?}");

    for what in WHAT {
        let svg = get(centre, &format!("what={what}&as=svg"));
        assert_eq!((svg.status, svg.header("content-type")), (200, Some("image/svg+xml")), "{what}");
        let name = svg.header("content-disposition").unwrap();
        assert!(name.contains("attachment") && name.contains(&format!("lotsenwerk-{what}.svg")), "{name}");
        let read = elements(&svg.body);
        assert!(svg.body.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" "), "{what}");
        assert!(read.iter().any(|(name, _)| name == "title") && read.iter().any(|(name, _)| name == "text"), "{what}");
        let said = |text: &str| read.iter().any(|(_, read)| read.contains(text));
        assert!(said(&YEAR.to_string()), "{what} says of when it is");

        // What a region says of itself is a share, or that it is not told.
        if ["map", "tiles", "heat"].contains(&what) {
            for region in context.area.regions() {
                let begins = format!("{}: ", region.name);
                let own: Vec<&str> = read.iter().filter_map(|(_, text)| text.strip_prefix(&begins)).collect();
                assert!(!own.is_empty(), "{what} says nothing of {}", region.name);
                let few = hidden.contains(&&region.code);
                assert!(
                    own.iter().all(|own| (own.contains(FEW) || *own == "?") == few),
                    "{what}: {} {own:?}",
                    region.name
                );
                assert!(!few || own.iter().all(|own| !own.contains(|c: char| c.is_ascii_digit())), "{own:?}");
            }
        } else {
            // Counts stand behind what they are of: none from one up to four.
            let said = read.iter().filter(|(name, _)| name == "title").filter_map(|(_, text)| text.split_once(": "));
            let numbers = |text: &str| -> Vec<String> {
                text.split(|c: char| !c.is_ascii_digit())
                    .filter(|digits| !digits.is_empty())
                    .map(str::to_owned)
                    .collect()
            };
            let counts: Vec<String> = said.flat_map(|(_, counts)| numbers(counts)).collect();
            assert!(counts.len() > 5, "{what}: {read:?}");
            assert!(!counts.iter().any(|count| ["1", "2", "3", "4"].contains(&count.as_str())), "{what}: {counts:?}");
        }

        let png = get(centre, &format!("what={what}&as=png"));
        assert_eq!((png.status, png.header("content-type")), (200, Some("image/png")), "{what}");
        let picture = tiny_skia::Pixmap::decode_png(&png.bytes).unwrap();
        let dots = |of: &str| (2.0 * extent(&svg.body, of)).ceil() as u32;
        assert_eq!((picture.width(), picture.height()), (dots("width"), dots("height")), "{what}");
        let inked =
            picture.pixels().iter().filter(|pixel| (pixel.red(), pixel.green(), pixel.blue()) != (255, 255, 255));
        assert!(inked.count() > 1000, "{what} is an empty picture");
    }

    assert_eq!(get(centre, "what=nonsense").status, 404);
    assert_eq!(get(centre, "what=map&as=gif").status, 404);
    assert_eq!(get(None, "what=map").status, 303, "log in first");
    for (role, status) in [(Role::Operator, 200), (Role::Coordinator, 200), (Role::Requester, 403), (Role::Lotse, 403)]
    {
        for form in ["svg", "png"] {
            let answer = get(Some(role), &format!("what=map&as={form}"));
            assert_eq!(answer.status, status, "{role:?} {form}");
            assert!(status == 200 || !answer.body.contains("<svg xmlns"), "{role:?}");
        }
    }
}
