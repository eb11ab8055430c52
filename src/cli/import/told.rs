//! What an import tells: faults one by one, notices by what they say, then whose list it is and the counts; as JSON for programs.

use std::path::Path;

use serde::Serialize;
use serde_json::{Value as Json, json};

use crate::app::import::{CarrierError, Counts, Fault, ImportReport, ListKind, Notice, Outcome};
use crate::cli::{CliError, Console};
use crate::domain::region::Area;
use crate::i18n::{Locale, Value};
use crate::tables::Origin;

/// Rows of one notice that are named; of the others only the number is said.
const ROWS: usize = 20;

/// A report and what it is about.
#[derive(Debug)]
pub struct Told<'a> {
    /// The file.
    pub file: &'a Path,
    /// How it was understood.
    pub origin: Origin,
    /// What became of it.
    pub report: &'a ImportReport,
    /// Nothing was to be stored.
    pub dry_run: bool,
}

/// Says how the file was understood and what is wrong with it.
pub fn say_faults(file: &Path, origin: Origin, faults: &[Fault], console: &Console) -> Result<(), CliError> {
    let file = Value::from(file.display().to_string());
    console.tell(&match origin {
        Origin::Xlsx => console.text("cli-import-read-workbook", &[("file", file)]),
        Origin::Separated { encoding, delimiter } => {
            let delimiter = match delimiter {
                '\t' => console.text("cli-import-tab", &[]),
                mark => mark.to_string(),
            };
            let facts = [("file", file), ("encoding", encoding.to_string().into()), ("delimiter", delimiter.into())];
            console.text("cli-import-read-text", &facts)
        }
    })?;
    if !faults.is_empty() {
        console.tell(&format!("\n{}", console.text("cli-import-faults", &[("count", count(faults.len()))])))?;
    }
    for fault in faults {
        let place = place(console, &fault.sheet, Some(&fault.column), &[fault.row]);
        let value = match fault.value.as_str() {
            "" => console.text("cli-import-empty", &[]),
            value => console.text("cli-import-value", &[("value", value.into())]),
        };
        console.tell(&console.text("cli-import-fault", &[("place", place.into()), ("value", value.into())]))?;
        let what = fault.kind.sentence(console.locale);
        console.tell(&console.text("cli-import-fault-what", &[("what", what.into())]))?;
        let remedy = fault.kind.remedy(console.locale);
        console.tell(&console.text("cli-import-remedy", &[("remedy", remedy.into())]))?;
    }
    Ok(())
}

