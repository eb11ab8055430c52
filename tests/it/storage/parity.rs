//! Both engines have the same schema, and the schema knows the domain's words.

use std::path::Path;

use lotsenwerk::domain::access::Role;
use lotsenwerk::domain::account::LinkPurpose;
use lotsenwerk::domain::assignment::{AssignmentState, Missed};
use lotsenwerk::domain::audit::ActorKind;
use lotsenwerk::domain::code::{Gender, LotseStatus, Mode, OrganisationKind, Priority, Service, Strength, Topic};
use lotsenwerk::domain::hours::HoursState;
use lotsenwerk::domain::job::JobStatus;
use lotsenwerk::domain::language::Level;
use lotsenwerk::domain::offer::{DeclineReason, OfferState, ProposalState};
use lotsenwerk::domain::outbox::MailStatus;
use lotsenwerk::domain::reminder::ReminderReader;
use lotsenwerk::domain::request::RequestState;
use lotsenwerk::domain::run::{RunPhase, RunTrigger};
use lotsenwerk::domain::throttle::ThrottleKind;
use lotsenwerk::domain::travel::Transport;
use lotsenwerk::domain::user::UserLanguage;

use super::schema::{self, Schema};
use crate::support::db::TestDatabase;

/// PostgreSQL's types and what stands for each on SQLite.
const TYPES: [(&str, &str); 10] = [
    ("uuid", "BLOB"),
    ("text", "TEXT"),
    ("bytea", "BLOB"),
    ("jsonb", "TEXT"),
    ("date", "TEXT"),
    ("timestamp without time zone", "TEXT"),
    ("timestamp with time zone", "INTEGER"),
    ("boolean", "INTEGER"),
    ("integer", "INTEGER"),
    ("bigint", "INTEGER"),
];

#[test]
fn both_engines_have_the_same_schema() {
    let Some(postgres) = TestDatabase::postgres() else { return };
    let mut postgres = schema::read(&mut postgres.raw());
    let sqlite = schema::read(&mut TestDatabase::sqlite().raw());
    for table in postgres.tables.values_mut() {
        for (name, kind, _) in &mut table.columns {
            let (_, stands_for_it) =
                TYPES.iter().find(|(here, _)| here == kind).unwrap_or_else(|| panic!("{name} is {kind}"));
            *kind = (*stands_for_it).to_owned();
        }
    }
    let names = |schema: &Schema| schema.tables.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&sqlite), names(&postgres));
    for (name, table) in &sqlite.tables {
        assert_eq!(table, &postgres.tables[name], "{name}: SQLite on the left, PostgreSQL on the right");
    }
}

#[test]
fn both_folders_have_the_same_changes() {
    assert_eq!(changes("sqlite"), changes("postgres"));
    assert!(changes("sqlite").len() >= 6);
}

/// The names of all changes to one engine's schema, in their order.
fn changes(engine: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
    let names = folder.read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

/// The databases know a change by the digits that its name begins with.
#[test]
fn no_two_changes_have_the_same_number() {
    let mut numbers: Vec<String> = changes("sqlite")
        .iter()
        .map(|name| name.chars().take_while(|letter| *letter != '_').filter(char::is_ascii_digit).collect())
        .collect();
    let all = numbers.len();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), all, "one of two changes with the same number is never made");
}

/// Deleting a row makes the engine look for rows that refer to it; without an index it reads the whole table.
#[test]
fn every_foreign_key_has_an_index() {
    let schema = schema::read(&mut TestDatabase::sqlite().raw());
    for (name, table) in &schema.tables {
        for key in &table.foreign_keys {
            let (column, _) = key.split_once(" -> ").unwrap();
            let leads = |columns: &str| columns == column || columns.starts_with(&format!("{column},"));
            let indexed =
                leads(&table.primary_key) || table.indexes.iter().any(|index| leads(index.rsplit(' ').next().unwrap()));
            assert!(indexed, "{name}: {key} has no index");
        }
    }
}

