//! What a request tells of whoever sends it, beside what it proves: from where, and by what program.

use std::net::IpAddr;

use actix_web::HttpRequest;
use actix_web::http::header;

use super::address::visitor_address;
use super::credentials::Credentials;
use crate::domain::text::ClientHint;

/// By what a request was sent, and from where.
#[derive(Clone, PartialEq, Eq)]
pub struct Client {
    /// The address of the network.
    pub address: Option<IpAddr>,
    /// The program in a word or two, by which somebody recognises their own.
    pub agent: Option<ClientHint>,
    /// The secret in the browser's cookie.
    pub session: Option<String>,
}

impl Client {
    /// Of a request.
    pub fn of(request: &HttpRequest) -> Self {
        let agent = request.headers().get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
        let session = match Credentials::of(request) {
            Credentials::Cookie(secret) => Some(secret),
            Credentials::Bearer(_) | Credentials::None => None,
        };
        Self { address: visitor_address(request), agent: agent.and_then(hint), session }
    }
}

/// What browsers call themselves. Each also names those that it wants to be taken for, so the first that fits counts.
const BROWSERS: [(&str, &str); 5] =
    [("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

/// On what they run; telephones also name what their system was made from.
const SYSTEMS: [(&str, &str); 6] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// Browser and system alone: versions and the rest would be a fingerprint. Other programs are called by their first name.
fn hint(agent: &str) -> Option<ClientHint> {
    let named = |all: &[(&str, &'static str)]| all.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name);
    let program = named(&BROWSERS).or_else(|| agent.split(['/', ' ']).next())?;
    let program: String = program.chars().take(ClientHint::MAX / 2).collect();
    let text = named(&SYSTEMS).map_or(program.clone(), |system| format!("{program}, {system}"));
    ClientHint::parse(&text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_known_by_name_and_others_by_their_first() {
        let long = "x".repeat(500);
        for (agent, expected) in [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", Some("Firefox, Linux")),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36 Edg/141.0",
                Some("Edge, Windows"),
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/604.1",
                Some("Safari, iPhone"),
            ),
            ("curl/8.5.0", Some("curl")),
            ("", None),
            (&long, Some(&long[..40])),
        ] {
            assert_eq!(hint(agent).as_ref().map(ClientHint::as_str), expected, "{agent}");
        }
    }
}
