//! The form of a request: posted anew, asked for once more, or changed as long as nobody has been told.

use askama::Template;

use super::draft;
use super::reading::{ALTERNATIVES, LANGUAGES, Reading};
use crate::app::organisations;
use crate::app::requests::{self, PostError};
use crate::domain::access::{Permission, Scope};
use crate::domain::code::{Gender, Mode, OrganisationKind, Priority, Service, Topic};
use crate::domain::id::{OrganisationId, RequestId};
use crate::domain::language::Level;
use crate::domain::organisation::Organisation;
use crate::domain::request::SupportRequest;
use crate::http::problem::{FieldKind, ProblemCode, Why};
use crate::i18n::{phrases, text, words};
use crate::web::components::{Choices, Faults, Field, Form, Kind, Many, Select};
use crate::web::organisations::everyone;
use crate::web::page::{Fields, Frame, Outcome, PageError, Visit};

/// Shows an empty form, or one with what a request before it said.
pub fn new(visit: &mut Visit<'_>) -> Outcome {
    let filled = match visit.said.some("like").map(str::parse::<RequestId>) {
        Some(Ok(id)) => {
            let read = visit.grant_of(Permission::RequestsRead)?;
            draft::again(visit.context, visit.locale, &requests::find(visit.context, &read, id)?)
        }
        _ => draft::empty(),
    };
    shown(visit, filled, &Faults::default(), None)
}

/// Takes a request, or says what is wrong with it.
pub fn post(visit: &mut Visit<'_>) -> Outcome {
    if visit.said.has("more") {
        return shown(visit, visit.said.clone(), &Faults::default(), None);
    }
    let grant = visit.grant()?.clone();
    let wanted = match reading(visit, None)?.read() {
        Ok(wanted) => wanted,
        Err(faults) => return shown(visit, visit.said.clone(), &faults, None),
    };
    let context = visit.context;
    if visit.said.has("draft") {
        let kept = visit.commit(|tx, moment| {
            let request = requests::draft(context, tx, &grant, wanted.clone(), moment)?;
            Ok::<_, PostError>(format!("/requests/{}?done=draft", request.id))
        });
        return kept.or_else(|error| refused(visit, error, None));
    }
    let posted = visit.commit(|tx, moment| {
        let request = requests::post(context, tx, &grant, wanted.clone(), moment)?;
        Ok::<_, PostError>(format!("/requests/{}?done=posted", request.id))
    });
    posted.or_else(|error| refused(visit, error, None))
}

/// Posts a draft.
pub fn put_out(visit: &mut Visit<'_>) -> Outcome {
    let (context, grant, id) = (visit.context, visit.grant()?.clone(), visit.id::<RequestId>()?);
    let before = requests::find(context, &grant, id)?;
    let posted = visit.commit(|tx, moment| {
        let current = requests::hold(tx, &grant, id)?;
        requests::post_draft(context, tx, &grant, &current, moment)?;
        Ok::<_, PostError>(format!("/requests/{id}?done=posted"))
    });
    // What stands in the way stands in a field: the form shows it.
    posted.or_else(|error| {
        let filled = draft::of(visit.context, visit.locale, &before);
        refused_in(visit, filled, error, Some(&before))
    })
}

/// Shows the form of a request as it stands.
pub fn edit(visit: &mut Visit<'_>) -> Outcome {
    let request = requests::find(visit.context, visit.grant()?, visit.id()?)?;
    let filled = draft::of(visit.context, visit.locale, &request);
    shown(visit, filled, &Faults::default(), Some(&request))
}

/// Changes a request.
pub fn replace(visit: &mut Visit<'_>) -> Outcome {
    let (grant, id) = (visit.grant()?.clone(), visit.id::<RequestId>()?);
    let before = requests::find(visit.context, &grant, id)?;
    if visit.said.has("more") {
        return shown(visit, visit.said.clone(), &Faults::default(), Some(&before));
    }
    let wanted = match reading(visit, Some(&before))?.read() {
        Ok(wanted) => wanted,
        Err(faults) => return shown(visit, visit.said.clone(), &faults, Some(&before)),
    };
    let context = visit.context;
    let changed = visit.commit(|tx, moment| {
        let current = requests::hold(tx, &grant, id)?;
        requests::replace(context, tx, &grant, &current, wanted.clone(), moment)?;
        Ok::<_, PostError>(format!("/requests/{id}?done=changed"))
    });
    changed.or_else(|error| refused(visit, error, Some(&before)))
}

