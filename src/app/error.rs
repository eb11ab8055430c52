//! Why a use case did not happen.

use super::assignments::Refusal;
use super::identity::IdentityError;
use super::import::CarrierError;
use super::receipts::KeyReused;
use crate::documents::DocumentError;
use crate::domain::lotse::StatusError;
use crate::domain::offer::OfferMoveError;
use crate::domain::programme::NoRules;
use crate::domain::request::RequestMoveError;
use crate::domain::run::RunState;
use crate::mail::MailError;
use crate::matching::compile::Fault;
use crate::matching::solve::SolveError;
use crate::matching::verify::Violation;
use crate::security::links::NotALink;
use crate::storage::StorageError;

/// Why a use case did not happen. Nothing of it was stored, unless the variant says so.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The database failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// No funding rules hold on the day.
    #[error(transparent)]
    Programme(#[from] NoRules),
    /// Stored data does not make a problem.
    #[error("the stored data make no problem: {}", list(.0))]
    Problem(Vec<Fault>),
    /// The solver failed. The run is stored as failed.
    #[error(transparent)]
    Solve(#[from] SolveError),
    /// Somebody called the run off. It is stored as cancelled.
    #[error("the run was called off")]
    CalledOff,
    /// A matching run that has ended cannot be called off.
    #[error("the run is {0}; only what waits or runs can be called off")]
    RunOver(RunState),
    /// The independent checker rejected the plan. The run is stored as failed, the plan is not.
    #[error("the plan was rejected by the checker: {}", list(.0))]
    Rejected(Vec<Violation>),
    /// A proposal names what the run did not decide on: a defect of this program. The run is stored as failed.
    #[error("the plan proposes an appointment for {request} that the run did not know")]
    Stray {
        /// The request, as the plan names it.
        request: String,
    },
    /// What a mail would speak of is over or settled; it is not sent, and nobody has to look at it.
    #[error("{0}, so the mail was not sent")]
    Outdated(&'static str),
    /// An assignment or request does not move as asked; nothing was changed.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// A request cannot move as asked.
    #[error(transparent)]
    Request(#[from] RequestMoveError),
    /// A proposal or offer cannot move as asked.
    #[error(transparent)]
    Offer(#[from] OfferMoveError),
    /// A Lotse cannot move as asked.
    #[error(transparent)]
    Status(#[from] StatusError),
    /// It is not clear whose list is to be imported.
    #[error(transparent)]
    Carrier(#[from] CarrierError),
    /// A mail cannot be made.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// An `Idempotency-Key` that belongs to another request.
    #[error(transparent)]
    Key(#[from] KeyReused),
    /// Somebody is not let in, or an account is not changed.
    #[error(transparent)]
    Identity(#[from] IdentityError),
    /// So few people stand behind figures that they could be somebody; below this they are not told.
    #[error("fewer than {0} people stand behind these figures")]
    TooFew(u64),
    /// A link that was not made here.
    #[error(transparent)]
    Link(#[from] NotALink),
    /// The program stumbled over a mail, which is a defect of it. These are its words.
    #[error("the mail could not be made: {0}")]
    Panicked(String),
    /// A file could not be made, which is a defect of this program.
    #[error(transparent)]
    File(#[from] DocumentError),
    /// A document could not be turned into JSON or back.
    #[error("a stored document cannot be read: {0}")]
    Document(#[from] serde_json::Error),
}

fn list<T: std::fmt::Display>(items: &[T]) -> String {
    let shown: Vec<String> = items.iter().take(20).map(ToString::to_string).collect();
    let more = items.len().saturating_sub(shown.len());
    if more > 0 { format!("{} … and {more} more", shown.join("; ")) } else { shown.join("; ") }
}
