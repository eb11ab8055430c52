//! A request as its form would have been filled in: to be changed, or to be asked for once more.

use crate::app::Context;
use crate::domain::code::{Mode, Priority, Strength};
use crate::domain::request::SupportRequest;
use crate::domain::time::ZONE;
use crate::i18n::{Locale, words};
use crate::web::page::Fields;

/// An empty form: what is usual is chosen.
pub fn empty() -> Fields {
    Fields::default()
        .and("service", "accompaniment")
        .and("mode", Mode::InPerson.code())
        .and("priority", Priority::Normal.code())
}

/// What is the same when it is asked for once more: everything but the times and what made it urgent.
pub fn again(context: &Context, locale: Locale, request: &SupportRequest) -> Fields {
    let unlike = ["priority", "urgency_reason", "deadline", "list_number"];
    let mut fields = Fields::default();
    for (name, value) in of(context, locale, request).iter() {
        let is_time = ["date.", "time.", "minutes.", "series.", "window"].iter().any(|begin| name.starts_with(begin));
        if !is_time && !unlike.contains(&name) {
            fields = fields.and(name, value);
        }
    }
    fields.and("priority", Priority::Normal.code())
}

/// The form of a request as it stands.
pub fn of(context: &Context, locale: Locale, request: &SupportRequest) -> Fields {
    let name = |code| {
        context.languages.get(code).map_or_else(String::new, |language| words::language(locale, language).to_owned())
    };
    let place = context.area.gazetteer().place(request.place.postcode);
    let place =
        place.map_or_else(|_| request.place.postcode.to_string(), |place| format!("{} {}", place.postcode, place.name));
    let mut fields = Fields::default()
        .and("organisation", &request.organisation.to_string())
        .and("carrier", &request.carrier.to_string())
        .and("service", request.service.code())
        .and("topic", request.topic.code())
        .and("place", &place)
        .and("priority", request.urgency.priority.code())
        .and("lotsen_needed", &request.lotsen_needed.to_string());
    let texts = [
        ("client", request.client.as_ref().map(ToString::to_string)),
        ("list_number", request.list_number.as_ref().map(ToString::to_string)),
        ("street", request.place.street.as_ref().map(ToString::to_string)),
        ("meeting_point", request.place.meeting_point.as_ref().map(ToString::to_string)),
        ("urgency_reason", request.urgency.reason.as_ref().map(ToString::to_string)),
        ("confirmation", request.confirmation_language.map(name)),
        (
            "deadline",
            request
                .deadline
                .map(|at| (at - chrono::Duration::seconds(1)).with_timezone(&ZONE).format("%Y-%m-%d").to_string()),
        ),
        ("gender", request.gender.map(|wish| wish.gender.to_string())),
        ("gender_must", request.gender.filter(|wish| wish.strength == Strength::Must).map(|_| "yes".to_owned())),
    ];
    for (field, value) in texts {
        if let Some(value) = value {
            fields = fields.and(field, &value);
        }
    }
    for mode in &request.modes {
        fields = fields.and("mode", mode.code());
    }
    for qualification in &request.qualifications {
        fields = fields.and("qualification", qualification.as_str());
    }
    for (at, needed) in request.languages.iter().enumerate() {
        let at = at + 1;
        fields = fields
            .and(&format!("language.{at}"), &name(needed.language))
            .and(&format!("level.{at}"), needed.at_least.code());
    }
    for (at, appointment) in request.appointments.iter().enumerate() {
        fields = with_appointment(fields, at, appointment.sittings());
    }
    if let Some(window) = request.windows.first() {
        fields = fields
            .and("window_date", &window.earliest().format("%Y-%m-%d").to_string())
            .and("window_until", &window.latest().format("%Y-%m-%d").to_string())
            .and("window_from", &window.earliest().format("%H:%M").to_string())
            .and("window_to", &window.latest().format("%H:%M").to_string())
            .and("window_minutes", &window.minutes().to_string());
    }
    fields
}

fn with_appointment(fields: Fields, number: usize, sittings: &[crate::domain::request::Sitting]) -> Fields {
    let at = number + 1;
    match sittings {
        [only] => fields
            .and(&format!("date.{at}"), &only.start().format("%Y-%m-%d").to_string())
            .and(&format!("time.{at}"), &only.start().format("%H:%M").to_string())
            .and(&format!("minutes.{at}"), &only.minutes().to_string()),
        _ => fields.and(&format!("series.{at}"), &number.to_string()),
    }
}