fn reading<'r>(visit: &'r Visit<'_>, before: Option<&'r SupportRequest>) -> Result<Reading<'r>, PageError> {
    // Where there is a choice, nobody is spoken for without it.
    let organisation = match organisations(visit)?.as_slice() {
        [only] if only.kind != OrganisationKind::Carrier => Some(only.id),
        _ => None,
    };
    let (context, locale, said, now) = (visit.context, visit.locale, visit.said, visit.moment.now);
    Ok(Reading { context, locale, said, now, organisation, before })
}

/// Why a request is not taken: at its field, where it has one.
fn refused(visit: &mut Visit<'_>, error: PostError, before: Option<&SupportRequest>) -> Outcome {
    refused_in(visit, visit.said.clone(), error, before)
}

/// The same in a form that is filled in otherwise.
fn refused_in(visit: &mut Visit<'_>, said: Fields, error: PostError, before: Option<&SupportRequest>) -> Outcome {
    let mut faults = Faults::default();
    match error {
        PostError::Organisation => faults.note("organisation", FieldKind::UnknownReference),
        PostError::Carrier => faults.note("carrier", FieldKind::UnknownReference),
        PostError::CarrierUnclear(many) => faults.note("carrier", FieldKind::CarrierUnclear { many: many as u64 }),
        PostError::ListNumber => faults.note("list_number", FieldKind::NotYours),
        PostError::Lotsen(_) => return Err(PageError::of(ProblemCode::MissingReference)),
        PostError::Told(state) => {
            return Err(PageError::because(ProblemCode::State, Why::Told(state.code())));
        }
        PostError::TimeOver => faults.note("date.1", FieldKind::Past),
        PostError::App(error) => return Err(error.into()),
    }
    shown(visit, said, &faults, before)
}

/// For whom somebody may post.
fn organisations(visit: &Visit<'_>) -> Result<Vec<Organisation>, PageError> {
    let Scope::Of { organisations, .. } = visit.grant()?.scope() else { return Ok(Vec::new()) };
    let ids: Vec<OrganisationId> = organisations.iter().copied().collect();
    Ok(organisations::named(visit.context, &ids)?)
}

/// Organisations to choose among, by name.
fn all_of(visit: &Visit<'_>, kind: Option<OrganisationKind>) -> Result<Vec<Organisation>, PageError> {
    let all = everyone(visit, kind)?;
    Ok(all.into_iter().filter(|one| one.kind != OrganisationKind::CompetenceCentre).collect())
}

