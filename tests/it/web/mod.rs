//! Pages, over HTTP.

mod account;
mod appointments;
mod ask;
mod calendar;
mod desk;
mod drawings;
mod edge;
mod hours;
mod imports;
mod lotsen;
mod observed;
mod offers;
mod organisations;
mod outbox;
mod pace;
mod profile;
mod race;
mod roles;
mod statements;
mod strain;
mod tls;
mod together;
mod users;
mod week;
