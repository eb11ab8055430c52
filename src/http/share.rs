//! How much of a line one caller may take.
//!
//! A line is served in order, so whoever puts a hundred into it has everybody else wait for a hundred. Here each caller waits in a
//! place of their own first, and only so many of them stand in the line at a time: half of its turns for one token or session, all
//! but one for one address, and in any case one. Whoever has asked for one thing is then behind at most that many of anybody else.
//!
//! A caller is known by the hash of what they show and by their address, before anybody has looked who it is: that would be work.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use actix_web::HttpRequest;
use ipnet::IpNet;
use tokio::sync::Semaphore;

use super::address;
use super::credentials::Credentials;

/// So many places are remembered before those are looked for in which nobody waits any more.
const TIDY_AT: usize = 1_000;

/// Somebody who asks, as far as it matters for their share.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asker {
    address: Option<IpNet>,
    credential: Option<[u8; 16]>,
}

impl Asker {
    /// Who sends a request.
    pub fn of(request: &HttpRequest) -> Self {
        Self::new(address::visitor_address(request), &Credentials::of(request))
    }

    /// Who shows this, from there.
    pub fn new(address: Option<IpAddr>, credentials: &Credentials) -> Self {
        Self { address: address.map(address::group), credential: credentials.digest() }
    }

    /// Whether they show something by which they might be known.
    pub const fn shows_something(&self) -> bool {
        self.credential.is_some()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Whose {
    Credential([u8; 16]),
    Address(IpNet),
}

/// The places in which callers wait before they stand in a line.
#[derive(Debug, Default)]
pub(super) struct Shares(Mutex<HashMap<Whose, Weak<Semaphore>>>);

impl Shares {
    /// Where somebody has to pass, one after the other, before they stand in a line with so many turns.
    pub(super) fn of(&self, asker: &Asker, room: usize) -> Vec<Arc<Semaphore>> {
        let credential = asker.credential.map(|hash| (Whose::Credential(hash), room / 2));
        let address = asker.address.map(|net| (Whose::Address(net), room.saturating_sub(1)));
        let wanted = credential.into_iter().chain(address);
        // Nothing panics while it is held, so what is in there is sound.
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= TIDY_AT {
            all.retain(|_, place| place.strong_count() > 0);
        }
        wanted
            .map(|(whose, share)| {
                all.get(&whose).and_then(Weak::upgrade).unwrap_or_else(|| {
                    let place = Arc::new(Semaphore::new(share.max(1)));
                    all.insert(whose, Arc::downgrade(&place));
                    place
                })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asker(address: &str, token: &str) -> Asker {
        Asker::new(address.parse().ok(), &Credentials::Bearer(token.to_owned()))
    }

    #[test]
    fn nobody_has_all_and_everybody_has_one() {
        let rooms = |room| {
            let places = Shares::default().of(&asker("192.0.2.1", "a"), room);
            places.iter().map(|place| place.available_permits()).collect::<Vec<_>>()
        };
        assert_eq!((rooms(1), rooms(2), rooms(7)), (vec![1, 1], vec![1, 1], vec![3, 6]));
        assert!(Shares::default().of(&Asker::default(), 4).is_empty());
    }

    #[test]
    fn one_caller_has_one_place_as_long_as_somebody_is_in_it() {
        let shares = Shares::default();
        let own = shares.of(&asker("2001:db8::1", "a"), 4);
        let again = shares.of(&asker("2001:db8::2", "a"), 4);
        assert!(own.iter().zip(&again).all(|(one, other)| Arc::ptr_eq(one, other)), "neighbours in one net");
        let other = shares.of(&asker("2001:db8::1", "b"), 4);
        assert!(!Arc::ptr_eq(&own[0], &other[0]) && Arc::ptr_eq(&own[1], &other[1]));
    }

    #[test]
    fn places_in_which_nobody_waits_are_forgotten() {
        let shares = Shares::default();
        let stays = shares.of(&asker("192.0.2.1", "stays"), 4);
        for number in 0..5 * TIDY_AT {
            drop(shares.of(&asker("192.0.2.1", &number.to_string()), 4));
            assert!(shares.0.lock().unwrap().len() <= TIDY_AT + 1);
        }
        assert!(Arc::ptr_eq(&stays[0], &shares.of(&asker("192.0.2.1", "stays"), 4)[0]));
    }
}
