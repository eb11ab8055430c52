//! The tables of `config/synthetic`, compiled in: languages, names, topics, organisations, phrases.
//!
//! They are judgement in the form of data, each explained in its file. Read once per generation; what one table names and
//! another does not have is found here.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::SyntheticError;
use super::chance::{Chance, Several};
use crate::domain::code::{Gender, Topic};
use crate::domain::language::{LanguageCode, LanguageTable};
use crate::domain::qualification::QualificationCode;
use crate::domain::text::{MeetingPoint, OrganisationName, PersonName, Reason};

const LANGUAGES: &str = "languages.toml";
const NAMES: &str = "names.toml";
const TOPICS: &str = "topics.toml";
const ORGANISATIONS: &str = "organisations.toml";
const PHRASES: &str = "phrases.toml";

/// The agency that posts for every topic.
pub(super) const VOLUNTEERS: &str = "volunteers";

/// All tables.
#[derive(Debug)]
pub(super) struct Tables {
    pub(super) tongues: Vec<Tongue>,
    names: BTreeMap<String, Names>,
    pub(super) topics: Vec<TopicRow>,
    pub(super) organisations: OrganisationTable,
    pub(super) phrases: Phrases,
}

/// A mother tongue.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tongue {
    pub(super) language: LanguageCode,
    pub(super) culture: String,
    pub(super) demand: u32,
    pub(super) supply: u32,
    #[serde(default)]
    pub(super) scarce: bool,
    pub(super) confirmation: Option<LanguageCode>,
    /// Spoken besides, per mille.
    #[serde(default)]
    pub(super) also: Vec<(LanguageCode, u32)>,
    /// Accepted instead, per mille.
    #[serde(default)]
    pub(super) accepts: Vec<(LanguageCode, u32)>,
}

/// The names of one culture.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Names {
    female: Several<PersonName>,
    male: Several<PersonName>,
    family: Several<PersonName>,
    family_male: Option<Several<PersonName>>,
}

/// What requests of one topic are like.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TopicRow {
    pub(super) topic: Topic,
    pub(super) weight: u32,
    /// Per mille.
    pub(super) interpreting: u32,
    pub(super) agency: String,
    /// Length of a sitting and its weight.
    pub(super) minutes: Vec<(u32, u32)>,
    /// Asked for by so many in a thousand.
    pub(super) requires: Vec<(QualificationCode, u32)>,
    pub(super) meeting_points: Several<MeetingPoint>,
}

/// What organisations are called.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OrganisationTable {
    pub(super) projects: Several<String>,
    pub(super) statewide: OrganisationName,
    pub(super) agencies: Vec<AgencyRow>,
}

/// An agency that every region has.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AgencyRow {
    pub(super) agency: String,
    pub(super) name: String,
}

/// Short texts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Phrases {
    pub(super) streets: Several<String>,
    pub(super) reasons: Several<Reason>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LanguageFile {
    tongue: Vec<Tongue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TopicFile {
    topic: Vec<TopicRow>,
}

impl Tables {
    /// Reads the compiled-in tables and checks them against each other and the table of languages.
    pub(super) fn load(languages: &LanguageTable) -> Result<Self, SyntheticError> {
        let tongues: LanguageFile = read(LANGUAGES, include_str!("../../config/synthetic/languages.toml"))?;
        let topics: TopicFile = read(TOPICS, include_str!("../../config/synthetic/topics.toml"))?;
        let tables = Self {
            tongues: tongues.tongue,
            names: read(NAMES, include_str!("../../config/synthetic/names.toml"))?,
            topics: topics.topic,
            organisations: read(ORGANISATIONS, include_str!("../../config/synthetic/organisations.toml"))?,
            phrases: read(PHRASES, include_str!("../../config/synthetic/phrases.toml"))?,
        };
        tables.check(languages)?;
        Ok(tables)
    }

    fn check(&self, languages: &LanguageTable) -> Result<(), SyntheticError> {
        for tongue in &self.tongues {
            let besides = tongue.also.iter().chain(&tongue.accepts).map(|(code, _)| *code);
            let mut codes = besides.chain(tongue.confirmation).chain([tongue.language]);
            if let Some(code) = codes.find(|code| languages.get(*code).is_none()) {
                return Err(SyntheticError::UnknownLanguage { code });
            }
            if !self.names.contains_key(&tongue.culture) {
                return Err(SyntheticError::Missing { file: NAMES, missing: tongue.culture.clone() });
            }
        }
        let named = self.topics.iter().map(|topic| topic.agency.as_str()).chain([VOLUNTEERS]);
        for agency in named {
            if !self.organisations.agencies.iter().any(|row| row.agency == agency) {
                return Err(SyntheticError::Missing { file: ORGANISATIONS, missing: agency.to_owned() });
            }
        }
        Ok(())
    }

    /// A given and a family name. Who states no gender, or is diverse, may bear either kind of name.
    pub(super) fn name(
        &self,
        culture: &str,
        gender: Option<Gender>,
        chance: &mut Chance,
    ) -> Result<(PersonName, PersonName), SyntheticError> {
        let missing = || SyntheticError::Missing { file: NAMES, missing: culture.to_owned() };
        let names = self.names.get(culture).ok_or_else(missing)?;
        let male = match gender {
            Some(Gender::Female) => false,
            Some(Gender::Male) => true,
            Some(Gender::Diverse) | None => chance.happens(500),
        };
        let given = if male { &names.male } else { &names.female };
        let family = names.family_male.as_ref().filter(|_| male).unwrap_or(&names.family);
        Ok((given.draw(chance).clone(), family.draw(chance).clone()))
    }

    /// The mother tongue with this code.
    pub(super) fn tongue(&self, language: LanguageCode) -> Option<&Tongue> {
        self.tongues.iter().find(|tongue| tongue.language == language)
    }
}

fn read<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, SyntheticError> {
    toml::from_str(text).map_err(|error| SyntheticError::Table { file, why: error.to_string() })
}
