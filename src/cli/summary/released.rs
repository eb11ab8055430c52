//! What became of a released plan: mails written, calls to be made, and what did not work.

use std::path::PathBuf;

use serde_json::json;

use super::{amount, count};
use crate::app::calls::Call;
use crate::app::offers::Released;
use crate::app::sending::Sent;
use crate::cli::{CliError, Console};
use crate::domain::time::ZONE;
use crate::i18n::dates;

/// What became of a released plan.
#[derive(Debug)]
pub struct Sending {
    /// What was released.
    pub released: Released,
    /// How the mails went; what an earlier command left in the outbox is among them.
    pub sent: Sent,
    /// Where the mails lie; `None` if a server has them.
    pub folder: Option<PathBuf>,
    /// Who has to be asked by phone.
    pub calls: Vec<Call>,
}

impl Sending {
    pub(super) fn json(&self) -> serde_json::Value {
        let Self { released, sent, folder, calls } = self;
        json!({
            "offers": released.offers.len(),
            "to_call": released.to_call.len(),
            "calls": calls,
            "outdated": released.outdated,
            "mails_sent": sent.sent,
            "mails_postponed": sent.postponed,
            "mails_given_up": sent.given_up,
            "mails_outdated": sent.outdated,
            "folder": folder,
        })
    }

    pub(super) fn lines(&self, console: &Console) -> Vec<String> {
        let mails = ("mails", amount(self.sent.sent));
        let mut lines = vec![match &self.folder {
            Some(folder) => console.text("cli-match-mails", &[mails, ("folder", folder.display().to_string().into())]),
            None => console.text("cli-match-mails-sent", &[mails]),
        }];
        if self.released.outdated > 0 {
            lines.push(console.text("cli-match-outdated", &[("count", count(self.released.outdated))]));
        }
        if !self.calls.is_empty() {
            lines.push(console.text("cli-match-calls", &[("count", count(self.calls.len()))]));
            lines.extend(self.calls.iter().map(|call| said(call, console)));
        }
        lines
    }

    pub(super) fn verdict(&self, console: &Console) -> Result<(), CliError> {
        let mut troubles = Vec::new();
        if self.sent.postponed > 0 {
            troubles.push(console.text("cli-match-postponed", &[("mails", amount(self.sent.postponed))]));
        }
        if self.sent.given_up > 0 {
            troubles.push(console.text("cli-match-given-up", &[("mails", amount(self.sent.given_up))]));
        }
        if troubles.is_empty() { Ok(()) } else { Err(CliError::Environment(troubles.join("\n"))) }
    }
}

/// One call: about which request, whom, on which number, and how to note the answer.
fn said(call: &Call, console: &Console) -> String {
    let facts = [
        ("request", call.request.to_string().into()),
        ("name", call.name.clone().into()),
        ("when", dates::moment(console.locale, call.start).into()),
        ("until", dates::moment(console.locale, call.expires_at.with_timezone(&ZONE).naive_local()).into()),
    ];
    let whom = console.text("cli-match-call", &facts);
    let number = match &call.phone {
        Some(phone) => phone.to_string(),
        None => console.text("cli-match-call-without-number", &[]),
    };
    let offer = console.text("cli-match-call-offer", &[("offer", call.offer.to_string().into())]);
    format!("{whom}: {number}\n    {offer}")
}
