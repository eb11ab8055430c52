//! Coverage: in which region and language Lotsen are, how many are needed, and for how many requests nobody was found.
//!
//! ```text
//! a commit ─► triggers note which requests it touches
//! a worker's job ─► count: takes them back from the sums of their year and adds them as they stand
//! api, web ─► told: reads the sums, hides what could be somebody and what would tell it (suppress), names what is told
//! ```

pub mod check;
pub mod count;
pub mod fact;
mod lotsen;
mod map;
mod margin;
pub mod suppress;
pub mod told;

pub use self::lotsen::fragile;
pub use self::map::{MAP_WIDTH, Map, Ring, outlines};
pub use self::told::{Figures, More, Question, Shown, Times, Told, figures, year_of};
