//! `prune_accounts`: forgets sessions, links, keys and attempts that are over, and answers that are kept long enough.

use serde_json::{Value, json};

use super::{Desk, again};
use crate::app::jobs::Failure;
use crate::app::{identity, receipts};

/// Forgets them.
pub fn run(desk: &Desk) -> Result<Value, Failure> {
    let pruned = identity::prune(&desk.context, desk.moments.time()).map_err(again)?;
    let identity::Pruned { sessions, links, tokens, attempts } = pruned;
    let answers = receipts::forget(&desk.context, &desk.moments.now()).map_err(again)?;
    Ok(json!({"answers": answers, "sessions": sessions, "links": links, "tokens": tokens, "attempts": attempts}))
}
