//! `offers`: who is asked, and the answers that come by reply or by telephone.

use clap::{Args, Subcommand};
use serde::Serialize;

use super::{CliError, Console};
use crate::app::AppError;
use crate::app::answers::{self, Answer, Answered};
use crate::app::offers::waiting;
use crate::domain::audit::Actor;
use crate::domain::id::OfferId;
use crate::domain::offer::{DeclineReason, Unfit};
use crate::domain::time::ZONE;
use crate::i18n::dates;
use crate::settings::Settings;
use crate::startup;
use crate::storage::StorageError;

/// Look at the offers that wait for an answer, or note an answer
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: OffersCommand,
}

#[derive(Debug, Subcommand)]
enum OffersCommand {
    /// Those that wait for an answer, the most urgent first
    List {},
    /// The Lotse goes: the assignment is confirmed, and everybody is told
    Accept {
        /// Which offer; offers list shows its identifier
        id: OfferId,
    },
    /// The Lotse does not go: the request is open again, and the next best is looked for
    Decline {
        /// Which offer; offers list shows its identifier
        id: OfferId,

        /// Why, if they told: not_now, too_far, topic or other; the matching heeds it
        #[arg(long)]
        reason: Option<DeclineReason>,
    },
}

#[derive(Serialize)]
struct Said {
    offer: OfferId,
    state: &'static str,
}

/// Lists or answers.
pub fn run(arguments: &Arguments, settings: &Settings, console: &Console) -> Result<(), CliError> {
    let context = startup::context(settings)?;
    let (id, answer, reason) = match &arguments.command {
        OffersCommand::List {} => {
            let waiting = waiting(&context)?;
            console.result(&waiting)?;
            if waiting.is_empty() {
                return console.tell(&console.text("offers-none", &[]));
            }
            for offer in waiting {
                let until = dates::moment(console.locale, offer.expires_at.with_timezone(&ZONE).naive_local());
                let facts = [
                    ("id", offer.id.to_string().into()),
                    ("lotse", offer.lotse.into()),
                    ("reference", offer.reference.into()),
                    ("until", until.into()),
                ];
                let mut said = console.text("offers-line", &facts);
                if offer.to_call {
                    let call = match offer.phone {
                        Some(phone) => console.text("offers-call", &[("phone", phone.to_string().into())]),
                        None => console.text("offers-call-without-number", &[]),
                    };
                    said = format!("{said}\n    {call}");
                }
                console.tell(&said)?;
            }
            return Ok(());
        }
        OffersCommand::Accept { id } => (*id, Answer::Accept, None),
        OffersCommand::Decline { id, reason } => (*id, Answer::Decline, *reason),
    };
    let named = || [("id", id.to_string().into())];
    let mut moment = startup::moment(startup::now())?;
    let answered = match answers::answer(&context, id, answer, Actor::Operator, &mut moment) {
        Err(AppError::Storage(StorageError::NotFound { .. })) => {
            return Err(CliError::Refused(console.text("offers-unknown", &named())));
        }
        answered => answered?,
    };
    let (key, state) = match answered {
        Answered::Accepted(_) => ("offers-accepted", "accepted"),
        Answered::Declined => ("offers-declined", "declined"),
        Answered::Unfit(unfit) => {
            let key = match unfit {
                Unfit::Busy => "offers-unfit-busy",
                Unfit::Away => "offers-unfit-away",
            };
            return Err(CliError::Refused(console.text(key, &named())));
        }
        Answered::Settled(state) => {
            let facts = [("id", id.to_string().into()), ("state", state.code().into())];
            return Err(CliError::Refused(console.text("offers-settled", &facts)));
        }
    };
    if let Some(reason) = reason {
        answers::note_reason(&context, id, reason, Actor::Operator, &mut moment)?;
    }
    console.result(&Said { offer: id, state })?;
    console.tell(&console.text(key, &named()))
}
