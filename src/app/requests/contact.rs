//! Where a newcomer gets the confirmation. Every look is audited, and so is every change; the address itself is in no event.

use serde_json::json;

use super::find;
use crate::app::assignments::post;
use crate::app::audit::{note, note_look};
use crate::app::mails::newcomer;
use crate::app::{AppError, Context, Moment};
use crate::domain::access::Grant;
use crate::domain::audit::{Action, Actor, Subject};
use crate::domain::contact::Email;
use crate::domain::id::RequestId;
use crate::domain::request::SupportRequest;
use crate::storage::{self, StorageError, WriteTx};

/// The address of a request that the grant reaches. The look is noted first.
///
/// # Errors
/// [`StorageError::NotFound`] when it does not or there is none; else when the database fails.
pub fn contact(
    context: &Context,
    grant: &Grant,
    id: RequestId,
    moment: &mut Moment,
) -> Result<Option<Email>, StorageError> {
    let request = find(context, grant, id)?;
    note_look(context, Actor::User(grant.user()), Subject::Request(id), moment)?;
    Ok(request.newcomer_email)
}

/// Puts another address, or none, in the place of that of a request that this transaction holds. The new one is told how things
/// stand, and the former one that it hears no more, as far as there is anything to tell; mails to it that wait are not sent.
///
/// # Errors
/// When the database fails.
pub fn replace_contact(
    context: &Context,
    tx: &mut WriteTx,
    grant: &Grant,
    current: &SupportRequest,
    email: Option<Email>,
    moment: &mut Moment,
) -> Result<(), AppError> {
    if current.newcomer_email == email {
        return Ok(());
    }
    let details = json!({"email": email.is_some()});
    let request = SupportRequest { newcomer_email: email, ..current.clone() };
    storage::requests::save_all(tx, std::slice::from_ref(&request))?;
    note(tx, Actor::User(grant.user()), Action::RequestContactChanged, Subject::Request(current.id), details, moment)?;
    let mails = newcomer::readdress(context, tx, current.newcomer_email.clone(), &request, moment)?;
    post(tx, &mails, moment)
}
