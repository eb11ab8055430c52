//! Pages, over HTTP.

mod calendar;
mod edge;
mod offers;
mod race;
