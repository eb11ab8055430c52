//! Where the tables come from: the binary or a folder.

use std::fs;
use std::path::PathBuf;

use super::error::LoadError;

/// The tables of this repository, by the path they have under `config/`.
const EMBEDDED: &[(&str, &str)] = &[
    ("germany/postcodes.csv", include_str!("../../config/regions/germany/postcodes.csv")),
    ("germany/region_status.csv", include_str!("../../config/regions/germany/region_status.csv")),
    ("germany/regions.csv", include_str!("../../config/regions/germany/regions.csv")),
    ("hessen/postcodes.csv", include_str!("../../config/regions/hessen/postcodes.csv")),
    ("hessen/region_status.csv", include_str!("../../config/regions/hessen/region_status.csv")),
    ("hessen/regions.csv", include_str!("../../config/regions/hessen/regions.csv")),
    ("languages.csv", include_str!("../../config/languages/languages.csv")),
    ("substitutions.csv", include_str!("../../config/languages/substitutions.csv")),
];

/// Where to read tables from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Source {
    /// The tables compiled into the binary.
    #[default]
    Embedded,
    /// A folder: for areas one that holds `<area>/regions.csv` and so on (as `config/regions`), for languages one that
    /// holds `languages.csv` and `substitutions.csv` (as `config/languages`).
    Folder(PathBuf),
}

impl Source {
    /// The names of the areas there are, sorted. Any folder with a `regions.csv` is one.
    ///
    /// # Errors
    /// A folder that cannot be listed.
    pub fn areas(&self) -> Result<Vec<String>, LoadError> {
        let mut areas: Vec<String> = match self {
            Self::Embedded => {
                EMBEDDED.iter().filter_map(|(path, _)| path.strip_suffix("/regions.csv")).map(str::to_owned).collect()
            }
            Self::Folder(folder) => {
                let unreadable = |cause| LoadError::Unreadable { file: folder.display().to_string(), cause };
                let mut areas = Vec::new();
                for entry in fs::read_dir(folder).map_err(unreadable)? {
                    let entry = entry.map_err(unreadable)?;
                    // A name that is not UTF-8 cannot be asked for, so it is no area.
                    if let Ok(name) = entry.file_name().into_string()
                        && entry.path().join("regions.csv").is_file()
                    {
                        areas.push(name);
                    }
                }
                areas
            }
        };
        areas.sort_unstable();
        Ok(areas)
    }

    /// One table: the name to show in errors, and the text.
    pub(super) fn table(&self, path: &str) -> Result<(String, String), LoadError> {
        match self {
            Self::Embedded => {
                let missing =
                    || LoadError::Unreadable { file: path.to_owned(), cause: std::io::ErrorKind::NotFound.into() };
                let (_, text) = EMBEDDED.iter().find(|(known, _)| *known == path).ok_or_else(missing)?;
                Ok((path.to_owned(), (*text).to_owned()))
            }
            Self::Folder(folder) => {
                let path = folder.join(path);
                let file = path.display().to_string();
                match fs::read_to_string(&path) {
                    Ok(text) => Ok((file, text)),
                    Err(cause) => Err(LoadError::Unreadable { file, cause }),
                }
            }
        }
    }
}
