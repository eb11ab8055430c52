//! Identifiers. Each noun has its own type, so that a Lotse cannot be looked up by a request's number.
//!
//! All of them are UUID version 7: they sort by creation time, which keeps both databases' indexes compact. The caller
//! gives time and chance; nothing here reads a clock or a random source.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// A new identifier, made at `at` (cut to milliseconds) with 74 of the 80 given random bits.
            pub fn new(at: DateTime<Utc>, random: [u8; 10]) -> Self {
                let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
                Self(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
            }

            /// The identifier behind a stored UUID.
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The identifier of these bytes, the first one first.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }

            /// Its bytes, the first one first.
            pub const fn as_bytes(&self) -> &[u8; 16] {
                self.0.as_bytes()
            }

            /// The UUID to store or print.
            pub const fn as_uuid(self) -> Uuid {
                self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// A carrier, an agency or the competence centre.
    OrganisationId,
    /// A volunteer.
    LotseId,
    /// A newcomer's need that somebody posted.
    RequestId,
    /// One run of the matching over a scope.
    RunId,
    /// One pair that a run proposes.
    ProposalId,
    /// A question put to a Lotse.
    OfferId,
    /// An accepted offer.
    AssignmentId,
    /// What somebody wrote down about the length of an assignment.
    HoursEntryId,
    /// What somebody changed about funding rules.
    AmendmentId,
    /// One mail in the outbox.
    MailId,
    /// One job of the queue.
    JobId,
    /// Advice on whom to win, as it was computed once.
    AdviceId,
    /// A key that signs links.
    LinkKeyId,
    /// One event of the audit.
    AuditEventId,
    /// Somebody with an account.
    UserId,
    /// A log-in that lasts.
    SessionId,
    /// A key with which a program logs in.
    TokenId,
    /// A link with which somebody chooses a password.
    AccountLinkId,
    /// Whatever an event of the audit tells of.
    SubjectId,
    /// What a worker holds a job or a mail by; made anew by each claim.
    LeaseToken,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_sort_by_creation() {
        let at = |millis| DateTime::from_timestamp_millis(millis).unwrap();
        let early = LotseId::new(at(1_000), [0xff; 10]);
        let late = LotseId::new(at(1_001), [0; 10]);
        assert!(early < late);
        assert_eq!(early.as_uuid().get_version_num(), 7);
    }
}
