//! Mails of every kind, in every language in which they are written.

mod calendar;
mod newcomers;
mod privacy;
mod staff;

use lotsenwerk::domain::account::LinkPurpose;
use lotsenwerk::domain::code::{Mode, Service};
use lotsenwerk::domain::contact::Phone;
use lotsenwerk::domain::geo::Postcode;
use lotsenwerk::domain::id::{AssignmentId, MailId};
use lotsenwerk::domain::offer::Unfit;
use lotsenwerk::domain::request::{Appointment, Sitting};
use lotsenwerk::domain::text::{
    DisplayName, ListNumber, MeetingPoint, OrganisationName, PersonName, Street, TokenName, Town,
};
use lotsenwerk::i18n::explain::{Change, Cure, Explanation, Forced};
use lotsenwerk::i18n::{Locale, NewcomerLanguage};
use lotsenwerk::mail::message::{Mailbox, MessageId, OutgoingMail, Unsubscribe};
use lotsenwerk::mail::templates::account_link::{self, AccountLinkMail, Way};
use lotsenwerk::mail::templates::account_notice::{self, AccountNoticeMail, Changed};
use lotsenwerk::mail::templates::alarm::{self, AlarmCause, AlarmMail};
use lotsenwerk::mail::templates::cancellation::{self, CalledOffBy, CancellationMail};
use lotsenwerk::mail::templates::change::{self, ChangeMail};
use lotsenwerk::mail::templates::confirmation::{self, ConfirmationMail};
use lotsenwerk::mail::templates::digest::{self, DigestItem, DigestList, DigestMail};
use lotsenwerk::mail::templates::facts::{Arranged, Contact, EntryOf, LotseName, PassOn, Place, Posting, Reader};
use lotsenwerk::mail::templates::newcomer::{self, Before, NewcomerMail, Occasion};
use lotsenwerk::mail::templates::nobody_found::{self, NobodyFoundMail};
use lotsenwerk::mail::templates::offer::{AnswerBy, OfferMail};
use lotsenwerk::mail::templates::offer_call::{self, OfferCallMail};
use lotsenwerk::mail::templates::offer_withdrawn::Asked;
use lotsenwerk::mail::templates::reminder::{self, ReminderMail};
use lotsenwerk::mail::templates::unserved::{self, OpenRequest, UnservedMail};
use lotsenwerk::mail::templates::{offer, offer_taken, offer_withdrawn};

use super::{email, language, local, now, offer as one_offer, posting, series};

fn name(text: &str) -> PersonName {
    PersonName::parse(text).unwrap()
}

/// The requester, whose name and numbers only Lotse and coordinator may see.
fn contact() -> Contact {
    Contact {
        organisation: OrganisationName::parse("Stadt Gießen, Bürgerbüro").unwrap(),
        person: Some(name("Amina Berger")),
        phone: Some(Phone::parse("0641 0000777").unwrap()),
        email: Some(email("berger@amt.example.org")),
    }
}

fn lotse() -> LotseName {
    LotseName { given: name("Şirin"), family: name("Yıldız") }
}

fn to_lotse() -> Reader {
    Reader::Lotse { given_name: name("Şirin"), contact: Some(contact()), pass_on: None }
}

/// The same in the hands of the coordinator, because the Lotse has no address.
fn passed_on() -> Reader {
    Reader::Lotse { given_name: name("Şirin"), contact: Some(contact()), pass_on: Some(by_phone()) }
}

fn by_phone() -> PassOn {
    PassOn { lotse: lotse(), phone: Some(Phone::parse("0641 0000999").unwrap()) }
}

fn to_requester() -> Reader {
    Reader::Requester { name: Some(name("Amina Berger")), lotse: lotse() }
}

/// Interpreting at an office, once.
fn once() -> Arranged {
    Arranged {
        entry: EntryOf::Assignment(AssignmentId::new(now(), [5; 10])),
        sequence: 0,
        reference: ListNumber::parse("A-017").unwrap(),
        service: Service::Interpreting,
        languages: vec![language("prs", "Dari", "Dari")],
        appointment: Appointment::single(local(3, 9, 30), 60).unwrap(),
        mode: Mode::InPerson,
        place: Place {
            meeting_point: Some(MeetingPoint::parse("Haupteingang, Info-Schalter").unwrap()),
            street: Some(Street::parse("Berliner Platz 1").unwrap()),
            postcode: Postcode::parse("35390").unwrap(),
            town: Town::parse("Gießen").unwrap(),
        },
    }
}

