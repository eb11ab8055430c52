//! A field of one line: label above, hint, fault tied to it.

use askama::Template;

/// What is typed into it; browsers help accordingly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// A mail address.
    Email,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A whole number.
    Number,
    /// Digits that are no number.
    Digits,
    /// Words to be searched for.
    Search,
    /// A password: what was typed is not shown again.
    Password,
}

impl Kind {
    const fn kind(self) -> &'static str {
        match self {
            Self::Text | Self::Digits => "text",
            Self::Email => "email",
            Self::Date => "date",
            Self::Time => "time",
            Self::Number => "number",
            Self::Search => "search",
            Self::Password => "password",
        }
    }
}

/// A field of one line.
#[derive(Debug, Clone, Template)]
#[template(path = "web/components/field.html")]
pub struct Field {
    /// Of the element.
    pub id: String,
    /// Under which it is sent.
    pub name: String,
    /// What is typed into it.
    pub kind: Kind,
    /// What it is.
    pub label: String,
    /// What helps to fill it in.
    pub hint: Option<String>,
    /// What is wrong, and what to do.
    pub fault: Option<String>,
    /// What is in it.
    pub value: String,
    /// Whether it has to be filled in.
    pub is_required: bool,
    /// The element with what may be meant by the first letters.
    pub list: Option<&'static str>,
    /// What browsers may fill in by themselves.
    pub autocomplete: &'static str,
}

impl Field {
    /// The same with what helps to fill it in.
    #[must_use]
    pub fn hinted(self, hint: String) -> Self {
        Self { hint: Some(hint), ..self }
    }

    /// The same, to be filled in.
    #[must_use]
    pub fn required(self) -> Self {
        Self { is_required: true, ..self }
    }

    /// The same, which browsers may fill in by themselves with this.
    #[must_use]
    pub fn filled_in(self, autocomplete: &'static str) -> Self {
        Self { autocomplete, ..self }
    }

    /// The same, with what may be meant by the first letters.
    #[must_use]
    pub fn listed(self, list: &'static str) -> Self {
        Self { list: Some(list), ..self }
    }

    fn described_by(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id));
        let fault = self.fault.as_ref().map(|_| format!("{}-fault", self.id));
        let both: Vec<String> = hint.into_iter().chain(fault).collect();
        (!both.is_empty()).then(|| both.join(" "))
    }
}
