//! Every list in every order, with what people narrow it to, is read by an index: no table as a whole, and no sorting but of what the
//! branches gave.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use lotsenwerk::domain::access::{Role, Scope};
use lotsenwerk::domain::assignment::AssignmentState;
use lotsenwerk::domain::audit::Action;
use lotsenwerk::domain::code::{LotseStatus, OrganisationKind, Service};
use lotsenwerk::domain::contact::Email;
use lotsenwerk::domain::filter::*;
use lotsenwerk::domain::hours::HoursState;
use lotsenwerk::domain::id::UserId;
use lotsenwerk::domain::language::{LanguageCode, Level};
use lotsenwerk::domain::offer::{OfferState, ProposalState};
use lotsenwerk::domain::outbox::MailStatus;
use lotsenwerk::domain::page::{Cursor, PageSize, Paging, Sort};
use lotsenwerk::domain::page::{Key, KeyKind};
use lotsenwerk::domain::request::RequestState;
use lotsenwerk::domain::run::{RunState, RunTrigger};
use lotsenwerk::domain::search::SearchText;
use lotsenwerk::domain::text::DisplayName;
use lotsenwerk::domain::user::{User, UserLanguage, UserState};
use lotsenwerk::storage::{
    Engine, ListQuery, assignments, audit, hours, lotsen, offers, organisations, outbox, requests, runs, users,
};
use uuid::Uuid;

use super::scope;
use super::world::fill;
use crate::storage::samples::*;
use crate::support::context::context;
use crate::support::db::{TestDatabase, on_each_database};

on_each_database!(
    every_list_is_read_by_an_index,
    a_time_in_another_order_is_read_by_an_index,
    what_is_few_is_found_by_an_index
);

/// The first page, and one in the middle.
fn pagings<S: Sort>(sort: S) -> [Paging<S>; 2] {
    let key = |kind: &KeyKind| match kind {
        KeyKind::Instant => Key::Instant(at("2026-11-20T09:00:00Z")),
        KeyKind::Local => Key::Local(local("2026-12-07 09:00")),
        KeyKind::Text => Key::Text("meier".to_owned()),
        KeyKind::Number => Key::Number(1),
        KeyKind::Id => Key::Id(organisation_id(2).as_uuid()),
    };
    let (size, id) = (PageSize::default(), Uuid::from_u128(u128::MAX / 2));
    let cursor = Cursor::new(sort, sort.keys().iter().map(key).collect(), id);
    [Paging::first(sort, size), Paging::behind(sort, size, cursor).unwrap()]
}