/// Three sittings by phone.
fn thrice() -> Arranged {
    let sittings = [(7, 14), (14, 14), (21, 15)].map(|(day, hour)| Sitting::new(local(day, hour, 0), 90).unwrap());
    Arranged {
        entry: EntryOf::Assignment(AssignmentId::new(now(), [6; 10])),
        service: Service::Accompaniment,
        languages: vec![language("ara", "Arabisch", "Arabic")],
        appointment: Appointment::new(sittings.to_vec()).unwrap(),
        mode: Mode::Phone,
        ..once()
    }
}

fn later() -> Arranged {
    Arranged { sequence: 1, appointment: Appointment::single(local(4, 11, 0), 60).unwrap(), ..once() }
}

fn link() -> Option<String> {
    Some("https://lotsen.example.org/einsatz/0190".to_owned())
}

fn asked() -> Asked {
    let offer = one_offer();
    Asked {
        offer: offer.offer,
        given_name: offer.given_name,
        reference: offer.reference,
        service: offer.service,
        languages: offer.languages,
        town: offer.town,
        mode: offer.mode,
        appointment: offer.appointment,
        project: offer.project,
        pass_on: None,
        unfit: None,
    }
}

/// What the coordinator is to ask by telephone, answered on a page.
fn calling() -> OfferCallMail {
    let url = "https://lotsen.example.org/angebot/0190?a=1&b=2".to_owned();
    let asked = OfferMail { answer_by: AnswerBy::Link { url }, ..one_offer() };
    OfferCallMail { asked, lotse: lotse(), phone: Some(Phone::parse("0641 0000999").unwrap()) }
}

fn confirmed(reader: Reader, arranged: Arranged) -> ConfirmationMail {
    ConfirmationMail { reader, arranged, project: one_offer().project, link: link(), feed: None }
}

fn changed(reader: Reader) -> ChangeMail {
    ChangeMail { reader, arranged: later(), before: once().appointment, project: one_offer().project, link: link() }
}

fn called_off(reader: Reader, by: CalledOffBy) -> CancellationMail {
    let arranged = Arranged { sequence: 2, ..once() };
    CancellationMail { reader, arranged, over: 0, by, project: one_offer().project, link: None }
}

fn reminding() -> ReminderMail {
    let arranged = once();
    let sitting = arranged.appointment.sittings()[0];
    let (given_name, project) = (name("Şirin"), one_offer().project);
    ReminderMail { given_name, contact: Some(contact()), pass_on: None, arranged, sitting, project, link: link() }
}

fn alarming(cause: AlarmCause) -> AlarmMail {
    let Arranged { reference, service, languages, appointment, mode, place, .. } = once();
    AlarmMail {
        name: Some(name("Jana Köhler")),
        cause,
        reference,
        service,
        languages,
        appointment,
        mode,
        town: place.town,
        contact: Some(contact()),
        project: one_offer().project,
        link: link(),
    }
}

fn digesting() -> DigestMail {
    let Arranged { reference, service, languages, mode, place, .. } = once();
    let item = DigestItem {
        reference,
        service,
        languages,
        mode,
        town: place.town,
        start: Some(local(3, 9, 30)),
        lotse: None,
        phone: None,
        until: None,
    };
    let silent =
        DigestItem { lotse: Some(lotse()), phone: Some(Phone::parse("0641 0000999").unwrap()), ..item.clone() };
    let asked = DigestItem { lotse: Some(lotse()), until: Some(local(1, 12, 0)), ..item.clone() };
    DigestMail {
        name: Some(name("Jana Köhler")),
        day: local(1, 0, 0).date(),
        to_decide: DigestList { total: 12, items: vec![item.clone(), item.clone()] },
        to_call: DigestList { total: 1, items: vec![silent] },
        waiting: DigestList { total: 1, items: vec![asked] },
        unserved: DigestList { total: 1, items: vec![item.clone()] },
        today: DigestList::default(),
        failed_mails: 2,
        project: one_offer().project,
        link: Some("https://lotsen.example.org/heute".to_owned()),
        unsubscribe: Unsubscribe::parse("https://lotsen.example.org/abbestellen/0190?t=x"),
    }
}

