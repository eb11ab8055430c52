//! Requests: new ones are posted at once; known ones are changed as long as nobody has been asked about them.
//!
//! A row is the whole request: an emptied cell takes a wish back. Only the day of posting, where the list does not state it, and the
//! Lotsen known or excluded stay as they are. A request that was proposed or found nobody goes back to open when it changes, and
//! its proposal is dropped. From the first offer on a list changes nothing any more, because people have been told otherwise.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Utc};

use super::{Decided, ImportOptions, carrier, outcome, report, store_organisations};
use crate::app::audit::event;
use crate::app::import::report::{Counts, ImportReport, Outcome};
use crate::app::import::{ListKind, Notice, NoticeKind, ReadList, RequestEntry};
use crate::app::tasks::{MatchTask, Task};
use crate::app::{AppError, Context, Moment};
use crate::domain::audit::{Action, Actor, AuditEvent, Subject};
use crate::domain::code::{OrganisationKind, Priority};
use crate::domain::id::{OrganisationId, RequestId};
use crate::domain::offer::ProposalState;
use crate::domain::organisation::Organisation;
use crate::domain::request::{RequestMove, RequestMoveError, RequestState, SupportRequest};
use crate::domain::text::{ListNumber, OrganisationName};
use crate::storage::{self, ReadTx, StorageError, WriteTx};

/// Takes a list of requests into the database, or says what would become of it.
///
/// # Errors
/// When it is not clear whose list it is, or the database fails; nothing is stored then. Faults of the list are no errors:
/// the report has them.
pub fn import_requests(
    context: &Context,
    list: &ReadList<RequestEntry>,
    options: &ImportOptions,
    moment: &mut Moment,
) -> Result<ImportReport, AppError> {
    if outcome(list, options) == Outcome::Taken {
        context.database.write(|tx| take_requests(context, tx, list, options, moment))
    } else {
        look_at_requests(context, list, options, moment)
    }
}

/// Says what would become of a list of requests.
///
/// # Errors
/// As [`import_requests`].
pub fn look_at_requests(
    context: &Context,
    list: &ReadList<RequestEntry>,
    options: &ImportOptions,
    moment: &mut Moment,
) -> Result<ImportReport, AppError> {
    let decided = context.database.read(|tx| decide(context, tx, list, options, moment))?;
    Ok(report(ListKind::Requests, list, options, decided))
}

/// Takes a list of requests within a transaction, unless it is refused.
///
/// # Errors
/// As [`import_requests`].
pub fn take_requests(
    context: &Context,
    tx: &mut WriteTx,
    list: &ReadList<RequestEntry>,
    options: &ImportOptions,
    moment: &mut Moment,
) -> Result<ImportReport, AppError> {
    let mut decided = decide(context, tx, list, options, moment)?;
    if outcome(list, options) == Outcome::Taken {
        // Nobody is asked between the look and the word of the list.
        storage::requests::hold_all(tx, decided.rows.iter().map(|(request, _)| request.id))?;
        decided = decide(context, tx, list, options, moment)?;
        store_organisations(tx, &decided, options.actor, moment)?;
        store(tx, &decided.rows)?;
        match_urgent(context, tx, &decided.rows, moment)?;
    }
    Ok(report(ListKind::Requests, list, options, decided))
}

fn decide(
    context: &Context,
    tx: &mut ReadTx,
    list: &ReadList<RequestEntry>,
    options: &ImportOptions,
    moment: &mut Moment,
) -> Result<Decided<(SupportRequest, AuditEvent)>, AppError> {
    let now = moment.now;
    let carrier_id = OrganisationId::new(now, moment.random());
    let all = storage::organisations::all(tx)?;
    let carrier = carrier(context, list, options, &all, carrier_id, |entry| entry.place.postcode)?;
    let of = carrier.as_ref().map_or(carrier_id, |carrier| carrier.organisation.id);
    let mut organisations = Organisations::new(all, carrier.as_ref().map(|carrier| &carrier.organisation));
    let stored = storage::requests::load(tx, &storage::requests::Selection::Carrier(of))?;
    let known: HashMap<&ListNumber, &SupportRequest> =
        stored.iter().filter_map(|request| Some((request.list_number.as_ref()?, request))).collect();
    let mut counts = Counts::default();
    let (mut rows, mut notices) = (Vec::new(), Vec::new());
    for row in &list.good {
        let (id, organisation) = (RequestId::new(now, moment.random()), OrganisationId::new(now, moment.random()));
        let stored = known.get(&row.entry.number).copied();
        let says = Row { entry: &row.entry, organisation: organisations.named(&row.entry.organisation, organisation) };
        match says.meets(stored, id, of, now)? {
            Fate::New(request) => {
                counts.new += 1;
                rows.push(noted(request, Action::RequestImported, options.actor, moment));
            }
            Fate::Changed(request) => {
                counts.changed += 1;
                rows.push(noted(request, Action::RequestChanged, options.actor, moment));
            }
            Fate::Unchanged => counts.unchanged += 1,
            Fate::LeftAlone(state) => {
                counts.left_alone += 1;
                let kind = NoticeKind::LeftAlone { number: row.entry.number.to_string(), state };
                notices.push(Notice { sheet: row.sheet.clone(), row: Some(row.row), column: None, kind });
            }
        }
    }
    let mut agencies = organisations.new;
    agencies.retain(|agency| rows.iter().any(|(request, _)| request.organisation == agency.id));
    Ok(Decided { carrier, agencies, rows, counts, notices })
}

