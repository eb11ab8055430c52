//! Who and what an explanation names, as a carrier's people know them. Those of other carriers are named by their carrier.

use std::collections::{HashMap, HashSet};
use std::str::FromStr;

use super::Names;
use crate::app::mails::reference;
use crate::app::matching::by_identity;
use crate::domain::id::{LotseId, OrganisationId, RequestId};
use crate::domain::lotse::Lotse;
use crate::domain::organisation::Organisation;
use crate::domain::request::SupportRequest;
use crate::matching::plan::{CureChange, UnservedEntry};
use crate::storage::{self, ReadTx, StorageError};

/// Who and what an explanation names.
pub(in crate::app) struct Known {
    carrier: Organisation,
    organisations: HashMap<OrganisationId, Organisation>,
    lotsen: HashMap<LotseId, Lotse>,
    requests: HashMap<RequestId, SupportRequest>,
}

impl Known {
    /// Reads it for several explanations, for somebody of this carrier.
    pub(in crate::app) fn read<'a>(
        tx: &mut ReadTx,
        carrier: OrganisationId,
        entries: impl IntoIterator<Item = &'a UnservedEntry>,
    ) -> Result<Self, StorageError> {
        let (mut lotsen, mut requests, mut organisations) = (HashSet::new(), HashSet::new(), HashSet::from([carrier]));
        for entry in entries {
            let forced = entry.forced.iter();
            lotsen.extend(forced.clone().map(|forced| &forced.lotse).chain(entry.cures.iter().map(|cure| &cure.lotse)));
            requests.extend(forced.flat_map(|forced| &forced.displaces));
            requests.extend(entry.cures.iter().flat_map(|cure| &cure.displaces).chain(&entry.lost_to));
            requests.insert(&entry.request);
            organisations.extend(entry.cures.iter().filter_map(|cure| match &cure.change {
                CureChange::Lending { carrier } => OrganisationId::from_str(carrier).ok(),
                _ => None,
            }));
        }
        let lotsen: Vec<LotseId> = lotsen.into_iter().filter_map(|id| LotseId::from_str(id).ok()).collect();
        let requests = by_identity(tx, requests.into_iter().filter_map(|id| RequestId::from_str(id).ok()))?;
        let mut known_lotsen = HashMap::new();
        for some in lotsen.chunks(500) {
            let loaded = storage::lotsen::load(tx, &storage::lotsen::Selection::Ids(some.to_vec()))?;
            known_lotsen.extend(loaded.into_iter().map(|lotse| (lotse.id, lotse)));
        }
        organisations.extend(known_lotsen.values().map(|lotse: &Lotse| lotse.organisation));
        organisations.extend(requests.iter().map(|request| request.carrier));
        Ok(Self {
            carrier: storage::organisations::find(tx, carrier)?,
            organisations: storage::organisations::some(tx, organisations)?
                .into_iter()
                .map(|one| (one.id, one))
                .collect(),
            lotsen: known_lotsen,
            requests: requests.into_iter().map(|request| (request.id, request)).collect(),
        })
    }

    /// The carrier whose people read it.
    pub(in crate::app) fn carrier(&self) -> &Organisation {
        &self.carrier
    }

    /// The facts behind the sentences, by names that these people know.
    pub(in crate::app) fn explain(&self, entry: &UnservedEntry) -> crate::i18n::explain::Explanation {
        let mut explanation = super::of(
            entry,
            Names {
                request: &|id| self.request(id),
                lotse: &|id| self.lotse(id),
                carrier: &|id| self.organisation(OrganisationId::from_str(id).ok()),
                qualification: &str::to_owned,
            },
        );
        // Whom another carrier has not lent these people do not know: the carrier says who, once it lends.
        for (said, cure) in explanation.cures.iter_mut().zip(&entry.cures) {
            if let CureChange::Lending { carrier } = &cure.change {
                said.lotse = self.organisation(OrganisationId::from_str(carrier).ok());
            }
        }
        explanation
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
