//! Taking made-up data into an empty database, for the demo.

use super::{AppError, Context};
use crate::storage;
use crate::synthetic::Generated;

/// Stores everything that was made up, in one commit.
///
/// # Errors
/// When the database fails, for instance because some of it is there already.
pub fn store(context: &Context, generated: &Generated) -> Result<(), AppError> {
    context.database.write(|tx| {
        storage::organisations::save_all(tx, &generated.organisations)?;
        storage::organisations::save_lendings(tx, &generated.lendings)?;
        storage::lotsen::save_all(tx, &generated.lotsen)?;
        storage::requests::save_all(tx, &generated.requests)?;
        storage::assignments::insert_all(tx, &generated.assignments)?;
        Ok(())
    })
}
