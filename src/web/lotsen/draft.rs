//! A profile as its form would have been filled in.

use super::week::{self, DAYS};
use crate::app::Context;
use crate::domain::code::{LotseStatus, Mode, Service};
use crate::domain::lotse::Lotse;
use crate::domain::travel::Transport;
use crate::i18n::Locale;
use crate::web::page::Fields;

/// At any time, as the form says it.
pub const ANY: &str = "any";

/// At the times of the week that follow.
pub const WEEKLY: &str = "weekly";

/// An empty form: what is usual is chosen.
pub fn empty() -> Fields {
    Fields::default()
        .and("status", LotseStatus::Applicant.code())
        .and("radius_km", "25")
        .and("transport", Transport::PublicTransport.code())
        .and("mode", Mode::InPerson.code())
        .and("mode", Mode::Phone.code())
        .and("service", Service::Accompaniment.code())
        .and("availability", WEEKLY)
}

/// The form of a profile as it stands.
pub fn of(context: &Context, locale: Locale, lotse: &Lotse) -> Fields {
    let place = context.area.gazetteer().place(lotse.home);
    let place = place.map_or_else(|_| lotse.home.to_string(), |place| format!("{} {}", place.postcode, place.name));
    let mut fields = Fields::default()
        .and("organisation", &lotse.organisation.to_string())
        .and("given_name", lotse.given_name.as_str())
        .and("family_name", lotse.family_name.as_str())
        .and("status", lotse.status.code())
        .and("home", &place)
        .and("radius_km", &lotse.radius_km.to_string())
        .and("transport", lotse.transport.code())
        .and("availability", if lotse.availability.is_some() { WEEKLY } else { ANY });
    let number = |limit: Option<u32>| limit.map(|limit| limit.to_string());
    let texts = [
        ("list_number", lotse.list_number.as_ref().map(ToString::to_string)),
        ("town", lotse.town.as_ref().map(ToString::to_string)),
        ("gender", lotse.gender.map(|gender| gender.to_string())),
        ("minutes_per_week", number(lotse.limits.minutes_per_week)),
        ("assignments_per_week", number(lotse.limits.assignments_per_week)),
        ("offers_per_week", number(lotse.limits.offers_per_week)),
        ("consent_on", lotse.consent_on.map(|day| day.to_string())),
    ];
    for (name, value) in texts {
        if let Some(value) = value {
            fields = fields.and(name, &value);
        }
    }
    for (day, name) in DAYS {
        let times = lotse.availability.iter().map(|availability| week::typed(availability, day)).collect::<String>();
        fields = fields.and(name, &times);
    }
    let lists: [(&str, Vec<&str>); 4] = [
        ("mode", lotse.modes.iter().map(|one| one.code()).collect()),
        ("service", lotse.services.iter().map(|one| one.code()).collect()),
        ("wished", lotse.topics_wished.iter().map(|one| one.code()).collect()),
        ("refused", lotse.topics_refused.iter().map(|one| one.code()).collect()),
    ];
    for (name, values) in lists {
        fields = values.into_iter().fold(fields, |fields, value| fields.and(name, value));
    }
    for (at, spoken) in (1..).zip(&lotse.languages) {
        let name = context.languages.get(spoken.language).map_or_else(
            || spoken.language.to_string(),
            |language| match locale {
                Locale::De => language.name_de.clone(),
                Locale::En => language.name_en.clone(),
            },
        );
        fields = fields.and(&format!("language.{at}"), &name).and(&format!("level.{at}"), spoken.level.code());
    }
    for (at, held) in (1..).zip(&lotse.qualifications) {
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        fields = fields
            .and(&format!("qualification.{at}"), held.code.as_str())
            .and(&format!("acquired.{at}"), &day(held.acquired_on))
            .and(&format!("until.{at}"), &day(held.valid_until));
    }
    fields
}
