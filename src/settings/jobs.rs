//! `[jobs]`: how workers work, and what they do by the clock.

use chrono::{Duration, NaiveTime};
use serde::{Deserialize, Serialize};

use super::SettingsError;

/// How workers work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JobsSection {
    /// Jobs that one process does at the same time.
    pub threads: usize,
    /// Seconds that a claim holds without being renewed.
    pub lease_seconds: u32,
    /// Milliseconds between two looks at an empty queue.
    pub poll_milliseconds: u64,
    /// Seconds that a stopping worker waits for the jobs being done.
    pub patience_seconds: u64,
    /// Seconds before the second attempt; the pause doubles from there.
    pub retry_seconds: u32,
    /// Hours that done jobs are remembered.
    pub keep_hours: u32,
    /// Local time of the nightly matching, `02:30`; empty for none.
    pub nightly_at: String,
    /// Whether plans that come about by themselves become offers without review.
    pub nightly_release: bool,
    /// Seconds between two looks at the outbox.
    pub send_every_seconds: u32,
}

impl JobsSection {
    /// When the nightly matching begins, if at all.
    ///
    /// # Errors
    /// When it is no time of day.
    pub fn nightly(&self) -> Result<Option<NaiveTime>, SettingsError> {
        super::time_of_day("jobs.nightly_at", &self.nightly_at)
    }

    /// How long a claim holds. At least three seconds, so that it can be renewed in time.
    pub fn lease(&self) -> Duration {
        Duration::seconds(i64::from(self.lease_seconds.max(3)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;

    #[test]
    fn the_night_begins_at_a_time_of_day_or_never() {
        let mut jobs = Settings::load(None, std::collections::HashMap::new()).unwrap().jobs;
        assert_eq!(jobs.nightly().unwrap(), NaiveTime::from_hms_opt(2, 30, 0));
        jobs.nightly_at = String::new();
        assert_eq!(jobs.nightly().unwrap(), None);
        jobs.nightly_at = "25:00".to_owned();
        let error = jobs.nightly().unwrap_err().to_string();
        assert!(error.contains("jobs.nightly_at"), "{error}");
    }
}
