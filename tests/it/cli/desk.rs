//! A folder in which the built program runs, and what it says there.

use std::process::{Command, Output};

use lotsenwerk::storage::{Database, DatabaseUrl, PoolSettings, lotsen};
use tempfile::TempDir;

use crate::support::lists::{LOTSEN, PROJECT, REQUESTS, path};

/// A folder of its own with a database that the first command makes.
pub struct Desk(pub TempDir);

impl Desk {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A file of the folder.
    pub fn file(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    /// Writes a file of the folder and returns its path.
    pub fn put(&self, name: &str, text: &str) -> String {
        std::fs::write(self.file(name), text).unwrap();
        self.file(name)
    }

    pub fn url(&self) -> String {
        format!("sqlite://{}", self.0.path().join("desk.db").display())
    }

    pub fn run(&self, arguments: &[&str]) -> Said {
        Said::of(&self.command().args(arguments).output().unwrap())
    }

    /// The program in this folder, with nothing of the tester's own surroundings.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lotsenwerk"));
        command.env_clear().env("DATABASE_URL", self.url()).current_dir(self.0.path());
        command
    }

    /// Makes the carrier with the sample's Lotsen.
    pub fn with_lotsen(self) -> Self {
        let file = path(LOTSEN);
        let said = self.run(&["import", "lotsen", &file, "--carrier", PROJECT, "--create-carrier", "--skip-faulty"]);
        assert_eq!(said.code, 0, "{said:?}");
        self
    }

    /// Takes the sample's requests.
    pub fn with_requests(self) -> Self {
        let said = self.run(&["import", "requests", &path(REQUESTS), "--skip-faulty"]);
        assert_eq!(said.code, 0, "{said:?}");
        self
    }

    pub fn database(&self) -> Database {
        Database::open(&DatabaseUrl::parse(&self.url()).unwrap(), &PoolSettings::default()).unwrap()
    }

    pub fn lotsen(&self) -> usize {
        self.database().read(|tx| lotsen::load(tx, &lotsen::Selection::All)).unwrap().len()
    }
}

/// How a command ended and what it said.
#[derive(Debug)]
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Said {
    pub fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self { code: output.status.code().unwrap(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    pub fn has(&self, words: &[&str]) {
        for word in words {
            assert!(self.out.contains(word) || self.err.contains(word), "{word:?} is missing in {self:#?}");
        }
    }

    pub fn has_not(&self, words: &[&str]) {
        for word in words {
            assert!(!self.out.contains(word) && !self.err.contains(word), "{word:?} is in {self:#?}");
        }
    }
}
