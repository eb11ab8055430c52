//! Texts that nobody else may read.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// A password, a key or a code on its way: it is sent and given out, and never written into a log.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hidden(String);

impl Hidden {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for Hidden {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(hidden)")
    }
}

impl JsonSchema for Hidden {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Hidden".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "format": "password"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_written_to_whom_it_is_for_and_into_no_log() {
        let hidden: Hidden = serde_json::from_str("\"offen\"").unwrap();
        assert_eq!(serde_json::to_string(&hidden).unwrap(), "\"offen\"");
        assert_eq!(format!("{:?} {:?}", Some(&hidden), vec![hidden.clone()]), "Some((hidden)) [(hidden)]");
    }
}
