//! The words that cells with closed lists may hold, and what they mean.
//!
//! Words stand folded (`fold`): lower case, umlauts written out, no punctuation. German and English mix freely.

use crate::domain::code::{Gender, LotseStatus, Mode, Priority, Service, Strength, Topic};
use crate::domain::travel::Transport;

/// Folded words and their meaning.
pub(super) type Words<T> = [(&'static str, T)];

/// Yes and no.
pub(super) const YES_NO: &Words<bool> = &[
    ("ja", true),
    ("j", true),
    ("yes", true),
    ("y", true),
    ("x", true),
    ("wahr", true),
    ("true", true),
    ("1", true),
    ("vorhanden", true),
    ("erteilt", true),
    ("nein", false),
    ("n", false),
    ("no", false),
    ("falsch", false),
    ("false", false),
    ("0", false),
    ("kein", false),
    ("keine", false),
];

/// Genders.
pub(super) const GENDERS: &Words<Gender> = &[
    ("w", Gender::Female),
    ("weiblich", Gender::Female),
    ("frau", Gender::Female),
    ("f", Gender::Female),
    ("female", Gender::Female),
    ("woman", Gender::Female),
    ("m", Gender::Male),
    ("maennlich", Gender::Male),
    ("mann", Gender::Male),
    ("herr", Gender::Male),
    ("male", Gender::Male),
    ("man", Gender::Male),
    ("d", Gender::Diverse),
    ("divers", Gender::Diverse),
    ("diverse", Gender::Diverse),
];

/// Words that state no gender, or no wish.
pub(super) const NOT_STATED: [&str; 10] =
    ["ka", "keineangabe", "egal", "unbekannt", "keine", "keiner", "notstated", "any", "none", "beliebig"];

/// How firmly something is asked for.
pub(super) const STRENGTHS: &Words<Strength> = &[
    ("zwingend", Strength::Must),
    ("muss", Strength::Must),
    ("must", Strength::Must),
    ("nur", Strength::Must),
    ("only", Strength::Must),
    ("unbedingt", Strength::Must),
    ("erforderlich", Strength::Must),
    ("required", Strength::Must),
    ("pflicht", Strength::Must),
    ("wunsch", Strength::Wish),
    ("gewuenscht", Strength::Wish),
    ("bevorzugt", Strength::Wish),
    ("gern", Strength::Wish),
    ("gerne", Strength::Wish),
    ("lieber", Strength::Wish),
    ("wennmoeglich", Strength::Wish),
    ("wish", Strength::Wish),
    ("preferred", Strength::Wish),
    ("ifpossible", Strength::Wish),
];

/// Where a Lotse stands.
pub(super) const STATUSES: &Words<LotseStatus> = &[
    ("aktiv", LotseStatus::Active),
    ("active", LotseStatus::Active),
    ("pausiert", LotseStatus::Paused),
    ("pause", LotseStatus::Paused),
    ("ruht", LotseStatus::Paused),
    ("ruhend", LotseStatus::Paused),
    ("inaktiv", LotseStatus::Paused),
    ("paused", LotseStatus::Paused),
    ("inactive", LotseStatus::Paused),
    ("inausbildung", LotseStatus::InTraining),
    ("ausbildung", LotseStatus::InTraining),
    ("inqualifizierung", LotseStatus::InTraining),
    ("intraining", LotseStatus::InTraining),
    ("training", LotseStatus::InTraining),
    ("bewerbung", LotseStatus::Applicant),
    ("bewerber", LotseStatus::Applicant),
    ("bewerberin", LotseStatus::Applicant),
    ("interessiert", LotseStatus::Applicant),
    ("interessent", LotseStatus::Applicant),
    ("interessentin", LotseStatus::Applicant),
    ("applicant", LotseStatus::Applicant),
    ("ausgeschieden", LotseStatus::Left),
    ("beendet", LotseStatus::Left),
    ("ehemalig", LotseStatus::Left),
    ("left", LotseStatus::Left),
    ("former", LotseStatus::Left),
];

/// Means of transport.
pub(super) const TRANSPORTS: &Words<Transport> = &[
    ("auto", Transport::Car),
    ("pkw", Transport::Car),
    ("car", Transport::Car),
    ("oepnv", Transport::PublicTransport),
    ("opnv", Transport::PublicTransport),
    ("bus", Transport::PublicTransport),
    ("bahn", Transport::PublicTransport),
    ("busundbahn", Transport::PublicTransport),
    ("busbahn", Transport::PublicTransport),
    ("publictransport", Transport::PublicTransport),
    ("fahrrad", Transport::Bicycle),
    ("rad", Transport::Bicycle),
    ("ebike", Transport::Bicycle),
    ("bicycle", Transport::Bicycle),
    ("bike", Transport::Bicycle),
    ("zufuss", Transport::Foot),
    ("fuss", Transport::Foot),
    ("foot", Transport::Foot),
    ("onfoot", Transport::Foot),
    ("walking", Transport::Foot),
];

/// Ways to meet.
pub(super) const MODES: &Words<Mode> = &[
    ("vorort", Mode::InPerson),
    ("persoenlich", Mode::InPerson),
    ("praesenz", Mode::InPerson),
    ("inperson", Mode::InPerson),
    ("onsite", Mode::InPerson),
    ("telefon", Mode::Phone),
    ("telefonisch", Mode::Phone),
    ("tel", Mode::Phone),
    ("phone", Mode::Phone),
    ("telephone", Mode::Phone),
    ("bytelephone", Mode::Phone),
    ("video", Mode::Video),
    ("online", Mode::Video),
    ("videoanruf", Mode::Video),
    ("videokonferenz", Mode::Video),
    ("pervideo", Mode::Video),
    ("videocall", Mode::Video),
];

/// Services.
pub(super) const SERVICES: &Words<Service> = &[
    ("begleitung", Service::Accompaniment),
    ("begleiten", Service::Accompaniment),
    ("lotse", Service::Accompaniment),
    ("lotsin", Service::Accompaniment),
    ("lotsendienst", Service::Accompaniment),
    ("accompaniment", Service::Accompaniment),
    ("dolmetschen", Service::Interpreting),
    ("laiendolmetschen", Service::Interpreting),
    ("dolmetscher", Service::Interpreting),
    ("sprachmittlung", Service::Interpreting),
    ("uebersetzen", Service::Interpreting),
    ("interpreting", Service::Interpreting),
];

/// Topics.
pub(super) const TOPICS: &Words<Topic> = &[
    ("behoerde", Topic::Authority),
    ("behoerden", Topic::Authority),
    ("amt", Topic::Authority),
    ("aemter", Topic::Authority),
    ("auslaenderbehoerde", Topic::Authority),
    ("sozialamt", Topic::Authority),
    ("jugendamt", Topic::Authority),
    ("authority", Topic::Authority),
    ("arzt", Topic::Health),
    ("aerztin", Topic::Health),
    ("arzttermin", Topic::Health),
    ("gesundheit", Topic::Health),
    ("krankenhaus", Topic::Health),
    ("klinik", Topic::Health),
    ("therapie", Topic::Health),
    ("health", Topic::Health),
    ("doctor", Topic::Health),
    ("schule", Topic::SchoolOrDayCare),
    ("kita", Topic::SchoolOrDayCare),
    ("kindergarten", Topic::SchoolOrDayCare),
    ("kitaschule", Topic::SchoolOrDayCare),
    ("schulekita", Topic::SchoolOrDayCare),
    ("school", Topic::SchoolOrDayCare),
    ("daycare", Topic::SchoolOrDayCare),
    ("beratung", Topic::Advice),
    ("beratungsstelle", Topic::Advice),
    ("advice", Topic::Advice),
    ("jobcenter", Topic::Job),
    ("arbeit", Topic::Job),
    ("arbeitsagentur", Topic::Job),
    ("jobsuche", Topic::Job),
    ("beruf", Topic::Job),
    ("job", Topic::Job),
    ("work", Topic::Job),
    ("wohnung", Topic::Housing),
    ("wohnen", Topic::Housing),
    ("vermieter", Topic::Housing),
    ("housing", Topic::Housing),
    ("kinderbetreuung", Topic::ChildCare),
    ("tagesmutter", Topic::ChildCare),
    ("childcare", Topic::ChildCare),
    ("bank", Topic::Bank),
    ("sparkasse", Topic::Bank),
    ("freizeit", Topic::Leisure),
    ("kultur", Topic::Leisure),
    ("sport", Topic::Leisure),
    ("verein", Topic::Leisure),
    ("freizeitkultur", Topic::Leisure),
    ("leisure", Topic::Leisure),
];

/// Priorities.
pub(super) const PRIORITIES: &Words<Priority> = &[
    ("niedrig", Priority::Low),
    ("gering", Priority::Low),
    ("low", Priority::Low),
    ("normal", Priority::Normal),
    ("mittel", Priority::Normal),
    ("medium", Priority::Normal),
    ("hoch", Priority::High),
    ("wichtig", Priority::High),
    ("high", Priority::High),
    ("dringend", Priority::Urgent),
    ("eilig", Priority::Urgent),
    ("sofort", Priority::Urgent),
    ("notfall", Priority::Urgent),
    ("urgent", Priority::Urgent),
];

/// What a folded word means.
pub(super) fn meaning<T: Copy>(words: &Words<T>, folded: &str) -> Option<T> {
    words.iter().find(|(word, _)| *word == folded).map(|(_, meaning)| *meaning)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::fold;

    #[test]
    fn every_word_is_folded() {
        fn names<T>(list: &Words<T>) -> Vec<&'static str> {
            list.iter().map(|(word, _)| *word).collect()
        }
        let people = [names(YES_NO), names(GENDERS), names(STRENGTHS), names(STATUSES), names(TRANSPORTS)];
        let requests = [names(MODES), names(SERVICES), names(TOPICS), names(PRIORITIES), NOT_STATED.to_vec()];
        for word in people.into_iter().chain(requests).flatten() {
            assert_eq!(fold(word), word);
        }
    }
}
