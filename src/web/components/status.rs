//! Where something stands: a shape, a word and a colour.

use askama::Template;

use crate::domain::assignment::AssignmentState;
use crate::domain::code::Priority;
use crate::domain::offer::OfferState;
use crate::domain::request::RequestState;
use crate::i18n::{Locale, words};

/// What a shape and colour stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Nothing needs to be done.
    Quiet,
    /// Somebody else is to act.
    Waits,
    /// It is as it should be.
    Good,
    /// Somebody should look at it.
    Attention,
    /// It has gone wrong.
    Bad,
}

impl Mark {
    const fn class(self) -> &'static str {
        match self {
            Self::Quiet => "quiet",
            Self::Waits => "waits",
            Self::Good => "good",
            Self::Attention => "attention",
            Self::Bad => "bad",
        }
    }
}

/// Where something stands.
#[derive(Debug, Clone, Template)]
#[template(source = r#"<span class="status {{ mark.class() }}">{{ words }}</span>"#, ext = "html")]
pub struct Status {
    /// Shape and colour.
    pub mark: Mark,
    /// In words.
    pub words: String,
}

impl Status {
    /// Where a request stands.
    pub fn of_request(locale: Locale, state: RequestState) -> Self {
        let mark = match state {
            RequestState::Draft | RequestState::Completed | RequestState::Cancelled => Mark::Quiet,
            RequestState::Open | RequestState::Offered => Mark::Waits,
            RequestState::Proposed => Mark::Attention,
            RequestState::Assigned => Mark::Good,
            RequestState::Expired | RequestState::Unserved => Mark::Bad,
        };
        Self { mark, words: words::request_state(locale, state) }
    }

    /// Where a question to a Lotse stands.
    pub fn of_offer(locale: Locale, state: OfferState) -> Self {
        let mark = match state {
            OfferState::Open => Mark::Waits,
            OfferState::Accepted => Mark::Good,
            OfferState::Declined | OfferState::Expired => Mark::Attention,
            OfferState::Withdrawn => Mark::Quiet,
        };
        Self { mark, words: words::offer_state(locale, state) }
    }

    /// Where an assignment stands.
    pub fn of_assignment(locale: Locale, state: AssignmentState) -> Self {
        let mark = match state {
            AssignmentState::Confirmed | AssignmentState::Completed => Mark::Good,
            AssignmentState::Cancelled => Mark::Quiet,
            AssignmentState::NoShow => Mark::Bad,
        };
        Self { mark, words: words::assignment_state(locale, state) }
    }

    /// How urgent something is; what is as usual is not said.
    pub fn of_priority(locale: Locale, priority: Priority) -> Option<Self> {
        let mark = match priority {
            Priority::Normal => return None,
            Priority::Low => Mark::Quiet,
            Priority::High => Mark::Attention,
            Priority::Urgent => Mark::Bad,
        };
        Some(Self { mark, words: words::priority(locale, priority) })
    }
}
