//! Advice as it may be told, which is how it is stored.
//!
//! A figure under the threshold of coverage could be somebody, so it is not told; and where that of one more Lotse is not, nothing is told of them: a language
//! in a region would tell who needs it. Figures are of places, and one client may have asked for many. So of one more Lotse something is told only
//! where those whom they would serve are as many different clients as the threshold; the town only where as many of them are there, else the region; and a
//! paper only where as many ask for it. Clients are told apart by pseudonym; requests of an organisation without one count as one client.

use std::collections::BTreeSet;

use chrono::{Datelike, Weekday};
use serde::{Deserialize, Serialize};

use super::Report;
use crate::app::AppError;
use crate::app::coverage::suppress::is_few;
use crate::domain::geo::Postcode;
use crate::domain::id::{AdviceId, OrganisationId};
use crate::domain::language::LanguageCode;
use crate::domain::region::{Gazetteer, Place, RegionCode};
use crate::matching::ProblemFile;
use crate::matching::advice::{Advice, Change, Kind, Recommended};
use crate::matching::file::{PlaceEntry, RequestEntry};
use crate::storage::advice::Row;

/// What it was computed from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// Places that were asked for: a request for two Lotsen has two.
    pub places: Option<u64>,
    /// Those that the best plan fills without any change.
    pub served: Option<u64>,
    /// Whether no plan fills more.
    pub proven: bool,
    /// How often all was solved.
    pub solved: u64,
    /// Figures from one up to below this are not told.
    #[serde(default)]
    pub least: u64,
    /// Changes for which there was no time to try them.
    #[serde(default)]
    pub untried: u64,
}

/// One piece of advice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What would be different.
    #[serde(flatten)]
    pub advised: Advised,
    /// By prices: so many places more; `None` is fewer than [`Basis::least`].
    pub expected: Option<u64>,
    /// By solving again: so many places more; `None` is fewer than [`Basis::least`], and more than none.
    pub confirmed: Option<u64>,
    /// Whether the confirmed number is the most that there is, before and after.
    pub proven: bool,
}

/// What would be different.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Advised {
    /// One more Lotse.
    Lotse {
        /// Whose mother tongue this is.
        language: LanguageCode,
        /// Who lives in this region.
        region: RegionCode,
        /// At this town.
        town: Option<String>,
        /// Who has time on these days; empty where that is not told.
        days: Vec<Weekday>,
        /// At this time of the day.
        part: Option<PartOfDay>,
        /// What those whom they would accompany ask for.
        qualifications: Vec<String>,
    },
    /// One more course.
    Course {
        /// For people who live here.
        region: RegionCode,
        /// What it ends with.
        qualification: String,
    },
    /// Everybody of a region goes farther.
    Radius {
        /// Which.
        region: RegionCode,
        /// By so much.
        kilometres: u32,
    },
    /// Whoever has none gets a car, or somebody who drives.
    Car {
        /// Who lives here.
        region: RegionCode,
    },
    /// What is asked for in person alone may be done by telephone.
    Phone {
        /// What takes place here.
        region: RegionCode,
    },
    /// One carrier lends to another.
    Lending {
        /// Whose Lotsen.
        from: OrganisationId,
        /// Whose requests.
        to: OrganisationId,
    },
}

/// A time of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartOfDay {
    /// From 8 to 13.
    Mornings,
    /// From 12 to 18.
    Afternoons,
}

/// A count as it may be told.
fn told(count: i64, least: u64) -> Option<u64> {
    u64::try_from(count).ok().or(Some(0)).filter(|count| !is_few(*count, least))
}

pub(super) fn basis(found: &Recommended, least: u64) -> Basis {
    let places = found.problem.places();
    Basis {
        places: told(i64::try_from(places).unwrap_or(i64::MAX), least),
        // What is left open is a figure too.
        served: told(found.plan.totals.weight, least).filter(|served| !is_few(places.saturating_sub(*served), least)),
        proven: found.plan.proof.weight.optimal,
        solved: found.solved as u64,
        least,
        untried: found.untried as u64,
    }
}

/// What serves something more, people and changes together, the most first.
pub(super) fn items(file: &ProblemFile, gazetteer: &Gazetteer, found: &Recommended, least: u64) -> Vec<Item> {
    let people = found.people.iter().filter_map(|advice| of_person(file, gazetteer, found, (advice, least)));
    let changes = found.changes.iter().filter_map(|change| of_change(file, change, least));
    let mut items: Vec<(i64, Item)> = people.chain(changes).filter(|(gain, _)| *gain > 0).collect();
    items.sort_by_key(|(gain, _)| std::cmp::Reverse(*gain));
    items.into_iter().map(|(_, item)| item).collect()
}

fn item(advised: Advised, (priced, gain, proven): (i64, i64, bool), least: u64) -> (i64, Item) {
    let confirmed = told(gain, least);
    (gain, Item { advised, expected: told(priced, least).filter(|_| confirmed.is_some()), confirmed, proven })
}

