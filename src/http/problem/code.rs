//! The causes, each with its status.

crate::domain::code::codes! {
    /// Why a request was refused.
    ProblemCode {
        /// The body is no JSON, or not in UTF-8.
        Malformed = "malformed",
        /// Nobody has logged in.
        Unauthenticated = "unauthenticated",
        /// Mail address, password or code do not fit.
        WrongCredentials = "wrong_credentials",
        /// The role asks for a second factor.
        SecondFactorNeeded = "second_factor_needed",
        /// The permission is missing.
        Forbidden = "forbidden",
        /// The request came from another site's page.
        CrossSite = "cross_site",
        /// There is nothing there, or nothing that may be seen.
        NotFound = "not_found",
        /// The address does not know the method.
        MethodNotAllowed = "method_not_allowed",
        /// The body took too long.
        TooSlow = "too_slow",
        /// A record like it is there already.
        Duplicate = "duplicate",
        /// Something that is named does not exist.
        MissingReference = "missing_reference",
        /// Others still refer to it.
        StillReferenced = "still_referenced",
        /// It stands where this is not possible.
        State = "state",
        /// Somebody was quicker.
        Changed = "changed",
        /// The key was used for another request.
        KeyReused = "key_reused",
        /// It is not as it was when it was read.
        PreconditionFailed = "precondition_failed",
        /// The body is longer than the address takes.
        TooLarge = "too_large",
        /// The body is of a type that the address does not take.
        UnsupportedMediaType = "unsupported_media_type",
        /// Fields do not fit.
        InvalidFields = "invalid_fields",
        /// It is not said which version is meant.
        PreconditionRequired = "precondition_required",
        /// Too many requests in a short time.
        TooManyRequests = "too_many_requests",
        /// The service failed.
        Failed = "failed",
        /// Too many ask at once, or the database is away.
        Busy = "busy",
    }
}

impl ProblemCode {
    /// The status of an answer for this cause.
    pub const fn status(self) -> u16 {
        match self {
            Self::Malformed => 400,
            Self::Unauthenticated | Self::WrongCredentials => 401,
            Self::SecondFactorNeeded | Self::Forbidden | Self::CrossSite => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::TooSlow => 408,
            Self::Duplicate | Self::MissingReference | Self::StillReferenced | Self::State | Self::Changed => 409,
            Self::PreconditionFailed => 412,
            Self::TooLarge => 413,
            Self::UnsupportedMediaType => 415,
            Self::InvalidFields | Self::KeyReused => 422,
            Self::PreconditionRequired => 428,
            Self::TooManyRequests => 429,
            Self::Failed => 500,
            Self::Busy => 503,
        }
    }
}
