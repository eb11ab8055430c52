//! What several areas of tests need.

pub mod browser;
pub mod context;
pub mod db;
pub mod lists;
pub mod office;
pub mod people;
pub mod released;
pub mod site;
pub mod smtp;