/// All queries with a name for each.
fn queries(db: &TestDatabase) -> Vec<(String, ListQuery)> {
    let mut all = Vec::new();
    let organisation = organisation_id(1);
    let scopes = [Scope::All, scope(&[organisation], &[]), scope(&[organisation, organisation_id(3)], &[lotse_id(1)])];
    let text = || Some(SearchText::parse("esch a-1").unwrap());
    let language = || LanguageCode::parse("prs").unwrap();
    let area = context(db).area;
    let region = || Places::of_region(&area, &"06636".parse().unwrap()).ok();
    let prefix = || Places::with_prefix("37").ok();
    let like = || ForWhat { text: text(), language: Some(language()), ..ForWhat::default() };
    let near = || ForWhat { places: region(), service: Some(Service::Interpreting), ..ForWhat::default() };
    macro_rules! list {
        ($noun:ident::$query:ident, $sort:ident, $scopes:expr, [$($filter:expr),+ $(,)?]) => {
            for sort in $sort::ALL.iter().copied() {
                for scope in $scopes {
                    for filter in [$($filter),+] {
                        for paging in pagings(sort) {
                            let name = format!("{} by {sort}, {scope:?}, {filter:?}", stringify!($noun));
                            all.push((name, $noun::$query(scope, &filter, &paging)));
                        }
                    }
                }
            }
        };
    }
    let none = RequestFilter::default;
    list!(
        requests::query,
        RequestSort,
        &scopes,
        [
            none(),
            RequestFilter { states: [RequestState::Open, RequestState::Unserved].into(), ..none() },
            RequestFilter { places: region(), language: Some(language()), ..none() },
            RequestFilter { places: prefix(), service: Some(Service::Interpreting), ..none() },
            RequestFilter { carrier: Some(organisation), ..none() },
            RequestFilter { organisation: Some(organisation), ..none() },
            RequestFilter { text: text(), ..none() },
        ]
    );
    for scope in &scopes {
        for paging in pagings(RequestSort::Begin) {
            let filter = RequestFilter { begins: morning(), ..RequestFilter::default() };
            all.push((format!("requests by begin, {scope:?}, {filter:?}"), requests::query(scope, &filter, &paging)));
        }
    }
    let none = LotseFilter::default;
    list!(
        lotsen::query,
        LotseSort,
        &scopes,
        [
            none(),
            LotseFilter { statuses: [LotseStatus::Active].into(), ..none() },
            LotseFilter { language: Some((language(), Level::B2)), ..none() },
            LotseFilter { places: region(), service: Some(Service::Interpreting), ..none() },
            LotseFilter { organisation: Some(organisation), ..none() },
            LotseFilter { text: text(), ..none() },
        ]
    );
    let none = AssignmentFilter::default;
    list!(
        assignments::query,
        AssignmentSort,
        &scopes,
        [
            none(),
            AssignmentFilter { states: [AssignmentState::Confirmed].into(), ..none() },
            AssignmentFilter { lotse: Some(lotse_id(1)), ..none() },
            AssignmentFilter { request: Some(request_id(1)), ..none() },
            AssignmentFilter { begins: morning(), ..none() },
            AssignmentFilter { carrier: Some(organisation), ..none() },
            AssignmentFilter { for_what: like(), ..none() },
            AssignmentFilter { for_what: near(), lotse: Some(lotse_id(1)), ..none() },
        ]
    );
    let none = OfferFilter::default;
    list!(
        offers::query,
        OfferSort,
        &scopes,
        [
            none(),
            OfferFilter { states: [OfferState::Open].into(), ..none() },
            OfferFilter { lotse: Some(lotse_id(1)), ..none() },
            OfferFilter { request: Some(request_id(1)), ..none() },
            OfferFilter { carrier: Some(organisation), ..none() },
            OfferFilter { for_what: like(), ..none() },
            OfferFilter { for_what: near(), ..none() },
        ]
    );
    let none = HoursFilter::default;
    list!(
        hours::query,
        HoursSort,
        &scopes,
        [
            none(),
            HoursFilter { states: [HoursState::Logged, HoursState::Confirmed].into(), ..none() },
            HoursFilter { lotse: Some(lotse_id(1)), ..none() },
            HoursFilter { organisation: Some(organisation), service: Some(Service::Accompaniment), ..none() },
            HoursFilter { worked: morning(), ..none() },
        ]
    );
    let none = RunFilter::default;
    let instants = Between { from: Some(at("2026-11-20T08:10:00Z")), before: Some(at("2026-11-20T12:30:00Z")) };
    list!(
        runs::query,
        RunSort,
        &scopes,
        [
            none(),
            RunFilter { carrier: Some(organisation), ..none() },
            RunFilter { trigger: Some(RunTrigger::Ordered), states: [RunState::Failed].into(), ..none() },
            RunFilter { started: instants, ..none() },
        ]
    );
    let none = ProposalFilter::default;
    list!(
        runs::proposals_query,
        ProposalSort,
        &scopes,
        [
            none(),
            ProposalFilter { run: Some(run_id(1)), ..none() },
            ProposalFilter { request: Some(request_id(1)), ..none() },
            ProposalFilter { states: [ProposalState::Proposed].into(), ..none() },
            ProposalFilter { lotse: Some(lotse_id(1)), ..none() },
            ProposalFilter { carrier: Some(organisation), ..none() },
            ProposalFilter { for_what: like(), ..none() },
            ProposalFilter { for_what: near(), ..none() },
        ]
    );
    let none = OrganisationFilter::default;
    list!(
        organisations::query,
        OrganisationSort,
        &scopes,
        [
            none(),
            OrganisationFilter { kind: Some(OrganisationKind::Carrier), ..none() },
            OrganisationFilter { region: "06636".parse().ok(), text: text(), ..none() },
        ]
    );
    let none = MailFilter::default;
    list!(
        outbox::query,
        MailSort,
        &[Scope::All],
        [
            none(),
            MailFilter { states: [MailStatus::Dead].into(), ..none() },
            MailFilter { kind: Some("offer".to_owned()), ..none() },
            MailFilter { recipient: Email::parse("mina@example.org").ok(), ..none() },
            MailFilter { decided: instants, ..none() },
        ]
    );
    let none = AuditFilter::default;
    let day = Between { from: Some(at("2026-11-20T12:00:00Z")), before: Some(at("2026-11-20T12:30:00Z")) };
    list!(
        audit::query,
        AuditSort,
        &[Scope::All],
        [
            none(),
            AuditFilter { subject: Some(request_id(1).as_uuid()), ..none() },
            AuditFilter { actor: Some(lotse_id(1).as_uuid()), ..none() },
            AuditFilter { action: Some(Action::OfferReleased), ..none() },
            AuditFilter { at: day, ..none() },
        ]
    );
    for (name, query) in accounts(&[Scope::All], &[None, Some(Role::Lotse), Some(Role::Coordinator)]) {
        all.push((name, query));
    }
    all
}

