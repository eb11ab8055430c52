//! What of the environment is the program's own. Variables of others may hold anything, also bytes that are no text.

use std::collections::HashMap;
use std::ffi::OsString;

use super::CliError;

/// Before each variable that sets a setting.
const PREFIX: &[u8] = b"LOTSENWERK__";
/// The usual name for where the database is.
const DATABASE: &[u8] = b"DATABASE_URL";

/// The variables that set settings.
///
/// # Errors
/// When one of them is no UTF-8.
pub fn own(all: impl Iterator<Item = (OsString, OsString)>) -> Result<HashMap<String, String>, CliError> {
    let is_own = |name: &OsString| {
        let name = name.as_encoded_bytes();
        name.starts_with(PREFIX) || name == DATABASE
    };
    let text = |name: &str, text: OsString| {
        text.into_string().map_err(|_| CliError::Usage(format!("the environment variable {name} is not UTF-8")))
    };
    all.filter(|(name, _)| is_own(name))
        .map(|(name, value)| {
            let shown = name.to_string_lossy().into_owned();
            Ok((text(&shown, name)?, text(&shown, value)?))
        })
        .collect()
}
