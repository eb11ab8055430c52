//! Sealing the audit, and looking whether its seals hold.
//!
//! Events are sealed by a job and not in the commit that they tell of: a chain has one end, and whoever adds to it must wait for
//! whoever adds before. Between its commit and its seal an event is guarded by the triggers alone; how many there are and since when is
//! told by `doctor` and by the metrics.

use std::fmt;
use std::str::FromStr;

use super::Context;
use crate::domain::seal::{Break, Chain, Seal};
use crate::security::chain;
use crate::storage::{self, Database, StorageError};

/// Events in one transaction: few enough that nobody waits long for the one writer of SQLite.
const BATCH: u32 = 500;

/// Seals what was committed; returns how many events that were.
///
/// # Errors
/// When the database fails. What was sealed until then stays.
pub fn seal(context: &Context) -> Result<u64, StorageError> {
    let mut sealed = 0;
    loop {
        let (new, head) = context.database.write_guarded(|tx| {
            storage::seals::hold(tx)?;
            let mut head = storage::seals::head(tx)?;
            let (events, gone) = storage::seals::waiting(tx, BATCH)?;
            let mut seals = Vec::with_capacity(events.len());
            for event in &events {
                let hash = chain::seal(&head.map_or(chain::BEGIN, |head| head.hash), event);
                let next = Seal { number: head.map_or(0, |head| head.number) + 1, event: event.id, hash };
                seals.push(next);
                head = Some(next);
            }
            storage::seals::append(tx, &seals)?;
            // They would wait for ever. That they were there the log says; nothing else can.
            for event in &gone {
                tracing::error!(%event, "an event of the audit was removed before it was sealed");
            }
            storage::seals::wait_no_longer(tx, &gone)?;
            Ok::<_, StorageError>((events.len() + gone.len(), head))
        })?;
        sealed += new as u64;
        if new < BATCH as usize {
            if let Some(head) = head.filter(|_| sealed > 0) {
                // Kept elsewhere than the database, this line shows later that nobody has made a new chain.
                tracing::info!(seal = %Noted::of(&head), "the audit is sealed");
            }
            return Ok(sealed);
        }
    }
}

/// Looks at the chain from its beginning, in short transactions; `told` hears how far it is. The
/// chain has to pass through `known`, a seal that was noted earlier.
///
/// # Errors
/// When the database fails.
pub fn verify(database: &Database, known: Option<&Noted>, mut told: impl FnMut(u64)) -> Result<Chain, StorageError> {
    let mut last: Option<Seal> = None;
    let mut broken = None;
    'chain: loop {
        let number = last.map_or(0, |seal| seal.number);
        let page = database.read(|tx| storage::seals::after(tx, number, BATCH))?;
        if page.is_empty() {
            break;
        }
        for (seal, event) in page {
            let before = last.map_or(chain::BEGIN, |seal| seal.hash);
            let fault = match event {
                _ if seal.number != last.map_or(0, |seal| seal.number) + 1 => Some(Break::Gap(seal)),
                None => Some(Break::Removed(seal)),
                Some(event) if chain::seal(&before, &event) != seal.hash => Some(Break::Changed(seal)),
                Some(_) if known.is_some_and(|known| known.is_other(&seal)) => Some(Break::Replaced(seal.number)),
                Some(_) => None,
            };
            if fault.is_some() {
                broken = fault;
                break 'chain;
            }
            last = Some(seal);
        }
        told(last.map_or(0, |seal| seal.number));
    }
    if let Some(known) = known
        && broken.is_none()
        && known.number > last.map_or(0, |seal| seal.number)
    {
        broken = Some(Break::Replaced(known.number));
    }
    // In one transaction, so that nothing is sealed in between.
    let (waiting, unchained) = database.read(|tx| {
        let (waiting, _) = storage::seals::behind(tx)?;
        Ok::<_, StorageError>((waiting, storage::seals::unchained(tx)?))
    })?;
    Ok(Chain { head: last, waiting, broken: broken.or(unchained.map(Break::Unchained)) })
}

/// A seal as people note it down: its number and its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    number: u64,
    hash: String,
}

impl Noted {
    /// The note of a seal.
    pub fn of(seal: &Seal) -> Self {
        Self { number: seal.number, hash: seal.hash.iter().map(|byte| format!("{byte:02x}")).collect() }
    }

    fn is_other(&self, seal: &Seal) -> bool {
        self.number == seal.number && *self != Self::of(seal)
    }
}

impl fmt::Display for Noted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.number, self.hash)
    }
}

/// Not the note of a seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a seal is noted as its number, a colon and 64 hexadecimal digits, as the log and doctor tell it")]
pub struct NoSeal;

impl FromStr for Noted {
    type Err = NoSeal;

    fn from_str(text: &str) -> Result<Self, NoSeal> {
        let (number, hash) = text.trim().split_once(':').ok_or(NoSeal)?;
        let is_hash = hash.len() == 64 && hash.bytes().all(|digit| digit.is_ascii_hexdigit());
        let number = number.parse().ok().filter(|number| *number > 0 && is_hash).ok_or(NoSeal)?;
        Ok(Self { number, hash: hash.to_ascii_lowercase() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_read_back() {
        let noted = format!("12:{}", "aB".repeat(32)).parse::<Noted>().unwrap();
        assert_eq!(noted.to_string(), format!("12:{}", "ab".repeat(32)));
        for wrong in ["", "12", "12:ab", &format!("0:{}", "ab".repeat(32)), &format!("x:{}", "ab".repeat(32))] {
            assert_eq!(wrong.parse::<Noted>(), Err(NoSeal), "{wrong}");
        }
    }
}
