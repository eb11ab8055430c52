//! What pages are put together from. Each is a type with its markup beside it; a page holds some and writes them with `|safe`.
//!
//! They say everything in words: a colour or shape never speaks alone.

mod choices;
mod field;
mod form;
mod funnel;
pub mod plot;
mod select;
mod sketch;
mod status;

pub use choices::{Choices, Many};
pub use field::{Field, Kind};
pub use form::{Faults, Form};
pub use funnel::Funnel;
pub use select::{Choice, Select};
pub use sketch::{Sketch, path};
pub use status::{Mark, Status};
