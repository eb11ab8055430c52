//! Handing mails over to a server by SMTP (RFC 5321), with lettre's connection.
//!
//! Connections are kept and used again. lettre's own transport does that too, but its errors do not say which command was
//! refused, and that decides: a refused *recipient* is the end of one mail, a refused *sender* or a wrong password must
//! not be the end of all. So the commands are given one by one here.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use lettre::Address;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{Certificate, SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::{Category, Response};

use super::error::MailError;

/// A connection that has been idle for longer is not trusted; servers close them after minutes.
const IDLE: Duration = Duration::from_secs(30);

/// How a server is reached.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpServer {
    /// Its name, which its certificate has to bear.
    pub host: String,
    /// Usually 587 with STARTTLS, 465 with TLS from the start.
    pub port: u16,
    /// How the way there is protected.
    pub security: Security,
    /// Certificates of authorities of one's own in PEM form, beside the usual ones.
    pub authorities: Vec<u8>,
    /// User and password, if the server wants them.
    pub login: Option<Login>,
    /// How long to wait for an answer.
    pub timeout: Duration,
    /// How this program introduces itself: a domain.
    pub hello: String,
    /// The most connections that are kept.
    pub connections: usize,
}

/// User and password. Not shown, not even for finding errors.
#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    /// The user.
    pub user: String,
    /// The password.
    pub password: String,
}

impl fmt::Debug for SmtpServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpServer")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("security", &self.security)
            .field("login", &self.login.is_some())
            .finish_non_exhaustive()
    }
}

/// How the way to the server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// The connection begins in the clear and must then be encrypted, or nothing is sent.
    StartTls,
    /// Encrypted from the first byte.
    Tls,
    /// Not at all: everybody on the way can read it.
    None,
}

/// A server with connections to it. Clones share them.
#[derive(Clone)]
pub struct Smtp(Arc<Shared>);

struct Shared {
    server: SmtpServer,
    tls: Option<TlsParameters>,
    hello: ClientId,
    idle: Mutex<Vec<Idle>>,
}

struct Idle {
    connection: SmtpConnection,
    since: Instant,
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.server.fmt(f)
    }
}

impl Smtp {
    /// Prepares; nothing is sent yet.
    ///
    /// # Errors
    /// [`MailError::Tls`] when the authorities are no certificates.
    pub fn new(server: SmtpServer) -> Result<Self, MailError> {
        let hello = ClientId::Domain(server.hello.clone());
        let tls = match server.security {
            Security::None => None,
            Security::StartTls | Security::Tls => Some(parameters(&server)?),
        };
        Ok(Self(Arc::new(Shared { server, tls, hello, idle: Mutex::default() })))
    }

    /// Hands one mail over.
    ///
    /// # Errors
    /// [`MailError::Refused`], [`MailError::Busy`], [`MailError::Unreachable`].
    pub(super) fn send(&self, from: &Address, to: &Address, bytes: &[u8]) -> Result<(), MailError> {
        if let Some(connection) = self.reuse() {
            match self.hand_over(connection, from, to, bytes) {
                // The server has closed the connection that was kept. It has taken nothing, so a new one begins from the start.
                Err(Trouble::BeforeText(_)) => {}
                Err(Trouble::Said(error)) => return Err(error),
                Ok(()) => return Ok(()),
            }
        }
        let connection = self.connect().map_err(|error| MailError::Unreachable { words: words(&error) })?;
        self.hand_over(connection, from, to, bytes).map_err(Trouble::into_error)
    }

    fn reuse(&self) -> Option<SmtpConnection> {
        let mut idle = self.0.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.retain(|idle| idle.since.elapsed() < IDLE);
        idle.pop().map(|idle| idle.connection)
    }

    fn keep(&self, connection: SmtpConnection) {
        let mut idle = self.0.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < self.0.server.connections {
            idle.push(Idle { connection, since: Instant::now() });
        }
    }

    fn connect(&self) -> Result<SmtpConnection, lettre::transport::smtp::Error> {
        let Shared { server, tls, hello, .. } = &*self.0;
        let from_the_start = tls.as_ref().filter(|_| server.security == Security::Tls);
        let address = (server.host.as_str(), server.port);
        let mut connection = SmtpConnection::connect(address, Some(server.timeout), hello, from_the_start, None)?;
        if let (Security::StartTls, Some(tls)) = (server.security, tls) {
            connection.starttls(tls, hello)?;
        }
        if let Some(login) = &server.login {
            let credentials = Credentials::new(login.user.clone(), login.password.clone());
            connection.auth(&[Mechanism::Plain, Mechanism::Login], &credentials)?;
        }
        Ok(connection)
    }

    fn hand_over(
        &self,
        mut connection: SmtpConnection,
        from: &Address,
        to: &Address,
        bytes: &[u8],
    ) -> Result<(), Trouble> {
        let stages = [Stage::Sender, Stage::Recipient, Stage::Begin, Stage::Text];
        for stage in stages {
            let answer = match stage {
                Stage::Sender => connection.command(Mail::new(Some(from.clone()), Vec::new())),
                Stage::Recipient => connection.command(Rcpt::new(to.clone(), Vec::new())),
                Stage::Begin => connection.command(Data),
                Stage::Text => hand_over_text(&mut connection, bytes),
            };
            if let Err(error) = answer {
                // Closed rather than reset: after a refusal not every server is in the state it should be in.
                connection.abort();
                return Err(trouble(stage, error));
            }
        }
        self.keep(connection);
        Ok(())
    }
}