impl Told<'_> {
    /// Says the rest. `described`: properties of a new carrier were given.
    pub fn show(&self, area: &Area, described: bool, console: &Console) -> Result<(), CliError> {
        console.result(&self.json(console.locale))?;
        let mut lines = notices(&self.report.notices, console);
        lines.push(String::new());
        lines.extend(self.carrier(area, described, console));
        lines.extend(self.counts(console));
        if self.dry_run {
            lines.push(console.text("cli-import-dry-run", &[]));
        }
        lines.iter().try_for_each(|line| console.tell(line))
    }

    /// Why nothing was taken.
    pub fn refusal(&self, good: usize, console: &Console) -> String {
        let facts = [("faults", count(self.report.faults.len())), ("good", count(good))];
        console.text("cli-import-refused", &facts)
    }

    fn carrier(&self, area: &Area, described: bool, console: &Console) -> Vec<String> {
        let Some(carrier) = &self.report.carrier else {
            return vec![CarrierError::None.sentence(console.locale)];
        };
        let name = Value::from(carrier.name.to_string());
        if !carrier.new {
            let kept = described.then(|| console.text("cli-import-carrier-kept", &[]));
            return [console.text("cli-import-carrier", &[("name", name)])].into_iter().chain(kept).collect();
        }
        let regions = carrier.regions.iter().filter_map(|code| area.region(code)).map(|region| region.name.as_str());
        let regions = regions.collect::<Vec<_>>().join(", ");
        let derived = carrier.regions_from_list.then(|| console.text("cli-import-regions-from-list", &[]));
        let made = console.text("cli-import-carrier-new", &[("name", name), ("regions", regions.into())]);
        [made].into_iter().chain(derived).collect()
    }

    fn counts(&self, console: &Console) -> Vec<String> {
        let Counts { new, changed, unchanged, left_alone, faulty } = self.report.counts;
        let mut lines = Vec::new();
        if !self.report.new_organisations.is_empty() {
            let names: Vec<&str> = self.report.new_organisations.iter().map(|name| name.as_str()).collect();
            let facts = [("count", count(names.len())), ("names", names.join(", ").into())];
            lines.push(console.text("cli-import-agencies", &facts));
        }
        let sum = [("count", count(new + changed + unchanged))];
        let what = match self.report.kind {
            ListKind::Lotsen => console.text("cli-import-lotsen", &sum),
            ListKind::Requests => console.text("cli-import-requests", &sum),
        };
        let facts =
            [("what", what.into()), ("new", count(new)), ("changed", count(changed)), ("unchanged", count(unchanged))];
        lines.push(match self.report.outcome {
            Outcome::Taken => console.text("cli-import-taken", &facts),
            Outcome::Possible | Outcome::Refused => console.text("cli-import-possible", &facts),
        });
        if left_alone > 0 {
            lines.push(console.text("cli-import-left-alone", &[("count", count(left_alone))]));
        }
        if faulty > 0 {
            lines.push(console.text("cli-import-skipped", &[("count", count(faulty))]));
        }
        lines
    }

    fn json(&self, locale: Locale) -> Json {
        let format = match self.origin {
            Origin::Xlsx => json!({"format": "xlsx"}),
            Origin::Separated { encoding, delimiter } => {
                json!({"format": "csv", "encoding": encoding.to_string(), "delimiter": delimiter})
            }
        };
        let ImportReport { kind, outcome, carrier, counts, new_organisations, faults, notices } = self.report;
        let faults: Vec<_> = faults
            .iter()
            .map(|fault| Worded {
                about: fault,
                sentence: fault.kind.sentence(locale),
                remedy: Some(fault.kind.remedy(locale)),
            })
            .collect();
        let notices: Vec<_> = notices
            .iter()
            .map(|notice| Worded { about: notice, sentence: notice.kind.sentence(locale), remedy: None })
            .collect();
        json!({
            "file": self.file,
            "read_as": format,
            "kind": kind,
            "outcome": outcome,
            "dry_run": self.dry_run,
            "carrier": carrier,
            "counts": counts,
            "new_organisations": new_organisations,
            "faults": faults,
            "notices": notices,
        })
    }
}

/// A fault or notice with its words.
#[derive(Serialize)]
struct Worded<'a, T> {
    #[serde(flatten)]
    about: &'a T,
    sentence: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    remedy: Option<String>,
}

/// Notices that say the same of several rows, said once.
fn notices(notices: &[Notice], console: &Console) -> Vec<String> {
    let mut groups: Vec<(&str, Option<&str>, String, Vec<u32>)> = Vec::new();
    for notice in notices {
        let (sheet, column) = (notice.sheet.as_str(), notice.column.as_deref());
        let sentence = notice.kind.sentence(console.locale);
        match groups.iter_mut().find(|(s, c, known, _)| (*s, *c) == (sheet, column) && *known == sentence) {
            Some((.., rows)) => rows.extend(notice.row),
            None => groups.push((sheet, column, sentence, notice.row.into_iter().collect())),
        }
    }
    if groups.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![String::new(), console.text("cli-import-notices", &[])];
    for (sheet, column, sentence, rows) in groups {
        let facts = [("place", place(console, sheet, column, &rows).into()), ("what", sentence.into())];
        lines.push(console.text("cli-import-notice", &facts));
    }
    lines
}

/// Where to look: sheet, column and rows, as far as they are known.
fn place(console: &Console, sheet: &str, column: Option<&str>, rows: &[u32]) -> String {
    let shown: Vec<String> = rows.iter().take(ROWS).map(u32::to_string).collect();
    let listed = shown.join(", ");
    let rows = match (shown.len(), rows.len() - shown.len()) {
        (0, _) => None,
        (1, _) => Some(console.text("cli-import-row", &[("row", listed.into())])),
        (_, 0) => Some(console.text("cli-import-rows", &[("rows", listed.into())])),
        (_, more) => {
            let listed = console.text("cli-import-more-rows", &[("rows", listed.into()), ("more", count(more))]);
            Some(console.text("cli-import-rows", &[("rows", listed.into())]))
        }
    };
    let sheet = (!sheet.is_empty()).then(|| console.text("cli-import-sheet", &[("sheet", sheet.into())]));
    let column = column.map(|column| console.text("cli-import-column", &[("column", column.into())]));
    [sheet, rows, column].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn count(number: usize) -> Value<'static> {
    i64::try_from(number).unwrap_or(i64::MAX).into()
}
