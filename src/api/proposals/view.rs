//! A proposal as it is shown: by identities, since whoever steers by figures sees it too.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use crate::api::requests::{AppointmentForm, appointment};
use crate::app::offers::Released;
use crate::domain::code::Mode;
use crate::domain::offer::{Proposal, ProposalState};

/// A Lotse for a place of a request.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Proposal")]
pub struct ProposalView {
    /// Identity.
    id: Uuid,
    /// The run that found it.
    run: Uuid,
    /// What would be served.
    request: Uuid,
    /// By whom.
    lotse: Uuid,
    /// When.
    appointment: AppointmentForm,
    /// How they would meet.
    mode: Mode,
    /// Minutes of volunteer effort, what the Lotse's week adds apart.
    effort: i64,
    /// Where it stands.
    state: ProposalState,
    /// When a coordinator found it good, or chose it.
    reviewed_at: Option<DateTime<Utc>>,
}

/// What a release did.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Released")]
pub struct ReleasedView {
    /// Offers that were made, each with a mail.
    offers: Vec<Uuid>,
    /// Those of them whose Lotse has no mail address: somebody has to call. Where the project has an address it gets the mail.
    to_call: Vec<Uuid>,
    /// Proposals that wait because the Lotse is no longer active, the request has moved on, or there is no time left to ask.
    outdated: usize,
}

impl ProposalView {
    /// A proposal as it is shown.
    pub fn of(proposal: &Proposal) -> Self {
        Self {
            id: proposal.id.as_uuid(),
            run: proposal.run.as_uuid(),
            request: proposal.request.as_uuid(),
            lotse: proposal.lotse.as_uuid(),
            appointment: appointment(&proposal.appointment),
            mode: proposal.mode,
            effort: proposal.effort,
            state: proposal.state,
            reviewed_at: proposal.reviewed_at,
        }
    }
}

impl ReleasedView {
    /// A release as it is shown.
    pub fn of(released: &Released) -> Self {
        Self {
            offers: released.offers.iter().map(|offer| offer.as_uuid()).collect(),
            to_call: released.to_call.iter().map(|offer| offer.as_uuid()).collect(),
            outdated: released.outdated,
        }
    }
}
