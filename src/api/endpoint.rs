//! What one endpoint file says: its types, its [`Operation`], and what it does with a [`Call`].

use std::str::FromStr;

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::body::Body;
use super::fault::ApiError;
use super::operation::Operation;
use super::reply::Reply;
use super::version::Version;
use crate::app::identity::Identified;
use crate::app::receipts::{self, Done, Receipt, Transaction};
use crate::app::{Context, Moment};
use crate::domain::access::Grant;
use crate::http::Client;
use crate::http::problem::FieldFault;
use crate::i18n::Locale;

/// An operation with what it takes and gives. One file each.
pub trait Endpoint: Sized + 'static {
    /// What the path names: [`Nothing`] or an [`Id`].
    type Path: Path;
    /// What stands behind the question mark.
    type Query: DeserializeOwned + JsonSchema + Send + 'static;
    /// What is sent.
    type Body: Body;
    /// What is given back.
    type Answer: Serialize + JsonSchema + 'static;

    /// Its line of the contract.
    const OPERATION: Operation;

    /// What is wrong with a body beside its form, without a look at what is stored. It is asked where the form has faults, so that all
    /// are told at once; of a body that fits, [`Endpoint::run`] says the same.
    fn faults(_body: Self::Body, _context: &Context, _now: DateTime<Utc>) -> Vec<FieldFault> {
        Vec::new()
    }

    /// Does it. The permission has been checked.
    ///
    /// # Errors
    /// What becomes a problem document.
    fn run(call: Call<'_, Self>) -> Outcome<Self::Answer>;
}

/// How an operation ends.
pub type Outcome<T> = Result<Reply<T>, ApiError>;

/// What a path names.
pub trait Path: Sized + Send + 'static {
    /// The names between braces and what they are.
    const NAMES: &'static [(&'static str, &'static str)];

    /// From what stands between two slashes for each name; `None` where no record can have such a name.
    fn read(texts: &[&str]) -> Option<Self>;
}

/// A path that names no record.
#[derive(Debug, Clone, Copy)]
pub struct Nothing;

/// A path that names a record by its identity, in the place of `{id}`.
#[derive(Debug, Clone, Copy)]
pub struct Id<T>(pub T);

impl Path for Nothing {
    const NAMES: &'static [(&'static str, &'static str)] = &[];

    fn read(_: &[&str]) -> Option<Self> {
        Some(Self)
    }
}

impl<T: FromStr + Send + 'static> Path for Id<T> {
    const NAMES: &'static [(&'static str, &'static str)] = &[("id", "Identity of the record.")];

    fn read(texts: &[&str]) -> Option<Self> {
        texts.first()?.parse().ok().map(Self)
    }
}

/// A path that names something by its code, in the place of `{code}`.
#[derive(Debug, Clone, Copy)]
pub struct Named<T>(pub T);

impl<T: FromStr + Send + 'static> Path for Named<T> {
    const NAMES: &'static [(&'static str, &'static str)] = &[("code", "The stable code.")];

    fn read(texts: &[&str]) -> Option<Self> {
        texts.first()?.parse().ok().map(Self)
    }
}

/// A path that names a part of a record: by the record's identity, in the place of `{id}`, and the part's own name, in the place of
/// `{part}`.
#[derive(Debug, Clone, Copy)]
pub struct Part<T, P>(pub T, pub P);

impl<T: FromStr + Send + 'static, P: FromStr + Send + 'static> Path for Part<T, P> {
    const NAMES: &'static [(&'static str, &'static str)] =
        &[("id", "Identity of the record."), ("part", "Name of the part, as its list shows it.")];

    fn read(texts: &[&str]) -> Option<Self> {
        let [id, part] = texts else { return None };
        Some(Self(id.parse().ok()?, part.parse().ok()?))
    }
}

/// No query.
#[derive(Debug, Clone, Copy, serde::Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NoQuery {}

/// One request to an endpoint, parsed and allowed.
pub struct Call<'a, E: Endpoint> {
    /// What use cases work with.
    pub context: &'a Context,
    /// Time and chance.
    pub moment: &'a mut Moment,
    /// In which language to speak.
    pub locale: Locale,
    /// What the path names.
    pub path: E::Path,
    /// What stands behind the question mark.
    pub query: E::Query,
    /// What was sent.
    pub body: E::Body,
    /// By what it was sent, and from where.
    pub client: Client,
    pub(super) caller: Option<&'a Identified>,
    pub(super) grant: Option<Grant>,
    pub(super) receipt: Option<Receipt>,
    pub(super) if_match: Option<String>,
}

impl<'a, E: Endpoint> Call<'a, E> {
    /// What the caller may do here: the permission that the operation needs.
    ///
    /// # Errors
    /// When the operation needs none.
    pub fn grant(&self) -> Result<&Grant, ApiError> {
        self.grant.as_ref().ok_or(ApiError::forbidden())
    }

    /// Who calls.
    ///
    /// # Errors
    /// When the operation is for everybody and nobody has logged in.
    pub fn caller(&self) -> Result<&'a Identified, ApiError> {
        self.caller.ok_or(ApiError::unauthenticated())
    }

    /// Does the work in one transaction, which keeps the answer too if the request has a key: whoever asks again with it gets that
    /// answer, also when the first one never reached them.
    ///
    /// # Errors
    /// What the work says; nothing is stored then.
    pub fn commit<T: Serialize>(
        &mut self,
        mut work: impl FnMut(&mut Transaction, &mut Moment) -> Outcome<T>,
    ) -> Outcome<T> {
        let receipt = self.receipt.as_ref();
        let done = receipts::commit(self.context, receipt, self.moment, |tx, moment| {
            let reply = work(tx, moment)?;
            let kept = reply.kept()?;
            Ok::<_, ApiError>((reply, kept))
        })?;
        Ok(match done {
            Done::Now(reply) => reply,
            Done::Before(kept) => kept.into(),
        })
    }

    /// The version of the record that the caller means to change.
    pub fn version(&self) -> Version {
        Version(self.if_match.clone())
    }
}
