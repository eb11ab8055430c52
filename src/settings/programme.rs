//! `[programme]`: which funding rules hold.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::SettingsError;
use crate::domain::programme::Programme;

const BUILT_IN: &str = include_str!("../../config/programmes/wir.toml");

/// Which funding rules hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeSection {
    /// The programme in force.
    pub code: String,
    /// Files with dated rules; none means those built in.
    pub files: Vec<PathBuf>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProgrammeFile {
    programme: Vec<Programme>,
}

impl ProgrammeSection {
    /// Reads all rules of all files.
    ///
    /// # Errors
    /// When a file cannot be read or does not fit.
    pub fn rules(&self) -> Result<Vec<Programme>, SettingsError> {
        if self.files.is_empty() {
            return parse(Path::new("config/programmes/wir.toml"), BUILT_IN);
        }
        let mut all = Vec::new();
        for path in &self.files {
            all.extend(parse(path, &super::read(path)?)?);
        }
        Ok(all)
    }
}

fn parse(path: &Path, text: &str) -> Result<Vec<Programme>, SettingsError> {
    let file: ProgrammeFile = toml::from_str(text)
        .map_err(|error| SettingsError::Rules { path: path.to_owned(), message: error.to_string() })?;
    Ok(file.programme)
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::domain::programme::rules_on;

    #[test]
    fn the_built_in_rules_hold_from_their_first_day() {
        let rules = ProgrammeSection { code: "wir".to_owned(), files: Vec::new() }.rules().unwrap();
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert_eq!(rules_on(&rules, "wir", day(2026, 12, 1)).unwrap().accompaniment.hours_per_year, 276);
        assert!(rules_on(&rules, "wir", day(2020, 12, 10)).is_err());
    }
}
