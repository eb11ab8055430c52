//! `openapi`: the contract of the REST interface, made from the code.

use clap::Args;

use super::{CliError, Console};
use crate::api;

/// Print the OpenAPI document of the REST interface
#[derive(Debug, Args)]
pub struct Arguments {}

/// Prints the document.
pub fn run(_: &Arguments, console: &Console) -> Result<(), CliError> {
    console.document(&api::document(api::operations()))
}
