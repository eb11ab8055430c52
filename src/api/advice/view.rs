//! Advice as programs see it.

use chrono::{DateTime, NaiveDate, Utc};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use crate::app::advice::{Advised, Basis, Item, PartOfDay, Report};
use crate::domain::language::LanguageCode;
use crate::domain::region::RegionCode;

/// The newest advice.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Advice")]
pub struct AdviceView {
    /// Whether newer advice is waited for.
    ordered: bool,
    /// What was computed last; null where nothing was yet.
    report: Option<ReportView>,
}

/// Advice as it was computed.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "AdviceReport")]
pub struct ReportView {
    /// When.
    computed_at: DateTime<Utc>,
    /// First day of the demand, a Monday.
    first_day: NaiveDate,
    /// Last day of the demand.
    last_day: NaiveDate,
    /// Places that were asked for: a request for two Lotsen has two.
    places: Option<u64>,
    /// Those that the best plan fills without any change.
    served: Option<u64>,
    /// Whether no plan fills more.
    proven: bool,
    /// How often all was solved.
    solved: u64,
    /// Figures from one up to below this are told as null: the threshold of coverage.
    least: u64,
    /// Further changes for which there was no time to try them.
    untried: u64,
    /// What serves most comes first.
    items: Vec<ItemView>,
}

/// One piece of advice.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "AdviceItem")]
pub struct ItemView {
    /// What would be different.
    change: ChangeView,
    /// Places that prices promise. Null stands for fewer than the threshold of coverage, and more than none.
    expected: Option<u64>,
    /// Places that the best plan fills more, by solving again with the change. Null stands for fewer than the threshold of coverage, and more than none.
    confirmed: Option<u64>,
    /// Whether that is the most there is, and so is what is filled without it.
    proven: bool,
}

/// What would be different.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "AdviceChange")]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ChangeView {
    /// One more Lotse.
    Lotse {
        /// Their mother tongue, ISO 639-3.
        language: LanguageCode,
        /// Where they live.
        region: RegionCode,
        /// The town there.
        town: Option<String>,
        /// Days on which they have time, 1 for Monday.
        weekdays: Vec<u8>,
        /// The time of these days.
        part_of_day: Option<Part>,
        /// What the requests that they would take ask for.
        qualifications: Vec<String>,
    },
    /// One more course.
    Course {
        /// For those who live here.
        region: RegionCode,
        /// What it ends with.
        qualification: String,
    },
    /// Everybody of a region goes farther.
    Radius {
        /// Where they live.
        region: RegionCode,
        /// By so much.
        kilometres: u32,
    },
    /// Whoever has no car gets one, or somebody who drives.
    Car {
        /// Where they live.
        region: RegionCode,
    },
    /// What is asked for in person alone may be done by telephone.
    Phone {
        /// Where it takes place.
        region: RegionCode,
    },
    /// One carrier lends to another.
    Lending {
        /// Whose Lotsen.
        from: Uuid,
        /// Whose requests.
        to: Uuid,
    },
}

/// A time of the day.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[schemars(rename = "PartOfDay")]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// From 8 to 13.
    Mornings,
    /// From 12 to 18.
    Afternoons,
}

impl AdviceView {
    /// What is told of it.
    pub fn of(ordered: bool, report: Option<Report>) -> Self {
        let view = |report: Report| {
            let Basis { places, served, proven, solved, least, untried } = report.basis;
            ReportView {
                computed_at: report.computed_at,
                first_day: report.first_day,
                last_day: report.last_day,
                places,
                served,
                proven,
                solved,
                least,
                untried,
                items: report.items.into_iter().map(ItemView::of).collect(),
            }
        };
        Self { ordered, report: report.map(view) }
    }
}

impl ItemView {
    fn of(item: Item) -> Self {
        let Item { advised, expected, confirmed, proven } = item;
        let change = match advised {
            Advised::Lotse { language, region, town, days, part, qualifications } => ChangeView::Lotse {
                language,
                region,
                town,
                weekdays: days.iter().map(|day| u8::try_from(day.number_from_monday()).unwrap_or(1)).collect(),
                part_of_day: part.map(|part| match part {
                    PartOfDay::Mornings => Part::Mornings,
                    PartOfDay::Afternoons => Part::Afternoons,
                }),
                qualifications,
            },
            Advised::Course { region, qualification } => ChangeView::Course { region, qualification },
            Advised::Radius { region, kilometres } => ChangeView::Radius { region, kilometres },
            Advised::Car { region } => ChangeView::Car { region },
            Advised::Phone { region } => ChangeView::Phone { region },
            Advised::Lending { from, to } => ChangeView::Lending { from: from.as_uuid(), to: to.as_uuid() },
        };
        Self { change, expected, confirmed, proven }
    }
}