fn noted(request: SupportRequest, action: Action, actor: Actor, moment: &mut Moment) -> (SupportRequest, AuditEvent) {
    let event = event(actor, action, Subject::Request(request.id), serde_json::json!({}), moment);
    (request, event)
}

fn store(tx: &mut WriteTx, rows: &[(SupportRequest, AuditEvent)]) -> Result<(), StorageError> {
    let (requests, events): (Vec<SupportRequest>, Vec<AuditEvent>) = rows.iter().cloned().unzip();
    storage::requests::save_all(tx, &requests)?;
    storage::audit::append_all(tx, &events)?;
    // What is open again is no longer what was proposed.
    let saved: HashSet<RequestId> = requests.iter().map(|request| request.id).collect();
    let waiting = storage::runs::proposals(tx, storage::runs::Proposed::In(ProposalState::Proposed))?;
    let stale: Vec<_> = waiting.iter().filter(|p| saved.contains(&p.request)).map(|p| p.id).collect();
    storage::runs::move_proposals(tx, &stale, ProposalState::Proposed, ProposalState::Dropped)
}

/// What is urgent does not wait for the night.
fn match_urgent(
    context: &Context,
    tx: &mut WriteTx,
    rows: &[(SupportRequest, AuditEvent)],
    moment: &mut Moment,
) -> Result<(), AppError> {
    let urgent = |request: &&SupportRequest| {
        request.urgency.priority == Priority::Urgent && request.state.is_open_for_matching()
    };
    let requests = rows.iter().map(|(request, _)| request);
    let carriers: BTreeSet<OrganisationId> = requests.filter(urgent).map(|request| request.carrier).collect();
    for carrier in carriers {
        let task = Task::Match(MatchTask::new(Some(carrier), context.sender.releases_unreviewed));
        storage::jobs::enqueue(tx, &task.job(moment)?)?;
    }
    Ok(())
}

/// Who asks, by name; whoever is not known becomes an agency.
struct Organisations {
    by_name: BTreeMap<OrganisationName, OrganisationId>,
    new: Vec<Organisation>,
}

impl Organisations {
    fn new(all: Vec<Organisation>, carrier: Option<&Organisation>) -> Self {
        let carrier = carrier.map(|carrier| (carrier.name.clone(), carrier.id));
        let by_name = all.into_iter().map(|organisation| (organisation.name, organisation.id)).chain(carrier).collect();
        Self { by_name, new: Vec::new() }
    }

    fn named(&mut self, name: &OrganisationName, id: OrganisationId) -> OrganisationId {
        *self.by_name.entry(name.clone()).or_insert_with(|| {
            let (kind, name) = (OrganisationKind::Agency, name.clone());
            self.new.push(Organisation { id, kind, name, email: None, regions: Vec::new() });
            id
        })
    }
}

/// One row with the identity of who asks.
struct Row<'a> {
    entry: &'a RequestEntry,
    organisation: OrganisationId,
}

/// What becomes of a row.
enum Fate {
    New(SupportRequest),
    Changed(SupportRequest),
    Unchanged,
    LeftAlone(RequestState),
}

impl Row<'_> {
    fn meets(
        &self,
        stored: Option<&SupportRequest>,
        id: RequestId,
        carrier: OrganisationId,
        now: DateTime<Utc>,
    ) -> Result<Fate, RequestMoveError> {
        let Some(stored) = stored else {
            let fresh = self.request(id, carrier, now);
            return Ok(Fate::New(SupportRequest { state: fresh.state.after(RequestMove::Post)?, ..fresh }));
        };
        let mut request = self.request(stored.id, stored.carrier, stored.posted_at);
        request.known_lotsen.clone_from(&stored.known_lotsen);
        request.excluded_lotsen.clone_from(&stored.excluded_lotsen);
        // What was agreed stands until the list says other times than before.
        if request.appointments == stored.appointments && request.windows == stored.windows {
            request.agreed.clone_from(&stored.agreed);
        }
        request.state = stored.state;
        if request == *stored {
            return Ok(Fate::Unchanged);
        }
        request.state = match stored.state {
            RequestState::Draft => stored.state.after(RequestMove::Post)?,
            RequestState::Open => RequestState::Open,
            RequestState::Proposed | RequestState::Unserved => stored.state.after(RequestMove::Reopen)?,
            RequestState::Offered
            | RequestState::Assigned
            | RequestState::Completed
            | RequestState::Cancelled
            | RequestState::Expired => return Ok(Fate::LeftAlone(stored.state)),
        };
        Ok(Fate::Changed(request))
    }

    /// The request as the row has it, as a draft.
    fn request(&self, id: RequestId, carrier: OrganisationId, posted_at: DateTime<Utc>) -> SupportRequest {
        let entry = self.entry.clone();
        SupportRequest {
            id,
            organisation: self.organisation,
            carrier,
            list_number: Some(entry.number),
            client: entry.client,
            confirmation_language: entry.confirmation_language,
            newcomer_email: entry.newcomer_email,
            languages: entry.languages,
            service: entry.service,
            modes: entry.modes,
            topic: entry.topic,
            place: entry.place,
            appointments: entry.appointments,
            windows: entry.windows,
            agreed: None,
            lotsen_needed: entry.lotsen_needed,
            qualifications: entry.qualifications,
            gender: entry.gender,
            urgency: entry.urgency,
            posted_at: entry.posted_at.unwrap_or(posted_at),
            deadline: entry.deadline,
            known_lotsen: Vec::new(),
            excluded_lotsen: Vec::new(),
            state: RequestState::Draft,
        }
    }
}
