//! A page that says what something means and asks once more, before what cannot be undone or wants the password.

use askama::Template;

use super::Frame;
use crate::web::components::{Field, Kind};

/// The question, and what belongs to its form.
#[derive(Template)]
#[template(path = "web/page/confirm.html")]
pub struct Confirm {
    /// Its title is the question.
    pub frame: Frame,
    /// What it is about, in a sentence.
    pub lead: String,
    /// What follows from it.
    pub consequences: Vec<String>,
    /// How many fields have to be mended.
    pub summary: Option<String>,
    /// Where the form goes.
    pub action: String,
    /// What the form says beside its fields.
    pub hidden: Vec<(String, String)>,
    /// What has to be filled in.
    pub fields: Vec<Field>,
    /// The button, which says what happens.
    pub send: String,
    /// Whether something is lost by it.
    pub is_danger: bool,
    /// Where nothing happens.
    pub back: String,
}
