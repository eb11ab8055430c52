//! What an operation is: one line of the contract, from which its route, its check of permission and its part of the OpenAPI
//! document are made.

use crate::http::problem::ProblemCode;

pub use crate::http::Line;
pub use crate::http::permission::Need;

/// Methods that operations use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// Reads.
    Get,
    /// Adds, or has something done.
    Post,
    /// Replaces a whole record.
    Put,
    /// Removes.
    Delete,
}

impl Method {
    /// As written in the first line of a request.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }

    /// As OpenAPI writes it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Get => "get",
            Self::Post => "post",
            Self::Put => "put",
            Self::Delete => "delete",
        }
    }
}

/// One operation.
#[derive(Debug, Clone, Copy)]
pub struct Operation {
    /// Stable name: noun and verb.
    pub id: &'static str,
    /// Method.
    pub method: Method,
    /// Path below `/api/v1`, with `{id}` for the identity of a record.
    pub path: &'static str,
    /// What somebody must have shown.
    pub need: Need,
    /// What it does, in a few words.
    pub summary: &'static str,
    /// What else is worth knowing.
    pub description: &'static str,
    /// Status when it went well.
    pub success: u16,
    /// What can go wrong beside what can with every operation of its kind.
    pub problems: &'static [ProblemCode],
    /// Whether the answer names the version (`ETag`), and a change has to name the one that it means (`If-Match`).
    pub versioned: bool,
    /// Whether a caller may name the version that they mean (`If-Match`) without having to: a move is refused anyway where the record
    /// does not stand as it has to.
    pub heeds_version: bool,
    /// Whether a `POST` may carry an `Idempotency-Key`, under which its answer is kept.
    pub keyed: bool,
    /// In which line it waits for its turn: what takes long does in another than the usual one, so that others go on.
    pub line: Line,
    /// Whether the answer goes on: server-sent events, of which the schema is shown.
    pub streams: bool,
    /// Media types of the file that the answer is; none where it is a document.
    pub files: &'static [&'static str],
}

impl Operation {
    /// To be filled in: reads.
    pub const READ: Self = Self {
        id: "",
        method: Method::Get,
        path: "",
        need: Need::Nothing,
        summary: "",
        description: "",
        success: 200,
        problems: &[],
        versioned: false,
        heeds_version: false,
        keyed: false,
        line: Line::Usual,
        streams: false,
        files: &[],
    };

    /// To be filled in: tells what happens as long as it does.
    pub const FOLLOW: Self = Self { streams: true, ..Self::READ };

    /// To be filled in: adds a record, once for each key.
    pub const CREATE: Self = Self { method: Method::Post, success: 201, keyed: true, ..Self::READ };

    /// To be filled in: has something done, once for each key.
    pub const ACT: Self = Self { method: Method::Post, success: 200, keyed: true, ..Self::READ };

    /// To be filled in: replaces the record of which the version is named.
    pub const REPLACE: Self = Self { method: Method::Put, versioned: true, ..Self::READ };

    /// To be filled in: removes the record of which the version is named.
    pub const REMOVE: Self = Self { versioned: true, ..Self::END };

    /// To be filled in: ends what is good for its owner alone and has no versions: a session, a token.
    pub const END: Self = Self { method: Method::Delete, success: 204, ..Self::READ };

    /// The noun, which stands before the verb in the name.
    pub fn noun(&self) -> &'static str {
        self.id.split_once('.').map_or(self.id, |(noun, _)| noun)
    }

    /// Whether a version has to be named: something that is there is changed.
    pub fn asks_version(&self) -> bool {
        self.versioned && self.method != Method::Get && self.success != 201 && !self.heeds_version
    }

    /// Whether the path names a record.
    pub fn names_a_record(&self) -> bool {
        self.path.contains('{')
    }
}
