//! Others' leases that look over, and those that are.
//!
//! The end of a lease stands in the clock of whoever holds it. Where that clock is behind, the end has passed although the worker
//! lives; where it ran ahead, the end is far away although the worker is dead. What does not depend on any clock is that a
//! living worker renews its leases three times in their length. So leases are watched by the time that passes here, and one whose
//! end has passed, or cannot be right, is over when nobody has renewed it meanwhile.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use crate::domain::id::JobId;
use crate::domain::job::Lease;

/// Leases, each as it stands and since when it has stood so.
pub(super) struct Watch {
    patience: Duration,
    seen: HashMap<JobId, (Lease, Instant)>,
    is_sure: bool,
}

impl Watch {
    /// A lease in doubt is over when it has not been renewed for so long.
    pub(super) fn new(patience: Duration) -> Self {
        Self { patience, seen: HashMap::new(), is_sure: true }
    }

    /// Looks at all leases as they are now, and gives those that are over.
    pub(super) fn look(
        &mut self,
        leases: Vec<(JobId, Lease)>,
        at: Instant,
        is_in_doubt: impl Fn(&Lease) -> bool,
    ) -> Vec<(JobId, Lease)> {
        let before = std::mem::take(&mut self.seen);
        let mut over = Vec::new();
        self.is_sure = true;
        for (id, lease) in leases {
            let same = before.get(&id).filter(|(seen, _)| *seen == lease);
            let since = same.map_or(at, |(_, since)| *since);
            self.seen.insert(id, (lease, since));
            if !is_in_doubt(&lease) {
                continue;
            }
            if at.saturating_duration_since(since) >= self.patience {
                over.push((id, lease));
            } else {
                self.is_sure = false;
            }
        }
        over
    }

    /// Whether of each lease it was clear at the last look whether it is over.
    pub(super) fn is_sure(&self) -> bool {
        self.is_sure
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::domain::id::LeaseToken;

    #[test]
    fn a_lease_is_over_when_nobody_has_renewed_it_for_so_long() {
        let at = |seconds: i64| DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap();
        let job = |number: u8| JobId::new(at(0), [number; 10]);
        let lease = |seconds: i64| Lease { token: LeaseToken::new(at(0), [1; 10]), until: at(seconds) };
        let begin = Instant::now();
        let after = |seconds| begin + Duration::from_secs(seconds);
        let mut watch = Watch::new(Duration::from_secs(40));
        let mut look = |leases: &[(JobId, Lease)], seconds: u64| {
            let over = watch.look(leases.to_vec(), after(seconds), |lease| lease.until <= at(50));
            (over, watch.is_sure())
        };
        // Of three whose ends have passed, or will have, one is renewed by a clock that is behind.
        assert_eq!(look(&[(job(1), lease(0)), (job(2), lease(0)), (job(3), lease(60))], 0), (vec![], false));
        assert_eq!(look(&[(job(1), lease(0)), (job(2), lease(20)), (job(3), lease(60))], 20), (vec![], false));
        let third = [(job(1), lease(0)), (job(2), lease(40)), (job(3), lease(60))];
        assert_eq!(look(&third, 40), (vec![(job(1), lease(0))], false));
        // What was out of sight is seen anew, and what is in no doubt stays, however long it has stood.
        assert_eq!(look(&[(job(3), lease(60))], 60), (vec![], true));
        assert_eq!(look(&[(job(2), lease(40)), (job(3), lease(60))], 80), (vec![], false));
        assert_eq!(look(&[(job(2), lease(40)), (job(3), lease(60))], 120), (vec![(job(2), lease(40))], true));
        assert_eq!(Watch::new(Duration::ZERO).look(vec![(job(3), lease(0))], after(0), |_| true).len(), 1);
    }
}
