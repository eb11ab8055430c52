//! What a desk looks through beside requests and Lotsen: accounts, hours, runs, mails and agreements to lend, whole, in order, and
//! narrowed to what somebody would leave who looked at every row.

use std::cmp::Reverse;

use lotsenwerk::domain::access::{Membership, Role, Scope};
use lotsenwerk::domain::code::Service;
use lotsenwerk::domain::contact::Email;
use lotsenwerk::domain::filter::*;
use lotsenwerk::domain::hours::{Decision, HoursEntry, HoursState, Worked};
use lotsenwerk::domain::id::{HoursEntryId, UserId};
use lotsenwerk::domain::organisation::Lending;
use lotsenwerk::domain::outbox::OutboxMail;
use lotsenwerk::domain::run::{MatchingRun, RunState, RunTrigger};
use lotsenwerk::domain::search::SearchText;
use lotsenwerk::domain::text::DisplayName;
use lotsenwerk::domain::user::{User, UserLanguage, UserState};
use lotsenwerk::storage::{hours, organisations, outbox, runs, users};
use uuid::Uuid;

use super::world::{World, carrier, fill, minutes, turn};
use super::{once, read_all, scope};
use crate::storage::samples::*;
use crate::support::db::{TestDatabase, on_each_database};

on_each_database!(
    hours_are_whole_and_narrowed,
    accounts_are_whole_and_narrowed,
    roles_out_of_reach_are_not_asked_for,
    runs_and_mails_are_narrowed_and_turned_round,
    agreements_to_lend_are_cut_into_pages
);

const MANY: u32 = 90;

fn user_id(number: u32) -> UserId {
    UserId::from_uuid(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0900_0000 + u128::from(number)))
}

fn entries(made: &World) -> Vec<HoursEntry> {
    let home = |id| made.lotsen.iter().find(|one| one.id == id).unwrap().organisation;
    let entry = |(number, assignment): (u32, &lotsenwerk::domain::assignment::Assignment)| HoursEntry {
        id: HoursEntryId::from_uuid(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0800_0000 + u128::from(number))),
        assignment: assignment.id,
        lotse: assignment.lotse,
        organisation: home(assignment.lotse),
        service: turn(Service::ALL, number / 2),
        worked_until: local("2026-12-07 09:00") + minutes(number / 3),
        worked: Worked::new(60, None, None).unwrap(),
        logged_by: user_id(1),
        logged_at: at("2026-12-08T09:00:00Z"),
        decision: match number % 2 {
            0 => Decision::Waiting,
            _ => Decision::Confirmed { by: user_id(2), at: at("2026-12-09T09:00:00Z") },
        },
        revision: 1,
    };
    (0..).zip(&made.assignments).map(entry).collect()
}

fn hours_are_whole_and_narrowed(db: &TestDatabase) {
    let world = fill(db, MANY);
    let made = entries(&world);
    db.must_write(|tx| made.iter().try_for_each(|entry| hours::add(tx, entry)));
    let (from, before) = (local("2026-12-07 09:10"), local("2026-12-07 09:50"));
    let filters = [
        HoursFilter::default(),
        HoursFilter { states: [HoursState::Confirmed].into(), ..HoursFilter::default() },
        HoursFilter { lotse: Some(lotse_id(7)), ..HoursFilter::default() },
        HoursFilter { organisation: Some(organisation_id(1)), ..HoursFilter::default() },
        HoursFilter { service: Some(Service::Interpreting), ..HoursFilter::default() },
        HoursFilter { worked: Between { from: Some(from), before: Some(before) }, ..HoursFilter::default() },
    ];
    for scope in [Scope::All, scope(&[organisation_id(1)], &[lotse_id(4)]), scope(&[], &[lotse_id(7)]), scope(&[], &[])]
    {
        for filter in &filters {
            let wanted = |one: &&HoursEntry| {
                scope.has_lotse(one.lotse, one.organisation)
                    && (filter.states.is_empty() || filter.states.contains(&one.decision.state()))
                    && filter.lotse.is_none_or(|id| one.lotse == id)
                    && filter.organisation.is_none_or(|id| one.organisation == id)
                    && filter.service.is_none_or(|service| one.service == service)
                    && (filter.worked.from.is_none() || (from <= one.worked_until && one.worked_until < before))
            };
            let mut left: Vec<&HoursEntry> = made.iter().filter(wanted).collect();
            left.sort_by_key(|one| (one.worked_until, one.id));
            for sort in HoursSort::ALL.iter().copied() {
                if sort == HoursSort::Latest {
                    left.sort_by_key(|one| Reverse((one.worked_until, one.id)));
                } else {
                    left.sort_by_key(|one| (one.worked_until, one.id));
                }
                let read = read_all(sort, 7, |paging| db.must_read(|tx| hours::page(tx, &scope, filter, paging)));
                assert_eq!(read.iter().collect::<Vec<_>>(), left, "{sort} {filter:?} {scope:?}");
            }
        }
    }
}

