//! Which qualifications a service requires: how people read it, and the form in which they choose others.
//!
//! For each service there are three answers, and boxes beside them. Boxes that are ticked next to another answer are told and not
//! dropped, because nobody can know which of the two was meant.

use std::collections::BTreeSet;

use crate::domain::code::Service;
use crate::domain::qualification::QualificationCode;
use crate::domain::rulebook::Values;
use crate::http::problem::FieldKind;
use crate::i18n::{Locale, text, words};
use crate::web::components::{Choices, Faults, Form, Many};
use crate::web::page::Fields;

/// It stays as it is.
const KEEP: &str = "keep";
/// None is required.
const NONE: &str = "none";
/// Those that are ticked, and no others.
const THESE: &str = "these";

/// The fields of a service.
struct Names {
    /// What stays, is nothing, or is ticked.
    how: &'static str,
    /// What is ticked.
    which: &'static str,
}

const fn names(service: Service) -> Names {
    match service {
        Service::Accompaniment => Names { how: "accompaniment_required", which: "accompaniment_required_codes" },
        Service::Interpreting => Names { how: "interpreting_required", which: "interpreting_required_codes" },
    }
}

const fn of(values: &Values, service: Service) -> Option<&BTreeSet<QualificationCode>> {
    match service {
        Service::Accompaniment => values.accompaniment_required.as_ref(),
        Service::Interpreting => values.interpreting_required.as_ref(),
    }
}

/// The field of a service in which codes are ticked.
pub const fn field(service: Service) -> &'static str {
    names(service).which
}

/// What is required, in words: label and value, those alone that are there.
pub fn said(locale: Locale, values: &Values) -> impl Iterator<Item = (String, String)> {
    Service::ALL
        .iter()
        .filter_map(move |service| Some((legend(locale, *service), listed(locale, of(values, *service)?))))
}

fn legend(locale: Locale, service: Service) -> String {
    match service {
        Service::Accompaniment => text(locale, "fund-required-accompaniment", &[]),
        Service::Interpreting => text(locale, "fund-required-interpreting", &[]),
    }
}

fn listed(locale: Locale, codes: &BTreeSet<QualificationCode>) -> String {
    if codes.is_empty() {
        return text(locale, "fund-required-none", &[]);
    }
    // As everywhere: those that every project has first, in their order.
    let mut codes: Vec<&QualificationCode> = codes.iter().collect();
    codes.sort_by_key(|code| code.place());
    codes.iter().map(|code| words::qualification(locale, code)).collect::<Vec<_>>().join(", ")
}

/// For each service: whether it stays as it is today, is nothing, or what is ticked; and the boxes.
pub fn choices(form: &Form<'_>, today: &Values, known: &[QualificationCode]) -> Vec<(Choices, Choices)> {
    let locale = form.locale;
    let codes: Vec<(String, String)> =
        known.iter().map(|code| (code.to_string(), words::qualification(locale, code))).collect();
    let choice = |service: &Service| {
        let (names, now) = (names(*service), of(today, *service).map(|codes| listed(locale, codes)));
        let (legend, ticks) = match service {
            Service::Accompaniment => ("fund-required-accompaniment", "fund-required-codes-accompaniment"),
            Service::Interpreting => ("fund-required-interpreting", "fund-required-codes-interpreting"),
        };
        let options = vec![
            (KEEP.to_owned(), text(locale, "fund-required-keep", &[("now", now.unwrap_or_default().into())])),
            (NONE.to_owned(), text(locale, "fund-required-nothing", &[])),
            (THESE.to_owned(), text(locale, "fund-required-these", &[])),
        ];
        let mut how = form.choices(names.how, Many::One, legend, options);
        if let (true, Some(keep)) = (form.said.get(names.how).is_empty(), how.options.first_mut()) {
            keep.is_chosen = true;
        }
        (how, form.choices(names.which, Many::Any, ticks, codes.clone()))
    };
    Service::ALL.iter().map(choice).collect()
}

