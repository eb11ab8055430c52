//! The mail to a carrier about a request for which nobody was found.
//!
//! Why and what would help is what the run found that decided on the mail; whether it still matters is looked at when it
//! goes out. People and requests of other carriers are named by their carrier.

use std::collections::HashMap;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::digest::still_ahead;
use super::{languages, locale, posting, project, reference, town};
use crate::app::explanation::{self, Names};
use crate::app::{AppError, Context};
use crate::domain::code::Mode;
use crate::domain::id::{LotseId, OrganisationId, RequestId, RunId};
use crate::domain::lotse::Lotse;
use crate::domain::organisation::Organisation;
use crate::domain::outbox::OutboxMail;
use crate::domain::request::{RequestState, SupportRequest};
use crate::i18n::explain::Change;
use crate::mail::message::OutgoingMail;
use crate::mail::templates::unserved::{self, UnservedMail};
use crate::matching::plan::UnservedEntry;
use crate::storage::{self, ReadTx, StorageError};

/// What the outbox remembers of the mail beside its request.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::app) struct Found {
    /// The run that knows why.
    pub run: RunId,
    /// Whether it looked for cures.
    pub cured: bool,
}

/// The mail as it goes out.
pub(super) fn compose(context: &Context, mail: &OutboxMail, now: DateTime<Utc>) -> Result<OutgoingMail, AppError> {
    let Found { run, cured } = Found::deserialize(&mail.payload)?;
    let id = RequestId::from_uuid(mail.cause.id);
    let (request, why) = context.database.read(|tx| -> Result<_, StorageError> {
        Ok((storage::requests::find(tx, id)?, storage::runs::why_unserved(tx, run, id)?))
    })?;
    // One that needs several Lotsen and has some is not unserved, and still looks for more.
    let has_some = matches!(request.state, RequestState::Offered | RequestState::Assigned) && request.lotsen_needed > 1;
    if request.state != RequestState::Unserved && !has_some {
        return Err(AppError::Outdated("the request has moved on"));
    }
    if !still_ahead(&request, now) {
        return Err(AppError::Outdated("the appointment is over"));
    }
    let entry = UnservedEntry::deserialize(&why.reasons)?;
    let known = context.database.read(|tx| Known::read(tx, request.carrier, &entry))?;
    let mut explanation = known.explain(&entry);
    for cure in &mut explanation.cures {
        // What is asked for beside the usual may tell what the request is about.
        if matches!(cure.change, Change::Qualification { .. }) {
            cure.change = Change::OneQualificationLess;
        }
    }
    let carrier = &known.carrier;
    let said = UnservedMail {
        name: None,
        reference: reference(&request)?,
        service: request.service,
        languages: languages(context, &request),
        appointment: request.eligible().first().cloned(),
        mode: request.modes.first().copied().unwrap_or(Mode::InPerson),
        town: town(context, &request)?,
        explanation,
        cures_were_tried: cured,
        project: project(context, carrier),
        link: None,
    };
    Ok(unserved::compose(&said, locale(context, mail), posting(context, mail, carrier.name.to_string())?)?)
}

/// Who and what an explanation names.
struct Known {
    carrier: Organisation,
    organisations: HashMap<OrganisationId, Organisation>,
    lotsen: HashMap<LotseId, Lotse>,
    requests: HashMap<RequestId, SupportRequest>,
}

impl Known {
    fn read(tx: &mut ReadTx, carrier: OrganisationId, entry: &UnservedEntry) -> Result<Self, StorageError> {
        let forced = entry.forced.iter();
        let lotsen = forced.clone().map(|forced| &forced.lotse).chain(entry.cures.iter().map(|cure| &cure.lotse));
        let lotsen: Vec<LotseId> = lotsen.filter_map(|id| LotseId::from_str(id).ok()).collect();
        let displaced = forced.flat_map(|forced| &forced.displaces);
        let displaced = displaced.chain(entry.cures.iter().flat_map(|cure| &cure.displaces)).chain(&entry.lost_to);
        let requests: Vec<RequestId> =
            displaced.chain([&entry.request]).filter_map(|id| RequestId::from_str(id).ok()).collect();
        let mut known = Self {
            carrier: storage::organisations::find(tx, carrier)?,
            organisations: storage::organisations::all(tx)?.into_iter().map(|one| (one.id, one)).collect(),
            lotsen: HashMap::new(),
            requests: HashMap::new(),
        };
        for some in lotsen.chunks(500) {
            let loaded = storage::lotsen::load(tx, &storage::lotsen::Selection::Ids(some.to_vec()))?;
            known.lotsen.extend(loaded.into_iter().map(|lotse| (lotse.id, lotse)));
        }
        for some in requests.chunks(500) {
            let loaded = storage::requests::load(tx, &storage::requests::Selection::Ids(some.to_vec()))?;
            known.requests.extend(loaded.into_iter().map(|request| (request.id, request)));
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
