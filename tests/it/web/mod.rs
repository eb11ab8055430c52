//! Pages, over HTTP.

mod offers;
mod race;
