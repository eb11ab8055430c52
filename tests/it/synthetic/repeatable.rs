//! The same recipe gives the same bytes; another seed another town; more people leave those who were there as they were.

use std::fmt::Write;

use lotsenwerk::domain::code::OrganisationKind;
use lotsenwerk::domain::lotse::Lotse;
use lotsenwerk::domain::request::SupportRequest;
use lotsenwerk::synthetic::Generated;

use super::{hessen, recipe};

/// FNV-1a over everything, in 64 bits.
fn digest(town: &Generated) -> String {
    struct Digest(u64);
    impl Write for Digest {
        fn write_str(&mut self, text: &str) -> std::fmt::Result {
            self.0 = text.bytes().fold(self.0, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
            Ok(())
        }
    }
    let mut digest = Digest(0xcbf2_9ce4_8422_2325);
    write!(digest, "{town:?}").unwrap();
    format!("{:016x}", digest.0)
}

/// When the generator, its tables, the places or the shape of the domain's types change on purpose, the new digest goes here.
#[test]
fn the_same_recipe_gives_the_same_bytes() {
    let first = digest(&hessen(&recipe(1, 300, 200)));
    assert_eq!(first, digest(&hessen(&recipe(1, 300, 200))));
    assert_eq!(first, "a91ade748e560a21");
}

#[test]
fn another_seed_is_another_town() {
    let (one, other) = (hessen(&recipe(1, 50, 50)), hessen(&recipe(2, 50, 50)));
    let same = one.lotsen.iter().zip(&other.lotsen).filter(|(a, b)| a.id == b.id || a.home == b.home).count();
    assert!(same < 5, "{same} of 50 Lotsen live in the same place");
}

/// Without what depends on how many there are.
fn alone(lotse: &Lotse) -> Lotse {
    let mut lotse = lotse.clone();
    lotse.organisation = lotsenwerk::domain::id::OrganisationId::from_uuid(Default::default());
    lotse
}

fn alone_request(request: &SupportRequest) -> SupportRequest {
    let mut request = request.clone();
    request.carrier = lotsenwerk::domain::id::OrganisationId::from_uuid(Default::default());
    request.known_lotsen.clear();
    request.excluded_lotsen.clear();
    request
}

#[test]
fn a_larger_town_contains_the_smaller_one() {
    let (small, large) = (hessen(&recipe(7, 700, 150)), hessen(&recipe(7, 1400, 401)));
    for (a, b) in small.lotsen.iter().zip(&large.lotsen) {
        assert_eq!(alone(a), alone(b));
    }
    for (a, b) in small.requests[..150].iter().zip(&large.requests) {
        assert_eq!(alone_request(a), alone_request(b));
    }
    let moved = small.lotsen.iter().zip(&large.lotsen).filter(|(a, b)| a.organisation != b.organisation).count();
    assert!((50..350).contains(&moved), "{moved} of 700 joined new projects");
    assert!(small.organisations.iter().all(|organisation| large.organisations.contains(organisation)));
    assert!(small.lendings.iter().all(|lending| large.lendings.contains(lending)));
    assert!(small.assignments.iter().all(|assignment| large.assignments.contains(assignment)));
}

#[test]
fn without_pools_the_people_are_the_same() {
    let with = hessen(&recipe(7, 200, 100));
    let mut recipe = recipe(7, 200, 100);
    recipe.with_pools = false;
    let without = hessen(&recipe);
    let projects: Vec<_> = without.organisations.iter().filter(|o| o.kind == OrganisationKind::Carrier).collect();
    assert_eq!((projects.len(), projects[0].regions.len(), without.lendings.len()), (1, 33, 0));
    assert!(without.lotsen.iter().all(|lotse| lotse.organisation == projects[0].id));
    assert!(without.requests.iter().all(|request| request.carrier == projects[0].id));
    assert!(with.lotsen.iter().map(alone).eq(without.lotsen.iter().map(alone)));
    assert!(with.requests.iter().map(alone_request).eq(without.requests.iter().map(alone_request)));
}
