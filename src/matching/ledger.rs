//! What a growing plan has taken so far, and whether one more candidate still fits.

use super::constraints::weekly_load::Load;
use super::constraints::{Meeting, Pair, client_cap, overlap, weekly_load, yearly_cap};
use super::plan::Candidate;
use super::problem::Problem;
use crate::domain::time::Week;

/// Candidates taken one by one, each checked against all before it. Any of them can be given back.
#[derive(Debug, Clone)]
pub struct Ledger<'a> {
    problem: &'a Problem,
    taken: Vec<Candidate>,
    lotsen: Vec<Book>,
    requests: Vec<Vec<Candidate>>,
    /// Sittings taken of each client cap.
    caps: Vec<u32>,
}

/// What one Lotse has. Those without proposals have an empty one, which is cheap.
#[derive(Debug, Clone, Default)]
struct Book {
    taken: Vec<Candidate>,
    weeks: Vec<(Week, Load)>,
    years: Vec<(i32, u32)>,
}

impl Book {
    fn week(&self, week: Week) -> Load {
        self.weeks.iter().find(|(at, _)| *at == week).map(|(_, load)| *load).unwrap_or_default()
    }

    fn year(&self, year: i32) -> u32 {
        self.years.iter().find(|(at, _)| *at == year).map(|(_, minutes)| *minutes).unwrap_or_default()
    }

    /// The slot of a key, which is made where it is missing.
    fn slot<K: PartialEq, V: Default>(list: &mut Vec<(K, V)>, key: K) -> Option<&mut V> {
        let at = list.iter().position(|(at, _)| *at == key).unwrap_or(list.len());
        if at == list.len() {
            list.push((key, V::default()));
        }
        list.get_mut(at).map(|(_, value)| value)
    }

    fn add(&mut self, meeting: &Meeting<'_>) {
        for (week, (minutes, count)) in weekly_load::loads(meeting) {
            if let Some(load) = Self::slot(&mut self.weeks, week) {
                *load = (load.0 + minutes, load.1 + count);
            }
        }
        for (year, minutes) in yearly_cap::minutes(meeting) {
            if let Some(sum) = Self::slot(&mut self.years, year) {
                *sum += minutes;
            }
        }
    }

    fn subtract(&mut self, meeting: &Meeting<'_>) {
        for (week, (minutes, count)) in weekly_load::loads(meeting) {
            if let Some(load) = Self::slot(&mut self.weeks, week) {
                *load = (load.0.saturating_sub(minutes), load.1.saturating_sub(count));
            }
        }
        for (year, minutes) in yearly_cap::minutes(meeting) {
            if let Some(sum) = Self::slot(&mut self.years, year) {
                *sum = sum.saturating_sub(minutes);
            }
        }
    }
}

impl<'a> Ledger<'a> {
    /// Nothing taken yet.
    pub fn new(problem: &'a Problem) -> Self {
        Self {
            problem,
            taken: Vec::new(),
            lotsen: vec![Book::default(); problem.lotsen.len()],
            requests: vec![Vec::new(); problem.requests.len()],
            caps: vec![0; problem.client_caps.len()],
        }
    }

    /// What was taken, in the order of taking as long as nothing was given back.
    pub fn taken(&self) -> &[Candidate] {
        &self.taken
    }

