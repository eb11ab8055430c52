//! A choice whose answers all stand there.

use askama::Template;

use super::Choice;

/// How many answers there may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Many {
    /// One of them.
    One,
    /// Any of them.
    Any,
}

/// A choice whose answers all stand there.
#[derive(Debug, Clone, Template)]
#[template(path = "web/components/choices.html")]
pub struct Choices {
    /// Of the group.
    pub id: String,
    /// Under which answers are sent.
    pub name: String,
    /// How many there may be.
    pub many: Many,
    /// What it is.
    pub legend: String,
    /// What helps to choose.
    pub hint: Option<String>,
    /// What is wrong, and what to do.
    pub fault: Option<String>,
    /// The answers.
    pub options: Vec<Choice>,
}

impl Choices {
    fn described_by(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id));
        let fault = self.fault.as_ref().map(|_| format!("{}-fault", self.id));
        let both: Vec<String> = hint.into_iter().chain(fault).collect();
        (!both.is_empty()).then(|| both.join(" "))
    }
}
