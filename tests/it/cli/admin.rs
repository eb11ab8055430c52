//! `admin`: the first operator, invitations, and passwords that stand in no argument.

use std::io::Write;
use std::process::Stdio;

use super::desk::{Desk, Said};
use crate::support::lists::PROJECT;

const OP: &str = "op@example.org";

fn set_password(desk: &Desk, password: &str) -> Said {
    let mut command = desk.command();
    let command = command.args(["--lang", "en", "admin", "set-password", "--email", OP]);
    let mut setting = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    setting.stdin.take().unwrap().write_all(format!("{password}\r\n").as_bytes()).unwrap();
    Said::of(&setting.wait_with_output().unwrap())
}

#[test]
fn the_first_operator_comes_from_the_command_line() {
    let desk = Desk::new();
    let said = desk.run(&["admin", "list"]);
    assert_eq!(said.code, 0, "{said:?}");
    said.has(&["admin create --email"]);
    let said = desk.run(&["--lang", "en", "admin", "create", "--email", OP]);
    assert_eq!(said.code, 0, "{said:?}");
    said.has(&["lw_l_", "admin set-password --email op@example.org"]);
    desk.run(&["--lang", "en", "admin", "list"]).has(&["op@example.org  op  operator  (invited)"]);

    let weak = set_password(&desk, "passwordpassword");
    assert_eq!(weak.code, 1, "{weak:?}");
    weak.has(&["easily guessed"]);
    let set = set_password(&desk, "vier blaue Boote am Fluss");
    assert_eq!(set.code, 0, "{set:?}");
    set.has_not(&["Boote"]);
    desk.run(&["--lang", "en", "admin", "list"]).has(&["op@example.org  op  operator  (active)"]);
    let last = desk.run(&["--lang", "en", "admin", "disable", "--email", OP]);
    assert_eq!(last.code, 1, "{last:?}");
    last.has(&["last operator"]);
    desk.run(&["--lang", "en", "audit", "list"]).has(&["account invited", "role given", "password set by link"]);
}

#[test]
fn others_are_invited_to_what_there_is() {
    let desk = Desk::new().with_lotsen();
    let invite = |more: &[&str]| {
        let mut command = desk.command();
        command.env("LOTSENWERK__WEB__PUBLIC_URL", "https://lotsen.example.org");
        let arguments = ["--lang", "en", "--json", "admin", "invite", "--email", "jana@example.org"];
        Said::of(&command.args(arguments).args(more).output().unwrap())
    };
    let said = invite(&["--role", "coordinator", "--organisation", PROJECT]);
    assert_eq!(said.code, 0, "{said:?}");
    let invited: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let (link, code) = (invited["link"].as_str().unwrap(), invited["code"].as_str().unwrap());
    assert_eq!(link, format!("https://lotsen.example.org/account/{code}"));
    for (wrong, exit, words) in [
        (&["--role", "coordinator"][..], 2, "--organisation"),
        (&["--role", "operator", "--organisation", PROJECT], 2, "nothing for operator"),
        (&["--role", "coordinator", "--organisation", "Niemand"], 1, "Niemand"),
        (&["--role", "competence_centre", "--organisation", PROJECT], 1, "does not go with"),
        (&["--role", "boss"], 2, "boss"),
    ] {
        let said = invite(wrong);
        assert_eq!(said.code, exit, "{said:?}");
        said.has(&[words]);
    }
    let unknown = desk.run(&["--lang", "en", "admin", "enable", "--email", "nobody@example.org"]);
    assert_eq!(unknown.code, 1, "{unknown:?}");
    unknown.has(&["nobody@example.org"]);
    // The mail goes out like any other.
    let said = desk.run(&["worker", "--until-idle"]);
    assert_eq!(said.code, 0, "{said:?}");
    let mails = std::fs::read_dir(desk.file("mails")).unwrap();
    let mails = mails.map(|mail| mail.unwrap().path()).filter(|mail| mail.is_file());
    let mails = mails.map(|mail| std::fs::read_to_string(mail).unwrap());
    assert_eq!(mails.filter(|mail| mail.contains("jana@example.org")).count(), 1);
}
