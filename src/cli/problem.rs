//! Reading problem and plan files, for the commands that work without a database.

use std::io::Read;
use std::path::Path;

use serde::de::DeserializeOwned;

use super::CliError;
use crate::domain::region::Area;
use crate::matching::compile::Fault;
use crate::regions;
use crate::settings::Settings;

/// Reads a JSON file; `-` is the standard input.
pub fn read<T: DeserializeOwned>(path: &Path) -> Result<T, CliError> {
    let name = path.display();
    let mut text = String::new();
    if path == Path::new("-") {
        std::io::stdin()
            .read_to_string(&mut text)
            .map_err(|error| CliError::Usage(format!("standard input: {error}")))?;
    } else {
        text = std::fs::read_to_string(path).map_err(|error| CliError::Usage(format!("{name}: {error}")))?;
    }
    serde_json::from_str(&text).map_err(|error| CliError::Refused(format!("{name}: {error}")))
}

/// The tables by which a problem file's postcodes are understood.
pub fn area(settings: &Settings) -> Result<Area, CliError> {
    regions::load_area(&settings.regions.source(), &settings.regions.area)
        .map_err(|error| CliError::environment("regions", error))
}

/// All faults of a problem file, one a line.
pub fn refused(faults: &[Fault]) -> CliError {
    CliError::Refused(faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}
