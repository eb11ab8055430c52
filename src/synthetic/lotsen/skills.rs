//! What a Lotse speaks, has learned and may therefore do.

use chrono::NaiveDate;

use super::super::chance::Chance;
use super::super::tables::Tongue;
use super::super::{SyntheticError, World};
use crate::domain::code::{LotseStatus, Service};
use crate::domain::language::{LanguageCode, Level};
use crate::domain::lotse::SpokenLanguage;
use crate::domain::qualification::{Qualification, QualificationCode};

/// How many languages besides German a Lotse speaks at most.
const MOST_LANGUAGES: usize = 4;
/// How many days a certificate of the criminal record counts: five years, as in `config/programmes/wir.toml`.
const CERTIFICATE_COUNTS: i64 = 1826;
/// How old the oldest certificates are, days; those older than they count have expired.
const OLDEST_CERTIFICATE: u32 = 2000;

/// Languages, qualifications and services.
pub(super) struct Skills {
    pub(super) languages: Vec<SpokenLanguage>,
    pub(super) qualifications: Vec<Qualification>,
    pub(super) services: Vec<Service>,
}

/// What somebody with this mother tongue can.
pub(super) fn draw(
    world: &World<'_>,
    tongue: &Tongue,
    status: LotseStatus,
    chance: &mut Chance,
) -> Result<Skills, SyntheticError> {
    let from_here = tongue.language == code("deu")?;
    let languages = languages(tongue, from_here, chance)?;
    let knobs = world.knobs();
    let trained = status != LotseStatus::InTraining;
    let taken = if from_here { knobs.interpreting_course / 4 } else { knobs.interpreting_course };
    let interprets = chance.happens(taken) && trained;
    let share = |usual, of_interpreters| if interprets { of_interpreters } else { usual };

    let course = -i64::from(chance.between(60, 2200));
    let since_then = i64::from(chance.between(0, 60));
    let certified = -i64::from(chance.between(10, OLDEST_CERTIFICATE));
    let mut held = Holding { world, qualifications: Vec::new() };
    if chance.happens(940) && trained {
        held.add(QualificationCode::BASIC_COURSE, course, None, chance)?;
    }
    if interprets {
        held.add(QualificationCode::INTERPRETING_COURSE, course + since_then, None, chance)?;
    }
    if chance.happens(share(knobs.certificate, 950)) {
        let until = world.calendar.day(certified + CERTIFICATE_COUNTS)?;
        held.add(QualificationCode::CRIMINAL_RECORD_CERTIFICATE, certified, Some(until), chance)?;
    }
    if chance.happens(share(knobs.confidentiality, 1000)) {
        held.add(QualificationCode::CONFIDENTIALITY_DECLARATION, course, None, chance)?;
    }
    if chance.happens(knobs.health_module) && trained {
        held.add(QualificationCode::HEALTH_MODULE, course / 2, None, chance)?;
    }
    let services = if interprets { Service::ALL.to_vec() } else { vec![Service::Accompaniment] };
    Ok(Skills { languages, qualifications: held.qualifications, services })
}

struct Holding<'a> {
    world: &'a World<'a>,
    qualifications: Vec<Qualification>,
}

impl Holding<'_> {
    /// Adds one acquired so many days from the Monday. A list in ten leaves out a date that never expires.
    fn add(
        &mut self,
        code: &str,
        acquired: i64,
        valid_until: Option<NaiveDate>,
        chance: &mut Chance,
    ) -> Result<(), SyntheticError> {
        let code = QualificationCode::parse(code).map_err(SyntheticError::value(code))?;
        let day = self.world.calendar.day(acquired)?;
        let dated = !chance.happens(100) || valid_until.is_some();
        self.qualifications.push(Qualification { code, acquired_on: dated.then_some(day), valid_until });
        Ok(())
    }
}

/// The mother tongue, what is usual beside it, and German. Who has no other mother tongue than German speaks English at least.
fn languages(tongue: &Tongue, from_here: bool, chance: &mut Chance) -> Result<Vec<SpokenLanguage>, SyntheticError> {
    let mut languages = Vec::new();
    if !from_here {
        languages.push(SpokenLanguage { language: tongue.language, level: Level::Native });
    }
    for (language, permille) in &tongue.also {
        let level = chance.one_of(&[(250, Level::B1), (300, Level::B2), (300, Level::C1)], Level::C2);
        if chance.happens(*permille) && languages.len() < MOST_LANGUAGES {
            languages.push(SpokenLanguage { language: *language, level });
        }
    }
    if languages.is_empty() {
        languages.push(SpokenLanguage { language: code("eng")?, level: Level::B2 });
    }
    let learned = chance.one_of(&[(250, Level::B1), (350, Level::B2), (250, Level::C1)], Level::C2);
    languages.push(SpokenLanguage { language: code("deu")?, level: if from_here { Level::Native } else { learned } });
    Ok(languages)
}

fn code(text: &str) -> Result<LanguageCode, SyntheticError> {
    LanguageCode::parse(text).map_err(SyntheticError::value(text))
}
