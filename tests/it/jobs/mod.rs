//! Workers: every job ends once, whatever happens on the way.

mod digest;
mod kinds;
mod leases;
mod newcomer_entries;
mod newcomers;
mod remind;
mod runner;
mod sending;
mod unserved;
