//! A list of either kind, read from the bytes of a file.

use crate::app::import::{
    Defaults, ImportOptions, ImportReport, ListFileError, ListKind, LotseEntry, ReadList, Reference, RequestEntry,
    look_at_lotsen, look_at_requests, read_lotsen_file, read_requests_file, take_lotsen, take_requests,
};
use crate::app::receipts::Transaction;
use crate::app::{AppError, Context, Moment};
use crate::domain::time::ZONE;

/// A list that could be read; its rows may have faults.
pub enum List {
    /// Lotsen.
    Lotsen(ReadList<LotseEntry>),
    /// Support requests.
    Requests(ReadList<RequestEntry>),
}

impl List {
    /// Reads the rows of a file.
    ///
    /// # Errors
    /// Where it is no such list.
    pub fn read(context: &Context, kind: ListKind, bytes: &[u8], moment: &Moment) -> Result<Self, ListFileError> {
        let reference = Reference {
            languages: &context.languages,
            gazetteer: context.area.gazetteer(),
            today: moment.now.with_timezone(&ZONE).date_naive(),
        };
        let defaults = Defaults::default();
        Ok(match kind {
            ListKind::Lotsen => Self::Lotsen(read_lotsen_file(bytes, None, &reference, &defaults)?),
            ListKind::Requests => Self::Requests(read_requests_file(bytes, None, &reference, &defaults)?),
        })
    }

    /// Says what would become of it.
    ///
    /// # Errors
    /// Where it is not clear whose list it is, or the database fails.
    pub fn look(
        &self,
        context: &Context,
        options: &ImportOptions,
        moment: &mut Moment,
    ) -> Result<ImportReport, AppError> {
        match self {
            Self::Lotsen(list) => look_at_lotsen(context, list, options, moment),
            Self::Requests(list) => look_at_requests(context, list, options, moment),
        }
    }

    /// Takes it.
    ///
    /// # Errors
    /// As [`List::look`].
    pub fn take(
        &self,
        context: &Context,
        tx: &mut Transaction,
        options: &ImportOptions,
        moment: &mut Moment,
    ) -> Result<ImportReport, AppError> {
        match self {
            Self::Lotsen(list) => take_lotsen(context, tx, list, options, moment),
            Self::Requests(list) => take_requests(context, tx, list, options, moment),
        }
    }
}
