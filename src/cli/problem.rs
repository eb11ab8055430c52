//! Reading problem and plan files, for the commands that work without a database.

mod expected;
pub mod listed;

use std::io::Read;
use std::path::Path;

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::Segment;

use super::{CliError, Console};
use crate::domain::region::Area;
use crate::matching::compile::Fault;
use crate::matching::{PlanFile, ProblemFile};
use crate::regions;
use crate::settings::Settings;

/// The longest piece of a file that a message repeats, in characters.
const LONGEST: usize = 60;

/// Refuses what looks at all candidates, where they were too many for the plan already.
pub fn needs_all(plan: &PlanFile, console: &Console) -> Result<(), CliError> {
    match plan.run.nearest {
        Some(nearest) => {
            Err(CliError::Refused(console.text("cli-needs-all", &[("nearest", i64::from(nearest).into())])))
        }
        None => Ok(()),
    }
}

/// A format that `lotsenwerk schema` describes.
pub trait Format: DeserializeOwned + JsonSchema {
    /// Its name there.
    const NAME: &str;
}

impl Format for ProblemFile {
    const NAME: &str = "problem";
}

impl Format for PlanFile {
    const NAME: &str = "plan";
}

/// Reads a JSON file; `-` is the standard input.
pub fn read<T: Format>(path: &Path) -> Result<T, CliError> {
    let mut text = String::new();
    let name = if path == Path::new("-") {
        std::io::stdin()
            .read_to_string(&mut text)
            .map_err(|error| CliError::Usage(format!("standard input: {error}")))?;
        "standard input".to_owned()
    } else {
        let name = path.display().to_string();
        text = std::fs::read_to_string(path).map_err(|error| CliError::Usage(format!("{name}: {error}")))?;
        name
    };
    parse(&text).map_err(|why| CliError::Refused(format!("{name}: {why}; see lotsenwerk schema {}", T::NAME)))
}

/// Or where it does not fit, what stands there, and what should.
fn parse<T: Format>(text: &str) -> Result<T, String> {
    // Windows programs put it before UTF-8.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| explained::<T>(text, &error))?;
    reader.end().map_err(|error| error.to_string())?;
    Ok(value)
}

fn explained<T: Format>(text: &str, error: &serde_path_to_error::Error<serde_json::Error>) -> String {
    let (path, inner) = (error.path(), error.inner());
    let mut sentence = if path.iter().next().is_some() { format!("{path}: {inner}") } else { inner.to_string() };
    let Ok(whole) = serde_json::from_str::<Value>(text) else {
        // Not even JSON: line and column say where.
        return sentence;
    };
    // Most faults tell both; those of dates and of fixed words tell neither.
    if !sentence.contains(", expected") && !sentence.contains("missing field") {
        let found = at(&whole, path).map(Value::to_string);
        if let Some(found) = found {
            sentence.push_str(&format!("; found {}", short(&found)));
        }
        if let Some(expected) = expected::at(&schemars::schema_for!(T).to_value(), path) {
            sentence.push_str(&format!(", expected {expected}"));
        }
    }
    sentence
}

fn at<'a>(whole: &'a Value, path: &serde_path_to_error::Path) -> Option<&'a Value> {
    path.iter().try_fold(whole, |value, segment| match segment {
        Segment::Seq { index } => value.get(index),
        Segment::Map { key } => value.get(key),
        // Variants are written as the value itself here.
        Segment::Enum { .. } => Some(value),
        Segment::Unknown => None,
    })
}

fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The tables by which a problem file's postcodes are understood: `--area`, or the area of the settings.
pub fn area(asked: Option<&str>, settings: &Settings) -> Result<Area, CliError> {
    Ok(regions::load_area(&settings.regions.source(), asked.unwrap_or(&settings.regions.area))?)
}

/// Works with so many threads; with all processors where nothing is said.
pub fn with_threads<T: Send>(threads: Option<u16>, work: impl FnOnce() -> T + Send) -> Result<T, CliError> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.map_or(0, usize::from)).build();
    Ok(pool.map_err(|error| CliError::environment("threads", error))?.install(work))
}

/// All faults of a problem file: one a line for people; for programs also as JSON, on the standard output.
pub fn refused(faults: &[Fault], console: &Console) -> CliError {
    if let Err(error) = console.result(&faults) {
        return error;
    }
    CliError::Refused(faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_have_a_path_and_say_what_is_found_and_expected() {
        let problem = |inner: &str| format!(r#"{{"format": "lotsenwerk-problem/1", "today": "2026-12-01", {inner}}}"#);
        for (text, words) in [
            (problem(r#""lotsen": [], "requests": 7"#), &["requests: ", "`7`", "expected a sequence"][..]),
            (
                problem(r#""lotsen": [{"id": "A"}, {"id": 5}], "requests": []"#),
                &["lotsen[1].id: ", "`5`", "expected a string"],
            ),
            (
                problem(r#""lotsen": [{"id": "A", "hom": 5}], "requests": []"#),
                &["lotsen[0]", "`hom`", "expected one of"],
            ),
            (
                problem(r#""lotsen": [{"id": "A", "last_asked": "gestern"}], "requests": []"#),
                &["lotsen[0].last_asked: ", "found \"gestern\"", "expected a date such as 2026-12-01"],
            ),
            (
                problem(
                    r#""lotsen": [], "requests": [{"id": "R", "appointments": [{"start": "2026-12-01", "minutes": 60}]}]"#,
                ),
                &[
                    "requests[0].appointments[0].start: ",
                    "found \"2026-12-01\"",
                    "expected a local time such as 2026-12-01T09:30",
                ],
            ),
            (problem(r#""lotsen": ["#), &["line 1 column 70"]),
            (r#"[1] x"#.to_owned(), &["line 1 column 2"]),
            (
                problem(r#""lotsen": [], "requests": [{"id": "R", "service": 5}]"#),
                &["requests[0].service: ", "found 5"],
            ),
            (problem(r#""lotsen": [{}], "requests": []"#), &["lotsen[0]: missing field `id`"]),
        ] {
            let error = parse::<ProblemFile>(&text).unwrap_err();
            for word in words {
                assert!(error.contains(word), "{word:?} is missing in {error}");
            }
        }
        let whole = problem(r#""lotsen": [], "requests": []"#);
        assert!(parse::<ProblemFile>(&format!("\u{feff}{whole}")).is_ok());
        assert!(parse::<ProblemFile>(&format!("{whole} {{}}")).unwrap_err().contains("trailing"));
    }
}
