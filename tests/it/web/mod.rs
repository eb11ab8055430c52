//! Pages, over HTTP.

mod calendar;
mod offers;
mod race;