#[test]
fn checks_list_exactly_the_codes_of_the_domain() {
    fn codes<T: Copy>(all: &[T], code: impl Fn(T) -> &'static str) -> Vec<&'static str> {
        all.iter().map(|one| code(*one)).collect()
    }
    let modes = codes(Mode::ALL, Mode::code);
    let levels = codes(&Level::ALL, Level::code);
    let topics = codes(Topic::ALL, Topic::code);
    let genders = codes(Gender::ALL, Gender::code);
    let services = codes(Service::ALL, Service::code);
    let expected = [
        ("organisations_kind_check", codes(OrganisationKind::ALL, OrganisationKind::code)),
        ("lotsen_status_check", codes(LotseStatus::ALL, LotseStatus::code)),
        ("lotsen_gender_check", genders.clone()),
        ("lotsen_transport_check", codes(&Transport::ALL, Transport::code)),
        ("lotse_modes_mode_check", modes.clone()),
        ("lotse_services_service_check", services.clone()),
        ("lotse_languages_level_check", levels.clone()),
        ("lotse_topics_topic_check", topics.clone()),
        ("requests_service_check", services.clone()),
        ("hours_entries_service_check", services),
        ("hours_entries_state_check", codes(HoursState::ALL, HoursState::code)),
        ("requests_topic_check", topics),
        ("requests_gender_check", genders),
        ("requests_gender_strength_check", codes(Strength::ALL, Strength::code)),
        ("requests_priority_check", codes(Priority::ALL, Priority::code)),
        ("requests_state_check", codes(RequestState::ALL, RequestState::code)),
        ("request_languages_at_least_check", levels),
        ("request_modes_mode_check", modes.clone()),
        ("proposals_mode_check", modes.clone()),
        ("proposals_state_check", codes(ProposalState::ALL, ProposalState::code)),
        ("matching_runs_begun_by_check", codes(RunTrigger::ALL, RunTrigger::code)),
        ("matching_runs_phase_check", codes(RunPhase::ALL, RunPhase::code)),
        ("offers_state_check", codes(OfferState::ALL, OfferState::code)),
        ("declines_reason_check", codes(DeclineReason::ALL, DeclineReason::code)),
        ("assignments_mode_check", modes),
        ("outbox_state_check", codes(MailStatus::ALL, MailStatus::code)),
        ("audit_events_actor_kind_check", codes(ActorKind::ALL, ActorKind::code)),
        ("jobs_state_check", codes(JobStatus::ALL, JobStatus::code)),
        ("assignments_state_check", codes(AssignmentState::ALL, AssignmentState::code)),
        ("assignments_missed_check", codes(Missed::ALL, Missed::code)),
        ("reminders_reader_check", codes(ReminderReader::ALL, ReminderReader::code)),
        ("users_language_check", codes(UserLanguage::ALL, UserLanguage::code)),
        ("memberships_role_check", codes(Role::ALL, Role::code)),
        ("account_links_purpose_check", codes(LinkPurpose::ALL, LinkPurpose::code)),
        ("login_attempts_kind_check", codes(ThrottleKind::ALL, ThrottleKind::code)),
    ];
    for engine in ["sqlite", "postgres"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
        let mut changes: Vec<_> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
        changes.sort();
        let sql: String =
            changes.iter().map(|change| std::fs::read_to_string(change.join("up.sql")).unwrap()).collect();
        for (check, codes) in &expected {
            // A check that was made anew stands in several changes; the last one holds.
            let (_, rest) = sql.rsplit_once(check).unwrap_or_else(|| panic!("{engine}: {check} is missing"));
            let list = rest.split_once(" IN (").unwrap().1.split_once(')').unwrap().0;
            let listed: Vec<&str> = list.split(',').map(|code| code.trim().trim_matches('\'')).collect();
            assert_eq!(&listed, codes, "{engine}: {check}");
        }
    }
}
