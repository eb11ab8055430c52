//! Lists in pages: whole, in order, as far as somebody may see them, and read by an index.

mod desk;
mod filters;
mod paging;
mod plans;
mod scopes;
mod upgrade;
mod world;

use std::collections::BTreeSet;

use lotsenwerk::domain::access::Scope;
use lotsenwerk::domain::id::{LotseId, OrganisationId};
use lotsenwerk::domain::page::{Page, PageSize, Paging, Sort};

pub fn scope(organisations: &[OrganisationId], lotsen: &[LotseId]) -> Scope {
    Scope::Of { organisations: organisations.iter().copied().collect(), lotsen: lotsen.iter().copied().collect() }
}

pub fn first<S: Sort>(sort: S) -> Paging<S> {
    Paging::first(sort, PageSize::new(200).unwrap())
}

/// Reads a list to its end, a few at once, as a client does: with the text of each cursor.
pub fn read_all<S: Sort, T>(sort: S, size: u64, mut page: impl FnMut(&Paging<S>) -> Page<T>) -> Vec<T> {
    let size = PageSize::new(size).unwrap();
    let (mut all, mut paging) = (Vec::new(), Paging::first(sort, size));
    loop {
        let Page { items, next } = page(&paging);
        assert!(items.len() <= usize::from(size.get()));
        all.extend(items);
        match next {
            Some(cursor) => paging = Paging::new(sort, size, Some(&cursor.to_string())).unwrap(),
            None => return all,
        }
    }
}

/// The members, each of which must be there once.
pub fn once<T: Ord + Copy + std::fmt::Debug>(all: &[T]) -> BTreeSet<T> {
    let set: BTreeSet<T> = all.iter().copied().collect();
    assert_eq!(set.len(), all.len(), "{all:?}");
    set
}