fn account(number: u32) -> (User, Membership) {
    let name = format!("{} {}", turn(&["Jörg", "Çağla", "Uwe"], number), turn(&["Meier", "Özil"], number / 3));
    let user = User {
        id: user_id(number),
        email: Email::parse(&format!(
            "K{}.{number}@{}",
            number * 7_919 % 101,
            turn(&["a.example", "b.example"], number)
        ))
        .unwrap(),
        name: DisplayName::parse(&name).unwrap(),
        language: UserLanguage::German,
        has_password: number.is_multiple_of(2),
        has_second_factor: false,
        created_at: at("2026-11-20T08:00:00Z") + minutes(number / 3),
        disabled_at: number.is_multiple_of(5).then(|| at("2026-11-21T08:00:00Z")),
    };
    let held = [
        Membership::Operator,
        Membership::CompetenceCentre(organisation_id(3)),
        Membership::Coordinator(carrier(number / 5)),
        Membership::Requester(organisation_id(3)),
        Membership::Lotse(lotse_id(number % 45)),
    ];
    (user, turn(&held, number / 2))
}

fn accounts(db: &TestDatabase) -> (World, Vec<(User, Membership)>) {
    let world = fill(db, MANY);
    let made: Vec<_> = (0..MANY).map(account).collect();
    db.must_write(|tx| {
        for (user, held) in &made {
            users::add(tx, user)?;
            users::give(tx, user.id, *held)?;
            if user.has_password {
                users::set_password(tx, user.id, "$argon2id$made-up")?;
            }
            users::set_disabled(tx, user.id, user.disabled_at)?;
        }
        Ok(())
    });
    (world, made)
}