fn of_person(
    file: &ProblemFile,
    gazetteer: &Gazetteer,
    found: &Recommended,
    (advice, least): (&Advice, u64),
) -> Option<(i64, Item)> {
    let confirmed = advice.confirmed.as_ref()?;
    let request = |number: u32| file.requests.get(number as usize);
    let place_of = |entry: &RequestEntry| place(gazetteer, entry.place.as_ref());
    let home = place_of(request(advice.profile.near)?)?;
    // A language in a region would tell of those few who need it.
    told(confirmed.gain, least)?;
    let served: Vec<&RequestEntry> = confirmed.serves.iter().filter_map(|number| request(*number)).collect();
    let is_told = |which: &dyn Fn(&RequestEntry) -> bool| {
        clients(served.iter().copied().filter(|entry| which(entry))) >= usize::try_from(least).unwrap_or(usize::MAX)
    };
    // Neither of a language in a region that few of them are from.
    if !is_told(&|entry| place_of(entry).is_some_and(|place| place.region == home.region)) {
        return None;
    }
    let in_town = |entry: &RequestEntry| {
        place_of(entry).is_some_and(|place| (&place.name, &place.region) == (&home.name, &home.region))
    };
    let mut qualifications: Vec<String> = served.iter().flat_map(|entry| entry.required_then().cloned()).collect();
    qualifications.sort_unstable();
    qualifications.dedup();
    qualifications.retain(|code| is_told(&|entry| entry.required_then().any(|asked| asked == code)));
    let part = match advice.profile.week.code {
        "mornings" => Some(PartOfDay::Mornings),
        "afternoons" => Some(PartOfDay::Afternoons),
        _ => None,
    };
    let days = advice.profile.week.days();
    let is_then = |entry: &RequestEntry| days.iter().any(|day| may_be_on(entry, *day));
    let times = is_told(&is_then).then(|| (days.to_vec(), part));
    let (days, part) = times.unwrap_or_default();
    let advised = Advised::Lotse {
        language: advice.profile.language_code(file, &found.problem)?.parse().ok()?,
        region: home.region.clone(),
        town: is_told(&in_town).then(|| home.name.clone()),
        days,
        part,
        qualifications,
    };
    Some(item(advised, (advice.priced, confirmed.gain, confirmed.proven), least))
}

/// Whether a request may begin on a day of the week.
fn may_be_on(request: &RequestEntry, day: Weekday) -> bool {
    !request.flexible.is_empty() || request.appointments.iter().any(|one| one.start.weekday() == day)
}

/// How many different clients these requests are for, as far as they can be told apart.
fn clients<'e>(served: impl Iterator<Item = &'e RequestEntry>) -> usize {
    served.map(|entry| (&entry.organisation, &entry.client)).collect::<BTreeSet<_>>().len()
}

fn of_change(file: &ProblemFile, change: &Change, least: u64) -> Option<(i64, Item)> {
    let (gain, proven) = change.confirmed?;
    let region = |code: &str| RegionCode::parse(code).ok();
    let advised = match &change.kind {
        Kind::Course { region: at, code } => Advised::Course { region: region(at)?, qualification: code.clone() },
        Kind::Radius { region: at, kilometres } => Advised::Radius { region: region(at)?, kilometres: *kilometres },
        Kind::Car { region: at } => Advised::Car { region: region(at)? },
        Kind::Phone { region: at } => Advised::Phone { region: region(at)? },
        Kind::Lending { from, to } => Advised::Lending { from: from.parse().ok()?, to: to.parse().ok()? },
    };
    let (gain, mut item) = item(advised, (change.priced, gain, proven), least);
    let served = change.serves.iter().filter_map(|number| file.requests.get(*number as usize));
    if is_few(clients(served) as u64, least) {
        // Many places of few people tell of these.
        (item.confirmed, item.expected) = (None, None);
    }
    Some((gain, item))
}

fn place<'a>(gazetteer: &'a Gazetteer, entry: Option<&PlaceEntry>) -> Option<&'a Place> {
    match entry? {
        PlaceEntry::Postcode { postcode } => gazetteer.place(Postcode::parse(postcode).ok()?).ok(),
        PlaceEntry::Coordinates { .. } => None,
    }
}

#[derive(Serialize, Deserialize)]
struct Document {
    basis: Basis,
    items: Vec<Item>,
}

/// As it is stored.
pub(super) fn written(report: &Report, id: AdviceId) -> Result<Row, AppError> {
    let document = Document { basis: report.basis.clone(), items: report.items.clone() };
    Ok(Row {
        id,
        computed_at: report.computed_at,
        first_day: report.first_day,
        last_day: report.last_day,
        document: serde_json::to_value(document)?,
    })
}

/// From what is stored, by the threshold that holds now where it has been raised.
pub(super) fn read(row: Row, least: u64) -> Result<Report, AppError> {
    let Document { mut basis, mut items } = serde_json::from_value(row.document)?;
    let Row { computed_at, first_day, last_day, .. } = row;
    let told = |figure: Option<u64>| figure.filter(|count| !is_few(*count, least));
    let left = basis.places.zip(basis.served).map(|(places, served)| places.saturating_sub(served));
    basis.places = told(basis.places);
    basis.served = told(basis.served).filter(|_| told(left).is_some());
    let computed_for = basis.least;
    basis.least = basis.least.max(least);
    for item in &mut items {
        item.confirmed = told(item.confirmed);
        item.expected = told(item.expected).filter(|_| item.confirmed.is_some());
    }
    // Of people, towns and papers nothing is known any more that a higher threshold could be held against.
    let is_as_strict = computed_for >= least;
    items.retain(|item| !matches!(item.advised, Advised::Lotse { .. }) || (is_as_strict && item.confirmed.is_some()));
    Ok(Report { computed_at, first_day, last_day, basis, items })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_that_could_be_somebody_is_not_told() {
        assert_eq!([0, 1, 4, 5, 11].map(|count| told(count, 5)), [Some(0), None, None, Some(5), Some(11)]);
        let region = RegionCode::parse("06636000").unwrap();
        let (_, few) = item(Advised::Car { region: region.clone() }, (12, 4, true), 5);
        assert_eq!((few.expected, few.confirmed), (None, None), "neither is what was expected");
        let (_, many) = item(Advised::Car { region }, (4, 6, true), 5);
        assert_eq!((many.expected, many.confirmed), (None, Some(6)));
    }
}
