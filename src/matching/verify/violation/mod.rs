//! What a plan has against it: one value per broken rule, with the numbers that show it.
//!
//! Deliberately absent: sentences in the reader's language. The texts here are English and for those who run `lotsenwerk verify`.

mod claim;
mod hard;

use serde::ser::{Serialize, SerializeStruct, Serializer};

pub use self::claim::{Claim, Level};
pub use self::hard::{Barrier, Hard, Limit};
use crate::matching::constraints::HardConstraint;

/// One broken rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Violation {
    /// The request that it concerns, if one.
    pub request: Option<String>,
    /// The Lotse whom it concerns, if one.
    pub lotse: Option<String>,
    /// The rule and what breaks it.
    pub rule: Rule,
}

/// A rule and what breaks it.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Rule {
    /// The problem file itself cannot be understood here, so that nothing can be said of the plan.
    #[error("the problem is not readable at {pointer}: {detail}")]
    Unreadable {
        /// Where, as a JSON pointer into the problem.
        pointer: String,
        /// What is wrong there.
        detail: String,
    },
    /// A hard constraint of section 2 does not hold.
    #[error(transparent)]
    Hard(#[from] Hard),
    /// The plan says something of itself that is not so.
    #[error(transparent)]
    Claim(#[from] Claim),
}

impl Violation {
    /// A violation that concerns the whole plan.
    pub(super) fn of_plan(rule: impl Into<Rule>) -> Self {
        Self { request: None, lotse: None, rule: rule.into() }
    }

    /// A violation that concerns a request.
    pub(super) fn of_request(request: &str, rule: impl Into<Rule>) -> Self {
        Self { request: Some(request.to_owned()), lotse: None, rule: rule.into() }
    }

    /// A violation that concerns a Lotse.
    pub(super) fn of_lotse(lotse: &str, rule: impl Into<Rule>) -> Self {
        Self { request: None, lotse: Some(lotse.to_owned()), rule: rule.into() }
    }

    /// A violation that concerns a Lotse at a request.
    pub(super) fn of_pair(request: &str, lotse: &str, rule: impl Into<Rule>) -> Self {
        Self { request: Some(request.to_owned()), lotse: Some(lotse.to_owned()), rule: rule.into() }
    }

    /// The stable code of the rule; for a hard constraint its own.
    pub fn code(&self) -> &'static str {
        match &self.rule {
            Rule::Unreadable { .. } => "problem_unreadable",
            Rule::Hard(hard) => hard.code(),
            Rule::Claim(claim) => claim.code(),
        }
    }

    /// The hard constraint that is broken, if it is one.
    pub fn constraint(&self) -> Option<HardConstraint> {
        match &self.rule {
            Rule::Hard(hard) => hard.constraint(),
            Rule::Unreadable { .. } | Rule::Claim(_) => None,
        }
    }

    /// What is wrong, with its numbers.
    pub fn detail(&self) -> String {
        self.rule.to_string()
    }
}

impl std::fmt::Display for Violation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "[{}]", self.code())?;
        if let Some(request) = &self.request {
            write!(f, " request {request}")?;
        }
        if let Some(lotse) = &self.lotse {
            write!(f, " Lotse {lotse}")?;
        }
        write!(f, ": {}", self.rule)
    }
}

/// As `{"code": …, "request": …, "lotse": …, "detail": …}`, what does not apply being `null`.
impl Serialize for Violation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Violation", 4)?;
        fields.serialize_field("code", self.code())?;
        fields.serialize_field("request", &self.request)?;
        fields.serialize_field("lotse", &self.lotse)?;
        fields.serialize_field("detail", &self.detail())?;
        fields.end()
    }
}
