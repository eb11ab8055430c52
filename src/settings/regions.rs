//! `[regions]`: whose regions and postcodes are used.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::regions::Source;

/// Whose regions and postcodes are used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegionsSection {
    /// Name of the area.
    pub area: String,
    /// Folder of the tables; empty means those built in.
    pub folder: PathBuf,
}

impl RegionsSection {
    /// Where the area's tables come from.
    pub fn source(&self) -> Source {
        if self.folder.as_os_str().is_empty() { Source::Embedded } else { Source::Folder(self.folder.clone()) }
    }
}
