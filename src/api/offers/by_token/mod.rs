//! Offers for whoever has the link of the mail: without an account, because the link is signed.

mod accept;
mod decline;
mod show;
mod view;

use crate::api::endpoint::Path;
use crate::api::mounted::Mounted;

/// A path that names an offer by the token of its link.
#[derive(Debug, Clone)]
pub struct Token(pub String);

impl Path for Token {
    const NAMES: &'static [(&'static str, &'static str)] = &[("token", "The token of the link in the mail.")];

    fn read(texts: &[&str]) -> Option<Self> {
        texts.first().map(|text| Self((*text).to_owned()))
    }
}

/// The operations.
pub fn mount(all: &mut Vec<Mounted>) {
    all.extend([Mounted::of::<show::Show>(), Mounted::of::<accept::Accept>(), Mounted::of::<decline::Decline>()]);
}
