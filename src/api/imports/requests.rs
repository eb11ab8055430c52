//! `POST /imports/requests`: a list of support requests.

use super::body::ListFile;
use super::query::Query;
use super::take::{Kind, take};
use super::view::ReportView;
use crate::api::endpoint::{Call, Endpoint, Nothing, Outcome};
use crate::api::operation::{Line, Need, Operation};
use crate::app::import::{look_at_requests, read_requests_file, take_requests};
use crate::domain::access::Permission;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Requests;

impl Endpoint for Requests {
    type Path = Nothing;
    type Query = Query;
    type Body = ListFile;
    type Answer = ReportView;

    const OPERATION: Operation = Operation {
        id: "imports.requests",
        path: "/imports/requests",
        need: Need::Permission(Permission::RequestsImport),
        summary: "Take a list of support requests",
        description: "A CSV file or an XLSX workbook with German or English headings, for a carrier of yours. A row is recognised by the \
            list's own number; a request about which somebody has been asked is left alone. A list with faults is refused as a whole, with each row and column under `errors`; a dry run reports \
            them and stores nothing.",
        problems: &[ProblemCode::Duplicate],
        line: Line::Thinking,
        ..Operation::ACT
    };

    fn run(call: Call<'_, Self>) -> Outcome<ReportView> {
        take(call, &Kind { read: read_requests_file, look: look_at_requests, take: take_requests })
    }
}
