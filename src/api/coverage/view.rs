//! Figures as they are shown. `null` stands for what is not told.

use schemars::JsonSchema;
use serde::Serialize;

use crate::app::coverage::{More, Shown, Times, Told};
use crate::domain::coverage::{Dimension, UnservedReason};

/// Figures of a part, or of all. `null` stands for a figure that is not told: it could be somebody, or tell another one that could.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "CoverageFigures")]
pub struct FiguresView {
    /// Requests that were posted and are decided.
    requests: Option<u64>,
    /// Of these: somebody goes, or went.
    served: Option<u64>,
    /// Of these: nobody was found, or nobody in time.
    unserved: Option<u64>,
    /// Lotsen who can be asked now; absent where they are not counted by this.
    #[serde(skip_serializing_if = "Option::is_none")]
    lotsen: Option<LotsenView>,
    /// What is told by one thing at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    more: Option<MoreView>,
}

/// Lotsen who can be asked now, and how what they do is spread.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "CoverageLotsen")]
pub struct LotsenView {
    /// How many.
    active: Option<u64>,
    /// Of a hundred assignments to requests of the year, so many are those of the busiest tenth of them; in steps of five.
    load_spread: Option<u8>,
}

/// Figures that are told by one thing at most.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "CoverageMore")]
pub struct MoreView {
    /// Not decided yet.
    waiting: Option<u64>,
    /// Unserved requests by reason; `null` where the unserved are not told.
    reasons: Option<Vec<ReasonView>>,
    /// From posting to the first offer; `null` where there are too few.
    time_to_match: Option<TimesView>,
    /// From posting to the first yes.
    time_to_acceptance: Option<TimesView>,
    /// From posting to the first appointment.
    lead_time: Option<TimesView>,
    /// Of a hundred answered or expired offers so many were accepted; in steps of five.
    acceptance_rate: Option<u8>,
    /// Of a hundred answered or expired offers so many had no answer; in steps of five.
    no_answer_rate: Option<u8>,
    /// Confirmed hours.
    hours: Option<u64>,
}

/// Unserved requests of one reason.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "CoverageReason")]
pub struct ReasonView {
    /// The reason.
    reason: UnservedReason,
    /// How many.
    requests: Option<u64>,
}

/// Hours up to which half and nine tenths lie: the upper end of the class in which they do; `null` for more than the last class.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "CoverageTimes")]
pub struct TimesView {
    /// Half.
    median_hours: Option<u32>,
    /// Nine tenths.
    p90_hours: Option<u32>,
}

/// Of what figures are.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "CoverageKey")]
pub struct KeyView {
    /// By what they are told.
    pub by: Dimension,
    /// Code or identity of which they are: of region, carrier, language (ISO 639-3), topic or service, or the month's number; `null` for requests
    /// that have none.
    pub value: Option<String>,
}

impl FiguresView {
    /// As they are shown.
    pub fn of(told: &Told) -> Self {
        let spread = told.load_spread;
        Self {
            requests: told.requests.told(),
            served: told.served.told(),
            unserved: told.unserved.told(),
            lotsen: told.lotsen.map(|active| LotsenView { active: active.told(), load_spread: spread }),
            more: told.more.as_ref().map(MoreView::of),
        }
    }
}

impl MoreView {
    fn of(more: &More) -> Self {
        let times =
            |times: Option<Times>| times.map(|times| TimesView { median_hours: times.median, p90_hours: times.p90 });
        let reason =
            |(reason, shown): (&UnservedReason, &Shown<u64>)| ReasonView { reason: *reason, requests: shown.told() };
        Self {
            waiting: more.waiting.told(),
            reasons: more.reasons.as_ref().map(|reasons| reasons.iter().map(reason).collect()),
            time_to_match: times(more.time_to_match),
            time_to_acceptance: times(more.time_to_acceptance),
            lead_time: times(more.lead_time),
            acceptance_rate: more.acceptance_rate,
            no_answer_rate: more.no_answer_rate,
            hours: more.hours.told(),
        }
    }
}
