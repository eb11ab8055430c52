//! The columns of both lists and the headings under which projects keep them, in German and English.
//!
//! Headings are compared folded, with and without what stands in brackets, so `Umkreis (km)`, `UMKREIS` and `umkreis:`
//! are one. Columns that are not here are reported as ignored, never swallowed.

use crate::tables::fold;

/// A column of a list.
pub(super) trait Column: Copy + Eq + 'static {
    /// Every column, with the heading as we would write it and its folded spellings.
    const SPELLINGS: &'static [(Self, &'static str, &'static [&'static str])];
    /// Columns without which a list cannot be read.
    const REQUIRED: &'static [Self];
    /// The column of the list's own number, by which an import recognises a row.
    const NUMBER: Self;

    /// The heading as we would write it.
    fn title(self) -> &'static str {
        Self::SPELLINGS.iter().find(|(column, ..)| *column == self).map_or("", |(_, title, _)| title)
    }

    /// What a heading means.
    fn recognise(title: &str) -> Option<Self> {
        let outside: String = title.split(['(', '[']).next().unwrap_or_default().to_owned();
        let known = |folded: String| {
            let mut all = Self::SPELLINGS.iter();
            all.find(|(.., spellings)| spellings.contains(&folded.as_str())).map(|(column, ..)| *column)
        };
        known(fold(title)).or_else(|| known(fold(&outside)))
    }
}

/// The columns of a list of Lotsen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub(super) enum LotseColumn {
    Number,
    GivenName,
    /// The family name; the whole name where the list has no column of given names.
    FamilyName,
    Email,
    Phone,
    Gender,
    Postcode,
    Town,
    Radius,
    Languages,
    Qualifications,
    Availability,
    WeeklyHours,
    AssignmentsPerWeek,
    OffersPerWeek,
    Transport,
    Modes,
    Services,
    TopicsWished,
    TopicsRefused,
    Consent,
    Status,
}

const NUMBER: &[&str] = &["nr", "nummer", "no", "number", "lfdnr", "laufendenummer", "id", "kennung", "kennziffer"];
const POSTCODE: &[&str] = &["plz", "postleitzahl", "postcode", "zip", "zipcode", "postalcode"];
const TOWN: &[&str] = &["ort", "wohnort", "stadt", "gemeinde", "town", "city", "place"];
const MODES: &[&str] = &["form", "formen", "art", "modus", "einsatzform", "durchfuehrung", "mode", "modes", "format"];

impl Column for LotseColumn {
    const SPELLINGS: &'static [(Self, &'static str, &'static [&'static str])] = &[
        (Self::Number, "Nr.", NUMBER),
        (Self::GivenName, "Vorname", &["vorname", "vornamen", "rufname", "firstname", "givenname", "forename"]),
        (
            Self::FamilyName,
            "Nachname",
            &[
                "nachname",
                "name",
                "familienname",
                "zuname",
                "lastname",
                "familyname",
                "surname",
                "fullname",
                "vorundnachname",
                "namevorname",
                "vornamename",
            ],
        ),
        (Self::Email, "E-Mail", &["email", "mail", "emailadresse", "mailadresse", "emailaddress"]),
        (
            Self::Phone,
            "Telefon",
            &[
                "telefon",
                "tel",
                "telefonnummer",
                "telefonnr",
                "telnr",
                "handy",
                "handynummer",
                "mobil",
                "mobilnummer",
                "phone",
                "phonenumber",
                "telephone",
                "mobile",
            ],
        ),
        (Self::Gender, "Geschlecht", &["geschlecht", "gender", "sex", "mwd", "wmd"]),
        (Self::Postcode, "PLZ", POSTCODE),
        (Self::Town, "Ort", TOWN),
        (
            Self::Radius,
            "Umkreis (km)",
            &[
                "umkreis",
                "umkreiskm",
                "umkreisinkm",
                "radius",
                "radiuskm",
                "radiusinkm",
                "entfernung",
                "maxentfernung",
                "einsatzradius",
                "fahrbereitschaft",
                "distance",
                "maxdistance",
            ],
        ),
        (Self::Languages, "Sprachen", &["sprachen", "sprache", "sprachkenntnisse", "languages", "language", "spoken"]),
        (
            Self::Qualifications,
            "Qualifikationen",
            &[
                "qualifikationen",
                "qualifikation",
                "qualifizierung",
                "qualifizierungen",
                "schulungen",
                "nachweise",
                "qualifications",
                "qualification",
                "courses",
                "training",
                "trainings",
            ],
        ),
        (
            Self::Availability,
            "Verfügbarkeit",
            &[
                "verfuegbarkeit",
                "verfuegbarkeiten",
                "verfuegbar",
                "zeiten",
                "wochenzeiten",
                "einsatzzeiten",
                "availability",
                "available",
                "times",
                "weeklytimes",
            ],
        ),
        (
            Self::WeeklyHours,
            "Stunden/Woche",
            &[
                "stundenwoche",
                "stundenprowoche",
                "stdwoche",
                "stdprowoche",
                "wochenstunden",
                "stunden",
                "hoursperweek",
                "hoursweek",
                "hours",
                "weeklyhours",
            ],
        ),
        (
            Self::AssignmentsPerWeek,
            "Einsätze/Woche",
            &["einsaetzewoche", "einsaetzeprowoche", "maxeinsaetze", "maxeinsaetzeprowoche", "assignmentsperweek"],
        ),
        (Self::OffersPerWeek, "Anfragen/Woche", &["anfragenwoche", "anfragenprowoche", "maxanfragen", "offersperweek"]),
        (
            Self::Transport,
            "Auto",
            &[
                "auto",
                "pkw",
                "eigenesauto",
                "eigenerpkw",
                "autovorhanden",
                "verkehrsmittel",
                "mobilitaet",
                "fortbewegung",
                "car",
                "owncar",
                "transport",
                "meansoftransport",
            ],
        ),
        (Self::Modes, "Form", MODES),
        (
            Self::Services,
            "Einsatzart",
            &["einsatzart", "einsatzarten", "taetigkeit", "leistung", "services", "service"],
        ),
        (
            Self::TopicsWished,
            "Themen",
            &["themen", "themenwunsch", "wunschthemen", "themenbereiche", "topics", "topicswished"],
        ),
        (
            Self::TopicsRefused,
            "Themen, die nicht gewünscht sind",
            &[
                "nichtthemen",
                "themennicht",
                "ausgeschlossenethemen",
                "keinethemen",
                "themendienichtgewuenschtsind",
                "topicsrefused",
            ],
        ),
        (
            Self::Consent,
            "Einwilligung",
            &[
                "einwilligung",
                "einwilligungserklaerung",
                "einverstaendnis",
                "einverstaendniserklaerung",
                "dsgvo",
                "datenschutz",
                "datenschutzerklaerung",
                "consent",
                "gdpr",
            ],
        ),
        (Self::Status, "Status", &["status", "stand", "state"]),
    ];
    const REQUIRED: &'static [Self] = &[Self::Number, Self::FamilyName, Self::Postcode, Self::Languages];
    const NUMBER: Self = Self::Number;
}