/// A request for which nobody was found.
fn one_open() -> OpenRequest {
    let Arranged { reference, service, languages, appointment, mode, place, .. } = once();
    let cure = |change| Cure { change, lotse: "Mina O.".to_owned(), moves: 0, displaces: Vec::new() };
    OpenRequest {
        reference,
        service,
        languages,
        appointment: Some(appointment),
        mode,
        town: place.town,
        explanation: Explanation {
            request: "A-017".to_owned(),
            open_places: 1,
            removed: vec![("language", 19), ("distance", 2), ("overlap", 1)],
            candidates: 1,
            required: Vec::new(),
            lost_to: vec!["A-011".to_owned()],
            forced: Some(Forced { lotse: "Mina O.".to_owned(), displaces: vec!["A-011".to_owned()] }),
            cures: vec![
                cure(Change::Time { start: local(3, 14, 0), instead_of: local(3, 9, 30) }),
                cure(Change::Mode(Mode::Phone)),
                Cure { moves: 2, ..cure(Change::Radius { from_km: 30, to_km: 35 }) },
            ],
        },
        cures_were_tried: true,
    }
}

fn choosing(purpose: LinkPurpose, way: Way) -> AccountLinkMail {
    let name = DisplayName::parse("Jana Köhler").unwrap();
    AccountLinkMail { name, purpose, way, until: local(8, 9, 30), project: one_offer().project }
}

/// A series by phone, and one that has no date yet and whose ways out nobody looked for.
fn open() -> Vec<OpenRequest> {
    let Arranged { service, languages, appointment, mode, .. } = thrice();
    let nothing_known = |request: &str, removed, candidates| Explanation {
        request: request.to_owned(),
        open_places: 2,
        removed,
        candidates,
        required: Vec::new(),
        lost_to: Vec::new(),
        forced: None,
        cures: Vec::new(),
    };
    let series = OpenRequest {
        reference: ListNumber::parse("A-021").unwrap(),
        service,
        languages,
        appointment: Some(appointment),
        mode,
        explanation: nothing_known("A-021", vec![("mode", 22)], 0),
        ..one_open()
    };
    let flexible = OpenRequest {
        reference: ListNumber::parse("A-019").unwrap(),
        appointment: None,
        explanation: nothing_known("A-019", vec![("language", 22)], 0),
        cures_were_tried: false,
        ..one_open()
    };
    vec![one_open(), series, flexible]
}

fn unserved(requests: Vec<OpenRequest>, more: u32) -> UnservedMail {
    UnservedMail { name: None, requests, more, project: one_offer().project, link: link() }
}

fn nobody(is_over: bool) -> NobodyFoundMail {
    let Arranged { reference, service, languages, appointment, mode, place, .. } = once();
    let (town, project) = (place.town, one_offer().project);
    NobodyFoundMail { reference, service, languages, appointment, mode, town, is_over, project }
}

/// Every occasion on which a newcomer gets a mail, by name.
fn occasions() -> Vec<(&'static str, NewcomerMail)> {
    let mail = |occasion, arranged, helpers: &[&str]| NewcomerMail {
        occasion,
        arranged,
        over: 0,
        before: None,
        helpers: helpers.iter().copied().map(name).collect(),
        link: Some("https://lotsen.example.org/appointments/AZ-x_1".to_owned()).filter(|_| !helpers.is_empty()),
        project: one_offer().project,
    };
    let before = Some(Before { appointment: once().appointment, over: 0 });
    vec![
        ("confirmation", mail(Occasion::Confirmation, once(), &["Şirin"])),
        ("confirmation-series", mail(Occasion::Confirmation, thrice(), &["Şirin", "Omar"])),
        ("change", NewcomerMail { before, ..mail(Occasion::Change, later(), &["Şirin"]) }),
        ("cancelled", mail(Occasion::Cancelled, Arranged { sequence: 2, ..once() }, &[])),
        ("not-needed", mail(Occasion::NotNeeded, Arranged { sequence: 2, ..once() }, &[])),
        ("withdrawn", mail(Occasion::HelpWithdrawn, Arranged { sequence: 2, ..once() }, &[])),
        ("helper-lost", mail(Occasion::HelperLost, once(), &[])),
        ("nobody-found", mail(Occasion::NobodyFound, once(), &[])),
        ("one-less", mail(Occasion::HelperLost, once(), &["Omar"])),
        ("elsewhere", mail(Occasion::Elsewhere, Arranged { sequence: 1, ..once() }, &[])),
        ("reminder", mail(Occasion::Reminder, once(), &["Şirin"])),
    ]
}

