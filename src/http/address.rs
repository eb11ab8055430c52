//! From where a request comes, also when it came through proxies.
//!
//! A header can be written by anybody. It is believed only where the connection comes from a trusted proxy, only the one header that
//! this proxy is known to write, and of that only what trusted proxies have added: read from the right, the first address that is
//! none of theirs is the visitor's.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use actix_web::HttpRequest;
use actix_web::http::header::HeaderMap;
use actix_web::web::Data;
use ipnet::{IpNet, Ipv4Net, Ipv6Net};

use super::edge::Edge;

/// The header in which proxies tell whom they speak for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ProxyHeader {
    /// `X-Forwarded-For`, and `X-Forwarded-Proto` beside it.
    #[default]
    XForwarded,
    /// `Forwarded` (RFC 7239).
    Forwarded,
}

/// The proxies whose word is taken.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proxies {
    networks: Vec<IpNet>,
    header: ProxyHeader,
}

/// A text that is neither a network nor an address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no network such as 10.0.0.0/8, and no address")]
pub struct NoNetwork(String);

impl Proxies {
    /// Proxies in these networks (`10.0.0.0/8`, `::1`), which write this header.
    ///
    /// # Errors
    /// When one is no network.
    pub fn new(networks: &[String], header: ProxyHeader) -> Result<Self, NoNetwork> {
        let networks = networks.iter().map(|text| network(text).ok_or_else(|| NoNetwork(text.clone())));
        Ok(Self { networks: networks.collect::<Result<_, _>>()?, header })
    }

    /// A proxy on the same machine, which is the usual one.
    pub fn here() -> Self {
        let loopback = [
            Ipv4Net::new(Ipv4Addr::new(127, 0, 0, 0), 8).map(IpNet::V4),
            Ipv6Net::new(Ipv6Addr::LOCALHOST, 128).map(IpNet::V6),
        ];
        Self { networks: loopback.into_iter().flatten().collect(), header: ProxyHeader::default() }
    }

    /// Whether somebody at this address is believed.
    pub fn has(&self, address: IpAddr) -> bool {
        self.networks.iter().any(|network| network.contains(&address))
    }

    /// The visitor behind a connection from `peer`.
    fn visitor(&self, peer: IpAddr, headers: &HeaderMap) -> Visitor {
        let peer = peer.to_canonical();
        let mut visitor = Visitor { address: peer, is_https: None };
        if !self.has(peer) {
            return visitor;
        }
        let hops = match self.header {
            ProxyHeader::XForwarded => x_forwarded(headers),
            ProxyHeader::Forwarded => forwarded(headers),
        };
        // What the nearest proxy says of the scheme counts; what lies behind it is that proxy's business.
        visitor.is_https = hops.last().and_then(|hop| hop.is_https);
        for hop in hops.iter().rev() {
            // Whom a proxy cannot or will not name ends the way: further to the left may stand anything.
            let Some(address) = hop.address else { break };
            visitor.address = address;
            if !self.has(address) {
                break;
            }
        }
        visitor
    }
}

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Visitor {
    address: IpAddr,
    /// Whether they came by HTTPS, where a trusted proxy says it.
    is_https: Option<bool>,
}

/// The address of whoever sends a request: the peer's, or what trusted proxies say. IPv4 addresses are never in IPv6's clothes. It is
/// 0.0.0.0 where there is no connection.
pub fn client_address(request: &HttpRequest) -> IpAddr {
    visitor(request).map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |visitor| visitor.address)
}

/// The same for whoever counts visitors: `None` where nobody but a trusted proxy is known, behind which there may be all of them.
pub fn visitor_address(request: &HttpRequest) -> Option<IpAddr> {
    let address = visitor(request)?.address;
    let proxies = request.app_data::<Data<Edge>>().map(|edge| &edge.rules.proxies);
    (!proxies.is_some_and(|proxies| proxies.has(address))).then_some(address)
}

/// Whether a request came by HTTPS: over a connection of ours, or as a trusted proxy says; `None` where nobody knows.
pub fn is_https(request: &HttpRequest) -> Option<bool> {
    if request.app_config().secure() {
        return Some(true);
    }
    visitor(request).and_then(|visitor| visitor.is_https)
}