/// Hands the text over with its end in one piece. lettre writes the end by itself, and then each mail waits some 40 ms until the
/// server's system acknowledges the text (Nagle's algorithm and delayed acknowledgement).
fn hand_over_text(connection: &mut SmtpConnection, bytes: &[u8]) -> Result<Response, lettre::transport::smtp::Error> {
    match std::str::from_utf8(bytes) {
        Ok(text) => connection.command(WholeText(text)),
        Err(_) => connection.message(bytes),
    }
}

/// A text as it goes over the wire (RFC 5321, 4.5.2): a line that begins with a point gets a second one, and a line with nothing
/// but a point ends it.
struct WholeText<'a>(&'a str);

impl fmt::Display for WholeText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in self.0.split_inclusive('\n') {
            if line.starts_with('.') {
                f.write_str(".")?;
            }
            f.write_str(line)?;
        }
        f.write_str(if self.0.ends_with("\r\n") { ".\r\n" } else { "\r\n.\r\n" })
    }
}

/// How far a mail had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Sender,
    Recipient,
    Begin,
    Text,
}

enum Trouble {
    /// The connection broke, or the server closed it, before the text was sent: the server has taken nothing.
    BeforeText(MailError),
    /// The server said something else, or the connection broke after the text.
    Said(MailError),
}

impl Trouble {
    fn into_error(self) -> MailError {
        match self {
            Self::BeforeText(error) | Self::Said(error) => error,
        }
    }
}

/// Only what cannot be about this one mail makes the server count as unreachable: a mail at which a server stumbles must
/// not hold up all others.
fn trouble(stage: Stage, error: lettre::transport::smtp::Error) -> Trouble {
    let words = words(&error);
    let Some(code) = error.status() else {
        return match stage {
            Stage::Sender => Trouble::BeforeText(MailError::Unreachable { words }),
            Stage::Recipient | Stage::Begin => Trouble::BeforeText(MailError::Busy { words }),
            // Whether the server has taken it is unknown: it gets it again, under the same Message-ID.
            Stage::Text => Trouble::Said(MailError::Busy { words }),
        };
    };
    // 421 closes the connection (RFC 5321, 3.8): it was idle for too long, or has carried as many mails as the server takes by one.
    let closes = u16::from(code) == 421 && stage != Stage::Text;
    let said = if closes { Trouble::BeforeText } else { Trouble::Said };
    said(match stage {
        // It wants a log-in or encryption first.
        _ if code.category == Category::Unspecified3 => MailError::Unreachable { words },
        // The sender is the same for all mails. 421: the server closes for everybody.
        Stage::Sender if error.is_permanent() || u16::from(code) == 421 => MailError::Unreachable { words },
        Stage::Recipient if is_about_us(&words) => MailError::Unreachable { words },
        // A rule of the house (RFC 3463, 5.7.x) that stands between us and this recipient may be meant for us or for them.
        Stage::Recipient if code_of_policy(&words) => MailError::Busy { words },
        _ if error.is_transient() => MailError::Busy { words },
        _ => MailError::Refused { words },
    })
}

/// Whether a refusal at a recipient speaks of who sends. Postfix, unless told otherwise, waits for the first recipient before it says
/// that it does not like the client, its greeting or the sender.
fn is_about_us(words: &str) -> bool {
    ["Client host rejected", "Helo command rejected", "Sender address rejected"].iter().any(|said| words.contains(said))
}

/// Whether it is a rule that refuses for good: "554 5.7.1 …".
fn code_of_policy(words: &str) -> bool {
    words.split_whitespace().nth(1).is_some_and(|code| code.starts_with("5.7."))
}

/// What the server said, with its code; or what went wrong on the way, down to its cause.
fn words(error: &lettre::transport::smtp::Error) -> String {
    let mut words = match error.status() {
        Some(code) => code.to_string(),
        None => error.to_string(),
    };
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        let more = inner.to_string();
        if !words.contains(&more) {
            let between = if error.status().is_some() { " " } else { ": " };
            words = format!("{words}{between}{more}");
        }
        cause = inner.source();
    }
    super::message::one_line(&words)
}

fn parameters(server: &SmtpServer) -> Result<TlsParameters, MailError> {
    let failed = |error: lettre::transport::smtp::Error| MailError::Tls { words: words(&error) };
    let mut builder = TlsParameters::builder(server.host.clone());
    if !server.authorities.is_empty() {
        builder = builder.add_root_certificate(Certificate::from_pem(&server.authorities).map_err(failed)?);
    }
    builder.build_rustls().map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_at_the_begin_of_lines_are_doubled() {
        for (text, whole) in [
            ("", "\r\n.\r\n"),
            ("a\r\nb\r\n", "a\r\nb\r\n.\r\n"),
            (".\r\n..\r\n a.\r\n", "..\r\n...\r\n a.\r\n.\r\n"),
            ("a\r\n.b", "a\r\n..b\r\n.\r\n"),
        ] {
            assert_eq!(WholeText(text).to_string(), whole);
        }
    }
}
