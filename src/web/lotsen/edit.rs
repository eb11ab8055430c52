//! The form of a profile: for somebody new, or as it stands.

use askama::Template;

use super::draft::{self, ANY, WEEKLY};
use super::reading::{LANGUAGES, QUALIFICATIONS, Reading};
use super::week::DAYS;
use super::words;
use crate::app::lotsen::{self, ProfileError};
use crate::app::organisations;
use crate::app::{AppError, StorageError};
use crate::domain::access::Scope;
use crate::domain::code::{Gender, LotseStatus, Mode, OrganisationKind, Service, Topic};
use crate::domain::id::{LotseId, OrganisationId};
use crate::domain::language::Level;
use crate::domain::lotse::Lotse;
use crate::domain::organisation::Organisation;
use crate::domain::qualification::QualificationCode;
use crate::domain::time::ZONE;
use crate::domain::travel::Transport;
use crate::http::problem::FieldKind;
use crate::i18n::{dates, phrases, words as said_words};
use crate::web::components::{Choices, Faults, Field, Form, Kind, Many, Select};
use crate::web::page::{Fields, Frame, Outcome, PageError, Visit};

/// Places among which the browser helps to choose.
const PLACES: usize = 700;

/// Shows an empty form.
pub fn new(visit: &mut Visit<'_>) -> Outcome {
    shown(visit, &draft::empty(), &Faults::default(), None)
}

/// Takes somebody in, or says what is wrong with the form.
pub fn register(visit: &mut Visit<'_>) -> Outcome {
    let said = visit.said;
    if said.has("more") {
        return shown(visit, said, &Faults::default(), None);
    }
    let grant = visit.grant()?.clone();
    let profile = match reading(visit, None)?.read() {
        Ok(profile) => profile,
        Err(faults) => return shown(visit, said, &faults, None),
    };
    let taken = visit.commit(|tx, moment| {
        let lotse = lotsen::register(tx, &grant, profile.clone(), moment)?;
        Ok::<_, ProfileError>(format!("/lotsen/{}?done=saved", lotse.id))
    });
    taken.or_else(|error| refused(visit, error, None))
}

/// Shows the form of a profile as it stands.
pub fn edit(visit: &mut Visit<'_>) -> Outcome {
    let lotse = lotsen::find(visit.context, visit.grant()?, visit.id()?)?;
    let filled = draft::of(visit.context, visit.locale, &lotse);
    shown(visit, &filled, &Faults::default(), Some(&lotse))
}

/// Changes a profile.
pub fn replace(visit: &mut Visit<'_>) -> Outcome {
    let (grant, id) = (visit.grant()?.clone(), visit.id::<LotseId>()?);
    let before = lotsen::find(visit.context, &grant, id)?;
    let said = visit.said;
    if said.has("more") {
        return shown(visit, said, &Faults::default(), Some(&before));
    }
    let profile = match reading(visit, Some(&before))?.read() {
        Ok(profile) => profile,
        Err(faults) => return shown(visit, said, &faults, Some(&before)),
    };
    let context = visit.context;
    let changed = visit.commit(|tx, moment| {
        let current = lotsen::hold(tx, &grant, id)?;
        lotsen::replace(context, tx, &grant, &current, profile.clone(), moment)?;
        Ok::<_, ProfileError>(format!("/lotsen/{id}?done=saved"))
    });
    changed.or_else(|error| refused(visit, error, Some(&before)))
}

fn reading<'r>(visit: &'r Visit<'_>, before: Option<&'r Lotse>) -> Result<Reading<'r>, PageError> {
    let organisation = match carriers(visit)?.as_slice() {
        [only] => Some(only.id),
        _ => None,
    };
    let today = visit.moment.now.with_timezone(&ZONE).date_naive();
    Ok(Reading { context: visit.context, locale: visit.locale, said: visit.said, today, organisation, before })
}

/// Why a profile is not taken: at its field, where it has one.
fn refused(visit: &mut Visit<'_>, error: ProfileError, before: Option<&Lotse>) -> Outcome {
    let mut faults = Faults::default();
    match error {
        ProfileError::Organisation => faults.note("organisation", FieldKind::UnknownReference),
        // The only thing about a Lotse that nobody else may have.
        ProfileError::App(AppError::Storage(StorageError::Duplicate { .. })) => {
            let detail = visit.text("lotse-number-taken");
            faults.note("list_number", FieldKind::Cell { code: "duplicate", detail });
        }
        // The move that is no way any more: somebody else moved them meanwhile.
        ProfileError::App(AppError::Status(error)) => {
            let way = [
                ("from", words::status(visit.locale, error.from).into()),
                ("to", words::status(visit.locale, error.to).into()),
            ];
            let detail = visit.say("lotse-status-no-way", &way);
            faults.note("status", FieldKind::Cell { code: "status", detail });
        }
        ProfileError::Blocked(_) => return Err(PageError::of(crate::http::problem::ProblemCode::MissingReference)),
        ProfileError::App(error) => return Err(error.into()),
    }
    let said = visit.said;
    shown(visit, said, &faults, before)
}

