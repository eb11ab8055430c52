//! Who somebody is: accounts, passwords, sessions, second factors, programs' keys. What they then may do is in
//! [`crate::domain::access`].
//!
//! ```text
//! invite ─► mail with a link ─► choose_password ─► log_in ─► a session's secret ─► identify ─► Access ─► grant ─► use cases
//!                                                            create_token ─► a key's secret ─┘
//! ```
//!
//! One file a theme. What all of them keep:
//!
//! - Nothing tells whether there is an account: a log-in costs the same hash and the same commits for an address that is known
//!   and one that is not, and whoever asks for a link queues the same job in either case.
//! - Passwords are hashed outside any transaction. **Use cases that hash** ([`log_in()`], [`choose_password`], [`change_password`],
//!   [`disable_second_factor`], [`renew_recovery_codes`]) may wait three seconds for their turn: who serves many gives them a
//!   line of their own, [`Passwords::at_once`](crate::security::password::Passwords::at_once) wide, so that others go on.
//! - Each move is audited in its own commit. What makes an account more or less safe is told to its owner by mail (`notice`).
//!
//! Deliberately absent: cookies and headers (see `http`), and what roles may do.

mod accounts;
mod authority;
mod by_link;
mod entering;
mod error;
mod identify;
mod invite;
mod links;
mod log_in;
mod memberships;
mod notice;
mod own_password;
mod own_profile;
mod passwords;
mod prune;
mod reset;
mod second_factor;
mod sessions;
mod throttle;
mod tokens;
mod users;

pub use accounts::Accounts;
pub use authority::{Authority, may_give};
pub use by_link::{LinkLogIn, LogInLinkFacts, log_in_by_link, look_up_log_in_link};
pub use error::IdentityError;
pub use identify::{Identified, Proof, identify};
pub use invite::{Invitation, Invited, invite, invite_in};
pub use links::{LinkFacts, look_up_link};
pub use log_in::{LogIn, LoggedIn, log_in};
pub use memberships::{give_in as give_membership_in, give_membership, reach, take_membership, take_membership_in};
pub use own_password::change_password;
pub use own_profile::{
    Profile, change_own_profile, change_own_profile_in, change_profile_in, hold_own_account, hold_user, own_account,
};
pub use passwords::{choose_password, set_password};
pub use prune::{Pruned, prune};
pub use reset::{request_log_in_link, request_password_reset, send_reset};
pub use second_factor::{
    SecondFactorBegun, SecondFactorConfirmed, begin_second_factor, confirm_second_factor, disable_second_factor,
    recovery_codes_left, renew_recovery_codes,
};
pub use sessions::{end_other_sessions, end_session, list_sessions, log_out};
pub use tokens::{NewToken, create_token, list_tokens, revoke_token};
pub use users::{
    Account, disable_user, disable_user_in, enable_user, enable_user_in, find_user, hold_visible, is_anybody_there,
    list_users, page_of_users, reset_second_factor, reset_second_factor_in,
};

pub use crate::security::password::{Password, PasswordFault};

pub(super) use links::compose;
pub(super) use notice::compose as compose_notice;
pub(super) use throttle::Counted;
