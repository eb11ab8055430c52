//! `GET /requests/{id}`: the facts and what was done on one side, the answer on the other: who goes, who was asked, who could be asked,
//! or why nobody can.

use askama::Template;

use super::answer::{Answered, answered};
use crate::app::newcomer_form;
use crate::app::requests::{self, Row, Step, Stepped, Whole};
use crate::domain::access::Permission;
use crate::domain::assignment::AssignmentState;
use crate::domain::code::Strength;
use crate::domain::id::RequestId;
use crate::domain::request::{RequestMove, RequestState};
use crate::domain::time::ZONE;
use crate::i18n::{Locale, dates, phrases, text, words};
use crate::web::components::Status;
use crate::web::page::{Frame, Outcome, Visit};

struct Person {
    name: String,
    facts: String,
    status: Status,
    to: Option<String>,
}

struct Event {
    when: String,
    what: String,
    who: String,
}

#[derive(Template)]
#[template(path = "web/requests/show.html")]
struct Page {
    frame: Frame,
    status: Status,
    priority: Option<Status>,
    reference: String,
    facts: Vec<(String, Vec<String>)>,
    going: Vec<Person>,
    proposed: Vec<Person>,
    asked: Vec<Person>,
    answer: Answered,
    events: Vec<Event>,
    edit: Option<String>,
    put_out: Option<String>,
    once: String,
    /// The page with the newcomer's address.
    contact: Option<String>,
    /// That a newcomer asked for it, and when.
    asked_for: Option<String>,
    cancel: Option<String>,
    again: Option<String>,
}

/// "Dari dolmetschen in Eschwege".
pub fn title(locale: Locale, row: &Row) -> String {
    let task = phrases::task(locale, row.request.service, &row.languages);
    row.request.modes.first().map_or(task.clone(), |mode| phrases::task_at(locale, &task, *mode, &row.town))
}

/// Shows it.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    let id = visit.id::<RequestId>()?;
    let whole =
        requests::whole(visit.context, visit.grant()?, visit.grant_of(Permission::OffersRead).ok().as_ref(), id)?;
    let answer = answered(visit, &whole)?;
    let locale = visit.locale;
    let request = &whole.row.request;
    let once = visit.once();
    let frame = visit.frame_named(title(locale, &whole.row));
    let may_write = visit.grant_of(Permission::RequestsWrite).is_ok_and(|grant| {
        grant.scope().has_organisation(request.organisation) || grant.scope().has_organisation(request.carrier)
    });
    let is_untold = matches!(
        request.state,
        RequestState::Draft | RequestState::Open | RequestState::Proposed | RequestState::Unserved
    );
    let is_running = request.state.after(RequestMove::Cancel).is_ok();
    let at = |rest: &str| Some(frame.at(&format!("/requests/{id}{rest}"))).filter(|_| may_write);
    let full = |lotse: &crate::domain::lotse::Lotse| match whole.is_cared_for {
        true => lotse.known_to(request.carrier),
        false => lotse.given_name.to_string(),
    };
    let page = Page {
        status: Status::of_request(locale, request.state),
        priority: Status::of_priority(locale, request.urgency.priority),
        reference: whole.row.reference.to_string(),
        facts: facts(locale, &whole, &frame),
        asked_for: newcomer_form::asked_at(visit.context, id)?
            .map(|at| text(locale, "request-asked-by-newcomer", &[("moment", moment(locale, at).into())])),
        going: whole
            .assignments
            .iter()
            // Who does not go is the carrier's business.
            .filter(|(one, _)| {
                whole.is_cared_for || matches!(one.state, AssignmentState::Confirmed | AssignmentState::Completed)
            })
            .map(|(one, lotse)| Person {
                name: full(lotse),
                facts: [when(locale, &one.appointment), words::mode(locale, one.mode)].join(" · "),
                status: Status::of_assignment(locale, one.state),
                to: None,
            })
            .collect(),
        proposed: whole
            .proposals
            .iter()
            .map(|(one, lotse)| Person {
                name: full(lotse),
                facts: [when(locale, &one.appointment), words::mode(locale, one.mode)].join(" · "),
                status: Status { mark: crate::web::components::Mark::Attention, words: frame.text("today-proposed") },
                to: Some(frame.at(&format!("/matching/{}", one.run))),
            })
            .collect(),
        asked: whole
            .offers
            .iter()
            .map(|(one, lotse)| Person {
                name: full(lotse),
                facts: text(locale, "request-answer-until", &[("moment", moment(locale, one.expires_at).into())]),
                status: Status::of_offer(locale, one.state),
                to: None,
            })
            .collect(),
        answer,
        events: whole.steps.iter().map(|step| event(locale, step)).collect(),
        edit: at("/edit").filter(|_| is_untold),
        once,
        put_out: at("/post").filter(|_| request.state == RequestState::Draft),
        contact: visit
            .grant_of(Permission::RequestsContact)
            .ok()
            .filter(|grant| {
                grant.scope().has_organisation(request.organisation) || grant.scope().has_organisation(request.carrier)
            })
            .map(|_| frame.at(&format!("/requests/{id}/contact"))),
        cancel: at("/cancel").filter(|_| is_running),
        again: Some(frame.at(&format!("/requests/new?like={id}"))).filter(|_| may_write),
        frame,
    };
    visit.show(&page)
}

