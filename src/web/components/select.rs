//! A choice of one from a list.

use askama::Template;

/// One of the answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// As it is sent.
    pub value: String,
    /// As it is read.
    pub words: String,
    /// Whether it is the answer.
    pub is_chosen: bool,
}

/// A choice of one from a list.
#[derive(Debug, Clone, Template)]
#[template(path = "web/components/select.html")]
pub struct Select {
    /// Of the element.
    pub id: String,
    /// Under which it is sent.
    pub name: String,
    /// What it is.
    pub label: String,
    /// What helps to choose.
    pub hint: Option<String>,
    /// What is wrong, and what to do.
    pub fault: Option<String>,
    /// The answers.
    pub options: Vec<Choice>,
}

impl Select {
    fn described_by(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id));
        let fault = self.fault.as_ref().map(|_| format!("{}-fault", self.id));
        let both: Vec<String> = hint.into_iter().chain(fault).collect();
        (!both.is_empty()).then(|| both.join(" "))
    }
}
