//! `match`: decides the open requests of a carrier or of all and, if asked to, turns the plan into offers.
//!
//! Carriers are told of requests for which nobody was found, in the commit that stores the run.
//! Done twice, the second plan replaces what of the first was not released.

use serde_json::{Value, json};

use super::{Desk, again};
use crate::app::jobs::Failure;
use crate::app::tasks::MatchTask;
use crate::app::{matching, offers};
use crate::domain::audit::Actor;
use crate::matching::Silent;

/// Matches.
pub fn run(desk: &Desk, task: &MatchTask) -> Result<Value, Failure> {
    let mut moment = desk.moments.now();
    let matched =
        matching::run_by_itself(&desk.context, task.carrier, &desk.options, &mut moment, &Silent).map_err(again)?;
    let mut said = json!({
        "run": matched.run,
        "proposals": matched.plan.proposals.len(),
        "unserved": matched.plan.unserved.len(),
        "expired": matched.expired.len(),
        "told": matched.told,
    });
    if task.release {
        // Solving has taken its time.
        let mut moment = desk.moments.now();
        let released = offers::release(&desk.context, matched.run, Actor::System, &mut moment).map_err(again)?;
        if let Value::Object(said) = &mut said {
            said.insert("offers".to_owned(), json!(released.offers.len()));
            said.insert("to_call".to_owned(), json!(released.to_call.len()));
        }
    }
    Ok(said)
}
