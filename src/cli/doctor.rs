//! `doctor`: looks whether everything that the program needs is there, and says what to do where it is not.
//!
//! It only looks: no database, no schema and no folder is made. What the first run makes by itself is not missing. Only if
//! asked to does it send a test mail.

use std::path::Path;

use chrono::NaiveTime;
use clap::Args;
use serde::Serialize;

use super::{CliError, Console};
use crate::app::coverage::check::{compare, recount};
use crate::app::seals::{self, Noted};
use crate::domain::contact::Email;
use crate::domain::id::MailId;
use crate::domain::programme::rules_on;
use crate::domain::region::Gazetteer;
use crate::domain::seal::Break;
use crate::domain::time::ZONE;
use crate::i18n::{Value, dates};
use crate::mail::message::{MailIdentity, Mailbox, MessageId, OutgoingMail};
use crate::mail::transport::Receipt;
use crate::matching::solve::BACK_END;
use crate::matching::{self, Options, ProblemFile, Silent};
use crate::regions;
use crate::settings::{MailTransport, Settings};
use crate::startup;
use crate::storage::coverage::changes;
use crate::storage::{self, DatabaseUrl, Schema, StorageError};

/// Check settings, tables, database, mail folder and solver
#[derive(Debug, Args)]
pub struct Arguments {
    /// Also send a test mail to this address, the way the settings say
    #[arg(long, value_name = "ADDRESS", value_parser = Email::parse)]
    mail_to: Option<Email>,

    /// Also look whether the audit still passes through this seal, as an earlier look or the log has told it
    #[arg(long, value_name = "NUMBER:HASH")]
    audit_seal: Option<Noted>,

    /// Also count the figures of coverage anew from every request, and compare
    #[arg(long)]
    coverage: bool,

    /// Put what differs in the place of what was counted, in one go; also after the table of regions has changed
    #[arg(long, requires = "coverage")]
    repair: bool,
}

/// One thing that was looked at.
#[derive(Debug, Serialize)]
struct Finding {
    /// A stable name.
    what: &'static str,
    well: bool,
    /// It is not well, but goes on.
    warning: bool,
    detail: String,
}

/// What is only warned of.
const WARNINGS: [&str; 1] = ["public_url"];

/// What is well, or what is not, in words.
type Checked = Result<String, String>;

/// Looks at everything, then says what it found.
pub fn run(arguments: &Arguments, settings: &Settings, console: &Console) -> Result<(), CliError> {
    let (database, is_current) = match database(settings, console) {
        Ok((detail, is_current)) => (Ok(detail), is_current),
        Err(error) => (Err(error), false),
    };
    let audit = is_current.then(|| audit(arguments.audit_seal.as_ref(), settings, console));
    let folder = (settings.mail.transport == MailTransport::Folder).then(|| mail_folder(settings, console));
    let test_mail = arguments.mail_to.as_ref().map(|to| test_mail(to, settings, console));
    let smtp = settings.mail.transport == MailTransport::Smtp;
    let coverage = is_current.then(|| coverage((arguments.coverage, arguments.repair), settings, console));
    let checks: [(&'static str, String, Option<Checked>); 11] = [
        ("tables", console.text("cli-doctor-tables", &[]), Some(tables(settings, console))),
        ("rules", console.text("cli-doctor-rules", &[]), Some(rules(settings, console))),
        ("database", console.text("cli-doctor-database", &[]), Some(database)),
        // Without the schema of this version there is no outbox to look at.
        ("outbox", console.text("cli-doctor-outbox", &[]), is_current.then(|| outbox(settings, console))),
        ("jobs", console.text("cli-doctor-jobs", &[]), is_current.then(|| jobs(settings, console))),
        ("audit", console.text("cli-doctor-audit", &[]), audit),
        ("coverage", console.text("cli-doctor-coverage", &[]), coverage),
        ("mail_folder", console.text("cli-doctor-mail-folder", &[]), folder),
        ("public_url", console.text("cli-doctor-public-url", &[]), smtp.then(|| public_url(settings, console))),
        ("test_mail", console.text("cli-doctor-test-mail", &[]), test_mail),
        ("solver", console.text("cli-doctor-solver", &[]), Some(solver(console))),
    ];
    let mut findings = Vec::new();
    for (what, named, checked) in checks {
        let Some(checked) = checked else { continue };
        let well = checked.is_ok();
        let detail = checked.unwrap_or_else(|error| error);
        let warning = !well && WARNINGS.contains(&what);
        let sign = match (well, warning) {
            (true, _) => "✓",
            (false, true) => "!",
            (false, false) => "✗",
        };
        console.tell(&format!("{sign} {named}: {detail}"))?;
        findings.push(Finding { what, well, warning, detail });
    }
    console.result(&findings)?;
    let ill = findings.iter().filter(|finding| !finding.well && !finding.warning).count();
    if ill == 0 {
        return console.tell(&console.text("cli-doctor-well", &[]));
    }
    Err(CliError::Refused(console.text("cli-doctor-ill", &[("count", count(ill))])))
}

fn count(number: usize) -> Value<'static> {
    i64::try_from(number).unwrap_or(i64::MAX).into()
}

