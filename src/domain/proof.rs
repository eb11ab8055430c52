//! The proof of use: which columns a funder's form has, and what a year of a project comes to.
//!
//! Columns are chosen from a set of known fields; which of them, in which order and under which headings comes from
//! `config/reports/*.toml`, because forms change and are not the program's.

use serde::{Deserialize, Serialize};

super::code::codes! {
    /// What a column can show of a Lotse's year.
    Field {
        /// Running number.
        Number = "number",
        /// Given and family name.
        Name = "name",
        /// Languages spoken.
        Languages = "languages",
        /// Whether they coordinate.
        Coordinates = "coordinates",
        /// The first day of work.
        FirstDay = "first_day",
        /// The last day of work.
        LastDay = "last_day",
        /// Entries of hours.
        Assignments = "assignments",
        /// Sittings.
        Appointments = "appointments",
        /// Sittings that are paid.
        PaidAppointments = "paid_appointments",
        /// Hours worked.
        Hours = "hours",
        /// Hours that are paid.
        PaidHours = "paid_hours",
        /// Different clients.
        Clients = "clients",
        /// There and back, as far as written down.
        Kilometres = "kilometres",
        /// The last rate that held.
        Rate = "rate",
        /// What is paid.
        Amount = "amount",
    }

    /// What a funder pays for.
    Position {
        /// Allowances for accompaniment.
        Accompaniment = "accompaniment",
        /// Allowances for interpreting.
        Interpreting = "interpreting",
        /// The flat rate for coordinating.
        Coordination = "coordination",
    }
}

/// A funder's form for the years from one on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProofForm {
    /// The programme that it belongs to.
    pub programme: String,
    /// The first year that is proved on it.
    pub from_year: i32,
    /// What the summary lists.
    pub positions: Vec<Position>,
    /// Columns of accompaniment.
    pub accompaniment: Vec<FormColumn>,
    /// Columns of interpreting.
    pub interpreting: Vec<FormColumn>,
}

/// A column of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormColumn {
    /// What it shows.
    pub field: Field,
    /// What stands above it in German.
    pub heading_de: String,
    /// What stands above it in English.
    pub heading_en: String,
    /// How much room it wants, about in letters.
    pub width: u16,
}

impl Field {
    /// Whether figures stand in such a column.
    pub const fn is_figure(self) -> bool {
        !matches!(self, Self::Name | Self::Languages | Self::Coordinates | Self::FirstDay | Self::LastDay)
    }

    /// Whether it tells who somebody is.
    pub const fn names_somebody(self) -> bool {
        matches!(self, Self::Name | Self::Languages | Self::FirstDay | Self::LastDay)
    }
}

/// No form fits.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("programme {programme} has no form for the proof of use of {year}; add one to config/reports")]
pub struct NoForm {
    /// The programme asked for.
    pub programme: String,
    /// The year asked for.
    pub year: i32,
}

/// The form of a programme for a year: the newest that had come by then.
pub fn form_for<'a>(forms: &'a [ProofForm], programme: &str, year: i32) -> Result<&'a ProofForm, NoForm> {
    let fits = |form: &&ProofForm| form.programme == programme && form.from_year <= year;
    let found = forms.iter().filter(fits).max_by_key(|form| form.from_year);
    found.ok_or_else(|| NoForm { programme: programme.to_owned(), year })
}

/// Counts by kind, the greatest first; those below `fewest` and, where these together were still fewer, the next greater ones are put
/// together as `None`, so that none of them can be told apart or computed from the sum. What is small altogether is left out.
pub fn coarse<K: Ord + Clone>(counts: &[(K, u64)], fewest: u64) -> Vec<(Option<K>, u64)> {
    let mut sorted: Vec<(K, u64)> = counts.iter().filter(|(_, count)| *count > 0).cloned().collect();
    sorted.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    let mut others: Option<u64> = None;
    while let Some((_, count)) = sorted.last() {
        let is_small = *count < fewest || others.is_some_and(|others| others < fewest);
        if !is_small {
            break;
        }
        others = Some(others.unwrap_or(0) + count);
        sorted.pop();
    }
    let told = sorted.into_iter().map(|(kind, count)| (Some(kind), count));
    told.chain(others.filter(|others| *others >= fewest).map(|others| (None, others))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_form_that_had_come_by_then_is_the_one() {
        let form = |from_year| ProofForm {
            programme: "wir".to_owned(),
            from_year,
            positions: Vec::new(),
            accompaniment: Vec::new(),
            interpreting: Vec::new(),
        };
        let forms = [form(2020), form(2027)];
        assert_eq!(form_for(&forms, "wir", 2026).unwrap().from_year, 2020);
        assert_eq!(form_for(&forms, "wir", 2028).unwrap().from_year, 2027);
        assert!(form_for(&forms, "wir", 2019).is_err() && form_for(&forms, "other", 2026).is_err());
    }

    #[test]
    fn small_figures_are_put_together_until_they_are_many() {
        let counts = [("a", 20), ("b", 7), ("c", 2), ("d", 1), ("e", 0)];
        assert_eq!(coarse(&counts, 5), [(Some("a"), 20), (None, 10)], "two and one are three, so seven goes along");
        assert_eq!(coarse(&[("a", 9), ("b", 4), ("c", 3)], 5), [(Some("a"), 9), (None, 7)]);
        assert_eq!(coarse(&[("a", 9), ("b", 5)], 5), [(Some("a"), 9), (Some("b"), 5)]);
        assert_eq!(coarse(&[("a", 3), ("b", 1)], 5), [], "even together they are few");
        assert_eq!(coarse(&counts, 0), [(Some("a"), 20), (Some("b"), 7), (Some("c"), 2), (Some("d"), 1)]);
    }
}
