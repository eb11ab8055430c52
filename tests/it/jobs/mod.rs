//! Workers: every job ends once, whatever happens on the way.

mod digest;
mod kinds;
mod newcomers;
mod remind;
mod runner;
mod sending;
mod unserved;
