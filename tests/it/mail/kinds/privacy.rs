//! Who learns what: nobody before a yes learns who or where exactly; requesters no contact of a Lotse; nobody a topic.

use lotsenwerk::i18n::{Locale, NewcomerLanguage};
use lotsenwerk::mail::message::OutgoingMail;

use super::{everything, to_newcomers, to_staff};

/// All that leaves the house with a mail, but for its own address.
fn said(mail: &OutgoingMail) -> String {
    let invite = mail.invite.as_ref().map(|invite| invite.content.replace("\r\n ", "")).unwrap_or_default();
    let files = mail.attachments.iter().map(|file| String::from_utf8_lossy(&file.content).replace("\r\n ", ""));
    let files: Vec<String> = files.collect();
    [mail.subject.clone(), mail.text.clone(), mail.html.clone(), invite, files.concat()].join("\n")
}

#[test]
fn before_a_yes_nobody_learns_who_or_where_exactly() {
    for locale in Locale::ALL {
        for (name, mail) in to_staff(locale).iter().filter(|(name, _)| name.starts_with("offer")) {
            for secret in ["Berger", "Bürgerbüro", "Berliner Platz", "Haupteingang", "35390", "0000777"] {
                assert!(!said(mail).contains(secret), "{name} tells {secret}");
            }
        }
    }
}

#[test]
fn requesters_learn_a_name_and_no_contact() {
    for locale in Locale::ALL {
        for (name, mail) in
            to_staff(locale).iter().filter(|(name, _)| name.contains("-requester_") || name.contains("-requester-by"))
        {
            let said = said(mail);
            if name.starts_with("confirmation") {
                assert!(said.contains("Şirin Yıldız"), "{name}");
            }
            // The facts have no field for it; the attendee of the invitation is the reader, who is a Lotse in these tests.
            let beside_attendee: Vec<&str> = said.lines().filter(|line| !line.starts_with("ATTENDEE")).collect();
            assert!(!beside_attendee.join("\n").contains("sirin@example.org"), "{name}");
        }
    }
}

#[test]
fn lotsen_learn_meeting_point_and_contact_once_it_is_fixed() {
    for (name, mail) in
        to_staff(Locale::De).iter().filter(|(name, _)| name == "confirmation-lotse_de" || name == "reminder_de")
    {
        for needed in ["Amina Berger", "0641 0000777", "Haupteingang, Info-Schalter", "Berliner Platz 1, 35390 Gießen"]
        {
            assert!(mail.text.contains(needed) && mail.html.contains(needed), "{name}: {needed}");
        }
    }
}

#[test]
fn newcomers_learn_a_given_name() {
    for language in NewcomerLanguage::ALL {
        for (name, mail) in to_newcomers(language) {
            let said = said(&mail);
            for secret in ["Yıldız", "Berger", "0000777", "A-017"] {
                assert!(!said.contains(secret), "{name} tells {secret}");
            }
        }
    }
}

#[test]
fn subjects_and_calendars_of_newcomers_name_no_place_and_nobody() {
    for language in NewcomerLanguage::ALL {
        for (name, mail) in to_newcomers(language) {
            let titles = mail.invite.iter().flat_map(|invite| {
                let lines = invite.content.replace("\r\n ", "");
                lines.lines().filter(|line| line.starts_with("SUMMARY")).map(str::to_owned).collect::<Vec<_>>()
            });
            for title in titles.chain([mail.subject.clone()]) {
                for secret in ["Gießen", "Şirin", "Dari", "Dolmetsch", "Bürgerbüro"] {
                    assert!(!title.contains(secret), "{name}: {title}");
                }
            }
        }
    }
}

#[test]
fn no_mail_names_a_topic() {
    // No facts have a field for one; the catalogues must not bring one in either.
    let topics =
        ["Gesundheit", "Arzt", "Ärzt", "Krank", "Klinik", "Therapie", "health", "doctor", "hospital", "clinic"];
    for (name, mail) in everything() {
        for topic in topics {
            assert!(!said(&mail).contains(topic), "{name} speaks of {topic}");
        }
    }
}
