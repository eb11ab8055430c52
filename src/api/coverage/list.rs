//! `GET /coverage`: Lotsen and requests by region and language.

use chrono::{DateTime, Duration, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Nothing, Outcome};
use crate::api::fault::ApiError;
use crate::api::operation::{Line, Need, Operation};
use crate::api::reply::Reply;
use crate::api::requests::region;
use crate::app::coverage::{self, Fates, Figure, InLanguage, InRegion, Months};
use crate::domain::access::Permission;
use crate::domain::language::LanguageCode;
use crate::domain::region::RegionCode;
use crate::http::problem::FieldKind;

/// The operation.
pub struct List;

/// Which requests are counted.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "CoverageQuery")]
pub struct Query {
    /// Posted in the month of this instant or later; a year before the end where nothing is said.
    from: Option<DateTime<Utc>>,
    /// Posted before this instant, or later in the same month; now where nothing is said.
    before: Option<DateTime<Utc>>,
    /// This region alone.
    region: Option<RegionCode>,
    /// Of the languages this one alone.
    language: Option<LanguageCode>,
}

/// A region, or a language in it. `null` stands for one or two, which could be somebody.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "CoverageFigures")]
pub struct Figures {
    /// Lotsen who can be asked now.
    lotsen: Option<u64>,
    /// Requests that were posted and not called off.
    posted: Option<u64>,
    /// Somebody goes, or went.
    served: Option<u64>,
    /// Nobody was found, or nobody in time.
    unserved: Option<u64>,
    /// Still to be decided.
    waiting: Option<u64>,
}

/// Coverage of one region.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "CoverageOfRegion")]
pub struct OfRegion {
    /// The region.
    region: RegionCode,
    /// All languages together; each request counts once.
    #[serde(flatten)]
    figures: Figures,
    /// By language; a request counts for each that would do.
    languages: Vec<OfLanguage>,
}

/// Coverage of one language in a region.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "CoverageOfLanguage")]
pub struct OfLanguage {
    /// ISO 639-3.
    language: LanguageCode,
    /// Its figures.
    #[serde(flatten)]
    figures: Figures,
}

/// Coverage of all regions.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Coverage {
    /// First instant that counts.
    from: DateTime<Utc>,
    /// First instant that no longer counts.
    before: DateTime<Utc>,
    /// One entry a region.
    items: Vec<OfRegion>,
}

impl Figures {
    fn of(lotsen: u64, fates: Fates) -> Self {
        let told = |figure: Figure| match figure {
            Figure::Told(count) => Some(count),
            Figure::Few => None,
        };
        let coverage::Told { lotsen, posted, served, unserved, waiting } = coverage::Told::of(lotsen, fates);
        Self {
            lotsen: told(lotsen),
            posted: told(posted),
            served: told(served),
            unserved: told(unserved),
            waiting: told(waiting),
        }
    }
}

impl OfRegion {
    fn of((region, figures): (RegionCode, InRegion), of_languages: Option<LanguageCode>) -> Self {
        let language = |(language, figures): (LanguageCode, InLanguage)| OfLanguage {
            language,
            figures: Figures::of(figures.lotsen, figures.requests),
        };
        Self {
            region,
            figures: Figures::of(figures.lotsen, figures.requests),
            languages: figures
                .languages
                .into_iter()
                .filter(|(code, _)| of_languages.is_none_or(|wanted| wanted == *code))
                .map(language)
                .collect(),
        }
    }
}

impl Endpoint for List {
    type Path = Nothing;
    type Query = Query;
    type Body = NoBody;
    type Answer = Coverage;

    const OPERATION: Operation = Operation {
        id: "coverage.list",
        path: "/coverage",
        need: Need::Permission(Permission::CoverageRead),
        summary: "Lotsen and requests by region and language",
        description: "Figures of one or two are null, because they could be somebody. What is asked for is widened to whole calendar months, by \
            the clock of Germany, because two windows that differ by a moment would tell what happened in it; `from` and `before` of \
            the answer are the window that was counted.",
        line: Line::Thinking,
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<Coverage> {
        let before = call.query.before.unwrap_or(call.moment.now);
        let year = before.checked_sub_signed(Duration::days(365)).unwrap_or(before);
        let from = call.query.from.unwrap_or(year);
        if before < from {
            return Err(ApiError::parameter("before", FieldKind::EndsBeforeItBegins));
        }
        // For the fault where there is no such region.
        region("region", call.query.region.as_ref(), call.context)?;
        let months = Months::around(from, before);
        let figures = coverage::figures(call.context, call.grant()?, months)?;
        let wanted = figures.into_iter().filter(|(code, _)| call.query.region.as_ref().is_none_or(|one| one == code));
        let items = wanted.map(|one| OfRegion::of(one, call.query.language)).collect();
        Ok(Reply::ok(Coverage { from: months.from(), before: months.before(), items }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hidden_part_hides_the_sum() {
        let fates =
            |served, unserved, waiting| Fates { posted: served + unserved + waiting, served, unserved, waiting };
        let few = Figures::of(2, fates(10, 1, 0));
        assert_eq!(
            (few.lotsen, few.posted, few.served, few.unserved, few.waiting),
            (None, None, Some(10), None, Some(0))
        );
        let two_hidden = Figures::of(3, fates(10, 1, 2));
        assert_eq!((two_hidden.lotsen, two_hidden.posted), (Some(3), None), "thirteen less ten is one and two");
        assert_eq!(Figures::of(0, fates(10, 0, 5)).posted, Some(15));
    }
}
