//! Drawings of figures: a map, an equal-area map of tiles, a heat table, lines over months, paired bars.
//!
//! ```text
//! figures as they may be told ─► map, tiles, heat, trend, pairs ─► Scene ─┬► svg::on_page    classes: the stylesheet knows both themes
//!        (Value: told, few, none)                                         ├► svg::to_keep    colours written in: a file of its own
//!                                                                         └► png             the same, for what takes no SVG
//! ```
//!
//! Each takes plain data and words that are said already, and knows neither storage nor language. What a drawing shows stands in a
//! table beside it too: no drawing speaks alone, and a colour goes with a number, a hatch or an outline.
//! Deliberately absent: scripts, styles within the page, fonts from elsewhere.

mod font;
mod heat;
mod map;
mod pairs;
mod png;
mod scene;
mod shade;
mod svg;
mod tiles;
mod trend;

pub use heat::{Cell, Heat};
pub use map::{Region, map};
pub use pairs::{Pair, Sides, pairs};
pub use png::png;
pub use scene::Scene;
pub use shade::{Scale, Shade, Value};
pub use svg::{on_page, to_keep};
pub use tiles::tiles;
pub use trend::{Line, Point, trend};
