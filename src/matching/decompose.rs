//! Independent parts of a problem: candidates that share no Lotse, request or client can be decided apart.

use super::plan::Candidate;
use super::problem::Problem;

/// Which candidates belong together.
pub struct Parts {
    links: Links,
    /// By root of a set: its part.
    numbers: Vec<Option<u32>>,
    sizes: Vec<usize>,
}

impl Parts {
    /// Joins candidates that share a Lotse, a request or a client.
    pub fn new(problem: &Problem, candidates: &[Candidate]) -> Self {
        let requests = problem.requests.len();
        let mut links = Links((0..(requests + problem.lotsen.len()) as u32).collect());
        for candidate in candidates {
            links.join(candidate.request, requests as u32 + candidate.lotse);
        }
        for cap in &problem.client_caps {
            if let Some((first, others)) = cap.requests.split_first() {
                others.iter().for_each(|other| links.join(*first, *other));
            }
        }
        let mut numbers: Vec<Option<u32>> = vec![None; links.0.len()];
        let mut sizes: Vec<usize> = Vec::new();
        for candidate in candidates {
            let Some(number) = numbers.get_mut(links.root(candidate.request) as usize) else { continue };
            let number = *number.get_or_insert_with(|| {
                sizes.push(0);
                sizes.len() as u32 - 1
            });
            if let Some(size) = sizes.get_mut(number as usize) {
                *size += 1;
            }
        }
        Self { links, numbers, sizes }
    }

    /// Candidates of each part.
    pub fn sizes(&self) -> &[usize] {
        &self.sizes
    }

    /// Splits the same candidates. Each part keeps their order; parts come in the order of their first candidate.
    pub fn split(mut self, candidates: &[Candidate]) -> Vec<Vec<Candidate>> {
        let mut parts: Vec<Vec<Candidate>> = self.sizes.iter().copied().map(Vec::with_capacity).collect();
        for candidate in candidates {
            let number = self.numbers.get(self.links.root(candidate.request) as usize).copied().flatten();
            if let Some(part) = number.and_then(|number| parts.get_mut(number as usize)) {
                part.push(*candidate);
            }
        }
        parts
    }
}

/// Disjoint sets of nodes, each node naming one nearer to the root of its set.
struct Links(Vec<u32>);

impl Links {
    fn root(&mut self, node: u32) -> u32 {
        let mut at = node;
        while let Some(next) = self.0.get(at as usize).copied().filter(|next| *next != at) {
            // Halving the path keeps later walks short.
            let beyond = self.0.get(next as usize).copied().unwrap_or(next);
            if let Some(link) = self.0.get_mut(at as usize) {
                *link = beyond;
            }
            at = beyond;
        }
        at
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        if let Some(link) = self.0.get_mut(one.max(other) as usize) {
            *link = one.min(other);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::matching::candidates::generate;
    use crate::matching::testing::compile;

    #[test]
    fn parts_share_nothing() {
        let lotse = |id: &str, code: &str| json!({"id": id, "languages": [{"code": code}]});
        let request = |id: &str, code: &str, client: &str| {
            json!({"id": id, "languages": [{"code": code}], "client": client, "service": "interpreting",
                "appointments": [{"start": "2026-12-15T10:00:00", "minutes": 60}]})
        };
        let file = |cap: serde_json::Value| {
            json!({"format": "lotsenwerk-problem/1", "today": "2026-12-01", "client_cap": cap,
                "lotsen": [lotse("L1", "a"), lotse("L2", "b"), lotse("L3", "b"), lotse("L4", "c")],
                "requests": [request("R1", "a", "x"), request("R2", "b", "y"), request("R3", "b", "z"), request("R4", "c", "x")]})
        };
        let sizes = |cap| {
            let problem = compile(file(cap));
            let candidates = generate(&problem);
            let parts = Parts::new(&problem, candidates.all());
            let sizes = parts.sizes().to_vec();
            assert_eq!(parts.split(candidates.all()).iter().map(Vec::len).collect::<Vec<_>>(), sizes);
            sizes
        };
        assert_eq!(sizes(json!(null)), [1, 4, 1]);
        // A cap on client x joins R1 and R4, where it is less than both need.
        assert_eq!(sizes(json!(2)), [1, 4, 1]);
        assert_eq!(sizes(json!(1)), [2, 4]);
    }
}
