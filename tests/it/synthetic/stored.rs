//! A made-up town keeps every rule of the databases and comes back as it was.

use lotsenwerk::domain::organisation::Organisation;
use lotsenwerk::storage::{assignments, lotsen, organisations, requests};

use super::{first_day, hessen, recipe};
use crate::support::db::{TestDatabase, on_each_database};

on_each_database!(a_town_is_stored_and_read_back);

fn a_town_is_stored_and_read_back(db: &TestDatabase) {
    let mut town = hessen(&recipe(1, 300, 200));
    db.must_write(|tx| {
        organisations::save_all(tx, &town.organisations)?;
        organisations::save_lendings(tx, &town.lendings)?;
        lotsen::save_all(tx, &town.lotsen)?;
        requests::save_all(tx, &town.requests)?;
        assignments::insert_all(tx, &town.assignments)
    });
    // Requests were posted in another order than they were made; Lotsen were entered in the order in which they were made.
    town.requests.sort_by_key(|request| request.id);
    town.assignments.sort_by_key(|assignment| assignment.id);
    let by_region = |mut all: Vec<Organisation>| {
        all.iter_mut().for_each(|organisation| organisation.regions.sort());
        all.sort_by_key(|organisation| organisation.id);
        all
    };
    town.lendings.sort_by_key(|lending| (lending.from, lending.to));
    db.must_read(|tx| {
        assert_eq!(by_region(organisations::all(tx)?), by_region(town.organisations));
        let mut lendings = organisations::all_lendings(tx)?;
        lendings.sort_by_key(|lending| (lending.from, lending.to));
        assert_eq!(lendings, town.lendings);
        assert_eq!(lotsen::load(tx, &lotsen::Selection::All)?, town.lotsen);
        assert_eq!(requests::load(tx, &requests::Selection::All)?, town.requests);
        let last_day = first_day() + chrono::Duration::days(13);
        assert_eq!(assignments::load(tx, assignments::Selection::Between(first_day(), last_day))?, town.assignments);
        Ok(())
    });
}
