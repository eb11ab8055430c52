//! `[mail]`: how mails go out.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// How mails go out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailSection {
    /// Folder for `.eml` files.
    pub folder: PathBuf,
    /// Name of the sender.
    pub from_name: String,
    /// Address of the sender.
    pub from_address: String,
    /// Language of mails to Lotsen: `de` or `en`.
    pub language: String,
    /// Hours a Lotse has for an answer.
    pub answer_hours: u32,
}