fn visitor(request: &HttpRequest) -> Option<Visitor> {
    let peer = request.peer_addr()?.ip();
    let Some(edge) = request.app_data::<Data<Edge>>() else {
        return Some(Visitor { address: peer.to_canonical(), is_https: None });
    };
    Some(edge.rules.proxies.visitor(peer, request.headers()))
}

/// One station of a request's way: who sent it to the proxy that wrote this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Hop {
    address: Option<IpAddr>,
    is_https: Option<bool>,
}

fn x_forwarded(headers: &HeaderMap) -> Vec<Hop> {
    // A proxy in front of another may have set it already; the last one is the nearest's.
    let scheme = lines(headers, "x-forwarded-proto").last().and_then(|line| line.rsplit(',').next());
    let is_https = scheme.map(|scheme| scheme.trim().eq_ignore_ascii_case("https"));
    let elements = lines(headers, "x-forwarded-for").flat_map(|line| line.split(','));
    let mut hops: Vec<Hop> = elements.map(|text| Hop { address: node(text), is_https: None }).collect();
    match hops.last_mut() {
        Some(last) => last.is_https = is_https,
        None => hops.push(Hop { address: None, is_https }),
    }
    hops
}

fn forwarded(headers: &HeaderMap) -> Vec<Hop> {
    let elements = lines(headers, "forwarded").flat_map(|line| unquoted(line, ','));
    elements
        .map(|element| {
            let mut hop = Hop { address: None, is_https: None };
            for pair in unquoted(element, ';') {
                match pair.split_once('=').map(|(name, value)| (name.trim().to_ascii_lowercase(), value)) {
                    Some((name, value)) if name == "for" => hop.address = node(value),
                    Some((name, value)) if name == "proto" => {
                        hop.is_https = Some(value.trim().trim_matches('"').eq_ignore_ascii_case("https"));
                    }
                    _ => {}
                }
            }
            hop
        })
        .collect()
}

fn lines<'a>(headers: &'a HeaderMap, name: &str) -> impl Iterator<Item = &'a str> {
    headers.get_all(name).map(|value| value.to_str().unwrap_or_default())
}

/// Cuts a text at a mark, but not within quotes.
fn unquoted(text: &str, mark: char) -> impl Iterator<Item = &str> {
    let mut is_quoted = false;
    text.split(move |letter| {
        is_quoted ^= letter == '"';
        letter == mark && !is_quoted
    })
}

/// An address as proxies write it: bare, in brackets, with a port, in quotes.
fn node(text: &str) -> Option<IpAddr> {
    let text = text.trim().trim_matches('"');
    let bare = text.strip_prefix('[').and_then(|rest| rest.split_once(']')).map_or(text, |(inner, _)| inner);
    let address = IpAddr::from_str(bare).ok().or_else(|| {
        let (host, port) = bare.rsplit_once(':')?;
        port.parse::<u16>().ok()?;
        host.parse().ok()
    });
    address.map(|address| address.to_canonical())
}

fn network(text: &str) -> Option<IpNet> {
    let network = text.parse::<IpNet>().ok().or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from))?;
    // An IPv4 network in IPv6's clothes would never be met, because addresses are undressed.
    match network {
        IpNet::V6(v6) if v6.prefix_len() >= 96 => match v6.addr().to_ipv4_mapped() {
            Some(v4) => Ipv4Net::new(v4, v6.prefix_len() - 96).ok().map(IpNet::V4),
            None => Some(network),
        },
        other => Some(other),
    }
}

