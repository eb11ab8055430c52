//! `renew_link_keys`: makes the next key that signs links when the newest has signed long enough, and forgets the oldest.

use serde_json::{Value, json};

use super::{Desk, again};
use crate::app::jobs::Failure;
use crate::app::links;
use crate::domain::link::KeyLife;

/// Renews it if it is time.
pub fn run(desk: &Desk) -> Result<Value, Failure> {
    let renewed = links::renew(&desk.context, KeyLife::default(), &mut desk.moments.now()).map_err(again)?;
    Ok(json!({"renewed": renewed}))
}
