//! `prune_accounts`: forgets sessions, links, keys and attempts that are over.

use serde_json::{Value, json};

use super::{Desk, again};
use crate::app::identity;
use crate::app::jobs::Failure;

/// Forgets them.
pub fn run(desk: &Desk) -> Result<Value, Failure> {
    let pruned = identity::prune(&desk.context, desk.moments.time()).map_err(again)?;
    let identity::Pruned { sessions, links, tokens, attempts } = pruned;
    Ok(json!({"sessions": sessions, "links": links, "tokens": tokens, "attempts": attempts}))
}
