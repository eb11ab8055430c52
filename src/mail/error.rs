//! What can go wrong with a mail before or while it is handed over.

use std::path::PathBuf;

/// Why a mail was not composed or not handed over.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The domain of an address has no ASCII form, or the address is none after all. The address itself is not named,
    /// because errors end in logs.
    #[error("an address has no form that mail servers understand")]
    Address,
    /// Not of the form `<left@right>` in plain letters, digits, dots, hyphens and underscores.
    #[error("{text:?} is no Message-ID")]
    MessageId {
        /// The text as given.
        text: String,
    },
    /// A header holds a word that cannot be folded into lines of 998 octets.
    #[error("a line of the mail has {octets} octets, at most 998 may be sent")]
    LineTooLong {
        /// The length of the longest line.
        octets: usize,
    },
    /// The layout could not be filled.
    #[error("the mail could not be laid out")]
    Layout(#[from] askama::Error),
    /// The calendar entry could not be written.
    #[error("the calendar entry could not be written")]
    Calendar(#[from] std::fmt::Error),
    /// The parts could not be joined into a message.
    #[error("the mail could not be put together")]
    Compose(#[from] lettre::error::Error),
    /// An attachment has a media type that is none.
    #[error("{media_type:?} is no media type")]
    MediaType {
        /// The text as given.
        media_type: String,
    },
    /// The mail folder cannot be made or written.
    #[error("the mail folder {} cannot be used", path.display())]
    Folder {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file transport failed.
    #[error("the mail could not be written to {}", path.display())]
    Write {
        /// The folder.
        path: PathBuf,
        /// What lettre said.
        source: lettre::transport::file::Error,
    },
    /// The server refused recipient or content for good.
    #[error("the mail server refused the mail: {words}")]
    Refused {
        /// Its words, with its code. They may name the recipient.
        words: String,
    },
    /// The server has put the mail off, or did not say whether it took it.
    #[error("the mail server did not take the mail this time: {words}")]
    Busy {
        /// Its words, or what went wrong on the way.
        words: String,
    },
    /// There is no server, or it refuses us whatever the mail is.
    #[error("the mail server cannot be used: {words}")]
    Unreachable {
        /// Its words, or what went wrong on the way.
        words: String,
    },
    /// The certificates of the authorities cannot be used.
    #[error("certificates for the mail server cannot be used: {words}")]
    Tls {
        /// What is wrong with them.
        words: String,
    },
}

/// What is to become of a mail that was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// The same mail will never go through.
    Never,
    /// It may go through later without being changed.
    Later,
    /// None goes through now.
    ServerDown,
}

impl MailError {
    /// A stable code for logs, the outbox and interfaces.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Address => "mail_address",
            Self::MessageId { .. } => "mail_message_id",
            Self::LineTooLong { .. } => "mail_line_too_long",
            Self::Layout(_) => "mail_layout",
            Self::Calendar(_) => "mail_calendar",
            Self::Compose(_) => "mail_compose",
            Self::MediaType { .. } => "mail_media_type",
            Self::Folder { .. } => "mail_folder",
            Self::Write { .. } => "mail_write",
            Self::Refused { .. } => "mail_refused",
            Self::Busy { .. } => "mail_busy",
            Self::Unreachable { .. } => "mail_unreachable",
            Self::Tls { .. } => "mail_tls",
        }
    }

    /// What is to become of the mail.
    pub const fn fate(&self) -> Fate {
        match self {
            Self::Folder { .. } | Self::Write { .. } | Self::Busy { .. } => Fate::Later,
            Self::Unreachable { .. } | Self::Tls { .. } => Fate::ServerDown,
            _ => Fate::Never,
        }
    }

    /// Whether the same mail may go through later without being changed.
    pub const fn is_transient(&self) -> bool {
        !matches!(self.fate(), Fate::Never)
    }
}
