//! What was typed and what is wrong with it: fields are made from both, so that nothing that was typed is lost.

use std::collections::BTreeMap;

use super::{Choice, Choices, Field, Kind, Many, Select};
use crate::http::problem::{FieldKind, field_words};
use crate::i18n::{Locale, text};
use crate::web::page::Fields;

/// What is wrong, by the name of the field.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Faults(BTreeMap<String, FieldKind>);

impl Faults {
    /// Notes a fault; the first of each field counts.
    pub fn note(&mut self, name: impl Into<String>, kind: impl Into<FieldKind>) {
        self.0.entry(name.into()).or_insert_with(|| kind.into());
    }

    /// What was read, with its fault noted where it was not.
    pub fn take<T, E: Into<FieldKind>>(&mut self, name: impl Into<String>, read: Result<T, E>) -> Option<T> {
        read.map_err(|error| self.note(name, error)).ok()
    }

    /// Whether all is well.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many fields are at fault.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

/// A form as it is filled in.
pub struct Form<'f> {
    /// The reader's language.
    pub locale: Locale,
    /// What was typed.
    pub said: &'f Fields,
    /// What is wrong with it.
    pub faults: &'f Faults,
}

impl Form<'_> {
    /// What is wrong with a field, in words.
    pub fn fault(&self, name: &str) -> Option<String> {
        let kind = self.faults.0.get(name)?;
        Some(match kind {
            // The words for programs name addresses that a person has no use for.
            FieldKind::UnknownLanguage => text(self.locale, "web-form-language", &[]),
            FieldKind::CarrierUnclear { .. } => text(self.locale, "web-form-carrier", &[]),
            FieldKind::Time => text(self.locale, "web-form-time", &[]),
            _ => field_words(kind, self.locale),
        })
    }

    /// A field of one line, with the words behind a key.
    pub fn field(&self, name: &str, kind: Kind, label: &str) -> Field {
        Field {
            id: id(name),
            name: name.to_owned(),
            kind,
            label: text(self.locale, label, &[]),
            hint: None,
            fault: self.fault(name),
            value: if kind == Kind::Password { String::new() } else { self.said.get(name).to_owned() },
            is_required: false,
            list: None,
            autocomplete: "off",
        }
    }

    /// A choice of one.
    pub fn select(&self, name: &str, label: &str, options: Vec<(String, String)>) -> Select {
        let chosen = self.said.get(name);
        let choice = |(value, words): (String, String)| Choice { is_chosen: value == chosen, value, words };
        Select {
            id: id(name),
            name: name.to_owned(),
            label: text(self.locale, label, &[]),
            hint: None,
            fault: self.fault(name),
            options: options.into_iter().map(choice).collect(),
        }
    }

    /// A choice whose answers all stand there.
    pub fn choices(&self, name: &str, many: Many, legend: &str, options: Vec<(String, String)>) -> Choices {
        let chosen: Vec<&str> = self.said.all(name).collect();
        let choice =
            |(value, words): (String, String)| Choice { is_chosen: chosen.contains(&value.as_str()), value, words };
        Choices {
            id: id(name),
            name: name.to_owned(),
            many,
            legend: text(self.locale, legend, &[]),
            hint: None,
            fault: self.fault(name),
            options: options.into_iter().map(choice).collect(),
        }
    }

    /// How many fields have to be mended, as a sentence; `None` where all is well.
    pub fn summary(&self) -> Option<String> {
        let many = self.faults.len();
        (many > 0).then(|| text(self.locale, "web-form-faults", &[("count", many.into())]))
    }
}

/// A name as the identity of an element.
fn id(name: &str) -> String {
    name.replace('.', "-")
}
