//! Why somebody is not let in, or an account is not changed.

use chrono::Duration;

use crate::domain::access::{Denied, Permission, Role};
use crate::security::password::{HashError, PasswordFault};
use crate::security::sealed::NotOpened;

/// Why it did not happen. Nothing was changed, but for what is counted and audited of attempts.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    /// No account has this address and password, or it is closed: nobody learns which.
    #[error("the mail address or the password is wrong")]
    WrongCredentials,
    /// The password is right, and a code is wanted too.
    #[error("a code of the second factor is wanted")]
    SecondFactorWanted,
    /// The password is right and the code is not, or was used before.
    #[error("the code is wrong or was used before")]
    WrongCode,
    /// Too often wrong, or too many at once.
    #[error("too many attempts; try again in {} seconds", retry_after.num_seconds())]
    Throttled {
        /// How long to wait.
        retry_after: Duration,
    },
    /// The password could not be hashed, mostly because too many wait.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// A new password is not taken.
    #[error("the password {0}")]
    Password(#[from] PasswordFault),
    /// No session or key, or one that is over.
    #[error("nobody is logged in by this")]
    NotLoggedIn,
    /// It is asked for by a key and must be asked for by a person.
    #[error("this wants a person who has logged in, not a program")]
    PersonWanted,
    /// A link that was not made here, was used, or is over.
    #[error("the link was used before, is too old, or was not made here")]
    LinkOver,
    /// A permission is missing, or does not reach so far.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The account is closed.
    #[error("the account is closed")]
    Closed,
    /// Whoever has this address is somebody elsewhere, and only who may see them all gives them another role.
    #[error("somebody with this address has a role elsewhere; an operator can give them another one")]
    Elsewhere,
    /// Nobody could administer the installation any more.
    #[error("this is the last operator; make another one before")]
    LastOperator,
    /// Nobody does this to the own account.
    #[error("nobody does this to the own account")]
    Oneself,
    /// The role does not go with the organisation.
    #[error("the role {0} does not go with this organisation")]
    RoleMisplaced(Role),
    /// An invitation without a role.
    #[error("at least one role is wanted")]
    NoRole,
    /// There is a second factor already.
    #[error("there is a second factor already; switch it off before")]
    AlreadySetUp,
    /// There is no second factor to be confirmed or switched off.
    #[error("no second factor has been begun")]
    NotSetUp,
    /// A key that would never end, or has ended already.
    #[error("a key ends at some time within a year from now")]
    TokenExpiry,
    /// A key that may nothing.
    #[error("a key has at least one scope")]
    NoScope,
    /// A key that may more than its owner, or what no key may.
    #[error("no key of yours may have the permission {0}")]
    ScopeBeyond(Permission),
    /// Too many keys.
    #[error("there are {0} keys already; revoke some of them")]
    TooManyTokens(usize),
    /// What is stored of the second factor cannot be read.
    #[error(transparent)]
    Sealed(#[from] NotOpened),
}

impl IdentityError {
    /// A stable name of the case.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::WrongCredentials => "wrong_credentials",
            Self::SecondFactorWanted => "second_factor_wanted",
            Self::WrongCode => "wrong_code",
            Self::Throttled { .. } => "too_many_attempts",
            Self::Hash(HashError::Busy) => "busy",
            Self::Hash(HashError::Failed) => "hash_failed",
            Self::Password(fault) => fault.code(),
            Self::NotLoggedIn => "not_logged_in",
            Self::PersonWanted => "person_wanted",
            Self::LinkOver => "link_over",
            Self::Denied(_) => "denied",
            Self::Closed => "account_closed",
            Self::Elsewhere => "elsewhere",
            Self::LastOperator => "last_operator",
            Self::Oneself => "oneself",
            Self::RoleMisplaced(_) => "role_misplaced",
            Self::NoRole => "no_role",
            Self::AlreadySetUp => "second_factor_set_up",
            Self::NotSetUp => "second_factor_not_set_up",
            Self::TokenExpiry => "token_expiry",
            Self::NoScope => "no_scope",
            Self::ScopeBeyond(_) => "scope_beyond",
            Self::TooManyTokens(_) => "too_many_tokens",
            Self::Sealed(_) => "sealed",
        }
    }
}
