//! The funding rules that hold: by carrier and day.

use chrono::NaiveDate;

use super::Context;
use crate::domain::id::OrganisationId;
use crate::domain::programme::{NoRules, Programme, rules_on};
use crate::storage::{ReadTx, StorageError};

/// All dated rules, to be asked for those of a carrier and day.
#[derive(Debug, Clone)]
pub struct Rulebook {
    programmes: Vec<Programme>,
    code: String,
}

impl Rulebook {
    /// The rules that hold for a carrier on a day; without a carrier those that hold where it has none of its own.
    ///
    /// # Errors
    /// [`NoRules`] where none hold.
    pub fn on(&self, _carrier: Option<OrganisationId>, day: NaiveDate) -> Result<Programme, NoRules> {
        rules_on(&self.programmes, &self.code, day).cloned()
    }
}

/// The rules as they stand.
///
/// # Errors
/// When the database fails.
pub fn rulebook(context: &Context, _tx: &mut ReadTx) -> Result<Rulebook, StorageError> {
    Ok(Rulebook { programmes: context.programmes.clone(), code: context.programme.clone() })
}
