//! The mail to a carrier about the requests for which a run found nobody.
//!
//! Why and what would help is what the run found that decided on the mail; whether it still matters is looked at when it
//! goes out. The most urgent are explained, of the others it says how many there are. People and requests of other carriers
//! are named by their carrier.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{languages, locale, posting, project, reference, town};
use crate::app::desk::{first_begin, still_ahead};
use crate::app::explanation::Known;
use crate::app::matching::by_identity;
use crate::app::{AppError, Context};
use crate::domain::code::{Mode, Priority};
use crate::domain::id::{OrganisationId, RequestId, RunId};
use crate::domain::outbox::OutboxMail;
use crate::domain::request::{RequestState, SupportRequest, Window};
use crate::domain::time::ZONE;
use crate::i18n::explain::Change;
use crate::mail::message::OutgoingMail;
use crate::mail::templates::unserved::{self, OpenRequest, UnservedMail};
use crate::matching::plan::UnservedEntry;
use crate::storage;

/// Requests that a mail explains; of the others it says how many.
const NAMED: usize = 10;

/// What the outbox remembers of the mail beside its carrier.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::app) struct Found {
    /// The run that knows why.
    pub run: RunId,
    /// What it left open.
    pub open: Vec<Open>,
}

/// A request that a run left open.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::app) struct Open {
    /// Which.
    pub request: RequestId,
    /// Whether cures were looked for.
    pub cured: bool,
}

/// The mail as it goes out.
pub(super) fn compose(context: &Context, mail: &OutboxMail, now: DateTime<Utc>) -> Result<OutgoingMail, AppError> {
    let Found { run, open } = Found::deserialize(&mail.payload)?;
    let cured: HashMap<RequestId, bool> = open.iter().map(|open| (open.request, open.cured)).collect();
    let carrier = OrganisationId::from_uuid(mail.cause.id);
    let (known, named, more) = context.database.read(|tx| -> Result<_, AppError> {
        let mut open = by_identity(tx, cured.keys().copied())?;
        open.retain(|request| still_matters(request, carrier, now));
        open.sort_by_cached_key(|request| urgency(request, now));
        let more = open.len().saturating_sub(NAMED);
        open.truncate(NAMED);
        let mut named = Vec::with_capacity(open.len());
        for request in open {
            let why = storage::runs::why_unserved(tx, run, request.id)?;
            named.push((request, UnservedEntry::deserialize(&why.reasons)?));
        }
        Ok((Known::read(tx, carrier, named.iter().map(|(_, entry)| entry))?, named, more))
    })?;
    if named.is_empty() {
        return Err(AppError::Outdated("the requests have moved on, or their appointments are over"));
    }
    let mut requests = Vec::with_capacity(named.len());
    for (request, entry) in &named {
        let is_cured = cured.get(&request.id).copied().unwrap_or(false);
        requests.push(explained(context, &known, request, entry, is_cured)?);
    }
    let said = UnservedMail {
        name: None,
        requests,
        more: u32::try_from(more).unwrap_or(u32::MAX),
        project: project(context, known.carrier()),
        link: None,
    };
    let name = known.carrier().name.to_string();
    Ok(unserved::compose(&said, locale(context, mail), posting(context, mail, name)?)?)
}

/// Whether it is still the carrier's, nobody was found since, and somebody could be.
fn still_matters(request: &SupportRequest, carrier: OrganisationId, now: DateTime<Utc>) -> bool {
    // One that needs several Lotsen and has some is not unserved, and still looks for more.
    let has_some = matches!(request.state, RequestState::Offered | RequestState::Assigned) && request.lotsen_needed > 1;
    let is_open = request.state == RequestState::Unserved || has_some;
    is_open && request.carrier == carrier && still_ahead(request, now)
}

/// The most urgent comes first: what was posted as urgent, then what is soonest too late.
fn urgency(request: &SupportRequest, now: DateTime<Utc>) -> impl Ord + use<> {
    let local = now.with_timezone(&ZONE).naive_local();
    let ends = request.eligible_windows().iter().map(Window::latest).filter(|latest| *latest > local);
    let until = ends.chain(first_begin(request, now)).min();
    (request.urgency.priority != Priority::Urgent, until.is_none(), until, request.id)
}

fn explained(
    context: &Context,
    known: &Known,
    request: &SupportRequest,
    entry: &UnservedEntry,
    cures_were_tried: bool,
) -> Result<OpenRequest, AppError> {
    let mut explanation = known.explain(entry);
    for cure in &mut explanation.cures {
        // What is asked for beside the usual may tell what the request is about.
        if matches!(cure.change, Change::Qualification { .. }) {
            cure.change = Change::OneQualificationLess;
        }
    }
    Ok(OpenRequest {
        reference: reference(request)?,
        service: request.service,
        languages: languages(context, request),
        appointment: request.eligible().first().cloned(),
        mode: request.modes.first().copied().unwrap_or(Mode::InPerson),
        town: town(context, request)?,
        explanation,
        cures_were_tried,
    })
}
