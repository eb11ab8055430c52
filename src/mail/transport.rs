//! Where a finished mail goes: to a server, into a folder of `.eml` files, or into memory.
//!
//! Delivery is at least once: a caller that does not know whether a mail went out sends it again. Folder and memory keep
//! one mail per Message-ID, so the second time changes nothing; a server's copies are known by their Message-ID.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use lettre::{FileTransport, Transport as _};

use super::error::MailError;
use super::message::{MessageId, OutgoingMail, ascii};
use super::smtp::Smtp;

/// A way to hand mails over. Cheap to clone; clones share the memory.
#[derive(Debug, Clone)]
pub enum Transport {
    /// One `.eml` file a mail in this folder, named by the Message-ID. The way that needs no set-up.
    File {
        /// The folder; made when the first mail is sent.
        dir: PathBuf,
    },
    /// Handed to a server.
    Smtp(Smtp),
    /// Kept in memory, for tests.
    Memory(MemoryBox),
}

/// The mails that a memory transport took.
#[derive(Debug, Clone, Default)]
pub struct MemoryBox(Arc<Mutex<Vec<SentMail>>>);

/// A mail as it went out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentMail {
    /// Names it.
    pub message_id: MessageId,
    /// The bytes of RFC 5322.
    pub bytes: Vec<u8>,
}

/// Proof that a mail was taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Receipt {
    /// It lies in this file.
    File(PathBuf),
    /// The server has taken it.
    Server,
    /// It lies in memory.
    Memory,
}

impl Transport {
    /// Hands one mail over. When this returns `Ok`, the mail is where it should be, whole.
    ///
    /// # Errors
    /// What [`MailError`] lists; [`MailError::is_transient`] tells whether trying again makes sense.
    pub fn send(&self, mail: &OutgoingMail) -> Result<Receipt, MailError> {
        let message = mail.to_message()?;
        match self {
            Self::File { dir } => write(dir, &mail.message_id, &message).map(Receipt::File),
            Self::Smtp(smtp) => {
                let (from, to) = (ascii(&mail.identity.from.address)?, ascii(&mail.to.address)?);
                smtp.send(&from, &to, &message.formatted()).map(|()| Receipt::Server)
            }
            Self::Memory(memory) => {
                memory.keep(&mail.message_id, message.formatted());
                Ok(Receipt::Memory)
            }
        }
    }
}

/// lettre writes under a random name in a side folder; the finished file is then moved to its own name, so that a reader
/// never sees half a mail and a repeated mail replaces its twin.
fn write(dir: &Path, id: &MessageId, message: &lettre::Message) -> Result<PathBuf, MailError> {
    let side = dir.join(".unfinished");
    fs::create_dir_all(&side).map_err(|source| MailError::Folder { path: side.clone(), source })?;
    let name =
        FileTransport::new(&side).send(message).map_err(|source| MailError::Write { path: side.clone(), source })?;
    let target = dir.join(format!("{}.eml", id.left()));
    fs::rename(side.join(format!("{name}.eml")), &target)
        .map_err(|source| MailError::Folder { path: target.clone(), source })?;
    Ok(target)
}

impl MemoryBox {
    fn keep(&self, id: &MessageId, bytes: Vec<u8>) {
        // A panic elsewhere cannot leave the list half changed, so a poisoned lock is still good.
        let mut mails = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match mails.iter_mut().find(|mail| mail.message_id == *id) {
            Some(mail) => mail.bytes = bytes,
            None => mails.push(SentMail { message_id: id.clone(), bytes }),
        }
    }

    /// The mails so far, in the order of their first sending.
    pub fn mails(&self) -> Vec<SentMail> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
