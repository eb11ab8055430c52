//! The list itself: a CSV file or an XLSX workbook. Which of both it is, its bytes say.

use actix_web::web::Bytes;

use crate::api::body::{Body, Look, Unfit};
use crate::api::fault::ApiError;
use crate::api::shape::Shape;
use crate::http::problem::ProblemCode;

/// What lists are.
const TYPES: &[&str] = &["text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"];

/// A file with a list.
#[derive(Debug, Clone)]
pub struct ListFile(pub Bytes);

impl Body for ListFile {
    const LONGEST: usize = 20 * 1024 * 1024;

    fn look() -> Look {
        Look::File { types: TYPES }
    }

    fn shape() -> Option<Shape> {
        None
    }

    fn read(bytes: &Bytes, media_type: &str, _: Option<&Shape>) -> Result<Self, Unfit<Self>> {
        if TYPES.contains(&media_type) {
            Ok(Self(bytes.clone()))
        } else {
            Err(ApiError::Problem(ProblemCode::UnsupportedMediaType).into())
        }
    }
}
