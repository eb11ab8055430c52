//! What can change about a standing plan, and what goes at once because of it.

use super::super::neighbourhood::Touched;
use super::super::pool;
use super::{Standing, want};
use crate::domain::availability::Absence;
use crate::domain::code::LotseStatus;
use crate::matching::candidates::Index;
use crate::matching::constraints::Pair;
use crate::matching::plan::Candidate;
use crate::matching::problem::{Lotse, Request};

/// One thing that has changed.
#[derive(Debug, Clone)]
pub enum Change {
    /// A request is new; it gets the next number.
    Arrives(Box<Request>),
    /// A request is wanted no longer. It keeps its number and has no appointment and no place any more.
    Withdrawn {
        /// Which.
        request: u32,
    },
    /// A Lotse does not take a request.
    Declined {
        /// Which request.
        request: u32,
        /// Who.
        lotse: u32,
    },
    /// A Lotse is away.
    Away {
        /// Who.
        lotse: u32,
        /// When.
        absence: Absence,
    },
    /// A Lotse pauses, leaves or is back.
    Status {
        /// Who.
        lotse: u32,
        /// Where they stand now.
        status: LotseStatus,
    },
    /// A Lotse is new; they get the next number.
    Joins(Box<Lotse>),
    /// A request is another now: its appointment has moved, or anything else about it.
    Moved {
        /// Which.
        request: u32,
        /// What it is now.
        to: Box<Request>,
    },
}

impl Standing {
    /// The request whose version changes.
    pub(super) fn taking_part(&self, change: &Change) -> Option<u32> {
        match change {
            Change::Moved { request, .. } => Some(*request),
            _ => None,
        }
    }

    pub(super) fn apply(&mut self, change: Change) -> (Touched, Vec<Candidate>) {
        match change {
            Change::Arrives(request) => {
                let number = self.problem.requests.len() as u32;
                self.problem.requests.push(*request);
                self.possible.push(Vec::new());
                self.filled.push(Vec::new());
                self.renew(number);
                (Touched { requests: vec![number], freed: Vec::new() }, Vec::new())
            }
            Change::Joins(lotse) => {
                let number = self.enter(*lotse);
                self.index = Index::new(&self.problem);
                self.review(number)
            }
            Change::Withdrawn { request } => {
                let went = self.empty(request);
                if let Some(withdrawn) = self.problem.requests.get_mut(request as usize) {
                    withdrawn.options.clear();
                    withdrawn.places = 0;
                }
                self.renew(request);
                (Touched { requests: Vec::new(), freed: went.iter().map(|gone| gone.lotse).collect() }, went)
            }
            Change::Moved { request, to } => {
                let old = self.empty(request);
                if let Some(place) = self.problem.requests.get_mut(request as usize) {
                    *place = *to;
                }
                self.renew(request);
                (Touched { requests: vec![request], freed: old.iter().map(|gone| gone.lotse).collect() }, old)
            }
            Change::Declined { request, lotse } => {
                if let Some(declined) = self.problem.requests.get_mut(request as usize)
                    && let Err(at) = declined.excluded.binary_search(&lotse)
                {
                    declined.excluded.insert(at, lotse);
                }
                self.forget(lotse, |candidate| candidate.request == request)
            }
            Change::Away { lotse, absence } => {
                if let Some(away) = self.problem.lotsen.get_mut(lotse as usize) {
                    away.absences.push(absence);
                }
                self.review(lotse)
            }
            Change::Status { lotse, status } => {
                if let Some(changed) = self.problem.lotsen.get_mut(lotse as usize) {
                    changed.status = status;
                }
                if status == LotseStatus::Active {
                    // The index knows only those who could be asked when it was made.
                    self.index = Index::new(&self.problem);
                }
                self.review(lotse)
            }
        }
    }

    /// Gives somebody new the next number. The index does not know them yet.
    pub(super) fn enter(&mut self, lotse: Lotse) -> u32 {
        let number = self.problem.lotsen.len() as u32;
        self.problem.lotsen.push(lotse);
        self.wanted.push(Vec::new());
        self.held.push(Vec::new());
        number
    }

    /// Takes back who entered last and has no proposal.
    pub(super) fn leave(&mut self, number: u32) {
        for request in self.wanted.pop().unwrap_or_default() {
            if let Some(possible) = self.possible.get_mut(request as usize) {
                possible.retain(|candidate| candidate.lotse != number);
            }
        }
        self.held.pop();
        self.problem.lotsen.pop();
    }