fn words(error: impl std::fmt::Display) -> String {
    error.to_string()
}

fn tables(settings: &Settings, console: &Console) -> Checked {
    let area = regions::load_area(&settings.regions.source(), &settings.regions.area).map_err(words)?;
    let languages = regions::load_languages(&regions::Source::Embedded).map_err(words)?;
    let facts = [
        ("area", area.code().to_owned().into()),
        ("regions", count(area.regions().len())),
        ("places", count(area.gazetteer().places().len())),
        ("languages", count(languages.languages().len())),
    ];
    Ok(console.text("cli-doctor-tables-well", &facts))
}

fn rules(settings: &Settings, console: &Console) -> Checked {
    settings.matching.rules().map_err(words)?;
    let programmes = settings.programme.rules().map_err(words)?;
    let today = startup::now().with_timezone(&ZONE).date_naive();
    let rules = rules_on(&programmes, &settings.programme.code, today).map_err(words)?;
    let since = dates::date(console.locale, rules.valid_from);
    let facts = [("programme", rules.code.clone().into()), ("since", since.into())];
    Ok(console.text("cli-doctor-rules-well", &facts))
}

/// What is to be said of it, and whether its schema is that of this version.
fn database(settings: &Settings, console: &Console) -> Result<(String, bool), String> {
    let url = DatabaseUrl::parse(&settings.database.url).map_err(|error| format!("database.url: {error}"))?;
    let new = || {
        let facts = [("engine", url.engine().to_string().into()), ("place", url.to_string().into())];
        console.text("cli-doctor-database-new", &facts)
    };
    // Opening a file that is not there would make it, and opening an empty one would change it.
    if let Some(file) = url.file()
        && std::fs::metadata(file).map_or(true, |file| file.is_file() && file.len() == 0)
    {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if folder.is_dir() {
            return Ok((new(), false));
        }
        let facts = [("folder", folder.display().to_string().into())];
        return Err(console.text("cli-doctor-database-no-folder", &facts));
    }
    let database = startup::database(settings).map_err(words)?;
    let engine = Value::from(database.engine().to_string());
    match database.schema().map_err(words)? {
        Schema::Empty => Ok((new(), false)),
        Schema::Current => Ok((console.text("cli-doctor-database-well", &[("engine", engine)]), true)),
        Schema::Behind(pending) => {
            Err(console.text("cli-doctor-database-behind", &[("engine", engine), ("count", count(pending.len()))]))
        }
    }
}

fn outbox(settings: &Settings, console: &Console) -> Checked {
    let database = startup::database(settings).map_err(words)?;
    let counts = database.read(storage::outbox::counts).map_err(words)?;
    let number = |number: u64| Value::from(i64::try_from(number).unwrap_or(i64::MAX));
    let facts = [("queued", number(counts.queued)), ("sent", number(counts.sent)), ("dead", number(counts.dead))];
    let text = console.text("cli-doctor-outbox-counts", &facts);
    if counts.dead == 0 { Ok(text) } else { Err(text) }
}

fn jobs(settings: &Settings, console: &Console) -> Checked {
    let database = startup::database(settings).map_err(words)?;
    let now = startup::now();
    let (counts, oldest) = database
        .read(|tx| Ok::<_, StorageError>((storage::jobs::counts(tx)?, storage::jobs::oldest_due(tx, now)?)))
        .map_err(words)?;
    let number = |number: u64| Value::from(i64::try_from(number).unwrap_or(i64::MAX));
    let behind = oldest.map_or(0, |oldest| (now - oldest).num_minutes());
    let facts = [
        ("queued", number(counts.queued)),
        ("running", number(counts.running)),
        ("dead", number(counts.dead)),
        ("minutes", Value::from(behind)),
    ];
    let text = console.text("cli-doctor-jobs-counts", &facts);
    if counts.dead == 0 { Ok(text) } else { Err(text) }
}

