//! What a command shows: results on the standard output, for people in sentences or for programs as JSON; progress, faults and
//! what goes beside a document on the standard error stream.

use std::io::{BufWriter, Write};

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use super::CliError;
use crate::i18n::{self, Locale, Value, measures};
use crate::matching::{Progress, Step};

/// Where a command speaks.
#[derive(Debug)]
pub struct Console {
    /// The language of sentences.
    pub locale: Locale,
    /// Whether a program reads the result.
    pub json: bool,
    /// Whether no progress is shown.
    pub quiet: bool,
}

impl Console {
    /// A console for the given reader.
    pub fn new(locale: Locale, json: bool, quiet: bool) -> Self {
        Self { locale, json, quiet }
    }

    /// A text of the catalogue.
    pub fn text(&self, key: &str, arguments: &[(&'static str, Value)]) -> String {
        i18n::text(self.locale, key, arguments)
    }

    /// A sentence for people.
    pub fn say(&self, sentence: &str) {
        eprintln!("{sentence}");
    }

    /// A sentence for people that is the command's result: on the standard output, unless a program reads that.
    pub fn tell(&self, sentence: &str) -> Result<(), CliError> {
        if self.json {
            return Ok(());
        }
        self.write(sentence.as_bytes())
    }

    /// A result for programs, if one reads.
    pub fn result(&self, value: &impl Serialize) -> Result<(), CliError> {
        if self.json { self.document(value) } else { Ok(()) }
    }

    /// A JSON document that is the command's result in any case. It is written as it grows, because a problem may have gigabytes.
    pub fn document(&self, value: &impl Serialize) -> Result<(), CliError> {
        let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
        let written = serde_json::to_writer_pretty(&mut out, value).map_err(std::io::Error::from);
        ended(written.and_then(|()| out.write_all(b"\n")).and_then(|()| out.flush()))
    }

    fn write(&self, bytes: &[u8]) -> Result<(), CliError> {
        let mut out = std::io::stdout().lock();
        ended(out.write_all(bytes).and_then(|()| out.write_all(b"\n")).and_then(|()| out.flush()))
    }

    /// A bar that names what goes on; hidden when quiet or when nobody watches.
    pub fn bar(&self) -> ProgressBar {
        if self.quiet {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new_spinner();
        let style = ProgressStyle::with_template("{spinner} {elapsed_precise} {msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        bar.enable_steady_tick(std::time::Duration::from_millis(120));
        bar
    }
}

/// How writing a result ended.
fn ended(written: std::io::Result<()>) -> Result<(), CliError> {
    match written {
        // Whoever reads has seen enough, as with `| head`.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|error| CliError::environment("standard output", error)),
    }
}

/// Shows the steps of a matching run.
#[derive(Debug)]
pub struct Watcher<'a> {
    console: &'a Console,
    bar: ProgressBar,
}

impl<'a> Watcher<'a> {
    /// Begins to show.
    pub fn new(console: &'a Console) -> Self {
        Self { console, bar: console.bar() }
    }

    /// Ends and leaves nothing behind.
    pub fn end(self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Watcher<'_> {
    fn step(&self, step: Step) {
        let number = |n: u64| -> Value<'static> { i64::try_from(n).unwrap_or(i64::MAX).into() };
        let text = |key: &str, arguments: &[(&'static str, Value)]| i18n::text(self.console.locale, key, arguments);
        self.bar.set_message(match step {
            Step::Candidates { requests } => text("cli-step-candidates", &[("requests", number(requests))]),
            Step::Components { candidates, components } => {
                let arguments = [("candidates", number(candidates)), ("components", number(components))];
                text("cli-step-components", &arguments)
            }
            Step::Decided { components, of, filled } => {
                let arguments = [("components", number(components)), ("of", number(of)), ("filled", number(filled))];
                text("cli-step-decided", &arguments)
            }
            Step::Bounded { rounds, of, missing } => {
                let missing = measures::decimal(self.console.locale, missing as f64 / 1e4, 3);
                let arguments = [("rounds", number(rounds)), ("of", number(of)), ("missing", missing.into())];
                text("cli-step-bounded", &arguments)
            }
            Step::Explaining { unserved } => text("cli-step-explaining", &[("unserved", number(unserved))]),
        });
    }
}