fn moment(locale: Locale, at: chrono::DateTime<chrono::Utc>) -> String {
    dates::moment(locale, at.with_timezone(&ZONE).naive_local())
}

fn when(locale: Locale, appointment: &crate::domain::request::Appointment) -> String {
    appointment.sittings().iter().map(|sitting| phrases::span(locale, sitting)).collect::<Vec<_>>().join("; ")
}

fn event(locale: Locale, step: &Step) -> Event {
    let who = match &step.by {
        Stepped::Named(name) => name.clone(),
        Stepped::Kind(kind) => words::actor(locale, *kind),
    };
    Event { when: moment(locale, step.at), what: words::action(locale, step.action), who }
}

/// What the request says: a label and one or more values.
fn facts(locale: Locale, whole: &Whole, frame: &Frame) -> Vec<(String, Vec<String>)> {
    let request = &whole.row.request;
    let mut facts = Vec::new();
    let mut add = |label: &str, values: Vec<String>| {
        if values.iter().any(|value| !value.is_empty()) {
            facts.push((frame.text(label), values));
        }
    };
    let agreed = request.agreed.iter().map(|agreed| when(locale, agreed)).collect::<Vec<_>>();
    if agreed.is_empty() {
        let windows = request.windows.iter().map(|window| {
            let facts = [
                ("from", dates::moment(locale, window.earliest()).into()),
                ("to", dates::moment(locale, window.latest()).into()),
                ("minutes", window.minutes().into()),
            ];
            text(locale, "request-window-said", &facts)
        });
        add("request-when", request.appointments.iter().map(|one| when(locale, one)).chain(windows).collect());
    } else {
        add("request-when", agreed);
    }
    let place = &request.place;
    let street = place.street.as_ref().map(ToString::to_string);
    let point = place.meeting_point.as_ref().map(ToString::to_string);
    let town = Some(format!("{} {}", place.postcode, whole.row.town));
    add("request-where", [point, street, town].into_iter().flatten().collect());
    add("request-modes", request.modes.iter().map(|mode| words::mode(locale, *mode)).collect());
    let levels = request.languages.iter().zip(&whole.row.languages).map(|(needed, language)| {
        let facts = [
            ("language", words::language(locale, language).into()),
            ("native", language.native_name.as_str().into()),
            ("level", words::level(locale, needed.at_least).into()),
        ];
        text(locale, "request-language-said", &facts)
    });
    add("request-languages", levels.collect());
    add("request-topic", vec![words::topic(locale, request.topic)]);
    let gender = request.gender.map(|wish| {
        let strength =
            if wish.strength == Strength::Must { "request-gender-is-must" } else { "request-gender-is-wish" };
        text(locale, strength, &[("gender", words::gender(locale, wish.gender).into())])
    });
    add("request-gender", gender.into_iter().collect());
    add(
        "request-lotsen-needed",
        (request.lotsen_needed > 1).then(|| request.lotsen_needed.to_string()).into_iter().collect(),
    );
    add("request-urgency-reason", request.urgency.reason.iter().map(ToString::to_string).collect());
    add(
        "request-deadline",
        request.deadline.map(|at| moment(locale, at - chrono::Duration::seconds(60))).into_iter().collect(),
    );
    add("request-client", request.client.iter().map(ToString::to_string).collect());
    add("request-organisation", vec![whole.row.posted_by.clone()]);
    add("request-carrier", vec![whole.carrier.clone()]);
    add("request-posted", vec![moment(locale, request.posted_at)]);
    facts
}