/// The columns of a list of requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub(super) enum RequestColumn {
    Number,
    Organisation,
    Client,
    Languages,
    Level,
    Service,
    Modes,
    Topic,
    Postcode,
    Town,
    Street,
    MeetingPoint,
    Appointments,
    Duration,
    Gender,
    Priority,
    Reason,
    ConfirmationLanguage,
    LotsenNeeded,
    Qualifications,
    PostedOn,
    Deadline,
}

impl Column for RequestColumn {
    const SPELLINGS: &'static [(Self, &'static str, &'static [&'static str])] = &[
        (Self::Number, "Nr.", NUMBER),
        (
            Self::Organisation,
            "Anfragende Stelle",
            &[
                "anfragendestelle",
                "anfragestelle",
                "stelle",
                "einrichtung",
                "institution",
                "organisation",
                "organization",
                "traeger",
                "auftraggeber",
                "requester",
                "requestingorganisation",
                "agency",
            ],
        ),
        (
            Self::Client,
            "Klient-Kürzel",
            &[
                "klientkuerzel",
                "klientenkuerzel",
                "klientinkuerzel",
                "kuerzel",
                "klient",
                "klientin",
                "klientennummer",
                "fallnummer",
                "aktenzeichen",
                "pseudonym",
                "client",
                "clientref",
                "clientreference",
                "case",
            ],
        ),
        (
            Self::Languages,
            "Sprache",
            &["sprache", "sprachen", "benoetigtesprache", "language", "languages", "neededlanguage"],
        ),
        (
            Self::Level,
            "Mindestniveau",
            &["mindestniveau", "niveau", "sprachniveau", "level", "minimumlevel", "minlevel"],
        ),
        (Self::Service, "Einsatzart", &["einsatzart", "leistung", "taetigkeit", "service", "type"]),
        (Self::Modes, "Form", MODES),
        (Self::Topic, "Thema", &["thema", "anliegen", "anlass", "zweck", "bereich", "topic", "subject", "matter"]),
        (Self::Postcode, "PLZ", POSTCODE),
        (Self::Town, "Ort", &["ort", "einsatzort", "stadt", "gemeinde", "town", "city", "place"]),
        (
            Self::Street,
            "Straße",
            &[
                "strasse",
                "strassehausnummer",
                "strassehausnr",
                "strasseundhausnummer",
                "adresse",
                "anschrift",
                "street",
                "address",
            ],
        ),
        (Self::MeetingPoint, "Treffpunkt", &["treffpunkt", "meetingpoint"]),
        (
            Self::Appointments,
            "Termin(e)",
            &[
                "termine",
                "termin",
                "terminvorschlaege",
                "wunschtermin",
                "wunschtermine",
                "datumuhrzeit",
                "datumunduhrzeit",
                "datum",
                "wann",
                "appointment",
                "appointments",
                "dates",
                "date",
                "when",
            ],
        ),
        (
            Self::Duration,
            "Dauer (Min.)",
            &[
                "dauer",
                "dauermin",
                "dauerstd",
                "dauerinminuten",
                "dauerinmin",
                "dauerinstd",
                "dauerminuten",
                "dauerstunden",
                "dauerh",
                "dauerinstunden",
                "voraussichtlichedauer",
                "zeitbedarf",
                "duration",
                "length",
            ],
        ),
        (
            Self::Gender,
            "Geschlecht gewünscht",
            &[
                "geschlechtgewuenscht",
                "gewuenschtesgeschlecht",
                "geschlecht",
                "geschlechtlotse",
                "wunschgeschlecht",
                "genderwish",
                "preferredgender",
                "gender",
            ],
        ),
        (Self::Priority, "Dringlichkeit", &["dringlichkeit", "prioritaet", "prio", "priority", "urgency"]),
        (
            Self::Reason,
            "Begründung",
            &["begruendung", "grund", "begruendungdringlichkeit", "begruendungderdringlichkeit", "reason"],
        ),
        (
            Self::ConfirmationLanguage,
            "Sprache der Bestätigung",
            &[
                "sprachederbestaetigung",
                "bestaetigungssprache",
                "bestaetigungin",
                "confirmationlanguage",
                "languageofconfirmation",
            ],
        ),
        (
            Self::LotsenNeeded,
            "Anzahl Lots*innen",
            &["anzahllotsinnen", "anzahllotsen", "anzahl", "personen", "lotsenneeded", "count"],
        ),
        (
            Self::Qualifications,
            "Nötige Qualifikationen",
            &[
                "noetigequalifikationen",
                "benoetigtequalifikation",
                "benoetigtequalifikationen",
                "voraussetzungen",
                "qualifikation",
                "qualifikationen",
                "qualifications",
                "requiredqualifications",
            ],
        ),
        (
            Self::PostedOn,
            "Eingang",
            &["eingang", "eingangsdatum", "eingegangenam", "angefragtam", "postedon", "received"],
        ),
        (Self::Deadline, "Frist", &["frist", "antwortbis", "rueckmeldungbis", "deadline"]),
    ];
    const REQUIRED: &'static [Self] = &[
        Self::Number,
        Self::Organisation,
        Self::Languages,
        Self::Topic,
        Self::Postcode,
        Self::Appointments,
        Self::Duration,
    ];
    const NUMBER: Self = Self::Number;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_headings_are_recognised() {
        for (title, column) in [
            ("E-Mail", LotseColumn::Email),
            ("e mail:", LotseColumn::Email),
            ("Mail", LotseColumn::Email),
            ("PLZ", LotseColumn::Postcode),
            ("Postleitzahl", LotseColumn::Postcode),
            ("postcode", LotseColumn::Postcode),
            ("Umkreis [in km]", LotseColumn::Radius),
            ("VERFUEGBARKEIT", LotseColumn::Availability),
            ("Stunden pro Woche", LotseColumn::WeeklyHours),
            ("Stunden/\nWoche", LotseColumn::WeeklyHours),
            ("Geschlecht (w/m/d)", LotseColumn::Gender),
        ] {
            assert_eq!(LotseColumn::recognise(title), Some(column), "{title}");
        }
        for (title, column) in [
            ("Termin(e)", RequestColumn::Appointments),
            ("Dauer (Min.)", RequestColumn::Duration),
            ("Dauer in Stunden", RequestColumn::Duration),
            ("Anzahl Lots*innen", RequestColumn::LotsenNeeded),
            ("Sprache der Bestätigung", RequestColumn::ConfirmationLanguage),
        ] {
            assert_eq!(RequestColumn::recognise(title), Some(column), "{title}");
        }
        assert_eq!(LotseColumn::recognise("Lieblingsfarbe"), None);
        assert_eq!(LotseColumn::recognise("(km)"), None);
    }

    fn check<C: Column + std::fmt::Debug>() {
        let mut seen = std::collections::BTreeSet::new();
        for (column, title, spellings) in C::SPELLINGS {
            assert_eq!(C::recognise(title), Some(*column), "our own heading {title}");
            for spelling in *spellings {
                assert_eq!(fold(spelling), **spelling);
                assert!(seen.insert(*spelling), "{spelling} stands for two columns");
            }
        }
    }

    #[test]
    fn spellings_are_folded_and_mean_one_column() {
        check::<LotseColumn>();
        check::<RequestColumn>();
    }
}
