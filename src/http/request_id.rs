//! The number of a request: in the log, in the answer's header, and in problem documents.

use std::fmt;

use uuid::Uuid;

/// The number of one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestId(Uuid);

impl RequestId {
    /// A number made at this moment.
    pub fn new(moment: &mut crate::app::Moment) -> Self {
        let millis = u64::try_from(moment.now.timestamp_millis()).unwrap_or(0);
        Self(uuid::Builder::from_unix_timestamp_millis(millis, &moment.random()).into_uuid())
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
