//! What a request carries: nothing, or JSON that fits a type.

use actix_web::web::Bytes;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::fault::ApiError;
use super::mend::mended;
use super::shape::Shape;
use crate::http::problem::{Place, ProblemCode, Why};

/// How a body looks from outside.
#[derive(Debug, Clone)]
pub enum Look {
    /// There is none.
    None,
    /// JSON of this schema.
    Json {
        /// Makes the schema.
        schema: fn(&mut schemars::SchemaGenerator) -> schemars::Schema,
        /// A body that would do.
        example: Value,
    },
    /// A file of one of these types.
    File {
        /// Media types.
        types: &'static [&'static str],
    },
}

/// What can be sent to an operation.
pub trait Body: Sized + Send + 'static {
    /// The longest that is read, bytes.
    const LONGEST: usize;

    /// How it looks.
    fn look() -> Look;

    /// The shape against which it is checked; `None` where it is no JSON.
    fn shape() -> Option<Shape>;

    /// From what was sent.
    ///
    /// # Errors
    /// Every fault of its form at once.
    fn read(bytes: &Bytes, media_type: &str, shape: Option<&Shape>) -> Result<Self, Unfit<Self>>;
}

/// A body that does not fit.
#[derive(Debug)]
pub struct Unfit<B> {
    /// Why.
    pub error: ApiError,
    /// The same with what is at fault put right, so that the rest can be looked at too.
    pub mended: Option<B>,
}

impl<B> From<ApiError> for Unfit<B> {
    fn from(error: ApiError) -> Self {
        Self { error, mended: None }
    }
}

/// No body. What is sent all the same is not read.
#[derive(Debug, Clone, Copy)]
pub struct NoBody;

impl Body for NoBody {
    const LONGEST: usize = 0;

    fn look() -> Look {
        Look::None
    }

    fn shape() -> Option<Shape> {
        None
    }

    fn read(_: &Bytes, _: &str, _: Option<&Shape>) -> Result<Self, Unfit<Self>> {
        Ok(Self)
    }
}

/// A type that is sent as JSON.
pub trait Document: DeserializeOwned + JsonSchema + Send + 'static {
    /// One that would do, for the documentation. A test holds that it fits the schema.
    fn example() -> Value;
}

/// JSON of a type.
#[derive(Debug, Clone)]
pub struct Json<T>(pub T);

impl<T: Document> Body for Json<T> {
    const LONGEST: usize = 256 * 1024;

    fn look() -> Look {
        Look::Json { schema: |generator| generator.subschema_for::<T>(), example: T::example() }
    }

    fn shape() -> Option<Shape> {
        Some(Shape::of_body::<T>())
    }

    fn read(bytes: &Bytes, media_type: &str, shape: Option<&Shape>) -> Result<Self, Unfit<Self>> {
        if media_type != "application/json" && !media_type.ends_with("+json") {
            return Err(ApiError::Problem(ProblemCode::UnsupportedMediaType).into());
        }
        let value = || -> Result<Value, ApiError> {
            serde_json::from_slice(bytes)
                .map_err(|error| ApiError::Because(ProblemCode::Malformed, Why::Said(format!("({error})"))))
        };
        let shape = shape.ok_or_else(|| ApiError::defect(&"a JSON body without a shape"))?;
        shape.read(value()?, Place::Body).map(Self).map_err(|error| {
            let ApiError::Fields(faults) = &error else { return error.into() };
            // What cannot be mended either has told all that there is to tell.
            let mended = value().and_then(|sent| shape.read(mended(sent, faults, &T::example()), Place::Body));
            let mended = mended.map(Self).ok();
            Unfit { error, mended }
        })
    }
}
