//! The program under test: its demo, served for one test alone.

use std::collections::HashMap;
use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::LazyLock;

use serde_json::Value;
use tempfile::TempDir;

/// What the demo calls its folder; its settings name files by it.
const DEMO: &str = "demo";

/// The demo as it was made, once for all tests; each takes a copy.
static MADE: LazyLock<PathBuf> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    std::fs::create_dir_all(&folder).unwrap();
    let arguments = ["--quiet", "demo", "--no-serve", "--folder", DEMO, "--lotsen", "300", "--requests", "150"];
    let made = program(&folder).args(arguments).output().unwrap();
    assert!(made.status.success(), "there is no demo: {}", String::from_utf8_lossy(&made.stderr));
    folder.join(DEMO)
});

/// The program in a folder, with nothing around it that could change what it does.
fn program(folder: &Path) -> Command {
    let kept = ["PATH", "LD_LIBRARY_PATH"];
    let kept: Vec<(&str, OsString)> = kept.iter().filter_map(|name| Some((*name, std::env::var_os(name)?))).collect();
    let mut program = Command::new(env!("CARGO_BIN_EXE_lotsenwerk"));
    program.current_dir(folder).env_clear().envs(kept);
    program
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// A served demo; it is stopped when this is dropped, and must stop well.
pub struct Program {
    folder: TempDir,
    process: Child,
    /// Held so that the program always has somebody to tell.
    _said: BufReader<ChildStdout>,
    /// Where its pages begin.
    pub base: String,
    /// Address and password of each role's account.
    accounts: HashMap<String, (String, String)>,
}

impl Program {
    pub fn serve() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(&MADE, &folder.path().join(DEMO));
        let arguments = ["--json", "--config", "demo/lotsenwerk.toml", "serve", "--listen", "127.0.0.1:0"];
        let log = std::fs::File::create(folder.path().join("log")).unwrap();
        let mut process = program(folder.path()).args(arguments).stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut said = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        while !line.contains("\"serving\"") {
            line.clear();
            let log = || std::fs::read_to_string(folder.path().join("log")).unwrap();
            assert_ne!(said.read_line(&mut line).unwrap(), 0, "the program does not serve: {}", log());
        }
        let line: Value = serde_json::from_str(&line).unwrap();
        let accounts = std::fs::read_to_string(folder.path().join(DEMO).join("accounts.txt")).unwrap();
        let account = |line: &str| {
            let mut words = line.split_whitespace().map(str::to_owned);
            Some((words.next()?, (words.next()?, words.next()?)))
        };
        let accounts = accounts.lines().filter_map(account).collect();
        let base = format!("http://{}", line["address"].as_str().unwrap());
        Self { folder, process, _said: said, base, accounts }
    }

    /// Address and password of a role's account.
    pub fn account(&self, role: &str) -> (&str, &str) {
        let (email, password) = &self.accounts[role];
        (email, password)
    }

    /// Where mails are put down.
    pub fn mails(&self) -> PathBuf {
        self.folder.path().join(DEMO).join("mails")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.process.kill().ok();
            self.process.wait().ok();
            return;
        }
        let told = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status().unwrap();
        assert!(told.success());
        let ended = self.process.wait().unwrap();
        let log = std::fs::read_to_string(self.folder.path().join("log")).unwrap();
        assert!(ended.success(), "the service does not stop well, {ended}: {log}");
    }
}
