//! Workers: every job ends once, whatever happens on the way.

mod runner;
mod sending;
