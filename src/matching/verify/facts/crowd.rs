//! The Lotsen in teams, so that an explanation of one request need not ask everybody.
//!
//! The first five constraints of section 2 look at nothing but status, consent, carrier, services and languages. How many of a
//! team fail one of them follows from the team's numbers; who passes all five can only be among those who speak a language
//! that would do.

use std::collections::{BTreeMap, HashMap};

use super::{LotseFacts, RequestFacts};
use crate::domain::code::{LotseStatus, Service};
use crate::matching::constraints::HardConstraint;

/// Everybody, by carrier.
#[derive(Debug, Default)]
pub struct Crowd<'p> {
    not_active: i64,
    without_consent: i64,
    /// The active ones who agreed.
    asked: i64,
    /// The same by carrier; `None` are those without one.
    teams: HashMap<Option<&'p str>, Team<'p>>,
}

/// The Lotsen of one carrier.
#[derive(Debug, Default)]
struct Team<'p> {
    members: Vec<usize>,
    giving: BTreeMap<Service, i64>,
    speaking: HashMap<&'p str, Vec<usize>>,
}

/// The Lotsen for one request, as far as numbers alone say.
#[derive(Debug)]
pub struct Gathered {
    /// Those whom status, consent, pool and service removed.
    pub removed: BTreeMap<HardConstraint, i64>,
    /// Those in the pool who give the service.
    pub giving: i64,
    /// Those in the pool who may speak the language, by position, each once.
    pub to_ask: Vec<usize>,
}

impl<'p> Crowd<'p> {
    pub fn gather(lotsen: &[LotseFacts<'p>]) -> Self {
        let mut crowd = Self::default();
        for (at, lotse) in lotsen.iter().enumerate() {
            if lotse.entry.status != LotseStatus::Active {
                crowd.not_active += 1;
            } else if !lotse.entry.consent {
                crowd.without_consent += 1;
            } else {
                crowd.asked += 1;
                crowd.teams.entry(lotse.entry.carrier.as_deref()).or_default().add(at, lotse);
            }
        }
        crowd
    }

    /// What the numbers say for a request.
    pub fn for_request(&self, request: &RequestFacts<'_>) -> Gathered {
        let allowed = request.carriers.as_ref();
        let every = allowed.is_none().then(|| self.teams.values());
        let some = allowed.map(|carriers| {
            let named = carriers.ids.iter().map(|carrier| Some(*carrier));
            std::iter::once(None).chain(named).filter_map(|carrier| self.teams.get(&carrier))
        });
        let (mut in_pool, mut giving, mut to_ask) = (0, 0, Vec::new());
        for team in every.into_iter().flatten().chain(some.into_iter().flatten()) {
            in_pool += count(team.members.len());
            giving += team.giving.get(&request.entry.service).copied().unwrap_or_default();
            if request.entry.languages.is_empty() {
                to_ask.extend(&team.members);
            } else {
                let spoken = request.acceptable.iter().filter_map(|acceptable| team.speaking.get(acceptable.spoken));
                to_ask.extend(spoken.flatten());
            }
        }
        to_ask.sort_unstable();
        to_ask.dedup();
        let removed = [
            (HardConstraint::Status, self.not_active),
            (HardConstraint::Consent, self.without_consent),
            (HardConstraint::Pool, self.asked - in_pool),
            (HardConstraint::Service, in_pool - giving),
        ];
        Gathered { removed: removed.into_iter().filter(|&(_, lotsen)| lotsen > 0).collect(), giving, to_ask }
    }
}

impl<'p> Team<'p> {
    fn add(&mut self, at: usize, lotse: &LotseFacts<'p>) {
        self.members.push(at);
        for service in Service::ALL.iter().filter(|service| lotse.entry.services.contains(service)) {
            *self.giving.entry(*service).or_default() += 1;
        }
        for spoken in &lotse.entry.languages {
            self.speaking.entry(&spoken.code).or_default().push(at);
        }
    }
}

fn count(items: usize) -> i64 {
    i64::try_from(items).unwrap_or(i64::MAX)
}