    /// Takes all proposals from a request.
    fn empty(&mut self, request: u32) -> Vec<Candidate> {
        let went = self.filled(request).to_vec();
        went.iter().for_each(|gone| self.give_up(gone));
        went
    }

    /// Looks for the candidates of a request again, and counts it with its client.
    fn renew(&mut self, request: u32) {
        for candidate in std::mem::take(self.possible.get_mut(request as usize).unwrap_or(&mut Vec::new())) {
            if let Some(wanted) = self.wanted.get_mut(candidate.lotse as usize)
                && let Ok(at) = wanted.binary_search(&request)
            {
                wanted.remove(at);
            }
        }
        self.count_with_client(request);
        let found = self.index.candidates_of(&self.problem, request);
        found.iter().for_each(|candidate| want(&mut self.wanted, candidate));
        if let Some(possible) = self.possible.get_mut(request as usize) {
            *possible = found;
        }
    }

    /// Looks again at everything that a changed Lotse could do.
    pub(super) fn review(&mut self, lotse: u32) -> (Touched, Vec<Candidate>) {
        let problem = &self.problem;
        let broken: Vec<Candidate> = self
            .wanted_by(lotse)
            .iter()
            .flat_map(|request| self.candidates_of(*request))
            .filter(|candidate| candidate.lotse == lotse && !pool::allowed(problem, candidate))
            .copied()
            .collect();
        let (mut touched, went) = self.forget(lotse, |candidate| broken.binary_search(candidate).is_ok());
        // Who is back may be a candidate again where they were none.
        let back: Vec<u32> = match self.problem.lotsen.get(lotse as usize) {
            Some(back) if back.status == LotseStatus::Active && broken.is_empty() && self.problem.listed.is_none() => {
                (0..self.problem.requests.len() as u32).filter(|request| self.join(lotse, *request)).collect()
            }
            _ => Vec::new(),
        };
        if !back.is_empty() {
            touched.freed.push(lotse);
        }
        (touched, went)
    }

    /// Adds the candidates of a Lotse at a request; says whether there are new ones.
    fn join(&mut self, lotse: u32, request: u32) -> bool {
        let pair = Pair::of(&self.problem, lotse, request);
        let new = pair.map(|pair| pool::possible(&pair)).unwrap_or_default();
        let Some(possible) = self.possible.get_mut(request as usize) else { return false };
        let before = possible.len();
        for candidate in new {
            if let Err(at) = possible.binary_search(&candidate) {
                possible.insert(at, candidate);
                want(&mut self.wanted, &candidate);
            }
        }
        self.candidates_of(request).len() > before
    }

    /// Drops candidates of a Lotse, and with them the proposals that they were.
    fn forget(&mut self, lotse: u32, which: impl Fn(&Candidate) -> bool) -> (Touched, Vec<Candidate>) {
        let went: Vec<Candidate> = self.held(lotse).iter().filter(|candidate| which(candidate)).copied().collect();
        went.iter().for_each(|gone| self.give_up(gone));
        let wanted = self.wanted_by(lotse).to_vec();
        let mut kept = Vec::with_capacity(wanted.len());
        for request in wanted {
            if let Some(possible) = self.possible.get_mut(request as usize) {
                possible.retain(|candidate| candidate.lotse != lotse || !which(candidate));
                if possible.iter().any(|candidate| candidate.lotse == lotse) {
                    kept.push(request);
                }
            }
        }
        if let Some(wanted) = self.wanted.get_mut(lotse as usize) {
            *wanted = kept;
        }
        let freed = if went.is_empty() { Vec::new() } else { vec![lotse] };
        (Touched { requests: went.iter().map(|gone| gone.request).collect(), freed }, went)
    }

    /// Counts a request with its client, and no longer where it counted before. The caps of the problem itself stand as they
    /// were made; a neighbourhood has its own.
    fn count_with_client(&mut self, number: u32) {
        let Some(request) = self.problem.requests.get_mut(number as usize) else { return };
        request.caps = (0, 0);
        if self.problem.client_rule.is_none() {
            return;
        }
        self.clients.values_mut().for_each(|requests| requests.retain(|other| *other != number));
        for year in request.capped_years() {
            let requests = self.clients.entry(year).or_default();
            if let Err(at) = requests.binary_search(&number) {
                requests.insert(at, number);
            }
        }
    }
}
