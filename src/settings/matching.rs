//! `[matching]`: how plans are found, and the rules file behind it.

use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::SettingsError;
use crate::domain::travel::TravelTable;
use crate::matching::Options;
use crate::matching::weights::{EffortWeights, ServedWeights, Weights};

/// How plans are found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatchingSection {
    /// File with weights and travel estimate; empty means the one built in.
    pub weights_file: PathBuf,
    /// Seconds after which a run stops improving.
    pub time_limit_seconds: u64,
    /// The same data and seed give the same plan, as long as half of the time limit is enough.
    pub seed: u64,
    /// Candidates, of which each needs some 40 bytes of memory, beyond which only the nearest Lotsen of each request are looked at.
    pub most_candidates: usize,
}

/// What `config/matching.toml` holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MatchingRules {
    served: ServedWeights,
    effort: EffortWeights,
    travel: TravelTable,
}

impl MatchingRules {
    /// The file built into the program.
    pub const BUILT_IN: &str = include_str!("../../config/matching.toml");

    /// The weights of both objective levels.
    pub fn weights(&self) -> Weights {
        Weights { served: self.served, effort: self.effort }
    }

    /// How long ways take.
    pub fn travel(&self) -> &TravelTable {
        &self.travel
    }
}

impl MatchingSection {
    /// Reads the rules file.
    ///
    /// # Errors
    /// When it cannot be read or does not fit.
    pub fn rules(&self) -> Result<MatchingRules, SettingsError> {
        let built_in = self.weights_file.as_os_str().is_empty();
        let text = if built_in { MatchingRules::BUILT_IN.to_owned() } else { super::read(&self.weights_file)? };
        toml::from_str(&text)
            .map_err(|error| SettingsError::Rules { path: self.weights_file.clone(), message: error.to_string() })
    }

    /// How to solve.
    pub fn options(&self) -> Options {
        Options {
            time_limit: Duration::from_secs(self.time_limit_seconds),
            seed: self.seed,
            most_candidates: self.most_candidates,
            ..Options::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_says_what_the_code_takes_when_nothing_is_said() {
        let rules: MatchingRules = toml::from_str(MatchingRules::BUILT_IN).unwrap();
        assert_eq!(rules, MatchingRules::default());
    }
}