/// Looks at the whole chain of the audit.
fn audit(known: Option<&Noted>, settings: &Settings, console: &Console) -> Checked {
    let database = startup::database(settings).map_err(words)?;
    let bar = console.bar();
    let number = |number: u64| Value::from(i64::try_from(number).unwrap_or(i64::MAX));
    let looked = seals::verify(&database, known, |sealed| {
        bar.set_message(console.text("cli-doctor-audit-step", &[("sealed", number(sealed))]));
    });
    bar.finish_and_clear();
    let chain = looked.map_err(words)?;
    let event = |event: &dyn std::fmt::Display| ("event", Value::from(event.to_string()));
    if let Some(broken) = chain.broken {
        return Err(match broken {
            Break::Removed(seal) => {
                console.text("cli-doctor-audit-removed", &[("number", number(seal.number)), event(&seal.event)])
            }
            Break::Changed(seal) => {
                console.text("cli-doctor-audit-changed", &[("number", number(seal.number)), event(&seal.event)])
            }
            Break::Gap(seal) => {
                console.text("cli-doctor-audit-gap", &[("number", number(seal.number)), event(&seal.event)])
            }
            Break::Replaced(at) => console.text("cli-doctor-audit-replaced", &[("number", number(at))]),
            Break::Unchained(id) => console.text("cli-doctor-audit-unchained", &[event(&id)]),
        });
    }
    // The chain tells of what was changed; without these, whatever waits for its seal could be changed without a trace.
    let missing = database.read(storage::seals::missing_guards).map_err(words)?;
    if !missing.is_empty() {
        return Err(console.text("cli-doctor-audit-unguarded", &[("triggers", missing.join(", ").into())]));
    }
    let waiting = ("waiting", number(chain.waiting));
    Ok(match chain.head {
        Some(head) => console.text("cli-doctor-audit-well", &[("seal", Noted::of(&head).to_string().into()), waiting]),
        None => console.text("cli-doctor-audit-none", &[waiting]),
    })
}

/// Looks how far the figures of coverage are, and if asked to, whether they are what the requests say, or makes them so.
fn coverage((anew, repair): (bool, bool), settings: &Settings, console: &Console) -> Checked {
    let database = startup::database(settings).map_err(words)?;
    let number = |number: u64| Value::from(i64::try_from(number).unwrap_or(i64::MAX));
    let (waiting, missing) = database
        .read(|tx| Ok::<_, StorageError>((changes::count(tx)?, changes::missing_triggers(tx)?)))
        .map_err(words)?;
    if !missing.is_empty() {
        return Err(console.text("cli-doctor-coverage-unnoted", &[("triggers", missing.join(", ").into())]));
    }
    let waiting = ("waiting", number(waiting));
    if !anew {
        return Ok(console.text("cli-doctor-coverage-waiting", &[waiting]));
    }
    let area = regions::load_area(&settings.regions.source(), &settings.regions.area).map_err(words)?;
    let bar = console.bar();
    let step = |requests| bar.set_message(console.text("cli-doctor-coverage-step", &[("requests", number(requests))]));
    if repair {
        let repaired = recount(&database, &area, startup::now(), step);
        bar.finish_and_clear();
        let repaired = repaired.map_err(words)?;
        let facts = [
            ("requests", number(repaired.requests)),
            ("facts", number(repaired.facts)),
            ("sums", number(repaired.sums)),
        ];
        return Ok(console.text("cli-doctor-coverage-repaired", &facts));
    }
    let compared = compare(&database, &area, step);
    bar.finish_and_clear();
    let found = compared.map_err(words)?;
    let facts =
        [waiting, ("requests", number(found.requests)), ("facts", number(found.facts)), ("sums", number(found.sums))];
    if found.is_none() {
        return Ok(console.text("cli-doctor-coverage-well", &facts));
    }
    Err(console.text("cli-doctor-coverage-ill", &facts))
}

