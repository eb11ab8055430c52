//! `[programme]`: which funding rules hold.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::SettingsError;
use crate::domain::programme::Programme;
use crate::domain::proof::ProofForm;

const BUILT_IN: &str = include_str!("../../config/programmes/wir.toml");
const BUILT_IN_FORMS: &str = include_str!("../../config/reports/wir.toml");

/// Which funding rules hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeSection {
    /// The programme in force.
    pub code: String,
    /// Files with dated rules; none means those built in.
    pub files: Vec<PathBuf>,
    /// Files with forms of the proof of use; none means those built in.
    pub forms: Vec<PathBuf>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FormFile {
    form: Vec<ProofForm>,
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

    /// Reads all forms of the proof of use.
    ///
    /// # Errors
    /// When a file cannot be read or does not fit.
    pub fn forms(&self) -> Result<Vec<ProofForm>, SettingsError> {
        if self.forms.is_empty() {
            return parse_forms(Path::new("config/reports/wir.toml"), BUILT_IN_FORMS);
        }
        let mut all = Vec::new();
        for path in &self.forms {
            all.extend(parse_forms(path, &super::read(path)?)?);
        }
        Ok(all)
    }
}

fn parse_forms(path: &Path, text: &str) -> Result<Vec<ProofForm>, SettingsError> {
    let file: FormFile = toml::from_str(text)
        .map_err(|error| SettingsError::Rules { path: path.to_owned(), message: error.to_string() })?;
    Ok(file.form)
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
    fn the_built_in_form_fits_every_year_of_the_programme() {
        let forms = section().forms().unwrap();
        for year in 2020..2030 {
            let form = crate::domain::proof::form_for(&forms, "wir", year).unwrap();
            assert!(form.accompaniment.len() > 3 && form.interpreting.len() > 3 && form.positions.len() == 3);
        }
    }

    fn section() -> ProgrammeSection {
        ProgrammeSection { code: "wir".to_owned(), files: Vec::new(), forms: Vec::new() }
    }

    #[test]
    fn the_built_in_rules_hold_from_their_first_day() {
        let rules = section().rules().unwrap();
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        assert_eq!(rules_on(&rules, "wir", day(2026, 12, 1)).unwrap().accompaniment.hours_per_year, 276);
        assert!(rules_on(&rules, "wir", day(2020, 12, 10)).is_err());
    }
}
