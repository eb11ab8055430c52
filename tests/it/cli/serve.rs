//! `serve`: pages and worker in one process, from the demo's own settings to a stop that loses nothing.

use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::process::Stdio;
use std::time::Duration;

use super::desk::{Desk, Said};

/// The links of the offers' mails in this folder, some of which have been answered.
fn links(folder: &std::path::Path) -> Vec<String> {
    let mails = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some());
    let link = |mail: std::path::PathBuf| {
        let bytes = std::fs::read(mail).unwrap();
        let text = mail_parser::MessageParser::default().parse(&bytes).unwrap().body_text(0).unwrap().into_owned();
        let link = text.split_whitespace().find(|word| word.starts_with("http://127.0.0.1:8080/offers/"));
        link.map(str::to_owned)
    };
    mails.filter_map(link).collect()
}

/// One for each role, in a file that nobody else on the machine reads.
fn accounts(desk: &Desk, said: &Said) {
    let file = desk.file("demo/accounts.txt");
    let mode = std::fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let text = std::fs::read_to_string(file).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let roles: Vec<&str> = lines.iter().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(roles, ["operator", "competence_centre", "coordinator", "requester", "lotse"]);
    said.has(&lines);
}

#[test]
fn the_demo_is_answered_on_its_pages_and_the_confirmation_goes_out() {
    let desk = Desk::new();
    let said = desk.run(&["--quiet", "demo", "--folder", "demo", "--lotsen", "120", "--requests", "60"]);
    assert_eq!(said.code, 0, "{said:?}");
    said.has(&["serve --config demo/lotsenwerk.toml"]);
    accounts(&desk, &said);
    let mails = std::path::PathBuf::from(desk.file("demo/mails"));
    let sent = || mails.read_dir().unwrap().count();
    let (offers, links) = (sent(), links(&mails));

    let mut command = desk.command();
    command.env_remove("DATABASE_URL");
    let serve = ["--json", "--config", "demo/lotsenwerk.toml", "serve", "--listen", "127.0.0.1:0"];
    let mut serving = command.args(serve).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut out = BufReader::new(serving.stdout.take().unwrap());
    let mut line = String::new();
    while !line.contains("serving") {
        line.clear();
        assert!(out.read_line(&mut line).unwrap() > 0, "it ended before it served");
    }
    let begun: serde_json::Value = serde_json::from_str(&line).unwrap();
    let agent: ureq::Agent = ureq::Agent::config_builder().timeout_global(Some(Duration::from_secs(30))).build().into();
    let body = |mut answer: ureq::http::Response<ureq::Body>| answer.body_mut().read_to_string().unwrap();
    let pages = links.iter().map(|link| link.replace("127.0.0.1:8080", begun["address"].as_str().unwrap()));
    let is_open = |page: &String| body(agent.get(page).call().unwrap()).contains("data-stand=\"open\"");
    let page = pages.into_iter().find(is_open).expect("nobody has yet to answer");
    // The client follows back to the page.
    assert!(body(agent.post(format!("{page}/accept")).send_empty().unwrap()).contains("data-stand=\"accepted\""));
    // Its worker sends the confirmation.
    let begun = std::time::Instant::now();
    while sent() == offers {
        assert!(begun.elapsed() < Duration::from_secs(60), "no confirmation was sent");
        std::thread::sleep(Duration::from_millis(50));
    }
    let reader = std::thread::spawn(move || out.lines().map(Result::unwrap).collect::<Vec<_>>());
    let told = std::process::Command::new("kill").args(["-TERM", &serving.id().to_string()]).status().unwrap();
    assert!(told.success());
    let said = Said::of(&serving.wait_with_output().unwrap());
    assert_eq!(said.code, 0, "{said:?}");
    let lines = reader.join().unwrap().join("\n");
    assert!(lines.contains("\"dead\": 0") && lines.contains("stopped"), "{lines}");
}

#[test]
fn a_place_that_is_taken_is_named() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let said = Desk::new().run(&["serve", "--listen", &address]);
    assert_eq!(said.code, 3, "{said:?}");
    said.has(&[&address, "--listen"]);
}

#[test]
fn links_are_revoked() {
    let said = Desk::new().run(&["--lang", "en", "links", "revoke"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{said:?}");
    said.has(&["One key is forgotten"]);
}
