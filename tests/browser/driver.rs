//! Chromium's driver: a process of its own for each reader, so that none waits for another and none outlives its test.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};

/// A running driver; it ends when this is dropped.
pub struct Driver {
    process: Child,
    port: u16,
    /// Held so that the driver always has somebody to tell.
    _said: BufReader<ChildStdout>,
}

/// Where a program is that `PATH` should lead to.
pub fn found(program: &str, package: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file());
    found.unwrap_or_else(|| panic!("{program} is not in PATH: on Debian, apt-get install {package}"))
}

impl Driver {
    pub fn start() -> Self {
        let mut process = Command::new(found("chromedriver", "chromium-driver"))
            .arg("--port=0")
            // How a date is typed into a field depends on the language of the browser itself.
            .env("LANGUAGE", "en_US")
            .env("LC_ALL", "C.UTF-8")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(process.stdout.take().unwrap());
        let mut line = String::new();
        let port = loop {
            line.clear();
            assert_ne!(
                said.read_line(&mut line).unwrap(),
                0,
                "chromedriver ended before it said on which port it listens"
            );
            if let Some((_, port)) = line.split_once("successfully on port ") {
                break port.trim().trim_end_matches('.').parse().unwrap();
            }
        };
        Self { process, port, _said: said }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Whoever reads has left the browser before; what cannot be ended has ended by itself.
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
