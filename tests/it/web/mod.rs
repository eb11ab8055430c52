//! Pages, over HTTP.

mod account;
mod calendar;
mod desk;
mod edge;
mod observed;
mod offers;
mod pace;
mod race;
mod roles;
mod strain;
mod tls;