/// An envelope of its own for each mail.
fn envelope(number: usize) -> Posting {
    let posting = posting();
    let mut random = [0; 10];
    random[8..].copy_from_slice(&u16::try_from(number).unwrap().to_be_bytes());
    let id = MailId::new(now(), random);
    Posting { message_id: MessageId::of(id, &posting.identity.from.address).unwrap(), ..posting }
}

/// All mails to staff and Lotsen in a language, by name.
fn to_staff(locale: Locale) -> Vec<(String, OutgoingMail)> {
    let mut all = Vec::new();
    let mut add = |name: &str, mail: &dyn Fn(Posting) -> OutgoingMail| {
        let number = all.len() + if locale == Locale::De { 0 } else { 100 };
        all.push((format!("{name}_{locale}"), mail(envelope(number))));
    };
    add("offer", &|p| offer::compose(&one_offer(), locale, p).unwrap());
    add("offer-series", &|p| offer::compose(&series(), locale, p).unwrap());
    add("offer-withdrawn", &|p| offer_withdrawn::compose(&asked(), locale, p).unwrap());
    add("offer-taken", &|p| offer_taken::compose(&asked(), locale, p).unwrap());
    for (who, reader) in [("lotse", to_lotse()), ("requester", to_requester())] {
        let once = confirmed(reader.clone(), once());
        add(&format!("confirmation-{who}"), &|p| confirmation::compose(&once, locale, p).unwrap());
        let thrice = confirmed(reader.clone(), thrice());
        add(&format!("confirmation-series-{who}"), &|p| confirmation::compose(&thrice, locale, p).unwrap());
        let change = changed(reader.clone());
        add(&format!("change-{who}"), &|p| change::compose(&change, locale, p).unwrap());
        for (code, by) in
            [("lotse", CalledOffBy::Lotse), ("requester", CalledOffBy::Requester), ("project", CalledOffBy::Project)]
        {
            let mail = called_off(reader.clone(), by);
            add(&format!("cancellation-{who}-by-{code}"), &|p| cancellation::compose(&mail, locale, p).unwrap());
        }
    }
    add("reminder", &|p| reminder::compose(&reminding(), locale, p).unwrap());
    let cancelled = alarming(AlarmCause::LateCancellation { lotse: lotse() });
    add("alarm-cancelled", &|p| alarm::compose(&cancelled, locale, p).unwrap());
    add("alarm-nobody", &|p| alarm::compose(&alarming(AlarmCause::NobodyLeft), locale, p).unwrap());
    add("digest", &|p| digest::compose(&digesting(), locale, p).unwrap());
    for (name, requests, more) in [("unserved", vec![one_open()], 0), ("unserved-several", open(), 37)] {
        let mail = unserved(requests, more);
        add(name, &|p| unserved::compose(&mail, locale, p).unwrap());
    }
    let missed = alarming(AlarmCause::NoShow { lotse: lotse() });
    add("alarm-no-show", &|p| alarm::compose(&missed, locale, p).unwrap());
    let page = || Way::Page("https://lotsen.example.org/0190".to_owned());
    let invitation = choosing(LinkPurpose::Invitation, page());
    add("account-invitation", &|p| account_link::compose(&invitation, locale, p).unwrap());
    let reset = choosing(LinkPurpose::PasswordReset, page());
    add("account-reset", &|p| account_link::compose(&reset, locale, p).unwrap());
    let log_in = choosing(LinkPurpose::LogIn, page());
    add("account-log-in", &|p| account_link::compose(&log_in, locale, p).unwrap());
    let by_code = choosing(LinkPurpose::Invitation, Way::Code("lw_l_0190".to_owned()));
    add("account-code", &|p| account_link::compose(&by_code, locale, p).unwrap());
    add("offer-call", &|p| offer_call::compose(&calling(), locale, p).unwrap());
    let given = confirmed(passed_on(), once());
    add("confirmation-passed-on", &|p| confirmation::compose(&given, locale, p).unwrap());
    let taken = Asked { pass_on: Some(by_phone()), ..asked() };
    add("offer-taken-passed-on", &|p| offer_taken::compose(&taken, locale, p).unwrap());
    for (name, unfit) in [("busy", Unfit::Busy), ("away", Unfit::Away)] {
        let mail = Asked { unfit: Some(unfit), ..asked() };
        add(&format!("offer-withdrawn-{name}"), &|p| offer_withdrawn::compose(&mail, locale, p).unwrap());
    }
    let called_off = alarming(AlarmCause::CalledOff { lotse: lotse() });
    add("alarm-called-off", &|p| alarm::compose(&called_off, locale, p).unwrap());
    for (name, is_over) in [("near", false), ("over", true)] {
        let mail = nobody(is_over);
        add(&format!("nobody-found-{name}"), &|p| nobody_found::compose(&mail, locale, p).unwrap());
    }
    let token = Changed::TokenMade {
        name: TokenName::parse("Stadtportal").unwrap(),
        until: invitation.until + chrono::Duration::days(90),
    };
    for (name, what) in [
        ("factor-on", Changed::SecondFactorSetUp),
        ("factor-off", Changed::SecondFactorDisabled),
        ("codes-new", Changed::RecoveryCodesRenewed),
        ("password", Changed::PasswordChanged),
        ("token", token),
    ] {
        let AccountLinkMail { name: reader, until, project, .. } = invitation.clone();
        let mail = AccountNoticeMail { name: reader, what, at: until, project };
        add(&format!("account-{name}"), &|p| account_notice::compose(&mail, locale, p).unwrap());
    }
    all
}

