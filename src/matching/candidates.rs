//! Candidates: every (Lotse, request, appointment, mode) that satisfies all hard constraints by itself.
//!
//! For each needed language the Lotsen who speak it stand sorted along the earth's axis; a request in person looks only at the
//! band that the widest radius reaches. The order of the result depends on the problem alone, however many threads work.

use rayon::prelude::*;

use super::constraints::Pair;
use super::objectives;
use super::plan::Candidate;
use super::problem::{Code, Lotse, Problem, Request};
use crate::domain::code::Mode;

/// All candidates, grouped by request.
#[derive(Debug, Clone, Default)]
pub struct Candidates {
    all: Vec<Candidate>,
    /// Where each request's candidates begin, and the end of the last.
    starts: Vec<usize>,
}

impl Candidates {
    fn grouped(all: Vec<Candidate>, requests: usize) -> Self {
        let starts = (0..=requests as u32).map(|request| all.partition_point(|c| c.request < request)).collect();
        Self { all, starts }
    }

    /// All of them, by request, Lotse, appointment and mode.
    pub fn all(&self) -> &[Candidate] {
        &self.all
    }

    /// Those of one request.
    pub fn of(&self, request: u32) -> &[Candidate] {
        let at = request as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(from), Some(to)) => self.all.get(*from..*to).unwrap_or_default(),
            _ => &[],
        }
    }
}

/// Derives all candidates of a problem, or takes those that it lists itself.
pub fn generate(problem: &Problem) -> Candidates {
    let requests = problem.requests.len();
    if let Some(listed) = &problem.listed {
        let all = listed.iter().copied().filter(|candidate| fits_alone(problem, candidate)).collect();
        return Candidates::grouped(all, requests);
    }
    let index = Index::new(problem);
    let per_request: Vec<Vec<Candidate>> =
        (0..requests as u32).into_par_iter().map(|request| index.candidates_of(problem, request)).collect();
    Candidates::grouped(per_request.into_iter().flatten().collect(), requests)
}

/// For listed candidates: only what binds proposals together is asked, the rest is the lister's word.
fn fits_alone(problem: &Problem, candidate: &Candidate) -> bool {
    let meeting = Pair::of(problem, candidate.lotse, candidate.request)
        .and_then(|pair| pair.at(candidate.appointment, candidate.mode));
    meeting.is_some_and(|meeting| meeting.first_limit_failing().is_none())
}

/// Lotsen by language.
#[derive(Debug)]
pub struct Index {
    by_language: Vec<Band>,
    all: Band,
}

/// Lotsen sorted along the earth's axis.
#[derive(Debug, Default)]
struct Band {
    /// `(z, Lotse)` of those with a home and a radius.
    along: Vec<(i32, u32)>,
    /// Those whom no distance limits.
    anywhere: Vec<u32>,
    /// The widest radius, metres.
    reach: u32,
}

impl Band {
    fn of<'a>(problem: &Problem, lotsen: impl Iterator<Item = (u32, &'a Lotse)>) -> Self {
        let mut band = Self::default();
        for (number, lotse) in lotsen {
            match (lotse.home, lotse.radius_m) {
                (Some(home), Some(radius)) if problem.travel.is_some() => {
                    band.along.push((home.z(), number));
                    band.reach = band.reach.max(radius);
                }
                _ => band.anywhere.push(number),
            }
        }
        band.along.sort_unstable();
        band
    }

    /// Everybody within the band around `z`, or everybody at all.
    fn collect(&self, around: Option<i32>, into: &mut Vec<u32>) {
        let reach = i32::try_from(self.reach).unwrap_or(i32::MAX);
        let (from, to) = match around {
            Some(z) => (
                self.along.partition_point(|(at, _)| *at < z.saturating_sub(reach)),
                self.along.partition_point(|(at, _)| *at <= z.saturating_add(reach)),
            ),
            None => (0, self.along.len()),
        };
        into.extend(self.along.get(from..to).unwrap_or_default().iter().map(|(_, lotse)| *lotse));
        into.extend(&self.anywhere);
    }
}

impl Index {
    /// Sorts the Lotsen of a problem.
    pub fn new(problem: &Problem) -> Self {
        let numbered = || problem.lotsen.iter().enumerate().map(|(at, lotse)| (at as u32, lotse));
        let mut speakers: Vec<Vec<u32>> = Vec::new();
        for (number, lotse) in numbered() {
            for spoken in &lotse.spoken {
                let at = spoken.language as usize;
                if speakers.len() <= at {
                    speakers.resize_with(at + 1, Vec::new);
                }
                if let Some(of_language) = speakers.get_mut(at) {
                    of_language.push(number);
                }
            }
        }
        let people = |numbers: &Vec<u32>| {
            let people = numbers.iter().filter_map(|n| problem.lotsen.get(*n as usize).map(|lotse| (*n, lotse)));
            Band::of(problem, people)
        };
        Self { by_language: speakers.iter().map(people).collect(), all: Band::of(problem, numbered()) }
    }

