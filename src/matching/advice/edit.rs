//! What would be different in a problem file: people, requests, agreements. Applied, it is a file like any other, which can be compiled,
//! solved and verified.

use crate::matching::file::{LendingEntry, LotseEntry, ProblemFile, RequestEntry};

/// Differences; what is not in it stays.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Edit {
    /// Lotsen who are others, by their place in the file.
    pub lotsen: Vec<(usize, LotseEntry)>,
    /// Requests that are others, by their place in the file.
    pub requests: Vec<(usize, RequestEntry)>,
    /// An agreement more.
    pub lending: Option<LendingEntry>,
}

impl Edit {
    /// Whether nothing would be different.
    pub fn is_empty(&self) -> bool {
        self.lotsen.is_empty() && self.requests.is_empty() && self.lending.is_none()
    }

    /// The file as it would be.
    pub fn applied(&self, file: &ProblemFile) -> ProblemFile {
        let mut edited = file.clone();
        for (at, lotse) in &self.lotsen {
            if let Some(place) = edited.lotsen.get_mut(*at) {
                place.clone_from(lotse);
            }
        }
        for (at, request) in &self.requests {
            if let Some(place) = edited.requests.get_mut(*at) {
                place.clone_from(request);
            }
        }
        edited.lending.extend(self.lending.clone());
        edited
    }
}