fn shown(visit: &mut Visit<'_>, said: Fields, faults: &Faults, before: Option<&SupportRequest>) -> Outcome {
    let own = organisations(visit)?;
    // Whoever runs a project chooses among those who ask it; others ask for themselves.
    let is_carrier = own.iter().any(|one| one.kind == OrganisationKind::Carrier);
    let asking = if is_carrier { all_of(visit, None)? } else { own.clone() };
    let title = if before.is_some() { "request-edit-title" } else { "request-new-title" };
    let once = visit.once();
    let frame = visit.frame(title);
    let carriers = if is_carrier { Vec::new() } else { all_of(visit, Some(OrganisationKind::Carrier))? };
    let locale = visit.locale;
    let form = Form { locale, said: &said, faults };
    let named =
        |all: &[Organisation]| all.iter().map(|one| (one.id.to_string(), one.name.to_string())).collect::<Vec<_>>();
    let rows = rows(&said, "date", 3, ALTERNATIVES);
    let languages = rows_of(&said, "language", 2, LANGUAGES);
    let page = Page {
        action: match before {
            Some(before) => frame.at(&format!("/requests/{}/edit", before.id)),
            None => frame.at("/requests"),
        },
        once,
        back: before.map(|before| frame.at(&format!("/requests/{}", before.id))),
        summary: form.summary(),
        organisation: (asking.len() > 1).then(|| {
            let first = (String::new(), text(locale, "request-choose", &[]));
            let all: Vec<_> = std::iter::once(first).chain(named(&asking)).collect();
            form.select("organisation", "request-organisation", all)
        }),
        carrier: (!is_carrier && carriers.len() > 1).then(|| {
            let nearest = (String::new(), text(locale, "request-carrier-nearest", &[]));
            let all: Vec<_> = std::iter::once(nearest).chain(named(&carriers)).collect();
            form.select("carrier", "request-carrier", all)
        }),
        client: form.field("client", Kind::Text, "request-client").hinted(frame.text("request-client-hint")),
        service: form.choices(
            "service",
            Many::One,
            "request-service",
            options(Service::ALL, Service::code, |s| phrases::service(locale, s)),
        ),
        topic: form.select("topic", "request-topic", {
            let first = (String::new(), text(locale, "request-choose", &[]));
            std::iter::once(first).chain(options(Topic::ALL, Topic::code, |t| words::topic(locale, t))).collect()
        }),
        modes: form.choices(
            "mode",
            Many::Any,
            "request-modes",
            options(Mode::ALL, Mode::code, |m| words::mode(locale, m)),
        ),
        languages: (1..=languages).map(|at| language(&form, at)).collect(),
        place: form
            .field("place", Kind::Text, "request-place")
            .hinted(frame.text("request-place-hint"))
            .required()
            .listed("places"),
        street: form.field("street", Kind::Text, "request-street"),
        meeting_point: form
            .field("meeting_point", Kind::Text, "request-meeting-point")
            .hinted(frame.text("request-meeting-point-hint")),
        alternatives: (1..=rows).map(|at| alternative(&form, at, before)).collect(),
        has_more: rows < ALTERNATIVES,
        window: [
            form.field("window_date", Kind::Date, "request-window-date"),
            form.field("window_until", Kind::Date, "request-window-until"),
            form.field("window_from", Kind::Time, "request-window-from"),
            form.field("window_to", Kind::Time, "request-window-to"),
            form.field("window_minutes", Kind::Number, "request-minutes"),
        ],
        has_window: ["date", "until", "from", "to", "minutes"].iter().any(|part| {
            let name = format!("window_{part}");
            said.some(&name).is_some() || form.fault(&name).is_some()
        }),
        has_further: ["gender", "gender_must", "carrier", "list_number", "lotsen_needed"]
            .iter()
            .any(|name| form.fault(name).is_some() || said.some(name).is_some_and(|value| value != "1")),
        priority: form.choices(
            "priority",
            Many::One,
            "request-priority",
            options(Priority::ALL, Priority::code, |p| words::priority(locale, p)),
        ),
        urgency_reason: form
            .field("urgency_reason", Kind::Text, "request-urgency-reason")
            .hinted(frame.text("request-urgency-reason-hint")),
        deadline: form.field("deadline", Kind::Date, "request-deadline"),
        lotsen_needed: form.field("lotsen_needed", Kind::Number, "request-lotsen-needed"),
        gender: form.select("gender", "request-gender", {
            let any = (String::new(), text(locale, "request-gender-any", &[]));
            std::iter::once(any).chain(options(Gender::ALL, Gender::code, |g| words::gender(locale, g))).collect()
        }),
        gender_must: said.has("gender_must"),
        confirmation: form
            .field("confirmation", Kind::Text, "request-confirmation")
            .hinted(frame.text("request-confirmation-hint"))
            .listed("languages"),
        newcomer_email: form
            .field("newcomer_email", Kind::Email, "request-newcomer-email")
            .hinted(frame.text("request-newcomer-email-hint")),
        list_number: is_carrier.then(|| form.field("list_number", Kind::Text, "request-list-number")),
        qualifications: said.all("qualification").map(str::to_owned).collect(),
        all_languages: visit.language_names(),
        all_places: places(visit, &own),
        frame,
    };
    if faults.is_empty() { visit.show(&page) } else { visit.show_faults(&page) }
}