/// Whoever has an IPv6 address has a whole network of them: it stands for all its addresses.
pub fn group(address: IpAddr) -> IpNet {
    match address {
        IpAddr::V4(v4) => IpNet::V4(Ipv4Net::from(v4)),
        IpAddr::V6(v6) => IpNet::V6(Ipv6Net::new(v6, 64).unwrap_or_else(|_| Ipv6Net::from(v6)).trunc()),
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    fn seen(header: ProxyHeader, peer: &str, lines: &[(&'static str, &str)]) -> (String, Option<bool>) {
        let networks = ["10.0.0.0/8", "fd00::/8", "::1"].map(str::to_owned);
        let proxies = Proxies::new(&networks, header).unwrap();
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        }
        let visitor = proxies.visitor(peer.parse().unwrap(), &headers);
        (visitor.address.to_string(), visitor.is_https)
    }

    #[test]
    fn nobody_else_is_believed() {
        let lines = [("x-forwarded-for", "1.2.3.4"), ("x-forwarded-proto", "https"), ("forwarded", "for=1.2.3.4")];
        for header in [ProxyHeader::XForwarded, ProxyHeader::Forwarded] {
            assert_eq!(seen(header, "8.8.8.8", &lines), ("8.8.8.8".to_owned(), None));
        }
        // Nor is the header that the proxy does not write, for it lets through whatever visitors put there.
        assert_eq!(seen(ProxyHeader::Forwarded, "10.0.0.1", &lines[..2]).0, "10.0.0.1");
        assert_eq!(seen(ProxyHeader::XForwarded, "10.0.0.1", &lines[2..]).0, "10.0.0.1");
    }

    #[test]
    fn the_first_stranger_from_the_right_is_the_visitor() {
        let x = |peer, text: &str| seen(ProxyHeader::XForwarded, peer, &[("x-forwarded-for", text)]).0;
        assert_eq!(x("10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.2"), "1.2.3.4");
        assert_eq!(x("::ffff:10.0.0.1", "1.2.3.4:5678"), "1.2.3.4");
        assert_eq!(x("::1", "[2001:db8::1]:443"), "2001:db8::1");
        assert_eq!(x("fd00::1", "2001:db8::1"), "2001:db8::1");
        assert_eq!(x("10.0.0.1", "10.0.0.3, 10.0.0.2"), "10.0.0.3", "nobody but proxies");
        assert_eq!(x("10.0.0.1", "1.2.3.4, unknown"), "10.0.0.1", "what is behind an unknown may be invented");
        assert_eq!(x("10.0.0.1", ""), "10.0.0.1");
        let lines = [("x-forwarded-for", "6.6.6.6"), ("x-forwarded-for", "1.2.3.4")];
        assert_eq!(seen(ProxyHeader::XForwarded, "10.0.0.1", &lines).0, "1.2.3.4");
    }

    #[test]
    fn forwarded_is_read() {
        let f = |text: &str| seen(ProxyHeader::Forwarded, "10.0.0.1", &[("forwarded", text)]);
        let v6 = "for=6.6.6.6, For=\"[2001:db8::1]:4711\";proto=https;by=\"x,;y\"";
        assert_eq!(f(v6), ("2001:db8::1".to_owned(), Some(true)));
        assert_eq!(f("for=1.2.3.4;proto=http, for=10.1.1.1"), ("1.2.3.4".to_owned(), None));
        assert_eq!(f("for=1.2.3.4, for=_hidden"), ("10.0.0.1".to_owned(), None));
    }

    #[test]
    fn the_nearest_proxy_says_the_scheme() {
        let x = |scheme: &str| {
            let lines = [("x-forwarded-for", "1.2.3.4"), ("x-forwarded-proto", scheme)];
            seen(ProxyHeader::XForwarded, "10.0.0.1", &lines).1
        };
        assert_eq!((x("https"), x("https, http"), x("HTTPS")), (Some(true), Some(false), Some(true)));
        let alone = [("x-forwarded-proto", "https")];
        assert_eq!(seen(ProxyHeader::XForwarded, "10.0.0.1", &alone), ("10.0.0.1".to_owned(), Some(true)));
    }

    #[test]
    fn networks_are_checked() {
        let new = |text: &str| Proxies::new(&[text.to_owned()], ProxyHeader::default());
        for wrong in ["", "localhost", "10.0.0.0/33", "10.0.0"] {
            assert!(new(wrong).is_err(), "{wrong}");
        }
        assert!(new("::ffff:10.0.0.0/104").unwrap().has("10.9.9.9".parse().unwrap()));
    }

    #[test]
    fn a_visitor_of_ipv6_is_a_network() {
        let group = |text: &str| group(text.parse().unwrap());
        assert_eq!(group("2001:db8::1"), group("2001:db8:0:0:ffff::2"));
        assert_ne!(group("2001:db8::1"), group("2001:db8:0:1::1"));
        assert_ne!(group("1.2.3.4"), group("1.2.3.5"));
    }
}
