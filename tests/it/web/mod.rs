//! Pages, over HTTP.

mod account;
mod calendar;
mod edge;
mod hours;
mod imports;
mod lotsen;
mod observed;
mod offers;
mod pace;
mod race;
mod strain;
mod tls;
mod week;