/// Queries of accounts: the first page, and one in the middle.
fn accounts(scopes: &[Scope], roles: &[Option<Role>]) -> Vec<(String, ListQuery)> {
    let mut all = Vec::new();
    let last = User {
        id: UserId::from_uuid(Uuid::from_u128(u128::MAX / 2)),
        email: Email::parse("m@example.org").unwrap(),
        name: DisplayName::parse("M").unwrap(),
        language: UserLanguage::German,
        has_password: true,
        has_second_factor: false,
        created_at: at("2026-11-20T09:00:00Z"),
        disabled_at: None,
    };
    for sort in UserSort::ALL.iter().copied() {
        for (scope, role) in scopes.iter().flat_map(|scope| roles.iter().map(move |role| (scope, *role))) {
            for states in [BTreeSet::new(), [UserState::Invited].into()] {
                for behind in [None, Some(&last)] {
                    let filter = UserFilter { role, states: states.clone(), text: SearchText::parse("esch").ok() };
                    let query = users::query(scope, &filter, &Paging::first(sort, PageSize::default()), behind);
                    all.push((format!("users by {sort}, {scope:?}, {filter:?}"), query));
                }
            }
        }
    }
    all
}

/// Who is something in an organisation, or looks after all, and whom a carrier lends Lotsen, are few: they are found by an index and
/// put in order.
fn what_is_few_is_found_by_an_index(db: &TestDatabase) {
    fill(db, 100);
    let some = [scope(&[organisation_id(1)], &[]), scope(&[organisation_id(1), organisation_id(3)], &[lotse_id(1)])];
    let all_roles: Vec<Option<Role>> = [None].into_iter().chain(Role::ALL.iter().copied().map(Some)).collect();
    let few = [Some(Role::Operator), Some(Role::CompetenceCentre)];
    // Who sees all agreements reads their table in its own order.
    let lendings = some.iter().flat_map(|scope| {
        let query = |paging| (format!("lendings, {scope:?}"), organisations::lendings_query(scope, &paging));
        pagings(LendingSort::Parties).map(query)
    });
    let queries = accounts(&some, &all_roles).into_iter().chain(accounts(&[Scope::All], &few)).chain(lendings);
    for (name, query) in queries {
        let steps = db.must_read(|tx| query.steps(tx));
        assert!(!steps.iter().any(|step| reads_a_table(step)), "{name}\n{}", steps.join("\n"));
    }
}

fn every_list_is_read_by_an_index(db: &TestDatabase) {
    fill(db, 3_000);
    // As it does by itself; SQLite is never told to.
    if db.engine() == Engine::Postgres {
        db.raw().batch("ANALYZE");
    }
    let queries = queries(db);
    assert!(queries.len() > 250);
    let mut faulty = Vec::new();
    for (name, query) in queries {
        let steps = db.must_read(|tx| query.steps(tx));
        let whole = steps.iter().filter(|step| reads_a_table(step)).count();
        let sorting = steps.iter().filter(|step| sorts(step)).count();
        if whole > 0 || sorting > usize::from(query.branches() > 1) {
            faulty.push(format!("{name}\n{}", steps.join("\n")));
        }
    }
    assert!(faulty.is_empty(), "{} of them\n{}", faulty.len(), faulty.join("\n\n"));
}

/// A time that the order has nothing to do with: the engine may read the time's index and sort what lies within, or the order's and
/// leave out what does not.
fn a_time_in_another_order_is_read_by_an_index(db: &TestDatabase) {
    fill(db, 1_000);
    let filter = RequestFilter { begins: morning(), ..RequestFilter::default() };
    for sort in [RequestSort::Newest, RequestSort::Priority] {
        for scope in [Scope::All, scope(&[organisation_id(1)], &[])] {
            let query = requests::query(&scope, &filter, &pagings(sort)[1]);
            let steps = db.must_read(|tx| query.steps(tx));
            assert!(!steps.iter().any(|step| reads_a_table(step)), "{}", steps.join("\n"));
            assert!(steps.iter().any(|step| step.contains("requests_")), "{}", steps.join("\n"));
        }
    }
}

fn morning() -> Between<NaiveDateTime> {
    Between { from: Some(local("2026-12-07 08:10")), before: Some(local("2026-12-07 08:40")) }
}

/// Whether a step reads a table row by row: SQLite's `SCAN r` and PostgreSQL's `Seq Scan on requests r`. Proposals and the audit are
/// listed in the order of their identities, in which SQLite keeps these tables themselves.
fn reads_a_table(step: &str) -> bool {
    let scan = step.starts_with("SCAN ") && !step.contains("INDEX") && !step.contains("PRIMARY KEY");
    let of_branches = step.contains("branch") || step.contains("CONSTANT ROW");
    let in_order = matches!(step, "SCAN p" | "SCAN e");
    scan && !of_branches && !in_order || step.contains("Seq Scan on")
}

/// Whether a step puts rows in order: SQLite's `USE TEMP B-TREE` and PostgreSQL's `Sort`.
fn sorts(step: &str) -> bool {
    let node = step.trim_start().trim_start_matches("->").trim_start();
    step.contains("TEMP B-TREE") || node.starts_with("Sort  (") || node.starts_with("Incremental Sort")
}