    /// What was taken for a request.
    pub fn of_request(&self, request: u32) -> &[Candidate] {
        self.requests.get(request as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// What a Lotse has, what they are asked for beside others included.
    pub fn of_lotse(&self, lotse: u32) -> &[Candidate] {
        self.lotsen.get(lotse as usize).map(|book| book.taken.as_slice()).unwrap_or_default()
    }

    /// Sittings that a Lotse has in a week, confirmed ones apart.
    pub fn sittings(&self, lotse: u32, week: Week) -> u32 {
        self.lotsen.get(lotse as usize).map_or(0, |book| book.week(week).1)
    }

    /// Whether a candidate fits beside all that was taken.
    pub fn fits(&self, candidate: &Candidate) -> bool {
        self.fitting(candidate).is_some()
    }

    /// Takes a candidate if it fits; says whether it did.
    pub fn take(&mut self, candidate: Candidate) -> bool {
        let Some(meeting) = self.fitting(&candidate) else { return false };
        for (at, cap) in self.problem.caps_of(meeting.pair.request) {
            if let Some(used) = self.caps.get_mut(at) {
                *used += client_cap::uses(&meeting, cap);
            }
        }
        if let Some(book) = self.lotsen.get_mut(candidate.lotse as usize) {
            book.add(&meeting);
            book.taken.push(candidate);
        }
        if let Some(filled) = self.requests.get_mut(candidate.request as usize) {
            filled.push(candidate);
        }
        self.taken.push(candidate);
        true
    }

    /// Gives a taken candidate back; says whether it was taken. Finding it takes a look through all that was taken.
    pub fn drop(&mut self, candidate: &Candidate) -> bool {
        let Some(meeting) = meeting_of(self.problem, candidate) else { return false };
        if !self.of_request(candidate.request).contains(candidate) {
            return false;
        }
        for (at, cap) in self.problem.caps_of(meeting.pair.request) {
            if let Some(used) = self.caps.get_mut(at) {
                *used = used.saturating_sub(client_cap::uses(&meeting, cap));
            }
        }
        let others = |taken: &Candidate| taken != candidate;
        if let Some(book) = self.lotsen.get_mut(candidate.lotse as usize) {
            book.subtract(&meeting);
            book.taken.retain(others);
        }
        if let Some(filled) = self.requests.get_mut(candidate.request as usize) {
            filled.retain(others);
        }
        if let Some(at) = self.taken.iter().rposition(|taken| taken == candidate) {
            self.taken.swap_remove(at);
        }
        true
    }

    /// Whether the Lotse could be asked as well about an appointment that others are proposed for: their own time and limits
    /// decide. Whoever says yes first takes the place, so that it counts once however many are asked, against client caps too.
    pub fn fits_beside(&self, candidate: &Candidate) -> bool {
        let (Some(meeting), Some(book)) =
            (meeting_of(self.problem, candidate), self.lotsen.get(candidate.lotse as usize))
        else {
            return false;
        };
        let filled = self.of_request(candidate.request);
        !filled.is_empty()
            && filled.iter().all(|other| other.appointment == candidate.appointment)
            && book.taken.iter().all(|other| other.request != candidate.request)
            && self.is_free(&meeting, book)
    }

    /// Notes that the Lotse is asked as well, if that fits; says whether it did. It takes their time and one of their asks.
    pub fn ask_beside(&mut self, candidate: Candidate) -> bool {
        if !self.fits_beside(&candidate) {
            return false;
        }
        let meeting = meeting_of(self.problem, &candidate);
        if let (Some(meeting), Some(book)) = (meeting, self.lotsen.get_mut(candidate.lotse as usize)) {
            book.add(&meeting);
            book.taken.push(candidate);
        }
        true
    }

    /// The meeting of a candidate that fits.
    fn fitting(&self, candidate: &Candidate) -> Option<Meeting<'a>> {
        if !self.place_is_open(candidate) {
            return None;
        }
        let meeting = meeting_of(self.problem, candidate)?;
        let book = self.lotsen.get(candidate.lotse as usize)?;
        (self.is_free(&meeting, book) && self.caps_allow(&meeting)).then_some(meeting)
    }

    /// Whether the request has an open place at this appointment that this Lotse does not fill already.
    fn place_is_open(&self, candidate: &Candidate) -> bool {
        let filled = self.of_request(candidate.request);
        let places = self.problem.requests.get(candidate.request as usize).map_or(0, |request| request.places);
        filled.len() < usize::from(places)
            && filled.iter().all(|f| f.appointment == candidate.appointment && f.lotse != candidate.lotse)
    }

    fn clashing<'b>(&'b self, meeting: &'b Meeting<'_>, book: &'b Book) -> impl Iterator<Item = &'b Candidate> {
        let others = book.taken.iter();
        others.filter(|other| meeting_of(self.problem, other).is_some_and(|other| overlap::clash(meeting, &other)))
    }

    /// Whether the Lotse's own limits and time allow the meeting.
    fn is_free(&self, meeting: &Meeting<'_>, book: &Book) -> bool {
        let lotse = meeting.pair.lotse;
        let asks = lotse.asks_left.is_none_or(|left| book.taken.len() < left as usize);
        let mut weeks = weekly_load::loads(meeting).map(|(week, (minutes, count))| {
            let ((minutes_left, count_left), taken) = (weekly_load::left(lotse, week), book.week(week));
            minutes_left.is_none_or(|left| taken.0 + minutes <= left)
                && count_left.is_none_or(|left| taken.1 + count <= left)
        });
        let mut years = yearly_cap::minutes(meeting)
            .map(|(year, minutes)| lotse.left_in(year).is_none_or(|left| book.year(year) + minutes <= left));
        asks && weeks.all(|fits| fits) && years.all(|fits| fits) && self.clashing(meeting, book).next().is_none()
    }

    /// Whether the client's caps allow it.
    fn caps_allow(&self, meeting: &Meeting<'_>) -> bool {
        let mut caps = self.problem.caps_of(meeting.pair.request);
        caps.all(|(at, cap)| self.used(at) + client_cap::uses(meeting, cap) <= cap.left)
    }

    fn used(&self, cap: usize) -> u32 {
        self.caps.get(cap).copied().unwrap_or_default()
    }

    /// Requests whose proposals keep a candidate out: those that clash with it, and those with a part in a limit that it
    /// would exceed. A request may stand there several times.
    pub fn blockers(&self, candidate: &Candidate) -> Vec<u32> {
        let mut blockers = Vec::new();
        let meeting = meeting_of(self.problem, candidate);
        let (Some(meeting), Some(book)) = (meeting, self.lotsen.get(candidate.lotse as usize)) else { return blockers };
        if !book.taken.is_empty() {
            blockers.extend(self.clashing(&meeting, book).map(|other| other.request));
            self.with_part_in_limits(&meeting, book, &mut blockers);
        }
        for (at, cap) in self.problem.caps_of(meeting.pair.request) {
            let uses = client_cap::uses(&meeting, cap);
            if uses == 0 || self.used(at) + uses <= cap.left {
                continue;
            }
            let counts = |taken: &Candidate| {
                meeting_of(self.problem, taken).is_some_and(|meeting| client_cap::uses(&meeting, cap) > 0)
            };
            let counted = cap.requests.iter().filter(|request| self.of_request(**request).iter().any(counts));
            blockers.extend(counted);
        }
        blockers
    }

    /// Those proposals of the candidate's Lotse that fall into a week or year that it would overfill; all, where the asks are used up.
    fn with_part_in_limits(&self, meeting: &Meeting<'_>, book: &Book, blockers: &mut Vec<u32>) {
        let lotse = meeting.pair.lotse;
        let meetings = || book.taken.iter().filter_map(|other| Some((other.request, meeting_of(self.problem, other)?)));
        if lotse.asks_left.is_some_and(|left| book.taken.len() >= left as usize) {
            blockers.extend(book.taken.iter().map(|other| other.request));
        }
        let exceeds = |left: Option<u32>, sum: u32| left.is_some_and(|left| sum > left);
        for (week, (minutes, count)) in weekly_load::loads(meeting) {
            let ((minutes_left, count_left), taken) = (weekly_load::left(lotse, week), book.week(week));
            if exceeds(minutes_left, taken.0 + minutes) || exceeds(count_left, taken.1 + count) {
                let in_week = |other: &Meeting<'_>| weekly_load::loads(other).any(|(at, _)| at == week);
                blockers.extend(meetings().filter(|(_, other)| in_week(other)).map(|(request, _)| request));
            }
        }
        for (year, minutes) in yearly_cap::minutes(meeting) {
            if exceeds(lotse.left_in(year), book.year(year) + minutes) {
                let in_year = |other: &Meeting<'_>| yearly_cap::minutes(other).any(|(at, _)| at == year);
                blockers.extend(meetings().filter(|(_, other)| in_year(other)).map(|(request, _)| request));
            }
        }
    }
}

/// The meeting of a candidate; `None` where an index is past the end.
pub fn meeting_of<'a>(problem: &'a Problem, candidate: &Candidate) -> Option<Meeting<'a>> {
    Pair::of(problem, candidate.lotse, candidate.request)?.at(candidate.appointment, candidate.mode)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::matching::candidates::generate;
    use crate::matching::testing::compile;

    #[test]
    fn what_is_given_back_leaves_no_trace() {
        let request = |id: &str, hour: u32| {
            json!({"id": id, "client": "x", "service": "interpreting",
                "appointments": [{"start": format!("2026-12-15T{hour}:00:00"), "minutes": 60}]})
        };
        let problem = compile(json!({"format": "lotsenwerk-problem/1", "today": "2026-12-01", "client_cap": 2,
            "lotsen": [{"id": "L1", "minutes_per_week": 60, "asks_left": 1, "minutes_left_in_year": {"2026": 60}},
                {"id": "L2"}],
            "requests": [request("R1", 10), request("R2", 10), request("R3", 14)]}));
        let candidates = generate(&problem);
        let [first, second, third] = candidates.of_lotse(0) else { panic!("three of L1") };
        let other = candidates.of_lotse(1);
        let mut ledger = Ledger::new(&problem);
        assert!(ledger.take(*first) && !ledger.fits(second) && !ledger.fits(third));
        assert_eq!(ledger.blockers(third), [0, 0]);
        assert!(!ledger.drop(second) && ledger.drop(first) && !ledger.drop(first));
        assert!(ledger.taken().is_empty() && ledger.of_lotse(0).is_empty() && ledger.of_request(0).is_empty());
        assert!(ledger.fits(first) && ledger.take(*third) && ledger.take(other[0]));
        // The client's two are used up.
        assert!(!ledger.fits(&other[1]));
        assert_eq!(ledger.blockers(&other[1]), [0, 0, 2]);
        assert!(ledger.drop(third) && ledger.fits(&other[2]) && !ledger.fits(&other[1]));
        assert_eq!(ledger.taken(), [other[0]]);
    }

    #[test]
    fn a_year_is_filled_by_accompaniment_alone() {
        let request = |id: &str, service: &str, hour: u32| {
            json!({"id": id, "service": service,
                "appointments": [{"start": format!("2026-12-15T{hour}:00:00"), "minutes": 60}]})
        };
        let problem = compile(json!({"format": "lotsenwerk-problem/1", "today": "2026-12-01",
            "lotsen": [{"id": "L1", "minutes_left_in_year": {"2026": 60}}],
            "requests": [request("R1", "accompaniment", 10), request("R2", "interpreting", 12),
                request("R3", "accompaniment", 14)]}));
        let candidates = generate(&problem);
        let [first, second, third] = candidates.of_lotse(0) else { panic!("three of L1") };
        let mut ledger = Ledger::new(&problem);
        assert!(ledger.take(*second) && ledger.fits(third) && ledger.take(*first));
        assert!(!ledger.fits(third));
        assert_eq!(ledger.blockers(third), [0]);
    }
}
