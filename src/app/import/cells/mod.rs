//! Cell parsers: from what somebody typed to a value of the domain, or to every fault in it.
//!
//! A parser gets a [`Cell`](crate::tables::Cell) and yields `Parsed<T>`. Different units, separators and spellings are
//! normal and taken; what has no or two meanings is a fault and never guessed. The parsers are small scanners over the
//! pieces of a text ([`scan`]), without regular expressions.

mod appointments;
mod dates;
mod languages;
mod levels;
mod places;
mod qualifications;
mod quantities;
mod scan;
mod split;
mod texts;
mod vocabulary;
mod weekly;
mod words;

pub(super) use appointments::stated;
pub(super) use languages::{needed as needed_languages, single as single_language, spoken};
pub(super) use levels::level;
pub(super) use places::postcode;
pub(super) use qualifications::{held as held_qualifications, needed as needed_qualifications};
pub(super) use quantities::{TimeUnit, duration, lotsen_needed, per_week, radius_km, weekly_load};
pub(super) use texts::{day, email, full_name, phone, text};
pub(super) use weekly::weekly_times;
pub use words::Consent;
pub(super) use words::{
    consent, gender, gender_wish, lotse_status, modes, priority, service, services, topic, topics, transport,
};
