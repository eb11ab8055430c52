//! The hash that chains the audit.
//!
//! It is no secret: whoever can write every row of the database can make a new chain. Against that helps a seal that was noted
//! elsewhere; the log tells each one that ends a sealing, and `doctor` compares.

use sha2::{Digest, Sha256};

use crate::domain::seal::{Hash, Written};

/// Names what is hashed, so that no other hash of the program can pass for a seal.
const NAME: &[u8] = b"lotsenwerk-audit/1";

/// The hash before the first one.
pub const BEGIN: Hash = [0; 32];

/// The seal of an event behind another seal.
pub fn seal(before: &Hash, event: &Written) -> Hash {
    Sha256::new().chain_update(NAME).chain_update(before).chain_update(event.bytes()).finalize().into()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_seal_depends_on_its_event_and_on_the_seal_before() {
        let event = |subject| Written {
            id: Uuid::from_u128(1),
            at: 0,
            actor_kind: "system".to_owned(),
            actor_id: None,
            action: "request.expired".to_owned(),
            subject_kind: "request".to_owned(),
            subject_id: Uuid::from_u128(subject),
            details: serde_json::json!({}),
        };
        let first = seal(&BEGIN, &event(1));
        assert_eq!(first, seal(&BEGIN, &event(1)));
        assert_ne!(first, seal(&BEGIN, &event(2)));
        assert_ne!(first, seal(&first, &event(1)));
    }
}
