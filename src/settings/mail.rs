//! `[mail]`: how mails go out.

use std::fmt;
use std::path::PathBuf;

use chrono::NaiveTime;
use serde::{Deserialize, Serialize, Serializer};

use super::SettingsError;

/// How mails go out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailSection {
    /// Where to.
    pub transport: MailTransport,
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
    /// When an appointment begins within so many hours, several Lotsen are asked at once; 0 for never.
    pub broadcast_hours: u32,
    /// So many are asked at once for a place then.
    pub broadcast_to: u16,
    /// A Lotse who calls off less than so many hours before is an alarm to the project.
    pub alarm_hours: u32,
    /// Local time of the day before from which people are reminded, `16:00`; empty for never.
    pub remind_at: String,
    /// Local time of the daily digest to carriers, `07:00`; empty for never.
    pub digest_at: String,
    /// The most mails in a minute, by all workers together; 0 for no limit.
    pub per_minute: u32,
    /// The most mails to one recipient in 24 hours; 0 for no limit.
    pub per_recipient_per_day: u32,
    /// Hours that a mail is tried which the server puts off again and again.
    pub give_up_hours: u32,
    /// Seconds that a claim on mails holds.
    pub claim_seconds: u32,
    /// The server.
    pub smtp: SmtpSection,
}

/// Where mails go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailTransport {
    /// Into the folder.
    Folder,
    /// To the server.
    Smtp,
}

/// The mail server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmtpSection {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way there is protected.
    pub tls: MailTls,
    /// A file with certificates of authorities of one's own; empty for none.
    pub authorities: PathBuf,
    /// The user; empty for no log-in.
    pub user: String,
    /// The password.
    pub password: Secret,
    /// A file that holds nothing but the password; empty for none.
    pub password_file: PathBuf,
    /// Seconds to wait for an answer.
    pub timeout_seconds: u64,
    /// Connections at the same time.
    pub connections: usize,
}

/// How the way to the server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailTls {
    /// Encrypted before anything is said, or nothing is sent.
    Starttls,
    /// Encrypted from the first byte.
    Implicit,
    /// Not at all.
    None,
}

/// A value that is never shown.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl Secret {
    /// The secret itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_empty() { "(none)" } else { "(hidden)" })
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{self:?}"))
    }
}

/// Links are good for a month after they were signed, and an offer must not outlive its link.
const MOST_ANSWER_HOURS: u32 = 720;

impl MailSection {
    /// Hours a Lotse has for an answer.
    ///
    /// # Errors
    /// When they are more than a link lives.
    pub fn answer_hours(&self) -> Result<u32, SettingsError> {
        if self.answer_hours > MOST_ANSWER_HOURS {
            let (key, value) = ("mail.answer_hours", self.answer_hours.to_string());
            return Err(SettingsError::Value { key, value, wanted: "at most 720, which is a month" });
        }
        Ok(self.answer_hours)
    }

    /// From when on people are reminded, if at all.
    ///
    /// # Errors
    /// When it is no time of day.
    pub fn reminding(&self) -> Result<Option<NaiveTime>, SettingsError> {
        super::time_of_day("mail.remind_at", &self.remind_at)
    }

    /// When digests are written, if at all.
    ///
    /// # Errors
    /// When it is no time of day.
    pub fn digesting(&self) -> Result<Option<NaiveTime>, SettingsError> {
        super::time_of_day("mail.digest_at", &self.digest_at)
    }
}

impl SmtpSection {
    /// User and password, where the server wants them.
    ///
    /// # Errors
    /// When the password's file cannot be read, there are two passwords, or one without user.
    pub fn login(&self) -> Result<Option<(String, String)>, SettingsError> {
        let wrong = |wanted| SettingsError::Value { key: "mail.smtp.password", value: "…".to_owned(), wanted };
        let from_file = !self.password_file.as_os_str().is_empty();
        if from_file && !self.password.0.is_empty() {
            return Err(wrong("either password or password_file, not both"));
        }
        let password = if from_file { super::read(&self.password_file)? } else { self.password.0.clone() };
        let password = password.trim_end_matches(['\r', '\n']).to_owned();
        match (self.user.is_empty(), password.is_empty()) {
            (true, true) => Ok(None),
            (false, false) => Ok(Some((self.user.clone(), password))),
            (true, false) => Err(wrong("also a user")),
            (false, true) => {
                Err(SettingsError::Value { key: "mail.smtp.user", value: self.user.clone(), wanted: "also a password" })
            }
        }
    }

    /// Certificates of authorities of one's own; empty for none.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn own_authorities(&self) -> Result<Vec<u8>, SettingsError> {
        if self.authorities.as_os_str().is_empty() {
            return Ok(Vec::new());
        }
        super::read(&self.authorities).map(String::into_bytes)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::settings::Settings;

    fn smtp(set: &[(&str, &str)]) -> SmtpSection {
        let named = |(key, value): &(&str, &str)| (format!("LOTSENWERK__MAIL__SMTP__{key}"), (*value).to_owned());
        Settings::load(None, set.iter().map(named).collect::<HashMap<_, _>>()).unwrap().mail.smtp
    }

    #[test]
    fn the_password_comes_from_the_environment_or_a_file_and_is_never_shown() {
        let login = |user: &str, password: &str| Some((user.to_owned(), password.to_owned()));
        assert_eq!(smtp(&[]).login().unwrap(), None);
        let given = smtp(&[("USER", "lotsen"), ("PASSWORD", "open sesame"), ("PORT", "465"), ("TLS", "implicit")]);
        assert_eq!(given.login().unwrap(), login("lotsen", "open sesame"));
        assert_eq!((given.port, given.tls), (465, MailTls::Implicit));
        let shown = format!("{given:?}{}", toml::to_string(&given).unwrap());
        assert!(!shown.contains("sesame"), "{shown}");

        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("password");
        std::fs::write(&file, "from a file\n").unwrap();
        let file = file.display().to_string();
        assert_eq!(smtp(&[("USER", "u"), ("PASSWORD_FILE", &file)]).login().unwrap(), login("u", "from a file"));
        for wrong in [
            smtp(&[("USER", "u"), ("PASSWORD", "p"), ("PASSWORD_FILE", &file)]),
            smtp(&[("USER", "u")]),
            smtp(&[("PASSWORD", "p")]),
            smtp(&[("USER", "u"), ("PASSWORD_FILE", "nowhere")]),
        ] {
            assert!(wrong.login().is_err(), "{wrong:?}");
        }
    }
}
