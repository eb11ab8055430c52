//! `match`: decides the open requests of a carrier or of all and, if asked to, turns the plan into offers.
//!
//! A run that somebody queued and follows has its identity already, and ends where they call it off.
//! Carriers are told of requests for which nobody was found, in the commit that stores the run.
//! Done twice, the second plan replaces what of the first was not released.

use serde_json::{Value, json};

use super::{Desk, again};
use crate::app::jobs::Failure;
use crate::app::tasks::MatchTask;
use crate::app::{AppError, matching, offers};
use crate::domain::audit::Actor;
use crate::domain::id::RunId;
use crate::matching::Silent;

/// Matches.
pub fn run(desk: &Desk, task: &MatchTask) -> Result<Value, Failure> {
    let mut moment = desk.moments.now();
    let run = task.run.unwrap_or_else(|| RunId::new(moment.now, moment.random()));
    let matched = match matching::run_queued(
        &desk.context,
        (run, task.carrier, task.trigger),
        &desk.options,
        &mut moment,
        &Silent,
    ) {
        Ok(Some(matched)) => matched,
        Ok(None) => return over(desk, run, task),
        Err(AppError::CalledOff) => return Ok(json!({"run": run, "called_off": true})),
        Err(error) => return Err(again(error)),
    };
    let mut said = json!({
        "run": matched.run,
        "proposals": matched.plan.proposals.len(),
        "unserved": matched.plan.unserved.len(),
        "expired": matched.expired.len(),
        "told": matched.told,
    });
    if task.release {
        release(desk, run, &mut said)?;
    }
    Ok(said)
}

/// The run is over already. One that has a plan was cut off before the release, if it was to be released.
fn over(desk: &Desk, run: RunId, task: &MatchTask) -> Result<Value, Failure> {
    let mut said = json!({"run": run, "was_over": true});
    if task.release {
        release(desk, run, &mut said)?;
    }
    Ok(said)
}

fn release(desk: &Desk, run: RunId, said: &mut Value) -> Result<(), Failure> {
    // Solving has taken its time.
    let mut moment = desk.moments.now();
    let released = offers::release(&desk.context, run, Actor::System, &mut moment).map_err(again)?;
    if let Value::Object(said) = said {
        said.insert("offers".to_owned(), json!(released.offers.len()));
        said.insert("to_call".to_owned(), json!(released.to_call.len()));
    }
    Ok(())
}
