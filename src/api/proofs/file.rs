//! `GET /organisations/{id}/proof/file`: the proof of use to hand in.

use chrono::Datelike;
use schemars::JsonSchema;
use serde::Deserialize;

use super::sight;
use crate::api::body::NoBody;
use crate::api::endpoint::{Call, Endpoint, Id, Outcome};
use crate::api::operation::{Line, Need, Operation};
use crate::api::reply::{Download, Reply};
use crate::api::values::FileFormat;
use crate::app::{Format, proofs};
use crate::domain::access::Permission;
use crate::domain::id::OrganisationId;
use crate::domain::time::ZONE;

/// The operation.
pub struct File;

/// Which year, and as what.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ProofFileQuery")]
pub struct Query {
    /// The year; the current one where nothing is said.
    #[schemars(range(min = 2000, max = 2999))]
    year: Option<i32>,
    /// As what file; CSV where nothing is said.
    format: Option<FileFormat>,
}

impl Endpoint for File {
    type Path = Id<OrganisationId>;
    type Query = Query;
    type Body = NoBody;
    type Answer = ();

    const OPERATION: Operation = Operation {
        id: "proofs.file",
        path: "/organisations/{id}/proof/file",
        need: Need::Permission(Permission::ProofsRead),
        summary: "The proof of use of a year as a file",
        description: "Summary, the columns of the programme's form for that year, and the figures of the report: as CSV, XLSX or PDF \
            (tagged, PDF/UA-1), in the language that is asked for.",
        line: Line::Thinking,
        files: FileFormat::MEDIA_TYPES,
        ..Operation::READ
    };

    fn run(call: Call<'_, Self>) -> Outcome<()> {
        let today = call.moment.now.with_timezone(&ZONE).date_naive();
        let (id, year) = (call.path.0, call.query.year.unwrap_or(today.year()));
        let format = call.query.format.map_or(Format::Csv, Format::from);
        let proof = proofs::proof(call.context, call.grant()?, sight(&call, id), id, year)?;
        let bytes = proofs::file(call.context, &proof, call.locale, today, format)?;
        let name = format!("proof-{year}.{}", format.ending());
        Ok(Reply::file(Download { media_type: format.media_type(), name, bytes }))
    }
}
