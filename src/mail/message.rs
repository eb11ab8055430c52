//! A finished mail, and its MIME form.
//!
//! The form is fixed: `multipart/mixed` of an alternative (plain text, HTML) and the attachments; without attachments the
//! alternative alone. An invitation is both: a third alternative, in which mail programs look for it, and an attachment,
//! which people can open. The same mail always gives the same bytes. Absent on purpose: copies (no reader of a mail shall
//! learn who else got it) and pictures or other remote parts.

use std::fmt;

use chrono::{DateTime, Utc};
use lettre::message::header::{ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Attachment as Attached, MultiPart, MultiPartKind, SinglePart};

use super::calendar::Method;
use super::error::MailError;
use crate::domain::contact::Email;
use crate::domain::id::MailId;

/// The longest line that RFC 5322 allows, in octets without its CRLF.
const LONGEST_LINE: usize = 998;

/// A Message-ID without its angle brackets: `left@right`.
///
/// It is made once, when the outbox takes a mail in, so that a mail delivered twice is recognised as one. Its left part
/// also names the file of the file transport, hence the narrow alphabet.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MessageId(String);

impl MessageId {
    /// Longest left part: MIME boundaries of at most 70 characters are made of it.
    const MAX_LEFT: usize = 60;

    /// The identifier of a mail of the outbox, in the domain that sends it.
    ///
    /// # Errors
    /// [`MailError::Address`] where the sender's domain has no ASCII form.
    pub fn of(mail: MailId, sender: &Email) -> Result<Self, MailError> {
        let address = ascii(sender)?;
        Self::parse(&format!("{mail}@{}", address.domain()))
    }

    /// Takes `left@right` or `<left@right>`.
    ///
    /// # Errors
    /// [`MailError::MessageId`] for anything but letters, digits, `.`, `-` and `_` around one `@`, or where the left part
    /// is empty, begins with a dot or has more than 60 characters.
    pub fn parse(text: &str) -> Result<Self, MailError> {
        let bare = text.strip_prefix('<').and_then(|inner| inner.strip_suffix('>')).unwrap_or(text);
        let plain = |part: &str| {
            !part.is_empty()
                && !part.starts_with('.')
                && part.chars().all(|c| c.is_ascii_alphanumeric() || ".-_".contains(c))
        };
        match bare.split_once('@') {
            Some((left, right)) if plain(left) && plain(right) && left.len() <= Self::MAX_LEFT => {
                Ok(Self(bare.to_owned()))
            }
            _ => Err(MailError::MessageId { text: text.to_owned() }),
        }
    }

    /// The part before the `@`.
    pub fn left(&self) -> &str {
        self.0.split('@').next().unwrap_or_default()
    }
}

impl fmt::Display for MessageId {
    /// Without angle brackets, as it is stored.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A name and an address; an empty name is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// As shown to people.
    pub name: String,
    /// As used by servers.
    pub address: Email,
}

/// Who a mail comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailIdentity {
    /// The address that the sending server may use.
    pub from: Mailbox,
    /// Where answers go, mostly the project's coordinator.
    pub reply_to: Option<Mailbox>,
}

/// A file beside the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Name offered for saving.
    pub file_name: String,
    /// Media type with its parameters, such as `text/calendar; charset=utf-8`.
    pub media_type: String,
    /// The bytes; they travel as Base64.
    pub content: Vec<u8>,
}

/// A calendar file that a mail program shall act on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invite {
    /// The same as in the file.
    pub method: Method,
    /// Name offered for saving.
    pub file_name: String,
    /// The file.
    pub content: String,
}

impl Invite {
    fn media_type(&self) -> String {
        format!("text/calendar; charset=utf-8; method={}", self.method.code())
    }

    /// The file beside the text.
    fn attachment(&self) -> Attachment {
        Attachment {
            file_name: self.file_name.clone(),
            media_type: self.media_type(),
            content: self.content.clone().into_bytes(),
        }
    }
}

