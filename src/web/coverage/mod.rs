//! Where are we short? Figures as drawings and tables, and what would help most.
//!
//! ```text
//! figures (app::coverage) ─► data: values as they may be told ─► drawings: map, tiles, heat, trend, languages ─► page, SVG, PNG
//! advice (app::advice) ─► advised: sentences
//! ```
//!
//! | address | what it does |
//! |---|---|
//! | `GET /coverage` | the figures by language and period, and the five best pieces of advice |
//! | `GET /coverage/drawing` | one drawing to be kept |
//! | `GET /coverage/advice` | all advice, and what it is computed from |
//! | `POST /coverage/advice` | has it computed anew |

mod advice;
mod advised;
mod data;
mod drawing;
mod drawings;
mod page;

use super::page::Page;
use crate::domain::access::Permission;
use crate::http::Line;
use crate::http::permission::Need;

const READ: Need = Need::Permission(Permission::CoverageRead);
const ORDER: Need = Need::Permission(Permission::AdviceOrder);

/// The pages.
pub const PAGES: [Page; 4] = [
    Page::desk("coverage", "/coverage", READ, page::show).line(Line::Thinking),
    Page::desk("coverage.drawing", "/coverage/drawing", READ, drawing::show).line(Line::Thinking),
    Page::desk("coverage.advice", "/coverage/advice", READ, advice::show),
    Page::desk("coverage.advice.order", "/coverage/advice", ORDER, advice::order).sent(),
];
