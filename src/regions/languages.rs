//! The languages and their substitutions from their two tables.

use super::error::{Fault, LoadError};
use super::reader::{Row, Table};
use super::source::Source;
use crate::domain::language::{Language, LanguageCode, LanguageTable, LanguageTableError, Substitution};

const LANGUAGES: &[&str] = &["code", "bcp47", "name_de", "name_en", "native_name", "direction", "aliases"];
/// The reason is for those who read and change the file.
const SUBSTITUTIONS: &[&str] = &["needed", "spoken", "minutes", "reason"];

/// Loads the table of languages.
///
/// # Errors
/// The first fault of its tables.
pub fn load_languages(source: &Source) -> Result<LanguageTable, LoadError> {
    let languages_table = Table::read(source, "languages.csv", LANGUAGES)?;
    let substitutions_table = Table::read(source, "substitutions.csv", SUBSTITUTIONS)?;
    let languages = languages_table.rows().map(language).collect::<Result<Vec<_>, _>>()?;
    let substitutions = substitutions_table.rows().map(substitution).collect::<Result<Vec<_>, _>>()?;
    LanguageTable::new(languages, &substitutions).map_err(|error| {
        let (table, index, column) = match error {
            LanguageTableError::TwiceInTable { index, .. } => (&languages_table, index, "code"),
            LanguageTableError::UnknownInSubstitution { index, .. }
            | LanguageTableError::SubstitutesItself { index, .. }
            | LanguageTableError::SubstitutionTwice { index, .. } => (&substitutions_table, index, "needed"),
        };
        table.fault(index, column, error.into())
    })
}

fn language(row: Row<'_>) -> Result<Language, LoadError> {
    Ok(Language {
        code: row.parsed("code", LanguageCode::parse)?,
        bcp47: row.text("bcp47")?.to_owned(),
        name_de: row.text("name_de")?.to_owned(),
        name_en: row.text("name_en")?.to_owned(),
        native_name: row.text("native_name")?.to_owned(),
        right_to_left: row.either("direction", &["ltr", "rtl"])?,
        aliases: row.optional("aliases").split_terminator('|').map(str::to_owned).collect(),
    })
}

fn substitution(row: Row<'_>) -> Result<Substitution, LoadError> {
    // A substitution without a reason cannot be judged by those who come after.
    row.text("reason")?;
    let minutes = row.number("minutes")?;
    // Free of charge would mean "the same language", which is not for a table of substitutions to say.
    if minutes == 0 {
        return Err(row.fault("minutes", Fault::Zero));
    }
    Ok(Substitution {
        needed: row.parsed("needed", LanguageCode::parse)?,
        spoken: row.parsed("spoken", LanguageCode::parse)?,
        minutes,
    })
}
