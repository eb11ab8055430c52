//! `GET /lotsen/{id}/statement/file`: a statement to print, sign and keep.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, Outcome};
use crate::api::operation::{Need, Operation};
use crate::api::reply::{Download, Reply};
use crate::api::values::{FileFormat, MonthText};
use crate::app;
use crate::domain::access::Permission;
use crate::domain::id::LotseId;
use crate::domain::time::ZONE;

/// The operation.
pub struct File;

/// Which month, and as what.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "StatementFileQuery")]
pub struct Query {
    /// The month; the current one where nothing is said.
    month: Option<MonthText>,
    /// As what file; CSV where nothing is said.
    format: Option<FileFormat>,
}

impl Endpoint for File {
    type Path = Id<LotseId>;
    type Query = Query;
    type Body = NoBody;
    type Answer = ();

    const OPERATION: Operation = Operation {
        id: "statements.file",
        path: "/lotsen/{id}/statement/file",
        need: Need::Permission(Permission::HoursRead),
        summary: "A month's statement as a file",
        description: "What the statement says, as CSV, XLSX or PDF (tagged, PDF/UA-1), in the language that is asked for.",
        files: FileFormat::MEDIA_TYPES,
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<()> {
        let month = MonthText::or_current(call.query.month.as_ref(), call.moment.now)?;
        let format = call.query.format.map_or(app::Format::Csv, app::Format::from);
        let statement = app::statements::statement(call.context, call.grant()?, call.path.0, month)?;
        let today = call.moment.now.with_timezone(&ZONE).date_naive();
        let bytes = app::statements::file(&statement, call.locale, today, format)?;
        let name = format!("statement-{month}.{}", format.ending());
        Ok(Reply::file(Download { media_type: format.media_type(), name, bytes }))
    }
}
