//! Handing over: a mail is there whole, once, under its own name.

use std::fs;

use lotsenwerk::i18n::Locale;
use lotsenwerk::mail::MailError;
use lotsenwerk::mail::message::MessageId;
use lotsenwerk::mail::templates::offer::{Posting, compose};
use lotsenwerk::mail::transport::{MemoryBox, Receipt, Transport};

use super::bytes::bytes;
use super::{offer, posting};

fn files(folder: &std::path::Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_mail_sent_twice_is_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("mails");
    let transport = Transport::File { dir: dir.clone() };
    let mail = compose(&offer(), Locale::De, posting()).unwrap();
    let Receipt::File(path) = transport.send(&mail).unwrap() else { panic!("a file was expected") };
    assert_eq!(transport.send(&mail).unwrap(), Receipt::File(path.clone()));

    assert_eq!(path, dir.join(format!("{}.eml", mail.message_id.left())));
    assert_eq!(files(&dir), [".unfinished".to_owned(), format!("{}.eml", mail.message_id.left())]);
    assert_eq!(files(&dir.join(".unfinished")), Vec::<String>::new());
    assert_eq!(fs::read(path).unwrap(), bytes(&mail));
}

#[test]
fn memory_keeps_one_mail_per_message_id() {
    let memory = MemoryBox::default();
    let transport = Transport::Memory(memory.clone());
    for id in ["a@example.org", "b@example.org", "a@example.org"] {
        let posting = Posting { message_id: MessageId::parse(id).unwrap(), ..posting() };
        assert_eq!(transport.send(&compose(&offer(), Locale::De, posting).unwrap()).unwrap(), Receipt::Memory);
    }
    let ids: Vec<_> = memory.mails().into_iter().map(|mail| mail.message_id.to_string()).collect();
    assert_eq!(ids, ["a@example.org", "b@example.org"]);
}

#[test]
fn a_folder_that_cannot_be_made_is_an_error_worth_trying_again() {
    let folder = tempfile::tempdir().unwrap();
    let in_the_way = folder.path().join("file");
    fs::write(&in_the_way, "x").unwrap();
    let transport = Transport::File { dir: in_the_way };
    let refused = transport.send(&compose(&offer(), Locale::De, posting()).unwrap()).unwrap_err();
    assert!(matches!(refused, MailError::Folder { .. }), "{refused}");
    assert!(refused.is_transient());
}
