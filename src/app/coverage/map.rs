//! The outlines of the area's regions, for a map; drawn once.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::app::Context;
use crate::regions::{self, Source, load_area};

pub use crate::regions::{Outlines as Map, Ring, WIDTH as MAP_WIDTH};

/// The outlines.
pub fn outlines(context: &Context) -> Arc<Map> {
    static DRAWN: Mutex<BTreeMap<String, Arc<Map>>> = Mutex::new(BTreeMap::new());
    let code = context.area.code();
    let mut drawn = DRAWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(found) = drawn.get(code) {
        return Arc::clone(found);
    }
    // Neighbours bound the outer cells. The tables are built in, so they are there.
    let around = load_area(&Source::Embedded, "germany").unwrap_or_else(|_| context.area.clone());
    let new = Arc::new(regions::outlines(&context.area, &around));
    drawn.insert(code.to_owned(), Arc::clone(&new));
    new
}
