//! Changing funding rules: the form, what comes of it, and the history of all that was changed.

use chrono::NaiveDate;

use super::{list, required, show, values};
use crate::app::programmes::{self, AmendError, Wanted};
use crate::domain::id::OrganisationId;
use crate::domain::rulebook::{Amendment, Values};
use crate::domain::text::Reason;
use crate::domain::time::ZONE;
use crate::http::problem::{FieldKind, ProblemCode, Why};
use crate::i18n::{dates, text};
use crate::web::components::{Choices, Faults, Field, Form, Kind, Select};
use crate::web::page::{Outcome, PageError, Visit};
use crate::web::typed;

/// The form.
pub struct Change {
    /// Where it goes.
    pub action: String,
    /// Its number.
    pub once: String,
    /// First and last day.
    pub days: [Field; 2],
    /// Other values.
    pub fields: Vec<Field>,
    /// The same as choices.
    pub selects: Vec<Select>,
    /// Which qualifications are required, by service: how, and which.
    pub required: Vec<(Choices, Choices)>,
    /// Why.
    pub reason: Field,
}

/// Something that was changed, as people look at it.
pub struct Entry {
    /// From which day on, and until when.
    pub days: String,
    /// Which values, beside those that held before.
    pub values: Vec<(String, String)>,
    /// Why.
    pub reason: String,
    /// Who and when.
    pub made: String,
    /// Whether it was made after the day from which it holds.
    pub is_late: bool,
}

/// What is wrong with the form, in one sentence.
pub fn summary(visit: &Visit<'_>, faults: &Faults) -> Option<String> {
    Form { locale: visit.locale, said: visit.said, faults }.summary()
}

/// The form as it was typed, beside the values that hold today.
pub fn change(visit: &mut Visit<'_>, action: &str, today: &Values, faults: &Faults) -> Result<Change, PageError> {
    let known = programmes::requirable(visit.context)?;
    let once = visit.once();
    let form = Form { locale: visit.locale, said: visit.said, faults };
    let frame = visit.frame("fund-list-title");
    Ok(Change {
        action: frame.at(action),
        once,
        days: [
            form.field("valid_from", Kind::Date, "fund-valid-from").required(),
            form.field("valid_until", Kind::Date, "fund-valid-until"),
        ],
        fields: values::fields(&form),
        selects: values::selects(&form),
        required: required::choices(&form, today, &known),
        reason: form.field("reason", Kind::Text, "fund-reason").required(),
    })
}

/// What was changed, in the order of the amendments.
pub fn history(visit: &Visit<'_>, amendments: Vec<Amendment>) -> Result<Vec<Entry>, PageError> {
    let names = programmes::who_amended(visit.context, &amendments)?;
    let locale = visit.locale;
    let entry = |(one, before): &(Amendment, Option<Values>)| {
        let from = dates::date(locale, one.valid_from);
        let days = match one.valid_until {
            Some(until) => {
                let days = [("from", from.into()), ("until", dates::date(locale, until).into())];
                text(locale, "fund-from-until", &days)
            }
            None => text(locale, "fund-from", &[("from", from.into())]),
        };
        let at = one.made_at.with_timezone(&ZONE).naive_local();
        let who = names.get(&one.made_by).cloned().unwrap_or_else(|| visit.text("hour-somebody"));
        let made = [("who", who.into()), ("when", dates::moment(locale, at).into())];
        Entry {
            days,
            values: values::changed(locale, before.as_ref(), &one.values),
            reason: one.reason.to_string(),
            made: text(locale, "fund-made", &made),
            is_late: at.date() > one.valid_from,
        }
    };
    Ok(programmes::with_before(visit.context, amendments).iter().map(entry).collect())
}

/// Changes the rules of all.
pub fn for_all(visit: &mut Visit<'_>) -> Outcome {
    amend(visit, None, "/programmes?done=saved".to_owned(), list::with)
}

/// Changes the rules of one carrier.
pub fn for_one(visit: &mut Visit<'_>) -> Outcome {
    let id = visit.id::<OrganisationId>()?;
    amend(visit, Some(id), format!("/organisations/{id}/funding?done=saved"), show::with)
}

fn amend(
    visit: &mut Visit<'_>,
    organisation: Option<OrganisationId>,
    to: String,
    again: fn(&mut Visit<'_>, &Faults) -> Outcome,
) -> Outcome {
    let (context, grant, said) = (visit.context, visit.grant()?.clone(), visit.said);
    let mut faults = Faults::default();
    let day = |name: &str| said.some(name).map(typed::day);
    let from: Option<NaiveDate> = faults.take("valid_from", day("valid_from").unwrap_or(Err(FieldKind::Required)));
    let until = day("valid_until").and_then(|until| faults.take("valid_until", until));
    let reason = said.some("reason").ok_or(FieldKind::Required);
    let reason = faults.take("reason", reason.and_then(|reason| Reason::parse(reason).map_err(FieldKind::from)));
    let values = values::typed(visit.locale, said, &mut faults);
    let (Some(valid_from), Some(reason), true) = (from, reason, faults.is_empty()) else {
        return again(visit, &faults);
    };
    let wanted = Wanted { organisation, valid_from, valid_until: until, values, reason };
    let done = visit.commit(|tx, moment| {
        programmes::amend(context, tx, &grant, wanted.clone(), moment)?;
        Ok::<_, AmendError>(to.clone())
    });
    done.or_else(|error| {
        let (field, kind) = match error {
            AmendError::Nothing => ("reason", said_fault(visit, "fund-nothing")),
            AmendError::EndsBefore => ("valid_until", FieldKind::EndsBeforeItBegins),
            AmendError::Closed(from) => {
                ("valid_from", FieldKind::Cell { code: "closed", detail: Why::OpenFrom(from).words(visit.locale) })
            }
            AmendError::NoCarrier => return Err(PageError::of(ProblemCode::NotFound)),
            AmendError::UnknownQualification { service, code, known } => {
                (required::field(service), FieldKind::UnknownQualification { code, known })
            }
            AmendError::App(error) => return Err(error.into()),
        };
        faults.note(field, kind);
        again(visit, &faults)
    })
}

fn said_fault(visit: &Visit<'_>, key: &str) -> FieldKind {
    FieldKind::Cell { code: "nothing", detail: visit.text(key) }
}