fn accounts_are_whole_and_narrowed(db: &TestDatabase) {
    let (World { lotsen, .. }, made) = accounts(db);
    let home = |id| lotsen.iter().find(|one| one.id == id).unwrap().organisation;
    let words = |text: &str| Some(SearchText::parse(text).unwrap());
    type Says = fn(&User) -> bool;
    let texts: [(&str, Says); 3] = [
        ("joerg MEI", |user| user.name.as_str() == "Jörg Meier"),
        ("b exam", |user| user.email.as_str().ends_with("b.example")),
        ("eier", |_| false),
    ];
    let mut filters: Vec<(UserFilter, Says)> =
        texts.map(|(text, says)| (UserFilter { text: words(text), ..UserFilter::default() }, says)).into();
    filters.push((UserFilter::default(), |_| true));
    for role in Role::ALL.iter().copied() {
        filters.push((UserFilter { role: Some(role), ..UserFilter::default() }, |_| true));
    }
    for state in UserState::ALL.iter().copied() {
        filters.push((UserFilter { states: [state].into(), ..UserFilter::default() }, |_| true));
    }
    let both = [UserState::Invited, UserState::Disabled].into();
    filters.push((UserFilter { states: both, role: Some(Role::Lotse), ..UserFilter::default() }, |_| true));
    let scopes = [
        Scope::All,
        scope(&[organisation_id(1)], &[]),
        scope(&[organisation_id(1), organisation_id(3)], &[lotse_id(4)]),
        scope(&[], &[]),
    ];
    for scope in &scopes {
        let sees = |held: Membership| match held {
            Membership::Operator => *scope == Scope::All,
            Membership::Lotse(id) => scope.has_lotse(id, home(id)),
            other => scope.has_organisation(other.organisation().unwrap()),
        };
        for (filter, says) in &filters {
            let wanted = |(user, held): &&(User, Membership)| {
                sees(*held)
                    && says(user)
                    && filter.role.is_none_or(|role| held.role() == role)
                    && (filter.states.is_empty() || filter.states.contains(&user.state()))
            };
            let mut left: Vec<&(User, Membership)> = made.iter().filter(wanted).collect();
            for sort in UserSort::ALL.iter().copied() {
                match sort {
                    UserSort::Email => left.sort_by_key(|(user, _)| (user.email.key(), user.id)),
                    UserSort::Newest => left.sort_by_key(|(user, _)| Reverse((user.created_at, user.id))),
                }
                let read = read_all(sort, 7, |paging| db.must_read(|tx| users::page(tx, scope, filter, paging)));
                let read: Vec<_> =
                    read.into_iter().map(|(user, held)| (user, held.into_iter().next().unwrap())).collect();
                assert_eq!(read.iter().collect::<Vec<_>>(), left, "{sort} {filter:?} {scope:?}");
            }
        }
    }
    // Whoever is called something else is found by that.
    let (id, name) = (made[0].0.id, DisplayName::parse("Weiß").unwrap());
    db.must_write(|tx| users::set_profile(tx, id, &name, UserLanguage::English));
    let found = |text: &str| {
        let filter = UserFilter { text: words(text), ..UserFilter::default() };
        let page = |paging: &_| db.must_read(|tx| users::page(tx, &Scope::All, &filter, paging));
        read_all(UserSort::Email, 50, page).into_iter().map(|(user, _)| user.id).collect::<Vec<_>>()
    };
    assert_eq!(found("weiss k0"), [id]);
    assert!(!found("joerg").contains(&id));
}

/// Somebody is a coordinator here and something else elsewhere: here nobody finds them by what they are elsewhere.
fn roles_out_of_reach_are_not_asked_for(db: &TestDatabase) {
    let (_, made) = accounts(db);
    let both = &made.iter().find(|(_, held)| *held == Membership::Coordinator(organisation_id(1))).unwrap().0;
    db.must_write(|tx| users::give(tx, both.id, Membership::Requester(organisation_id(2))));
    let of = |role, scope: &Scope| {
        let filter = UserFilter { role: Some(role), ..UserFilter::default() };
        let page = |paging: &_| db.must_read(|tx| users::page(tx, scope, &filter, paging));
        let found: Vec<UserId> = read_all(UserSort::Email, 50, page).iter().map(|(user, _)| user.id).collect();
        once(&found).contains(&both.id)
    };
    let (here, elsewhere) = (scope(&[organisation_id(1)], &[]), scope(&[organisation_id(2)], &[]));
    assert_eq!((of(Role::Coordinator, &here), of(Role::Requester, &here)), (true, false));
    assert_eq!((of(Role::Coordinator, &elsewhere), of(Role::Requester, &elsewhere)), (false, true));
    assert!(of(Role::Coordinator, &Scope::All) && of(Role::Requester, &Scope::All));
}

