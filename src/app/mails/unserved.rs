//! The mail to a carrier about the requests for which a run found nobody.
//!
//! Why and what would help is what the run found that decided on the mail; whether it still matters is looked at when it
//! goes out. The most urgent are explained, of the others it says how many there are. People and requests of other carriers
//! are named by their carrier.

use std::collections::{HashMap, HashSet};
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::digest::{first_begin, still_ahead};
use super::{languages, locale, posting, project, reference, town};
use crate::app::explanation::{self, Names};
use crate::app::matching::by_identity;
use crate::app::{AppError, Context};
use crate::domain::code::{Mode, Priority};
use crate::domain::id::{LotseId, OrganisationId, RequestId, RunId};
use crate::domain::lotse::Lotse;
use crate::domain::organisation::Organisation;
use crate::domain::outbox::OutboxMail;
use crate::domain::request::{RequestState, SupportRequest, Window};
use crate::domain::time::ZONE;
use crate::i18n::explain::Change;
use crate::mail::message::OutgoingMail;
use crate::mail::templates::unserved::{self, OpenRequest, UnservedMail};
use crate::matching::plan::UnservedEntry;
use crate::storage::{self, ReadTx, StorageError};

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
        project: project(context, &known.carrier),
        link: None,
    };
    let name = known.carrier.name.to_string();
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

/// Who and what explanations name.
struct Known {
    carrier: Organisation,
    organisations: HashMap<OrganisationId, Organisation>,
    lotsen: HashMap<LotseId, Lotse>,
    requests: HashMap<RequestId, SupportRequest>,
}

impl Known {
    fn read<'a>(
        tx: &mut ReadTx,
        carrier: OrganisationId,
        entries: impl Iterator<Item = &'a UnservedEntry>,
    ) -> Result<Self, StorageError> {
        let (mut lotsen, mut requests) = (HashSet::new(), HashSet::new());
        for entry in entries {
            let forced = entry.forced.iter();
            lotsen.extend(forced.clone().map(|forced| &forced.lotse).chain(entry.cures.iter().map(|cure| &cure.lotse)));
            requests.extend(forced.flat_map(|forced| &forced.displaces));
            requests.extend(entry.cures.iter().flat_map(|cure| &cure.displaces).chain(&entry.lost_to));
            requests.insert(&entry.request);
        }
        let lotsen: Vec<LotseId> = lotsen.into_iter().filter_map(|id| LotseId::from_str(id).ok()).collect();
        let requests = requests.into_iter().filter_map(|id| RequestId::from_str(id).ok());
        let requests = by_identity(tx, requests)?;
        let mut known = Self {
            carrier: storage::organisations::find(tx, carrier)?,
            organisations: storage::organisations::all(tx)?.into_iter().map(|one| (one.id, one)).collect(),
            lotsen: HashMap::new(),
            requests: requests.into_iter().map(|request| (request.id, request)).collect(),
        };
        for some in lotsen.chunks(500) {
            let loaded = storage::lotsen::load(tx, &storage::lotsen::Selection::Ids(some.to_vec()))?;
            known.lotsen.extend(loaded.into_iter().map(|lotse| (lotse.id, lotse)));
        }
        Ok(known)
    }

    fn explain(&self, entry: &UnservedEntry) -> crate::i18n::explain::Explanation {
        explanation::of(
            entry,
            Names {
                request: &|id| self.request(id),
                lotse: &|id| self.lotse(id),
                carrier: &|id| self.organisation(OrganisationId::from_str(id).ok()),
                qualification: &str::to_owned,
            },
        )
    }

    fn request(&self, id: &str) -> String {
        let request = RequestId::from_str(id).ok().and_then(|id| self.requests.get(&id));
        let Some((request, Ok(number))) = request.map(|request| (request, reference(request))) else {
            return id.to_owned();
        };
        if request.carrier == self.carrier.id {
            return number.to_string();
        }
        format!("{number} ({})", self.organisation(Some(request.carrier)))
    }

    fn lotse(&self, id: &str) -> String {
        let lotse = LotseId::from_str(id).ok().and_then(|id| self.lotsen.get(&id));
        let Some(lotse) = lotse else { return id.to_owned() };
        if lotse.organisation == self.carrier.id {
            return format!("{} {}", lotse.given_name, lotse.family_name);
        }
        format!("{} ({})", lotse.given_name, self.organisation(Some(lotse.organisation)))
    }

    fn organisation(&self, id: Option<OrganisationId>) -> String {
        let found = id.and_then(|id| self.organisations.get(&id));
        found.map(|organisation| organisation.name.to_string()).unwrap_or_default()
    }
}
