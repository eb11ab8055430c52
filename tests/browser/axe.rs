//! axe-core: the rules by which accessibility is judged, fetched by npm for the test alone and run in each page.

use std::process::Command;
use std::sync::LazyLock;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::driver::found;
use super::session::{Refused, Session};

const PACKAGE: &str = "axe-core@4.14.1";
const ARCHIVE: &str = "axe-core-4.14.1.tgz";
const SHA256: &str = "e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745";

/// All rules that are on by themselves, best practice included; WCAG 2.2's size of targets has to be asked for.
const RUN: &str = "const done = arguments[0];
    const options = {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}};
    axe.run(document, options).then(
        (found) => done(found.violations.map((one) => ({
            rule: one.id, help: one.help, in: one.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)),
        }))),
        (error) => done([{rule: 'axe-core', help: String(error)}]),
    );";

static SOURCE: LazyLock<String> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let npm =
        Command::new(found("npm", "npm")).args(["pack", "--silent", PACKAGE]).current_dir(&folder).output().unwrap();
    assert!(npm.status.success(), "npm does not fetch {PACKAGE}: {}", String::from_utf8_lossy(&npm.stderr));
    let packed = std::fs::read(folder.path().join(ARCHIVE)).unwrap();
    let digest: String = Sha256::digest(&packed).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(digest, SHA256, "{PACKAGE} is not what it was");
    let unpack = ["-xzOf", ARCHIVE, "package/axe.min.js"];
    let unpacked = Command::new("tar").args(unpack).current_dir(&folder).output().unwrap();
    assert!(unpacked.status.success(), "{}", String::from_utf8_lossy(&unpacked.stderr));
    String::from_utf8(unpacked.stdout).unwrap()
});

/// Brings the rules into the page. Not by an element, which the page's policy forbids.
pub fn bring(session: &Session) -> Result<(), Refused> {
    session.chromium("Runtime.evaluate", &json!({"expression": SOURCE.as_str()})).map(drop)
}

/// Every rule that the page breaks as it is shown now.
pub fn violations(session: &Session) -> Result<Vec<Value>, Refused> {
    Ok(session.run_until_done(RUN)?.as_array().unwrap().clone())
}
