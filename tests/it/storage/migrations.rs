//! Schema changes: forward, back, and by several instances at once.

use std::path::Path;

use lotsenwerk::storage::Engine;

use super::schema;
use crate::support::db::{TestDatabase, on_each_database};

on_each_database!(up_down_up, every_step_back_is_exact, instances_that_start_together_wait_for_one_another,);

fn up_down_up(db: &TestDatabase) {
    let mut raw = db.raw();
    let first = schema::read(&mut raw);
    assert!(first.tables.contains_key("lotsen"));
    assert_eq!(db.pending().unwrap(), Vec::<String>::new());
    assert_eq!(db.migrate().unwrap(), Vec::<String>::new());

    let undone = db.revert_all().unwrap();
    assert_eq!(schema::read(&mut raw), schema::Schema::default());
    assert_eq!(db.pending().unwrap().len(), undone.len());

    let mut done = db.migrate().unwrap();
    done.reverse();
    assert_eq!(done, undone);
    assert_eq!(schema::read(&mut raw), first);
}

/// Each `down.sql` alone takes back exactly what its `up.sql` did.
fn every_step_back_is_exact(db: &TestDatabase) {
    db.revert_all().unwrap();
    let mut raw = db.raw();
    let engine = match raw.engine() {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "postgres",
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
    let mut changes: Vec<_> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    changes.sort();
    for change in changes {
        let sql = |name| std::fs::read_to_string(change.join(name)).unwrap();
        let before = schema::read(&mut raw);
        raw.batch(&sql("up.sql"));
        assert_ne!(schema::read(&mut raw), before, "{}", change.display());
        raw.batch(&sql("down.sql"));
        assert_eq!(schema::read(&mut raw), before, "{}", change.display());
        raw.batch(&sql("up.sql"));
    }
}

fn instances_that_start_together_wait_for_one_another(db: &TestDatabase) {
    let all = db.revert_all().unwrap().len();
    let instances = [db.open_again(), db.open_again(), db.open_again()];
    let done: Vec<usize> = std::thread::scope(|scope| {
        let threads: Vec<_> =
            instances.iter().map(|instance| scope.spawn(|| instance.migrate().unwrap().len())).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(done.iter().sum::<usize>(), all, "{done:?}");
}
