//! What every use case works with: the database, the tables, the rules in force and the sender of mails.

use chrono::NaiveTime;

use super::identity::Accounts;
use crate::domain::contact::Email;
use crate::domain::language::LanguageTable;
use crate::domain::link::PublicUrl;
use crate::domain::programme::Programme;
use crate::domain::proof::ProofForm;
use crate::domain::region::Area;
use crate::domain::travel::TravelTable;
use crate::i18n::Locale;
use crate::matching::weights::Weights;
use crate::storage::Database;

/// Made once, by `startup`.
#[derive(Clone)]
pub struct Context {
    /// Where data is stored.
    pub database: Database,
    /// Regions and postcodes.
    pub area: Area,
    /// Languages and their varieties.
    pub languages: LanguageTable,
    /// How long ways take.
    pub travel: TravelTable,
    /// The weights of both objective levels.
    pub weights: Weights,
    /// All dated rules.
    pub programmes: Vec<Programme>,
    /// The code of the programme in force.
    pub programme: String,
    /// Forms of the proof of use.
    pub forms: Vec<ProofForm>,
    /// Who writes mails.
    pub sender: Sender,
    /// How accounts are kept.
    pub accounts: Accounts,
    /// Counts from one up to below this are not told in figures of coverage.
    pub least_told: u64,
}

/// Who writes mails, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// Name of the sender.
    pub name: String,
    /// Address of the sender.
    pub address: Email,
    /// The language of mails to Lotsen.
    pub locale: Locale,
    /// Hours a Lotse has for an answer, unless the appointment is nearer.
    pub answer_hours: u32,
    /// Where the page is on which a Lotse answers; without it they answer by reply.
    pub public_url: Option<PublicUrl>,
    /// A Lotse who calls off less than so many hours before is an alarm to the project.
    pub alarm_hours: u32,
    /// Whether a matching that runs by itself asks the Lotsen without anybody's review.
    pub releases_unreviewed: bool,
    /// Local time of the day before from which people are reminded of an appointment; `None` for never.
    pub remind_at: Option<NaiveTime>,
    /// Local time from which carriers are told what waits for them; `None` for never.
    pub digest_at: Option<NaiveTime>,
    /// When several Lotsen are asked at once for a place; `None` for never.
    pub broadcast: Option<Broadcast>,
}

impl Sender {
    /// Whether browsers reach the service over HTTPS, so that cookies may go no other way.
    pub fn is_secure(&self) -> bool {
        self.public_url.as_ref().is_some_and(PublicUrl::is_secure)
    }
}

/// Several Lotsen are asked at once for a place, because there is no time to ask one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broadcast {
    /// When the first sitting begins within so many hours.
    pub within_hours: u32,
    /// So many for each place, the proposed one included.
    pub to: u16,
}
