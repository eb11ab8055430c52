//! Pages, over HTTP.

mod account;
mod calendar;
mod edge;
mod observed;
mod offers;
mod pace;
mod race;
mod strain;
mod tls;