/// Mails reach everybody, but do the links in them?
fn public_url(settings: &Settings, console: &Console) -> Checked {
    match settings.web.base().map_err(words)? {
        None => Err(console.text("cli-doctor-public-url-none", &[])),
        Some(base) => {
            let key = if base.is_local() { "cli-doctor-public-url-local" } else { "cli-doctor-public-url-well" };
            let said = console.text(key, &[("url", settings.web.public_url.clone().into())]);
            if base.is_local() { Err(said) } else { Ok(said) }
        }
    }
}

/// Sends a mail past the outbox, so that the answer of the server can be shown at once.
fn test_mail(to: &Email, settings: &Settings, console: &Console) -> Checked {
    let post = startup::post(settings).map_err(words)?;
    let from = startup::sender(settings).map_err(words)?;
    let mut moment = startup::moment(startup::now()).map_err(words)?;
    let id = MailId::new(moment.now, moment.random());
    let text = console.text("cli-doctor-test-mail-text", &[]);
    let mail = OutgoingMail {
        message_id: MessageId::of(id, &from.address).map_err(words)?,
        date: moment.now,
        identity: MailIdentity { from: Mailbox { name: from.name, address: from.address }, reply_to: None },
        to: Mailbox { name: String::new(), address: to.clone() },
        subject: console.text("cli-doctor-test-mail-subject", &[]),
        html: format!("<!DOCTYPE html>\n<html lang=\"{}\"><p>{text}</p></html>\n", console.locale.code()),
        text: format!("{text}\n"),
        attachments: Vec::new(),
        invite: None,
        unsubscribe: None,
    };
    let place = match post.transport.send(&mail).map_err(words)? {
        Receipt::File(path) => path.display().to_string(),
        Receipt::Server => format!("{}:{}", settings.mail.smtp.host, settings.mail.smtp.port),
        Receipt::Memory => String::new(),
    };
    let facts = [("id", mail.message_id.to_string().into()), ("place", place.into())];
    Ok(console.text("cli-doctor-test-mail-sent", &facts))
}

/// Writes a file and takes it away again, in the folder or where the folder would be made.
fn mail_folder(settings: &Settings, console: &Console) -> Checked {
    let folder = &settings.mail.folder;
    let named = Value::from(folder.display().to_string());
    let nearest = folder.ancestors().find(|ancestor| ancestor.exists()).unwrap_or(Path::new("."));
    let probe = nearest.join(format!(".lotsenwerk-doctor-{}", std::process::id()));
    let written = std::fs::write(&probe, b"can be written").and_then(|()| std::fs::remove_file(&probe));
    match written {
        Err(why) => {
            Err(console.text("cli-doctor-mail-folder-ill", &[("folder", named), ("why", why.to_string().into())]))
        }
        Ok(()) if folder.exists() => Ok(console.text("cli-doctor-mail-folder-well", &[("folder", named)])),
        Ok(()) => Ok(console.text("cli-doctor-mail-folder-new", &[("folder", named)])),
    }
}

/// Solves a problem with one Lotse and one request.
fn solver(console: &Console) -> Checked {
    let facts = |why: String| [("solver", BACK_END.into()), ("why", why.into())];
    match solved() {
        Ok(()) => Ok(console.text("cli-doctor-solver-well", &[("solver", BACK_END.into())])),
        Err(why) => Err(console.text("cli-doctor-solver-ill", &facts(why))),
    }
}

fn solved() -> Result<(), String> {
    let today = startup::now().with_timezone(&ZONE).date_naive();
    let file: ProblemFile = serde_json::from_value(serde_json::json!({
        "format": "lotsenwerk-problem/1",
        "today": today,
        "lotsen": [{"id": "L"}],
        "requests": [{"id": "R", "appointments": [{"start": today.and_time(NaiveTime::MIN), "minutes": 60}]}],
    }))
    .map_err(words)?;
    let joined = |lines: Vec<String>| lines.join("; ");
    let problem = matching::compile(&file, &Gazetteer::default())
        .map_err(|faults| joined(faults.iter().map(ToString::to_string).collect()))?;
    let plan = matching::solve(&problem, &Options::default(), &Silent).map_err(words)?;
    let verified = matching::verify::verify(&file, &Gazetteer::default(), &plan)
        .map_err(|violations| joined(violations.iter().map(ToString::to_string).collect()))?;
    let served = verified.totals.served;
    if served == 1 { Ok(()) } else { Err(format!("{served} / 1")) }
}
