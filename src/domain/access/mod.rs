//! Who may do what, and to which records: the one place where it is decided.
//!
//! ```text
//! memberships ──► Access::grant(permission) ──► Grant ──► Scope ──► a query's condition
//!       rules ──►
//! ```
//!
//! A person holds memberships: a role, mostly in an organisation. [`RULES`] says which role has which permission, and how far it
//! reaches. A use case asks [`Access`] for a [`Grant`], and queries take the grant's [`Scope`], so that a bare identity finds nothing:
//! what somebody may not see does not exist for them.
//!
//! Of offers and assignments several organisations have a share; what each of them may do is said by [`Parties`].
//!
//! Absent: how somebody proves who they are (see `security` and `app::identity`).

mod grant;
mod parties;
mod role;
mod rules;

pub use grant::{Access, Denied, Grant, Scope};
pub use parties::{Deed, Parties};
pub use role::{Membership, Permission, Role};
pub use rules::{Extent, PEOPLE_ONLY, RULES, Rule};
