//! Figures of coverage in words: what they are called, what they mean, and why nobody was found.

use super::{Locale, explain, text};
use crate::domain::coverage::{Figure, UnservedReason};

/// "Niemand gefunden".
pub fn name(locale: Locale, figure: Figure) -> String {
    text(
        locale,
        match figure {
            Figure::Requests => "figure-requests",
            Figure::Served => "figure-served",
            Figure::Unserved => "figure-unserved",
            Figure::Waiting => "figure-waiting",
            Figure::Reasons => "figure-reasons",
            Figure::TimeToMatch => "figure-time-to-match",
            Figure::TimeToAcceptance => "figure-time-to-acceptance",
            Figure::AcceptanceRate => "figure-acceptance-rate",
            Figure::NoAnswerRate => "figure-no-answer-rate",
            Figure::LeadTime => "figure-lead-time",
            Figure::Hours => "figure-hours",
            Figure::ActiveLotsen => "figure-active-lotsen",
            Figure::LoadSpread => "figure-load-spread",
            Figure::Fragility => "figure-fragility",
        },
        &[],
    )
}

/// The one definition of a figure.
pub fn meaning(locale: Locale, figure: Figure) -> String {
    text(
        locale,
        match figure {
            Figure::Requests => "figure-requests-means",
            Figure::Served => "figure-served-means",
            Figure::Unserved => "figure-unserved-means",
            Figure::Waiting => "figure-waiting-means",
            Figure::Reasons => "figure-reasons-means",
            Figure::TimeToMatch => "figure-time-to-match-means",
            Figure::TimeToAcceptance => "figure-time-to-acceptance-means",
            Figure::AcceptanceRate => "figure-acceptance-rate-means",
            Figure::NoAnswerRate => "figure-no-answer-rate-means",
            Figure::LeadTime => "figure-lead-time-means",
            Figure::Hours => "figure-hours-means",
            Figure::ActiveLotsen => "figure-active-lotsen-means",
            Figure::LoadSpread => "figure-load-spread-means",
            Figure::Fragility => "figure-fragility-means",
        },
        &[],
    )
}

/// "zu weit weg".
pub fn reason(locale: Locale, reason: UnservedReason) -> String {
    let key = match reason {
        UnservedReason::Lost => "figure-reason-lost",
        UnservedReason::NoYes => "figure-reason-no-yes",
        UnservedReason::Missed => "figure-reason-missed",
        UnservedReason::Nobody => "figure-reason-nobody",
        hurdle => return explain::hurdle(locale, hurdle.code()),
    };
    text(locale, key, &[])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the page says and what the documents say of a figure is the same sentence.
    #[test]
    fn the_documents_define_every_figure_in_the_same_words() {
        let document = include_str!("../../docs/COVERAGE.md");
        for figure in Figure::ALL {
            let line = format!("| `{figure}` | {} | {} |", name(Locale::En, *figure), meaning(Locale::En, *figure));
            assert!(document.contains(&line), "docs/COVERAGE.md lacks: {line}");
        }
    }

    #[test]
    fn every_reason_has_words() {
        for reason in UnservedReason::ALL {
            let words = super::reason(Locale::De, *reason);
            assert!(words != reason.code() && !words.contains('⟦'), "{reason}: {words}");
        }
    }
}
