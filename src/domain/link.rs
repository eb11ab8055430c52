//! The keys that sign links in mails. How a link is signed is in `security`.
//!
//! Whoever has a link may do what it is for without logging in, so links are signed and end. The key in use is renewed from
//! time to time; an earlier one opens what it has signed until that has ended.

use std::fmt;

use chrono::{DateTime, Duration, Utc};

use super::id::LinkKeyId;

/// A key.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkKey {
    /// Identity.
    pub id: LinkKeyId,
    /// What nobody else knows.
    pub secret: [u8; 32],
    /// Since when it is there.
    pub created_at: DateTime<Utc>,
}

impl fmt::Debug for LinkKey {
    /// Without the secret, so that it cannot end up in a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LinkKey").field("id", &self.id).field("created_at", &self.created_at).finish_non_exhaustive()
    }
}

/// Where the pages of this service are found from outside: `https://lotsen.example.org`, perhaps with a path, without a slash at
/// the end.
///
/// ```
/// use lotsenwerk::domain::link::PublicUrl;
/// let url = PublicUrl::parse("https://lotsen.example.org/hessen/").unwrap();
/// assert_eq!(url.join("offers/x"), "https://lotsen.example.org/hessen/offers/x");
/// assert!(PublicUrl::parse("lotsen.example.org").is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl(String);

/// A text that is no such address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is no address of a page; give one such as https://lotsen.example.org, without question mark and spaces")]
pub struct NotAnUrl;

impl PublicUrl {
    /// Takes `http` and `https` with a host.
    ///
    /// # Errors
    /// [`NotAnUrl`].
    pub fn parse(text: &str) -> Result<Self, NotAnUrl> {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).ok_or(NotAnUrl)?;
        let host = rest.split('/').next().unwrap_or_default();
        let fits = |c: char| c.is_ascii_alphanumeric() || "-._~:/[]".contains(c);
        if host.is_empty() || host.starts_with(':') || !rest.chars().all(fits) {
            return Err(NotAnUrl);
        }
        Ok(Self(text.trim_end_matches('/').to_owned()))
    }

    /// The address of a page below it.
    pub fn join(&self, page: &str) -> String {
        format!("{}/{page}", self.0)
    }

    /// Whether nobody can listen on the way.
    pub fn is_secure(&self) -> bool {
        self.0.starts_with("https://")
    }

    /// Whether only this very machine finds it there.
    pub fn is_local(&self) -> bool {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        let place = rest.split('/').next().unwrap_or_default();
        if let Some(inside) = place.strip_prefix('[') {
            let parts: Vec<&str> = inside.split(']').next().unwrap_or_default().split(':').collect();
            let is_zero = |part: &&str| part.chars().all(|c| c == '0');
            // All the way zeros but for the last, which may be the one of the own machine.
            return parts.split_last().is_some_and(|(last, rest)| {
                rest.iter().all(is_zero) && matches!(last.trim_start_matches('0'), "" | "1")
            });
        }
        let host = place.split(':').next().unwrap_or_default().trim_end_matches('.').to_ascii_lowercase();
        let is_number = host.chars().all(|c| c.is_ascii_digit() || c == '.');
        let is_own = is_number && (host.starts_with("127.") || host == "0.0.0.0");
        is_own || host == "localhost" || host.ends_with(".localhost")
    }

    /// The path that all pages have in common: empty, or such as `/hessen`.
    pub fn path(&self) -> &str {
        let host = self.0.split_once("://").map_or("", |(_, rest)| rest);
        host.find('/').and_then(|at| host.get(at..)).unwrap_or_default()
    }
}

/// How long keys are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyLife {
    /// So long a key signs.
    pub signs: Duration,
    /// So long after that it still opens what it has signed: longer than any offer stands, and than nearly every newcomer waits for
    /// their appointment. Whoever waits longer gets another link with the reminder.
    pub opens: Duration,
}

impl Default for KeyLife {
    /// A month, and half a year for what was signed on the last day.
    fn default() -> Self {
        Self { signs: Duration::days(30), opens: Duration::days(183) }
    }
}

impl KeyLife {
    /// Whether a key made then needs a successor.
    pub fn is_over(self, created_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        now - created_at >= self.signs
    }

    /// Keys made before this instant open nothing any more.
    pub fn forgotten_before(self, now: DateTime<Utc>) -> DateTime<Utc> {
        now - self.signs - self.opens
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_not_shown() {
        let created_at = DateTime::UNIX_EPOCH;
        let key = LinkKey { id: LinkKeyId::new(created_at, [0; 10]), secret: [171; 32], created_at };
        let shown = format!("{key:?}");
        assert!(!shown.contains("171") && shown.contains("1970"), "{shown}");
    }

    #[test]
    fn addresses_of_pages_have_scheme_and_host() {
        for text in ["https://x.org", "http://127.0.0.1:8080", "http://[::1]:8080/", "https://x.org/a/b"] {
            assert!(PublicUrl::parse(text).is_ok(), "{text}");
        }
        for text in
            ["", "x.org", "ftp://x.org", "https://", "https:///a", "http://:80", "https://x.org/?a", "https://x .org"]
        {
            assert_eq!(PublicUrl::parse(text), Err(NotAnUrl), "{text}");
        }
        assert_eq!(PublicUrl::parse("https://x.org/a/b/").unwrap().path(), "/a/b");
        assert_eq!(PublicUrl::parse("https://x.org").unwrap().path(), "");
    }

    #[test]
    fn the_own_machine_is_known() {
        let is_local = |text: &str| PublicUrl::parse(text).unwrap().is_local();
        for text in [
            "http://localhost:8080",
            "https://LOCALHOST/a",
            "http://x.localhost",
            "http://127.0.0.1:8080/",
            "http://127.1.2.3",
            "http://[::1]:8080/a",
            "http://0.0.0.0:8080",
            "http://[::]",
        ] {
            assert!(is_local(text), "{text}");
        }
        for text in
            ["https://lotsen.example.org", "http://10.0.0.7", "https://localhost.example.org", "https://[2001:db8::1]"]
        {
            assert!(!is_local(text), "{text}");
        }
    }

    #[test]
    fn a_key_signs_for_a_month_and_opens_for_half_a_year() {
        let life = KeyLife::default();
        let made = DateTime::UNIX_EPOCH;
        assert!(!life.is_over(made, made + Duration::days(29)));
        assert!(life.is_over(made, made + Duration::days(30)));
        assert!(life.forgotten_before(made + Duration::days(213)) <= made);
        assert!(life.forgotten_before(made + Duration::days(214)) > made);
    }
}
