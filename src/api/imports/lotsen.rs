//! `POST /imports/lotsen`: a list of Lotsen.

use super::body::ListFile;
use super::query::Query;
use super::take::{Kind, take};
use super::view::ReportView;
use crate::api::endpoint::{Call, Endpoint, Nothing, Outcome};
use crate::api::operation::{Line, Need, Operation};
use crate::app::import::{look_at_lotsen, read_lotsen_file, take_lotsen};
use crate::domain::access::Permission;
use crate::http::problem::ProblemCode;

/// The operation.
pub struct Lotsen;

impl Endpoint for Lotsen {
    type Path = Nothing;
    type Query = Query;
    type Body = ListFile;
    type Answer = ReportView;

    const OPERATION: Operation = Operation {
        id: "imports.lotsen",
        path: "/imports/lotsen",
        need: Need::Permission(Permission::LotsenWrite),
        summary: "Take a list of Lotsen",
        description: "A CSV file or an XLSX workbook with German or English headings, for a carrier of yours. A row is recognised by the \
            list's own number; what the list does not say stays. A list with faults is refused as a whole, with each row and column under `errors`; a dry run reports \
            them and stores nothing.",
        problems: &[ProblemCode::Duplicate],
        line: Line::Thinking,
        ..Operation::ACT
    };

    fn run(call: Call<'_, Self>) -> Outcome<ReportView> {
        take(call, &Kind { read: read_lotsen_file, look: look_at_lotsen, take: take_lotsen })
    }
}
