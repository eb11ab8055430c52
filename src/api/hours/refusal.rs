//! Why hours are not taken, as problems.

use crate::api::fault::ApiError;
use crate::app::hours::HoursError;
use crate::domain::hours::{MOST_KILOMETRES, MOST_MINUTES, WorkedError};
use crate::http::problem::{FieldKind, ProblemCode, Why};

impl From<HoursError> for ApiError {
    fn from(error: HoursError) -> Self {
        match error {
            HoursError::NotTakenPlace(state) => Self::Because(ProblemCode::State, Why::TookNoPlace(state.code())),
            HoursError::NotOver(until) => Self::Because(ProblemCode::State, Why::NotOver(until)),
            HoursError::TooLong(most) => Self::field("/minutes", FieldKind::TooGreat { max: most.to_string() }),
            HoursError::Closed(year) => Self::Because(ProblemCode::State, Why::YearClosed(year)),
            HoursError::Move(error) => Self::Because(ProblemCode::State, Why::NoWay(error.from.code(), error.to)),
            HoursError::App(error) => error.into(),
        }
    }
}

impl From<WorkedError> for ApiError {
    fn from(error: WorkedError) -> Self {
        match error {
            WorkedError::Minutes(0) => Self::field("/minutes", FieldKind::TooSmall { min: "1".to_owned() }),
            WorkedError::Minutes(_) => Self::field("/minutes", FieldKind::TooGreat { max: MOST_MINUTES.to_string() }),
            WorkedError::Kilometres(_) => {
                Self::field("/kilometres", FieldKind::TooGreat { max: MOST_KILOMETRES.to_string() })
            }
        }
    }
}