/// Carriers whose Lotsen somebody may write.
fn carriers(visit: &Visit<'_>) -> Result<Vec<Organisation>, PageError> {
    let Scope::Of { organisations, .. } = visit.grant()?.scope() else { return Ok(Vec::new()) };
    let ids: Vec<OrganisationId> = organisations.iter().copied().collect();
    let all = organisations::named(visit.context, &ids)?;
    Ok(all.into_iter().filter(|one| one.kind == OrganisationKind::Carrier).collect())
}

/// How many numbered rows of a name are shown: those that are filled in, and some to go on.
fn rows(said: &Fields, name: &str, most: usize) -> usize {
    let filled = (1..=most).rev().find(|at| said.some(&format!("{name}.{at}")).is_some()).unwrap_or(0);
    let blank = if said.has("more") { 3 } else { 1 };
    (filled + blank).max(2).min(most)
}

fn options<T: Copy>(all: &[T], code: impl Fn(T) -> &'static str, words: impl Fn(T) -> String) -> Vec<(String, String)> {
    all.iter().map(|one| (code(*one).to_owned(), words(*one))).collect()
}

fn shown(visit: &mut Visit<'_>, said: &Fields, faults: &Faults, before: Option<&Lotse>) -> Outcome {
    let own = carriers(visit)?;
    let once = visit.once();
    let frame = visit.frame(if before.is_some() { "lotse-edit-title" } else { "lotse-new-title" });
    let (context, locale) = (visit.context, visit.locale);
    let form = Form { locale, said, faults };
    let choose = (String::new(), frame.text("lotse-choose"));
    let with_none = |all: Vec<(String, String)>| std::iter::once(choose.clone()).chain(all).collect::<Vec<_>>();
    let codes = QualificationCode::KNOWN.iter().filter_map(|code| QualificationCode::parse(code).ok());
    let mut codes: Vec<QualificationCode> = codes.collect();
    // Kinds of the project's own that are there stay to be chosen.
    for held in before.iter().flat_map(|before| &before.qualifications) {
        if !codes.contains(&held.code) {
            codes.push(held.code.clone());
        }
    }
    let kinds: Vec<_> = codes.iter().map(|code| (code.to_string(), words::qualification(locale, code))).collect();
    let levels = with_none(options(&Level::ALL, Level::code, |level| said_words::level(locale, level)));
    let statuses: Vec<LotseStatus> = match before {
        Some(before) => LotseStatus::ALL
            .iter()
            .copied()
            .filter(|to| *to == before.status || before.status.may_become(*to))
            .collect(),
        None => LotseStatus::ALL.iter().copied().filter(|status| *status != LotseStatus::Left).collect(),
    };
    let topics = || options(Topic::ALL, Topic::code, |topic| said_words::topic(locale, topic));
    let page = Page {
        action: before.map_or_else(|| frame.at("/lotsen"), |before| frame.at(&format!("/lotsen/{}/edit", before.id))),
        back: before.map_or_else(|| frame.at("/lotsen"), |before| frame.at(&format!("/lotsen/{}", before.id))),
        contact_to: before.map(|before| frame.at(&format!("/lotsen/{}/contact", before.id))),
        once,
        summary: form.summary(),
        organisation: (own.len() > 1).then(|| {
            let named = own.iter().map(|one| (one.id.to_string(), one.name.to_string())).collect();
            form.select("organisation", "lotse-carrier", with_none(named))
        }),
        given_name: form.field("given_name", Kind::Text, "lotse-given-name").required(),
        family_name: form.field("family_name", Kind::Text, "lotse-family-name").required(),
        list_number: form.field("list_number", Kind::Text, "lotse-list-number"),
        email: form.field("email", Kind::Email, "lotse-email").hinted(frame.text("lotse-email-hint")),
        phone: form.field("phone", Kind::Text, "lotse-phone"),
        status: form.select(
            "status",
            "lotse-status",
            options(&statuses, LotseStatus::code, |status| words::status(locale, status)),
        ),
        gender: form.select(
            "gender",
            "lotse-gender",
            std::iter::once((String::new(), frame.text("lotse-gender-none")))
                .chain(options(Gender::ALL, Gender::code, |gender| said_words::gender(locale, gender)))
                .collect(),
        ),
        consent_on: form.field("consent_on", Kind::Date, "lotse-consent").hinted(frame.text("lotse-consent-hint")),
        home: form
            .field("home", Kind::Text, "lotse-home")
            .hinted(frame.text("lotse-home-hint"))
            .required()
            .listed("places"),
        town: form.field("town", Kind::Text, "lotse-town").hinted(frame.text("lotse-town-hint")),
        radius_km: form.field("radius_km", Kind::Digits, "lotse-radius").hinted(frame.text("lotse-radius-hint")),
        transport: form.select(
            "transport",
            "lotse-transport",
            options(&Transport::ALL, Transport::code, |one| words::transport(locale, one)),
        ),
        languages: (1..=rows(said, "language", LANGUAGES))
            .map(|at| {
                let name = form.field(&format!("language.{at}"), Kind::Text, "lotse-language").listed("languages");
                (name, form.select(&format!("level.{at}"), "lotse-level-spoken", levels.clone()))
            })
            .collect(),
        services: form.choices(
            "service",
            Many::Any,
            "lotse-services",
            options(Service::ALL, Service::code, |one| phrases::service(locale, one)),
        ),
        modes: form.choices(
            "mode",
            Many::Any,
            "lotse-modes",
            options(Mode::ALL, Mode::code, |mode| said_words::mode(locale, mode)),
        ),
        availability: form.choices(
            "availability",
            Many::One,
            "lotse-week-when",
            vec![(WEEKLY.to_owned(), frame.text("lotse-week-weekly")), (ANY.to_owned(), frame.text("lotse-week-any"))],
        ),
        days: DAYS
            .map(|(day, name)| Field {
                label: dates::weekday(locale, day),
                ..form.field(name, Kind::Text, "lotse-week")
            })
            .into(),
        limits: [
            ("minutes_per_week", "lotse-minutes-per-week"),
            ("assignments_per_week", "lotse-assignments-per-week"),
            ("offers_per_week", "lotse-offers-per-week"),
        ]
        .map(|(name, label)| form.field(name, Kind::Digits, label)),
        qualifications: (1..=rows(said, "qualification", QUALIFICATIONS))
            .map(|at| {
                let kind = form.select(&format!("qualification.{at}"), "lotse-qualification", with_none(kinds.clone()));
                let from = form.field(&format!("acquired.{at}"), Kind::Date, "lotse-acquired");
                (kind, from, form.field(&format!("until.{at}"), Kind::Date, "lotse-valid-until"))
            })
            .collect(),
        wished: form.choices("wished", Many::Any, "lotse-topics-wished", topics()),
        refused: form.choices("refused", Many::Any, "lotse-topics-refused", topics()),
        all_languages: super::language_names(context, locale),
        all_places: places(visit, &own),
        frame,
    };
    if faults.is_empty() { visit.show(&page) } else { visit.show_faults(&page) }
}

