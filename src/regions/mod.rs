//! The tables of `config/regions` and `config/languages`, read and checked: areas with their postcodes, and languages.
//!
//! The tables are compiled into the binary, so that it needs no files; a folder with the same layout can take their
//! place ([`Source::Folder`]), which is how another state is added. Both go through the same parser. The format is our
//! own and strict: UTF-8, commas, exactly the columns below in this order, `#` for comment lines.
//!
//! [`outlines`] draws the regions of an area from its places.
//!
//! Deliberately absent: project lists in whatever shape people keep them (see `tables`), and writing.

mod area;
mod error;
mod languages;
mod outline;
mod reader;
mod source;

pub use self::area::load_area;
pub use self::error::{Fault, LoadError};
pub use self::languages::load_languages;
pub use self::outline::{Outlines, Ring, WIDTH, outlines};
pub use self::source::Source;