/// Where a reader ends a mail that comes again and again: an https address without anything that would break a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsubscribe(String);

impl Unsubscribe {
    /// Takes an address of at most 900 printable ASCII characters. It must end the mail by a `POST` without asking back
    /// (RFC 8058), and only show a page on `GET`.
    pub fn parse(url: &str) -> Option<Self> {
        let plain = url.chars().all(|c| c.is_ascii_graphic() && !"<>\"".contains(c));
        (url.starts_with("https://") && plain && url.len() <= 900).then(|| Self(url.to_owned()))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A mail with everything decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingMail {
    /// Fixed by the outbox.
    pub message_id: MessageId,
    /// The `Date` header, fixed like the identifier.
    pub date: DateTime<Utc>,
    /// From and Reply-To.
    pub identity: MailIdentity,
    /// The one recipient.
    pub to: Mailbox,
    /// A single line; control characters are turned into spaces.
    pub subject: String,
    /// The plain-text part, lines ended by LF.
    pub text: String,
    /// The same content as HTML.
    pub html: String,
    /// A calendar file to act on.
    pub invite: Option<Invite>,
    /// Files, in order.
    pub attachments: Vec<Attachment>,
    /// Where the reader ends mails of this kind.
    pub unsubscribe: Option<Unsubscribe>,
}

/// `Auto-Submitted: auto-generated` (RFC 3834): holiday notices and other robots shall not answer.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// `List-Unsubscribe` (RFC 2369).
#[derive(Clone)]
struct ListUnsubscribe(String);

impl Header for ListUnsubscribe {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe")
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(text.to_owned()))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), format!("<{}>", self.0))
    }
}

/// `List-Unsubscribe-Post` (RFC 8058).
#[derive(Clone)]
struct OneClick;

impl Header for OneClick {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe-Post")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "List-Unsubscribe=One-Click".to_owned())
    }
}

impl OutgoingMail {
    /// The mail as lettre takes it.
    ///
    /// # Errors
    /// [`MailError::Address`], [`MailError::MediaType`], [`MailError::LineTooLong`], [`MailError::Compose`].
    pub(super) fn to_message(&self) -> Result<lettre::Message, MailError> {
        let mut builder = lettre::Message::builder()
            .message_id(Some(format!("<{}>", self.message_id)))
            .date(self.date.into())
            .from(mailbox(&self.identity.from)?)
            .to(mailbox(&self.to)?)
            .subject(header_text(&self.subject))
            .header(AutoSubmitted);
        if let Some(reply_to) = &self.identity.reply_to {
            builder = builder.reply_to(mailbox(reply_to)?);
        }
        if let Some(Unsubscribe(url)) = &self.unsubscribe {
            builder = builder.header(ListUnsubscribe(url.clone())).header(OneClick);
        }
        let message = builder.multipart(self.body()?)?;
        let longest = message.formatted().split(|byte| *byte == b'\n').map(<[u8]>::len).max().unwrap_or(0);
        // The last octet of each line is its carriage return.
        match longest.saturating_sub(1) {
            octets if octets > LONGEST_LINE => Err(MailError::LineTooLong { octets }),
            _ => Ok(message),
        }
    }

    fn body(&self) -> Result<MultiPart, MailError> {
        let mut alternative = MultiPart::builder()
            .kind(MultiPartKind::Alternative)
            .boundary(self.boundary("choice"))
            .singlepart(text_part(ContentType::TEXT_PLAIN, &self.text))
            .singlepart(text_part(ContentType::TEXT_HTML, &self.html));
        if let Some(invite) = &self.invite {
            let part = SinglePart::builder().header(media_type(&invite.media_type())?);
            let part = part.header(ContentTransferEncoding::Base64).body(invite.content.clone());
            alternative = alternative.singlepart(part);
        }
        let invite = self.invite.as_ref().map(Invite::attachment);
        let attachments: Vec<&Attachment> = invite.iter().chain(&self.attachments).collect();
        if attachments.is_empty() {
            return Ok(alternative);
        }
        let mut mixed =
            MultiPart::builder().kind(MultiPartKind::Mixed).boundary(self.boundary("mixed")).multipart(alternative);
        for attachment in attachments {
            let file = Attached::new(header_text(&attachment.file_name));
            mixed = mixed.singlepart(file.body(attachment.content.clone(), media_type(&attachment.media_type)?));
        }
        Ok(mixed)
    }