fn runs_and_mails_are_narrowed_and_turned_round(db: &TestDatabase) {
    let made = fill(db, MANY);
    let all = |filter: &RunFilter, sort| {
        read_all(sort, 7, |paging| db.must_read(|tx| runs::page(tx, &Scope::All, filter, paging)))
    };
    let everything = all(&RunFilter::default(), RunSort::Newest);
    let (from, before) = (at("2026-11-20T08:20:00Z"), at("2026-11-20T09:10:00Z"));
    let by_trigger = |trigger| RunFilter { trigger: Some(trigger), ..RunFilter::default() };
    for filter in [
        by_trigger(RunTrigger::Ordered),
        by_trigger(RunTrigger::Event),
        by_trigger(RunTrigger::Schedule),
        RunFilter { started: Between { from: Some(from), before: Some(before) }, ..RunFilter::default() },
        RunFilter { states: [RunState::Running].into(), ..by_trigger(RunTrigger::Event) },
    ] {
        let mut left: Vec<MatchingRun> = everything
            .iter()
            .filter(|run| {
                filter.trigger.is_none_or(|trigger| run.trigger == trigger)
                    && (filter.started.from.is_none() || (from <= run.started_at && run.started_at < before))
            })
            .cloned()
            .collect();
        assert!(!left.is_empty() && left.len() < everything.len(), "{filter:?}");
        assert_eq!(all(&filter, RunSort::Newest), left, "{filter:?}");
        left.reverse();
        assert_eq!(all(&filter, RunSort::Oldest), left, "{filter:?}");
    }

    let address = |text: &str| Some(Email::parse(text).unwrap());
    let (from, before) = (at("2026-11-20T12:10:00Z"), at("2026-11-20T12:40:00Z"));
    for filter in [
        MailFilter { recipient: address("MINA@example.org"), ..MailFilter::default() },
        MailFilter { recipient: address("Uwe@example.org"), kind: Some("offer".to_owned()), ..MailFilter::default() },
        MailFilter { decided: Between { from: Some(from), before: Some(before) }, ..MailFilter::default() },
    ] {
        let mut left: Vec<&OutboxMail> = made
            .mails
            .iter()
            .filter(|mail| {
                filter.recipient.as_ref().is_none_or(|address| mail.recipient.key() == address.key())
                    && filter.kind.as_ref().is_none_or(|kind| mail.kind == *kind)
                    && (filter.decided.from.is_none() || (from <= mail.created_at && mail.created_at < before))
            })
            .collect();
        assert!(!left.is_empty() && left.len() < made.mails.len(), "{filter:?}");
        for sort in MailSort::ALL.iter().copied() {
            match sort {
                MailSort::Newest => left.sort_by_key(|mail| Reverse((mail.created_at, mail.id))),
                MailSort::Oldest => left.sort_by_key(|mail| (mail.created_at, mail.id)),
            }
            let read = read_all(sort, 7, |paging| db.must_read(|tx| outbox::page(tx, &Scope::All, &filter, paging)));
            let ids = |mails: &[&OutboxMail]| mails.iter().map(|mail| mail.id).collect::<Vec<_>>();
            assert_eq!(ids(&read.iter().collect::<Vec<_>>()), ids(&left), "{sort} {filter:?}");
        }
    }
}

fn agreements_to_lend_are_cut_into_pages(db: &TestDatabase) {
    let carriers: Vec<_> = (1..=7).map(organisation).collect();
    let pairs = (1..=7).flat_map(|from| (1..=7).map(move |to| (from, to))).filter(|(from, to)| from != to);
    let made: Vec<Lending> = pairs
        .filter(|(from, to)| (from + 2 * to) % 4 != 0)
        .map(|(from, to)| Lending {
            from: organisation_id(from),
            to: organisation_id(to),
            from_agreed: true,
            to_agreed: (from + to) % 2 == 0,
        })
        .collect();
    db.must_write(|tx| {
        organisations::save_all(tx, &carriers)?;
        organisations::save_lendings(tx, &made)
    });
    for scope in [
        Scope::All,
        scope(&[organisation_id(3)], &[]),
        scope(&[organisation_id(2), organisation_id(5)], &[lotse_id(1)]),
        scope(&[organisation_id(9)], &[]),
        scope(&[], &[]),
    ] {
        let takes_part = |one: &&Lending| scope.has_organisation(one.from) || scope.has_organisation(one.to);
        let left: Vec<Lending> = made.iter().filter(takes_part).copied().collect();
        let page = |paging: &_| db.must_read(|tx| organisations::lendings_page(tx, &scope, paging));
        assert_eq!(read_all(LendingSort::Parties, 4, page), left, "{scope:?}");
    }
}