/// What was chosen for a service; `None` where it stays as it is, or something is wrong.
pub fn typed(
    locale: Locale,
    said: &Fields,
    service: Service,
    faults: &mut Faults,
) -> Option<BTreeSet<QualificationCode>> {
    let names = names(service);
    let ticked: Result<BTreeSet<QualificationCode>, FieldKind> = said
        .all(names.which)
        .map(|code| QualificationCode::parse(code).map_err(|error| FieldKind::Format { expected: error.to_string() }))
        .collect();
    let ticked = faults.take(names.which, ticked)?;
    let mut told = |code, detail: String| faults.note(names.which, FieldKind::Cell { code, detail });
    match said.get(names.how) {
        THESE if ticked.is_empty() => told("nothing_ticked", text(locale, "fund-required-empty", &[])),
        THESE => return Some(ticked),
        _ if !ticked.is_empty() => told("ticked_beside", text(locale, "fund-required-untold", &[])),
        NONE => return Some(BTreeSet::new()),
        KEEP | "" => {}
        _ => faults.note(names.how, FieldKind::NotOneOf { allowed: [KEEP, NONE, THESE].map(str::to_owned).into() }),
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(said: &str) -> (Option<Vec<String>>, Option<String>, Option<String>) {
        let (said, mut faults) = (Fields::parse(said), Faults::default());
        let typed = typed(Locale::En, &said, Service::Interpreting, &mut faults);
        let form = Form { locale: Locale::En, said: &said, faults: &faults };
        let typed = typed.map(|codes| codes.iter().map(ToString::to_string).collect());
        (typed, form.fault("interpreting_required"), form.fault("interpreting_required_codes"))
    }

    #[test]
    fn each_answer_says_one_thing() {
        let how = "interpreting_required";
        assert_eq!(read(""), (None, None, None));
        assert_eq!(read(&format!("{how}=keep")), (None, None, None));
        assert_eq!(read(&format!("{how}=none")).0, Some(Vec::new()));
        let both = format!("{how}=these&{how}_codes=health_module&{how}_codes=basic_course&{how}_codes=health_module");
        assert_eq!(read(&both).0, Some(vec!["basic_course".to_owned(), "health_module".to_owned()]));
        let (typed, _, fault) = read(&format!("{how}=these"));
        assert!(typed.is_none() && fault.unwrap().contains("require none"));
        for beside in ["keep", "none", "", "other"] {
            let (typed, _, fault) = read(&format!("{how}={beside}&{how}_codes=basic_course"));
            assert!(typed.is_none() && fault.unwrap().contains("clear the ticks"), "{beside}");
        }
        assert!(read(&format!("{how}=other")).1.is_some());
        assert!(read(&format!("{how}=these&{how}_codes=Kurs")).2.is_some());
    }

    #[test]
    fn what_was_typed_stands_there_again() {
        let today = Values { accompaniment_required: Some(BTreeSet::new()), ..Values::default() };
        let known = [QualificationCode::BASIC_COURSE, "first_aid"].map(|code| QualificationCode::parse(code).unwrap());
        let shown = |said: &str| {
            let (said, faults) = (Fields::parse(said), Faults::default());
            let form = Form { locale: Locale::En, said: &said, faults: &faults };
            let (how, which) = choices(&form, &today, &known).remove(0);
            let chosen = |choices: Choices| {
                choices
                    .options
                    .into_iter()
                    .filter(|one| one.is_chosen)
                    .map(|one| one.words)
                    .collect::<Vec<_>>()
                    .join("; ")
            };
            (chosen(how), chosen(which))
        };
        assert_eq!(shown(""), ("as it is (today: none)".to_owned(), String::new()));
        let (how, which) = shown("accompaniment_required=none&accompaniment_required_codes=first_aid");
        assert_eq!((how.as_str(), which.as_str()), ("require none", "first aid"));
    }
}