    /// All candidates of one request, by Lotse, appointment and mode.
    pub fn candidates_of(&self, problem: &Problem, number: u32) -> Vec<Candidate> {
        let Some(request) = problem.requests.get(number as usize) else { return Vec::new() };
        let mut found = Vec::new();
        for lotse in self.near(problem, request) {
            let Some(pair) = Pair::of(problem, lotse, number) else { continue };
            if pair.first_failing().is_some() {
                continue;
            }
            for appointment in 0..request.options.len() as u16 {
                for mode in &request.modes {
                    let Some(meeting) = pair.at(appointment, *mode) else { continue };
                    if meeting.first_failing().is_none() {
                        let effort = objectives::effort(&meeting);
                        found.push(Candidate { request: number, lotse, appointment, mode: *mode, effort });
                    }
                }
            }
        }
        found.sort_unstable();
        found
    }

    /// Lotsen who may fit, ascending, each once.
    fn near(&self, problem: &Problem, request: &Request) -> Vec<u32> {
        let only_in_person = problem.travel.is_some() && request.modes.iter().all(|mode| *mode == Mode::InPerson);
        let around = request.place.filter(|_| only_in_person).map(|place| place.z());
        let mut near = Vec::new();
        match &request.accepted {
            None => self.all.collect(around, &mut near),
            Some(accepted) => {
                for language in accepted.iter().map(|accepted| accepted.language) {
                    if let Some(band) = self.band(language) {
                        band.collect(around, &mut near);
                    }
                }
            }
        }
        near.sort_unstable();
        near.dedup();
        near
    }

    fn band(&self, language: Code) -> Option<&Band> {
        self.by_language.get(language as usize)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::matching::testing::compile;

    #[test]
    fn the_index_loses_nobody() {
        let lotsen: Vec<_> = (0..60)
            .map(|n| {
                let (lat, lon) = (50.0 + 0.02 * f64::from(n), 9.0 + 0.03 * f64::from(n % 7));
                let languages =
                    if n % 3 == 0 { json!([{"code": "prs"}]) } else { json!([{"code": "fas"}, {"code": "ara"}]) };
                let mut lotse =
                    json!({"id": format!("L{n}"), "languages": languages, "home": {"lat": lat, "lon": lon}});
                if n % 5 != 0 {
                    lotse["radius_km"] = json!(5 + n);
                }
                lotse
            })
            .collect();
        let requests: Vec<_> = (0..20)
            .map(|n| {
                let modes = if n % 4 == 0 { json!(["in_person", "phone"]) } else { json!(["in_person"]) };
                let languages = [json!([{"code": "prs"}]), json!([{"code": "ara"}]), json!([])][n % 3].clone();
                json!({"id": format!("R{n}"), "modes": modes, "languages": languages,
                    "place": {"lat": 50.0 + 0.06 * n as f64, "lon": 9.1},
                    "appointments": [{"start": "2026-12-15T10:00:00", "minutes": 60}]})
            })
            .collect();
        let problem = compile(json!({
            "format": "lotsenwerk-problem/1", "today": "2026-12-01",
            "travel": crate::domain::travel::TravelTable::default(),
            "substitutions": [{"needed": "prs", "spoken": "fas", "minutes": 15}],
            "lotsen": lotsen, "requests": requests,
        }));
        let found = generate(&problem);
        let mut expected = Vec::new();
        for request in 0..20 {
            for lotse in 0..60 {
                let pair = Pair::of(&problem, lotse, request).unwrap();
                for mode in &pair.request.modes {
                    let meeting = pair.at(0, *mode).unwrap();
                    if pair.first_failing().is_none() && meeting.first_failing().is_none() {
                        expected.push((request, lotse, *mode));
                    }
                }
            }
        }
        assert!(expected.len() > 100, "{}", expected.len());
        assert_eq!(found.all().iter().map(|c| (c.request, c.lotse, c.mode)).collect::<Vec<_>>(), expected);
        assert_eq!(found.of(3), found.all().iter().filter(|c| c.request == 3).copied().collect::<Vec<_>>());
    }
}