/// How many rows of a name are shown: one more than are filled in.
fn rows(said: &Fields, name: &str, least: usize, most: usize) -> usize {
    let extra = if said.has("more") { 2 } else { 0 };
    (rows_of(said, name, least, most) + extra).min(most)
}

fn rows_of(said: &Fields, name: &str, least: usize, most: usize) -> usize {
    let filled = (1..=most).rev().find(|at| said.has(&format!("{name}.{at}")) || said.has(&format!("series.{at}")));
    filled.unwrap_or(0).max(least).min(most)
}

fn options<T: Copy>(all: &[T], code: impl Fn(T) -> &'static str, words: impl Fn(T) -> String) -> Vec<(String, String)> {
    all.iter().map(|one| (code(*one).to_owned(), words(*one))).collect()
}

fn language(form: &Form<'_>, at: usize) -> (Field, Select) {
    let name = form.field(&format!("language.{at}"), Kind::Text, "request-language").listed("languages");
    let levels = Level::ALL.map(|level| (level.code().to_owned(), words::level(form.locale, level)));
    (name, form.select(&format!("level.{at}"), "request-level", levels.to_vec()))
}

/// One alternative: fields, or what stays as it is.
enum Alternative {
    Single { number: usize, fields: Vec<Field> },
    Series { name: String, value: String, words: String },
}

fn alternative(form: &Form<'_>, at: usize, before: Option<&SupportRequest>) -> Alternative {
    let name = format!("series.{at}");
    let series = form
        .said
        .some(&name)
        .and_then(|number| Some((number, before?.appointments.get(number.parse::<usize>().ok()?)?)));
    if let Some((value, series)) = series {
        let facts =
            [("count", series.sittings().len().into()), ("first", phrases::first_day(form.locale, series).into())];
        let words = text(form.locale, "request-series", &facts);
        return Alternative::Series { name, value: value.to_owned(), words };
    }
    Alternative::Single {
        number: at,
        fields: vec![
            form.field(&format!("date.{at}"), Kind::Date, "request-date"),
            form.field(&format!("time.{at}"), Kind::Time, "request-time"),
            form.field(&format!("minutes.{at}"), Kind::Number, "request-minutes"),
        ],
    }
}

/// Places that may be meant: those of the own regions, or all where there are few.
fn places(visit: &Visit<'_>, own: &[Organisation]) -> Vec<String> {
    const MOST: usize = 700;
    let gazetteer = visit.context.area.gazetteer();
    let near = gazetteer
        .places()
        .iter()
        .filter(|place| own.iter().any(|one| place.regions().any(|region| one.regions.contains(region))));
    let named = |place: &crate::domain::region::Place| format!("{} {}", place.postcode, place.name);
    let near: Vec<String> = near.take(MOST).map(named).collect();
    if near.is_empty() && gazetteer.places().len() <= MOST {
        gazetteer.places().iter().map(named).collect()
    } else {
        near
    }
}

#[derive(Template)]
#[template(path = "web/requests/edit.html")]
struct Page {
    frame: Frame,
    action: String,
    once: String,
    back: Option<String>,
    summary: Option<String>,
    organisation: Option<Select>,
    carrier: Option<Select>,
    client: Field,
    service: Choices,
    topic: Select,
    modes: Choices,
    languages: Vec<(Field, Select)>,
    place: Field,
    street: Field,
    meeting_point: Field,
    alternatives: Vec<Alternative>,
    has_more: bool,
    window: [Field; 5],
    has_window: bool,
    has_further: bool,
    priority: Choices,
    urgency_reason: Field,
    deadline: Field,
    lotsen_needed: Field,
    gender: Select,
    gender_must: bool,
    confirmation: Field,
    newcomer_email: Field,
    list_number: Option<Field>,
    qualifications: Vec<String>,
    all_languages: Vec<String>,
    all_places: Vec<String>,
}
