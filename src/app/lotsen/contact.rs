//! How to reach a Lotse. Every look is audited, and so is every change; the addresses themselves are in no event.

use serde_json::json;

use super::{find, hold};
use crate::app::audit::{note, note_look};
use crate::app::{Context, Moment};
use crate::domain::access::Grant;
use crate::domain::audit::{Action, Actor, Subject};
use crate::domain::contact::{Email, Phone};
use crate::domain::id::LotseId;
use crate::domain::lotse::Lotse;
use crate::storage::{self, StorageError, WriteTx};

/// How to reach somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Where mails go.
    pub email: Option<Email>,
    /// Telephone number.
    pub phone: Option<Phone>,
}

impl Contact {
    fn of(lotse: &Lotse) -> Self {
        Self { email: lotse.email.clone(), phone: lotse.phone.clone() }
    }
}

/// The contact of a Lotse that the grant reaches. The look is noted first.
///
/// # Errors
/// [`StorageError::NotFound`] when it does not or there is none; else when the database fails.
pub fn contact(context: &Context, grant: &Grant, id: LotseId, moment: &mut Moment) -> Result<Contact, StorageError> {
    let lotse = find(context, grant, id)?;
    note_look(context, Actor::User(grant.user()), Subject::Lotse(id), moment)?;
    Ok(Contact::of(&lotse))
}

/// Holds a Lotse that the grant reaches, and gives the contact as it is, for whoever knows it and means to change it.
///
/// # Errors
/// As [`contact`].
pub fn hold_contact(tx: &mut WriteTx, grant: &Grant, id: LotseId) -> Result<(Lotse, Contact), StorageError> {
    let lotse = hold(tx, grant, id)?;
    let contact = Contact::of(&lotse);
    Ok((lotse, contact))
}

/// Puts another contact in the place of that of a Lotse whom this transaction holds.
///
/// # Errors
/// When the database fails.
pub fn replace_contact(
    tx: &mut WriteTx,
    grant: &Grant,
    current: &Lotse,
    contact: &Contact,
    moment: &mut Moment,
) -> Result<(), StorageError> {
    if Contact::of(current) == *contact {
        return Ok(());
    }
    let lotse = Lotse { email: contact.email.clone(), phone: contact.phone.clone(), ..current.clone() };
    storage::lotsen::save_all(tx, std::slice::from_ref(&lotse))?;
    let details = json!({"email": lotse.email != current.email, "phone": lotse.phone != current.phone});
    note(tx, Actor::User(grant.user()), Action::LotseContactChanged, Subject::Lotse(lotse.id), details, moment)
}
