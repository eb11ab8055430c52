//! What a newcomer typed, in the domain's terms, or what is wrong with it.

use chrono::{DateTime, Duration, NaiveTime, Utc};

use super::words::HELP;
use crate::app::Context;
use crate::app::newcomer_form::Ask;
use crate::domain::contact::Email;
use crate::domain::geo::Postcode;
use crate::domain::language::LanguageCode;
use crate::domain::request::{Appointment, MeetingPlace, Sitting};
use crate::domain::text::MeetingPoint;
use crate::i18n::NewcomerLanguage;
use crate::web::page::Fields;
use crate::web::typed;

/// What is wrong, by the name of the field: the key of the words for it.
#[derive(Debug, Clone, Default)]
pub struct Faults(Vec<(&'static str, &'static str)>);

impl Faults {
    /// The words for what is wrong with a field.
    pub fn of(&self, field: &str) -> Option<&'static str> {
        self.0.iter().find(|(name, _)| *name == field).map(|(_, key)| *key)
    }

    /// Whether all is well.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn take<T>(&mut self, field: &'static str, read: Result<T, &'static str>) -> Option<T> {
        read.map_err(|key| self.0.push((field, key))).ok()
    }
}

/// How far ahead an appointment may be.
const MOST_AHEAD: Duration = Duration::days(366);

const REQUIRED: &str = "ask-required";
const WRONG: &str = "ask-wrong";

/// Reads the form.
///
/// # Errors
/// All faults at once.
pub fn read(context: &Context, said: &Fields, reads: NewcomerLanguage, now: DateTime<Utc>) -> Result<Ask, Faults> {
    let mut faults = Faults::default();
    let f = &mut faults;
    let some = |name: &str| said.some(name).ok_or(REQUIRED);
    let language = f.take("language", some("language").and_then(|code| spoken(context, code)));
    let help = HELP.into_iter().find(|(name, ..)| *name == said.get("help")).ok_or(REQUIRED);
    let help = f.take("help", help);
    let topic = f.take("topic", said.get("topic").parse().map_err(|_| REQUIRED));
    let postcode = some("postcode").and_then(|typed| {
        let known = Postcode::parse(typed).ok().filter(|code| context.area.gazetteer().place(*code).is_ok());
        known.ok_or("ask-no-place")
    });
    let postcode = f.take("postcode", postcode);
    let point = f.take("point", some("point").and_then(|typed| MeetingPoint::parse(typed).map_err(|_| WRONG)));
    let day = f.take("date", some("date").and_then(|typed| typed::day(typed).map_err(|_| WRONG)));
    let clock = f.take("time", some("time").and_then(clock));
    let minutes = typed::in_range(said.get("minutes"), 1, 24 * 60).map_err(|_| REQUIRED);
    let minutes = f.take("minutes", minutes);
    let sitting = day.zip(clock).zip(minutes).and_then(|((day, clock), minutes)| {
        let sitting = Sitting::new(day.and_time(clock), minutes).map_err(|_| WRONG);
        let ahead = sitting.and_then(|sitting| {
            let is_ahead = sitting.begin() > now.timestamp().div_euclid(60);
            // Nobody plans further; it is a slip.
            let is_near = sitting.begin() < (now + MOST_AHEAD).timestamp().div_euclid(60);
            match (is_ahead, is_near) {
                (true, true) => Ok(sitting),
                (true, false) => Err(WRONG),
                (false, _) => Err("ask-past"),
            }
        });
        f.take("date", ahead)
    });
    let email = f.take("email", some("email").and_then(|typed| Email::parse(typed).map_err(|_| WRONG)));
    let consent = f.take("consent", said.has("consent").then_some(()).ok_or(REQUIRED));
    let ask = (|| {
        let (_, service, mode, _) = help?;
        let language = language?;
        consent?;
        Some(Ask {
            // Who speaks a language in which we write is written in it, whichever the form was read in.
            reads: NewcomerLanguage::of(language).map_or_else(|| of(context, reads), |_| Some(language))?,
            language,
            service,
            mode,
            topic: topic?,
            place: MeetingPlace { postcode: postcode?, town: None, street: None, meeting_point: Some(point?) },
            appointment: Appointment::from(sitting?),
            email: email?,
        })
    })();
    ask.ok_or(faults)
}

/// The language of people who read a form in this one.
pub fn of(context: &Context, language: NewcomerLanguage) -> Option<LanguageCode> {
    let all = context.languages.languages();
    let by_tag = all.iter().find(|one| one.bcp47 == language.code());
    by_tag.or_else(|| all.iter().find(|one| NewcomerLanguage::of(one.code) == Some(language))).map(|one| one.code)
}

fn spoken(context: &Context, code: &str) -> Result<LanguageCode, &'static str> {
    let code = LanguageCode::parse(code).map_err(|_| WRONG)?;
    context.languages.get(code).map(|language| language.code).ok_or(WRONG)
}

fn clock(typed: &str) -> Result<NaiveTime, &'static str> {
    let read = |form| NaiveTime::parse_from_str(typed, form).ok();
    read("%H:%M").or_else(|| read("%H.%M")).ok_or(WRONG)
}
