//! `import`: takes the lists that projects keep, or says what stands in the way.

mod told;

use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveTime};
use clap::{Args, Subcommand};

use self::told::{Told, say_faults};
use super::{CliError, Console, matching};
use crate::app::import::{
    Carrier, Defaults, Faulty, ImportOptions, ImportReport, ListError, NewCarrier, Outcome, ReadList, Reference,
    import_lotsen, import_requests, read_lotsen, read_requests, table_sentence,
};
use crate::app::{AppError, Context, Moment};
use crate::domain::audit::Actor;
use crate::domain::contact::Email;
use crate::domain::region::{Area, RegionCode};
use crate::domain::text::OrganisationName;
use crate::domain::time::ZONE;
use crate::settings::Settings;
use crate::startup;
use crate::tables::{self, Limits, Workbook, fold};

/// Take a list of Lotsen or of requests (CSV or XLSX) into the database
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    list: List,
}

#[derive(Debug, Subcommand)]
enum List {
    /// A list of Lotsen
    Lotsen(ListArguments),
    /// A list of support requests
    Requests(ListArguments),
}

#[derive(Debug, Args)]
struct ListArguments {
    /// CSV file or XLSX workbook
    file: PathBuf,

    /// Only this sheet of a workbook; by default all whose headings are those of such a list
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,

    /// Whose list it is; not needed where there is only one carrier
    #[arg(long, value_name = "NAME", value_parser = organisation_name)]
    carrier: Option<OrganisationName>,

    /// Make the carrier if there is none of this name
    #[arg(long, requires = "carrier")]
    create_carrier: bool,

    /// A region that a new carrier serves, by code or name; may be repeated. By default those where at least a tenth of the list's postcodes lie
    #[arg(long = "region", value_name = "REGION", requires = "create_carrier")]
    regions: Vec<String>,

    /// Where answers to mails of a new carrier go
    #[arg(long, value_name = "ADDRESS", requires = "create_carrier", value_parser = email)]
    carrier_email: Option<Email>,

    /// Only say what would happen
    #[arg(long)]
    dry_run: bool,

    /// Take the rows without fault; otherwise one fault refuses the whole list
    #[arg(long)]
    skip_faulty: bool,

    /// Import as if it were this day, such as 2026-11-01
    #[arg(long, value_name = "DATE")]
    today: Option<NaiveDate>,
}

fn organisation_name(text: &str) -> Result<OrganisationName, String> {
    OrganisationName::parse(text).map_err(|error| error.to_string())
}

fn email(text: &str) -> Result<Email, String> {
    Email::parse(text).map_err(|error| error.to_string())
}

/// Imports.
pub fn run(arguments: &Arguments, settings: &Settings, console: &Console) -> Result<(), CliError> {
    match &arguments.list {
        List::Lotsen(list) => take(list, settings, console, read_lotsen, import_lotsen),
        List::Requests(list) => take(list, settings, console, read_requests, import_requests),
    }
}

/// The same way for both kinds of lists.
fn take<E>(
    arguments: &ListArguments,
    settings: &Settings,
    console: &Console,
    read: impl Fn(&Workbook, Option<&str>, &Reference<'_>, &Defaults) -> Result<ReadList<E>, ListError>,
    import: impl Fn(&Context, &ReadList<E>, &ImportOptions, &mut Moment) -> Result<ImportReport, AppError>,
) -> Result<(), CliError> {
    let book = open(&arguments.file, console)?;
    let context = startup::context(settings)?;
    let options = options(arguments, &context.area, console)?;
    let today = arguments.today.map(|day| day.and_time(NaiveTime::MIN));
    let mut moment = startup::moment(matching::instant(today)?)?;
    let reference = Reference {
        languages: &context.languages,
        gazetteer: context.area.gazetteer(),
        today: moment.now.with_timezone(&ZONE).date_naive(),
    };
    let list = read(&book, arguments.sheet.as_deref(), &reference, &options.defaults)
        .map_err(|error| CliError::Usage(error.sentence(console.locale)))?;
    // Before the database is asked: the faults help also where it is not clear yet whose list it is.
    say_faults(&arguments.file, book.origin, &list.faults, console)?;
    let report = import(&context, &list, &options, &mut moment).map_err(|error| match error {
        AppError::Carrier(unclear) => CliError::Usage(unclear.sentence(console.locale)),
        other => other.into(),
    })?;
    let told = Told { file: &arguments.file, origin: book.origin, report: &report, dry_run: arguments.dry_run };
    told.show(&context.area, arguments.describes_carrier(), console)?;
    match report.outcome {
        Outcome::Taken | Outcome::Possible => Ok(()),
        Outcome::Refused => Err(CliError::Refused(told.refusal(list.good.len(), console))),
    }
}

impl ListArguments {
    /// Whether something is said of the carrier that only a new one takes.
    fn describes_carrier(&self) -> bool {
        !self.regions.is_empty() || self.carrier_email.is_some()
    }
}

fn open(file: &Path, console: &Console) -> Result<Workbook, CliError> {
    let named = |why: &dyn std::fmt::Display| CliError::Usage(format!("{}: {why}", file.display()));
    let bytes = std::fs::read(file).map_err(|error| named(&error))?;
    tables::read(&bytes, &Limits::default()).map_err(|error| named(&table_sentence(&error, console.locale)))
}

fn options(arguments: &ListArguments, area: &Area, console: &Console) -> Result<ImportOptions, CliError> {
    let carrier = match &arguments.carrier {
        None => Carrier::Only,
        Some(name) if arguments.create_carrier => Carrier::NamedOrNew(NewCarrier {
            name: name.clone(),
            email: arguments.carrier_email.clone(),
            regions: arguments.regions.iter().map(|text| region(text, area, console)).collect::<Result<_, _>>()?,
        }),
        Some(name) => Carrier::Named(name.clone()),
    };
    let faulty = if arguments.skip_faulty { Faulty::Skip } else { Faulty::RefuseAll };
    Ok(ImportOptions {
        carrier,
        faulty,
        dry_run: arguments.dry_run,
        defaults: Defaults::default(),
        actor: Actor::Operator,
    })
}

/// A region by its code or by one of its names, however that is spelt.
fn region(text: &str, area: &Area, console: &Console) -> Result<RegionCode, CliError> {
    let wanted = fold(text);
    let found = area.regions().iter().find(|region| {
        region.code.as_str() == text || [&region.name, &region.label, &region.slug].iter().any(|n| fold(n) == wanted)
    });
    found.map(|region| region.code.clone()).ok_or_else(|| {
        let names: Vec<&str> = area.regions().iter().map(|region| region.name.as_str()).collect();
        let facts = [("name", text.into()), ("names", names.join(", ").into())];
        CliError::Usage(console.text("cli-import-region-unknown", &facts))
    })
}
