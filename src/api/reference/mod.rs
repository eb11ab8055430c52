//! The tables behind codes: regions, languages, qualifications. They are for everybody and change with the program's tables only.

mod languages;
mod qualifications;
mod regions;

use super::mounted::Mounted;

/// The operations.
pub fn mount(all: &mut Vec<Mounted>) {
    all.extend([
        Mounted::of::<regions::List>(),
        Mounted::of::<languages::List>(),
        Mounted::of::<qualifications::List>(),
    ]);
}
