//! What a query or a form says: names and values in their order, as browsers send them. A name may stand there several times.

use std::time::Duration;

use actix_web::rt::time::timeout;
use actix_web::web::{Payload, Query};

use crate::http::problem::ProblemCode;

/// So long a form may take to arrive. Whoever takes longer for a few words holds a connection and nothing else.
const PATIENCE: Duration = Duration::from_secs(10);

/// The largest form, in bytes: a request with all its alternatives and notes has a tenth of it.
const LARGEST: usize = 64 * 1024;

/// Names and values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// What stands behind the question mark of an address, or in a form. What cannot be read says nothing.
    pub fn parse(text: &str) -> Self {
        Self(Query::<Vec<(String, String)>>::from_query(text).map(Query::into_inner).unwrap_or_default())
    }

    /// The form that comes with a request.
    ///
    /// # Errors
    /// Where it comes too slowly, is too large or breaks off.
    pub(super) async fn read(payload: Payload) -> Result<Self, ProblemCode> {
        Self::read_up_to(payload, LARGEST, PATIENCE).await
    }

    /// The same of another size, and with another patience.
    ///
    /// # Errors
    /// As [`Fields::read`].
    pub(super) async fn read_up_to(payload: Payload, largest: usize, patience: Duration) -> Result<Self, ProblemCode> {
        let form = timeout(patience, payload.to_bytes_limited(largest)).await.map_err(|_| ProblemCode::TooSlow)?;
        let bytes = form.map_err(|_| ProblemCode::TooLarge)?.map_err(|_| ProblemCode::Malformed)?;
        Ok(Self::parse(&String::from_utf8_lossy(&bytes)))
    }

    /// The first value of a name without the space around it; empty where it says nothing.
    pub fn get(&self, name: &str) -> &str {
        self.exact(name).trim()
    }

    /// A value to the letter, as passwords are.
    pub fn exact(&self, name: &str) -> &str {
        self.0.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value.as_str())
    }

    /// The first value of a name, where there is more than space.
    pub fn some(&self, name: &str) -> Option<&str> {
        Some(self.get(name)).filter(|value| !value.is_empty())
    }

    /// All values of a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(own, _)| own == name).map(|(_, value)| value.trim())
    }

    /// Whether a box was ticked or a button pressed.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(own, _)| own == name)
    }

    /// Everything, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The same with other values for some names; an empty value leaves the name out.
    #[must_use]
    pub fn with(&self, changes: &[(&str, &str)]) -> Self {
        let kept = self.0.iter().filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name)).cloned();
        let new = changes.iter().filter(|(_, value)| !value.is_empty());
        Self(kept.chain(new.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))).collect())
    }

    /// The same with one more value.
    #[must_use]
    pub fn and(mut self, name: &str, value: &str) -> Self {
        self.0.push((name.to_owned(), value.to_owned()));
        self
    }

    /// As the part of an address behind the question mark.
    pub fn query(&self) -> String {
        let mut text = String::new();
        for (name, value) in &self.0 {
            let between = if text.is_empty() { "" } else { "&" };
            text.push_str(&format!("{between}{}={}", encoded(name), encoded(value)));
        }
        text
    }
}

/// A text as it stands in a query.
pub fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_survives_an_address() {
        let typed = Fields::parse("text=Gie%C3%9Fen+%26+mehr&state=open&state=unserved&password=+x+");
        assert_eq!((typed.get("text"), typed.get("password"), typed.exact("password")), ("Gießen & mehr", "x", " x "));
        assert_eq!(typed.all("state").collect::<Vec<_>>(), ["open", "unserved"]);
        assert_eq!(Fields::parse(&typed.query()), typed);
        assert_eq!(typed.with(&[("state", ""), ("text", "a=b")]).query(), "password=%20x%20&text=a%3Db");
        assert_eq!((typed.some("nothing"), Fields::parse("%ff").get("x")), (None, ""));
    }
}
