//! Sessions: looked at and ended by their owner.

use serde_json::json;

use super::identify::Identified;
use crate::app::audit::note;
use crate::app::{AppError, Context, Moment};
use crate::domain::audit::{Action, Actor, Subject};
use crate::domain::id::SessionId;
use crate::domain::session::Session;
use crate::storage::{self, StorageError};

/// Ends the session that asks.
///
/// # Errors
/// [`IdentityError::PersonWanted`](super::IdentityError::PersonWanted); when the database fails.
pub fn log_out(context: &Context, who: &Identified, moment: &mut Moment) -> Result<(), AppError> {
    end_session(context, who, who.session()?, moment)
}

/// The own sessions that are open, the newest first.
///
/// # Errors
/// When the database fails.
pub fn list_sessions(context: &Context, who: &Identified, moment: &Moment) -> Result<Vec<Session>, AppError> {
    let mut sessions = context.database.read(|tx| storage::sessions::of(tx, who.user.id))?;
    sessions.retain(|session| session.is_open(context.accounts.life, moment.now));
    Ok(sessions)
}

/// Ends one of the own sessions.
///
/// # Errors
/// [`StorageError::NotFound`] where there is none such.
pub fn end_session(
    context: &Context,
    who: &Identified,
    session: SessionId,
    moment: &mut Moment,
) -> Result<(), AppError> {
    let user = who.user.id;
    context.database.write_guarded(|tx| {
        if !storage::sessions::end(tx, user, session)? {
            return Err(StorageError::NotFound { what: "session" }.into());
        }
        let facts = json!({"user": user});
        note(tx, Actor::User(user), Action::SessionEnded, Subject::Session(session), facts, moment)?;
        Ok(())
    })
}

/// Ends all own sessions but the one that asks; returns how many.
///
/// # Errors
/// [`IdentityError::PersonWanted`](super::IdentityError::PersonWanted); when the database fails.
pub fn end_other_sessions(context: &Context, who: &Identified, moment: &mut Moment) -> Result<usize, AppError> {
    let (user, own) = (who.user.id, who.session()?);
    context.database.write_guarded(|tx| {
        let mut ended = 0;
        for session in storage::sessions::of(tx, user)?.into_iter().filter(|session| session.id != own) {
            if storage::sessions::end(tx, user, session.id)? {
                ended += 1;
                let facts = json!({"user": user});
                note(tx, Actor::User(user), Action::SessionEnded, Subject::Session(session.id), facts, moment)?;
            }
        }
        Ok(ended)
    })
}