    /// A boundary that no part can contain, because neither of the two encodings in use produces `=_`.
    ///
    /// lettre would draw a random one; this one makes the bytes of a mail a function of the mail.
    fn boundary(&self, kind: &str) -> String {
        format!("=_{kind}_{}", self.message_id.left())
    }
}

fn media_type(text: &str) -> Result<ContentType, MailError> {
    ContentType::parse(text).map_err(|_| MailError::MediaType { media_type: text.to_owned() })
}

/// Quoted-printable always, also where plain ASCII would do: see [`OutgoingMail::boundary`].
fn text_part(kind: ContentType, text: &str) -> SinglePart {
    SinglePart::builder().header(kind).header(ContentTransferEncoding::QuotedPrintable).body(text.to_owned())
}

fn mailbox(mailbox: &Mailbox) -> Result<lettre::message::Mailbox, MailError> {
    let name = header_text(&mailbox.name);
    let name = (!name.is_empty()).then_some(name);
    Ok(lettre::message::Mailbox::new(name, ascii(&mailbox.address)?))
}

/// The address with its domain in ASCII form (`x@müller.example` is `x@xn--mller-kva.example` for servers).
pub(super) fn ascii(email: &Email) -> Result<lettre::Address, MailError> {
    let (local, domain) = email.as_str().rsplit_once('@').ok_or(MailError::Address)?;
    let domain = idna::domain_to_ascii(domain).map_err(|_| MailError::Address)?;
    lettre::Address::new(local, domain).map_err(|_| MailError::Address)
}

/// The domain of an address in ASCII form.
///
/// # Errors
/// [`MailError::Address`] where it has none.
pub fn domain(email: &Email) -> Result<String, MailError> {
    ascii(email).map(|address| address.domain().to_owned())
}

/// One line without control characters or doubled white space, so that no name can begin a header of its own.
pub(super) fn one_line(text: &str) -> String {
    let cleaned: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    cleaned.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One line that no reader takes for an encoded word (RFC 2047): lettre passes plain ASCII through as it is.
fn header_text(text: &str) -> String {
    one_line(text).replace("=?", "= ?")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn message_ids() {
        let id = MessageId::parse("<0190-a.b_C@mail.example.org>").unwrap();
        assert_eq!((id.left(), id.to_string().as_str()), ("0190-a.b_C", "0190-a.b_C@mail.example.org"));
        let long = format!("{}@x", "a".repeat(61));
        for bad in ["", "a", "a@", "@b", "a@b@c", "a b@c", "a@b\r\nBcc: x", "../a@b", "<a@b", long.as_str()] {
            assert!(matches!(MessageId::parse(bad), Err(MailError::MessageId { .. })), "{bad}");
        }
    }

    #[test]
    fn message_ids_of_the_outbox_take_the_senders_domain() {
        let mail = MailId::new(DateTime::UNIX_EPOCH, [1; 10]);
        let id = MessageId::of(mail, &Email::parse("wir@müller.example").unwrap()).unwrap();
        assert_eq!(id.to_string(), format!("{mail}@xn--mller-kva.example"));
    }

    #[test]
    fn lines_are_made_single() {
        assert_eq!(one_line(" Mina\r\nBcc: x@y\u{2028}z\t\0 "), "Mina Bcc: x@y z");
    }
}
