//! The chain of the audit: what of an event is sealed, and what a broken chain looks like.
//!
//! A seal is a hash of the event's bytes and of the seal before it. The bytes are made of what the database holds, word for word, and
//! not of what this program reads into it: a code that a later version knows, or that somebody has put there, has bytes too.
//!
//! Absent: the hash itself, see `security::chain`.

use serde_json::Value;
use uuid::Uuid;

/// What a seal is: SHA-256.
pub type Hash = [u8; 32];

/// An event as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// Identity.
    pub id: Uuid,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// Who did it: the kind.
    pub actor_kind: String,
    /// Who did it: the identity, where the kind has one.
    pub actor_id: Option<Uuid>,
    /// What was done.
    pub action: String,
    /// To what: the noun.
    pub subject_kind: String,
    /// To what: the identity.
    pub subject_id: Uuid,
    /// What else is worth knowing.
    pub details: Value,
}

impl Written {
    /// Its bytes: each part with its length before it, so that nothing can be moved from one part into the next.
    pub fn bytes(&self) -> Vec<u8> {
        let mut details = String::new();
        canonical(&self.details, &mut details);
        let at = self.at.to_be_bytes();
        let actor_id = self.actor_id.map(|id| *id.as_bytes());
        let parts: [&[u8]; 8] = [
            self.id.as_bytes(),
            &at,
            self.actor_kind.as_bytes(),
            actor_id.as_ref().map_or(&[], |id| id.as_slice()),
            self.action.as_bytes(),
            self.subject_kind.as_bytes(),
            self.subject_id.as_bytes(),
            details.as_bytes(),
        ];
        let mut bytes = Vec::new();
        for part in parts {
            bytes.extend((part.len() as u64).to_be_bytes());
            bytes.extend(part);
        }
        bytes
    }
}

/// JSON without spaces and with the keys of each object in their order, whatever the engine has made of both.
fn canonical(value: &Value, out: &mut String) {
    match value {
        Value::Array(all) => {
            out.push('[');
            for (position, value) in all.iter().enumerate() {
                if position > 0 {
                    out.push(',');
                }
                canonical(value, out);
            }
            out.push(']');
        }
        Value::Object(all) => {
            let mut keys: Vec<(&String, &Value)> = all.iter().collect();
            keys.sort_unstable_by_key(|(key, _)| *key);
            out.push('{');
            for (position, (key, value)) in keys.into_iter().enumerate() {
                if position > 0 {
                    out.push(',');
                }
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push(':');
                canonical(value, out);
            }
            out.push('}');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => out.push_str(&value.to_string()),
    }
}

/// One link of the chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seal {
    /// Counts up from 1.
    pub number: u64,
    /// The event.
    pub event: Uuid,
    /// Of the event and of the seal before.
    pub hash: Hash,
}

/// How the audit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chain {
    /// Its last seal; `None` while there is none.
    pub head: Option<Seal>,
    /// Events that wait to be sealed.
    pub waiting: u64,
    /// The first thing that does not fit.
    pub broken: Option<Break>,
}

/// Where a chain is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Break {
    /// The event of this seal was removed.
    Removed(Seal),
    /// The event of this seal, or a seal before it, was changed.
    Changed(Seal),
    /// Seals were removed before this one.
    Gap(Seal),
    /// The seal of this number is not there, or is another than the one that was noted earlier: the chain was made anew.
    Replaced(u64),
    /// An event is not in the chain and does not wait to be: seals were removed at the end, or the event came past the program.
    Unchained(Uuid),
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn written() -> Written {
        Written {
            id: Uuid::from_u128(1),
            at: 1_800_000_000_000_000,
            actor_kind: "operator".to_owned(),
            actor_id: None,
            action: "request.cancelled".to_owned(),
            subject_kind: "request".to_owned(),
            subject_id: Uuid::from_u128(2),
            details: json!({"b": [1, {"y": null, "x": "\u{e4}\""}], "a": true}),
        }
    }

    #[test]
    fn every_part_is_in_the_bytes() {
        let one = written();
        let others = [
            Written { id: Uuid::from_u128(3), ..one.clone() },
            Written { at: one.at + 1, ..one.clone() },
            Written { actor_kind: "system".to_owned(), ..one.clone() },
            Written { actor_id: Some(Uuid::nil()), ..one.clone() },
            Written { action: "request.expired".to_owned(), ..one.clone() },
            Written { subject_kind: "offer".to_owned(), ..one.clone() },
            Written { subject_id: Uuid::from_u128(3), ..one.clone() },
            Written { details: json!({}), ..one.clone() },
            // The same letters in other parts.
            Written { action: "request.cancelledr".to_owned(), subject_kind: "equest".to_owned(), ..one.clone() },
        ];
        for other in others {
            assert_ne!(other.bytes(), one.bytes(), "{other:?}");
        }
    }

    #[test]
    fn details_are_the_same_however_they_are_spelled() {
        let one = written();
        let spelled = "{ \"a\" : true, \"b\": [1, {\"x\": \"\\u00e4\\\"\", \"y\": null}] }";
        let other = Written { details: serde_json::from_str(spelled).unwrap(), ..one.clone() };
        assert_eq!(other.bytes(), one.bytes());
        let mut text = String::new();
        canonical(&one.details, &mut text);
        assert_eq!(text, r#"{"a":true,"b":[1,{"x":"ä\"","y":null}]}"#);
    }
}
