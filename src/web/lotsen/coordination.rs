//! `POST /lotsen/{id}/coordination`: whether a Lotse coordinates the others this year, and may have more hours.

use chrono::Datelike;

use crate::app::programmes::{self, AmendError};
use crate::domain::id::LotseId;
use crate::domain::time::ZONE;
use crate::http::problem::{ProblemCode, Why};
use crate::web::page::{Outcome, PageError, Visit};

/// Notes what the button says, for this year.
pub fn note(visit: &mut Visit<'_>) -> Outcome {
    let (grant, id) = (visit.grant()?.clone(), visit.id::<LotseId>()?);
    let (year, coordinates) = (visit.moment.now.with_timezone(&ZONE).year(), visit.said.get("coordinates") == "yes");
    let done = visit.commit(|tx, moment| {
        programmes::coordinate(tx, &grant, id, (year, coordinates), moment)?;
        Ok::<_, AmendError>(format!("/lotsen/{id}?done=saved"))
    });
    done.map_err(|error| match error {
        AmendError::App(error) => error.into(),
        AmendError::Closed(from) => PageError::because(ProblemCode::State, Why::OpenFrom(from)),
        AmendError::Nothing
        | AmendError::EndsBefore
        | AmendError::NoCarrier
        | AmendError::UnknownQualification { .. } => PageError::of(ProblemCode::State),
    })
}