/// Places of the own regions, for the browser to help with.
fn places(visit: &Visit<'_>, own: &[Organisation]) -> Vec<String> {
    let gazetteer = visit.context.area.gazetteer();
    let is_near = |place: &&crate::domain::region::Place| {
        own.iter().any(|one| place.regions().any(|region| one.regions.contains(region)))
    };
    let near = gazetteer.places().iter().filter(is_near).take(PLACES);
    near.map(|place| format!("{} {}", place.postcode, place.name)).collect()
}

#[derive(Template)]
#[template(path = "web/lotsen/edit.html")]
struct Page {
    frame: Frame,
    action: String,
    back: String,
    contact_to: Option<String>,
    once: String,
    summary: Option<String>,
    organisation: Option<Select>,
    given_name: Field,
    family_name: Field,
    list_number: Field,
    email: Field,
    phone: Field,
    status: Select,
    gender: Select,
    consent_on: Field,
    home: Field,
    town: Field,
    radius_km: Field,
    transport: Select,
    languages: Vec<(Field, Select)>,
    services: Choices,
    modes: Choices,
    availability: Choices,
    days: Vec<Field>,
    limits: [Field; 3],
    qualifications: Vec<(Select, Field, Field)>,
    wished: Choices,
    refused: Choices,
    all_languages: Vec<String>,
    all_places: Vec<String>,
}
