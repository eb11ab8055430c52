//! Importing lists: what the sample files yield, fault by fault, and lists made for one purpose.

mod entries;
mod junk;
mod samples;
mod sentences;

use lotsenwerk::app::import::{
    Defaults, ListError, LotseEntry, ReadList, Reference, RequestEntry, read_lotsen, read_requests,
};
use lotsenwerk::domain::language::LanguageTable;
use lotsenwerk::domain::region::Area;
use lotsenwerk::regions::{Source, load_area, load_languages};
use lotsenwerk::tables::{Limits, Workbook, read};

/// The real tables of Hessen and of languages, as of the day on which the sample lists were made.
struct World {
    area: Area,
    languages: LanguageTable,
}

impl World {
    fn new() -> Self {
        let source = Source::Embedded;
        Self { area: load_area(&source, "hessen").unwrap(), languages: load_languages(&source).unwrap() }
    }

    fn reference(&self) -> Reference<'_> {
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 1).unwrap();
        Reference { languages: &self.languages, gazetteer: self.area.gazetteer(), today }
    }

    fn lotsen(&self, book: &Workbook) -> Result<ReadList<LotseEntry>, ListError> {
        read_lotsen(book, None, &self.reference(), &Defaults::default())
    }

    fn requests(&self, book: &Workbook) -> Result<ReadList<RequestEntry>, ListError> {
        read_requests(book, None, &self.reference(), &Defaults::default())
    }
}

fn fixture(name: &str) -> Workbook {
    let path = format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    read(&std::fs::read(path).unwrap(), &Limits::default()).unwrap()
}

fn snapshot(name: &str, text: &str) {
    insta::with_settings!({ snapshot_path => "../../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(name, text);
    });
}