/// All mails to newcomers in a language, by name.
fn to_newcomers(language: NewcomerLanguage) -> Vec<(String, OutgoingMail)> {
    let first = 200 + 100 * NewcomerLanguage::ALL.iter().position(|known| *known == language).unwrap();
    let numbered = occasions().into_iter().enumerate();
    let composed = numbered.map(|(number, (name, mail))| {
        let to = Mailbox { name: String::new(), address: email("newcomer@example.org") };
        let posting = Posting { to, ..envelope(first + number) };
        (format!("newcomer-{name}_{language}"), newcomer::compose(&mail, language, posting).unwrap())
    });
    composed.collect()
}

/// All mails of all kinds and languages.
fn everything() -> Vec<(String, OutgoingMail)> {
    let staff = Locale::ALL.into_iter().flat_map(to_staff);
    staff.chain(NewcomerLanguage::ALL.into_iter().flat_map(to_newcomers)).collect()
}

#[test]
fn no_two_of_them_share_an_id() {
    let mut ids: Vec<_> = everything().into_iter().map(|(_, mail)| mail.message_id.to_string()).collect();
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

/// All mails for parsers of others, and their pages for eyes, in the folder that the environment names; `.ci/run` does.
#[test]
fn mails_of_every_kind_and_language_can_be_laid_out() {
    let Some(folder) = std::env::var_os("LOTSENWERK_TEST_MAILS").map(std::path::PathBuf::from) else { return };
    std::fs::create_dir_all(&folder).unwrap();
    for (name, mail) in everything() {
        std::fs::write(folder.join(format!("{name}.eml")), super::bytes::bytes(&mail)).unwrap();
        std::fs::write(folder.join(format!("{name}.html")), &mail.html).unwrap();
    }
    std::fs::write(folder.join("feed.ics"), calendar::one_feed()).unwrap();
}
