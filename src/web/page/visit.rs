//! A visit to a page, on the thread where waiting is allowed.

use actix_web::http::StatusCode;
use askama::Template;

use super::fields::Fields;
use super::frame::{Frame, Reader};
use super::upload::Upload;
use super::{Answer, Outcome, PageError};
use crate::app::identity::Identified;
use crate::app::receipts::{self, Done, IdempotencyKey, Kept, KeyReused, Receipt, Transaction};
use crate::app::{Context, Moment};
use crate::domain::access::{Grant, Permission};
use crate::domain::page::{PageSize, Paging, Sort};
use crate::http::Client;
use crate::http::permission::{Need, allowed};
use crate::http::problem::ProblemCode;
use crate::i18n::{Locale, Value, text, words};

/// A visit to a page.
pub struct Visit<'v> {
    /// What use cases work with.
    pub context: &'v Context,
    /// When it is.
    pub moment: &'v mut Moment,
    /// The visitor's language.
    pub locale: Locale,
    /// Who it is, where they have logged in.
    pub caller: Option<&'v Identified>,
    /// From where they come.
    pub client: &'v Client,
    /// The query of a page that is looked at, or the form that was sent.
    pub said: &'v Fields,
    /// The file that came with the form.
    pub file: Option<&'v Upload>,
    /// Whether it has its turn to think: see [`Page::thinking_if_soon`](super::Page::thinking_if_soon).
    pub may_think: bool,
    /// What they may do, where the page asks for a permission.
    pub(super) grant: Option<Grant>,
    /// Names in the page's address and what stands there.
    pub(super) named: &'v [(String, String)],
    /// The address, without the query.
    pub(super) here: &'v str,
    /// The path that a proxy shows all pages under.
    pub(super) below: &'v str,
}

impl<'v> Visit<'v> {
    /// What they may do.
    ///
    /// # Errors
    /// Never where the page asks for a permission.
    pub fn grant(&self) -> Result<&Grant, PageError> {
        self.grant.as_ref().ok_or(PageError::of(ProblemCode::Forbidden))
    }

    /// Whether they may do something beside what the page asks for.
    pub fn may(&self, permission: Permission) -> bool {
        self.grant_of(permission).is_ok()
    }

    /// What they may do beside what the page asks for.
    ///
    /// # Errors
    /// Where they may not.
    pub fn grant_of(&self, permission: Permission) -> Result<Grant, PageError> {
        let grant = allowed(Need::Permission(permission), self.caller).map_err(PageError::of)?;
        grant.ok_or(PageError::of(ProblemCode::Forbidden))
    }

    /// Who it is.
    ///
    /// # Errors
    /// Never where the page needs somebody who has logged in.
    pub fn caller(&self) -> Result<&Identified, PageError> {
        self.caller.ok_or(PageError::of(ProblemCode::Unauthenticated))
    }

    /// What stands at a name of the address.
    pub fn named(&self, name: &str) -> &'v str {
        self.named.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value.as_str())
    }

    /// The identity at the name `id`.
    ///
    /// # Errors
    /// Where it is none: there is no such page.
    pub fn id<T: std::str::FromStr>(&self) -> Result<T, PageError> {
        self.named("id").parse().map_err(|_| PageError::NOT_FOUND)
    }

    /// The address, without the query.
    pub const fn here(&self) -> &str {
        self.here
    }

    /// The frame of a page with the title behind a key.
    pub fn frame(&self, title: &str) -> Frame {
        self.frame_named(self.text(title))
    }

    /// The frame of a page with a title.
    pub fn frame_named(&self, title: String) -> Frame {
        let reader = self.caller.map(|who| Reader::of(who, self.here));
        Frame { reader, done: self.done(), ..Frame::new(self.below.to_owned(), self.locale, title) }
    }

    /// What was done just now: the page before said it in the address that it led to.
    fn done(&self) -> Option<String> {
        let key = match self.said.get("done") {
            "posted" => "web-done-posted",
            "draft" => "web-done-draft",
            "changed" => "web-done-changed",
            "cancelled" => "web-done-cancelled",
            "cancelled-together" => "web-done-cancelled-together",
            "posted-together" => "web-done-posted-together",
            "released" => "web-done-released",
            "accepted" => "web-done-accepted",
            "dropped" => "web-done-dropped",
            "swapped" => "web-done-swapped",
            "stopped" => "web-done-stopped",
            "answered" => "web-done-answered",
            "again" => "web-done-again",
            "saved" => "web-done-saved",
            "listed" => "web-done-listed",
            "removed" => "web-done-removed",
            "password" => "self-done-password",
            "ended" => "self-done-ended",
            "revoked" => "self-done-revoked",
            "disabled" => "self-done-disabled",
            "invited" => "people-done-invited",
            "given" => "people-done-given",
            "taken" => "people-done-taken",
            "closed" => "people-done-closed",
            "opened" => "people-done-opened",
            "reset" => "people-done-reset",
            "all-again" => "post-done-all-again",
            "added" => "house-done-added",
            "agreed" => "house-done-agreed",
            "ordered" => "advice-done-ordered",
            "withdrawn" => "house-done-withdrawn",
            _ => return None,
        };
        Some(self.text(key))
    }

    /// Which page of a list is looked at. A cursor of another list or order begins from the front.
    pub fn paging<S: Sort>(&self, sort: S) -> Paging<S> {
        let size = PageSize::default();
        Paging::new(sort, size, self.said.some("after")).unwrap_or_else(|_| Paging::first(sort, size))
    }

    /// The address of this page with something else asked for, from the beginning of its list.
    pub fn here_with(&self, changes: &[(&str, &str)]) -> String {
        let query = self.said.with(&[("done", ""), ("after", "")]).with(changes).query();
        let question = if query.is_empty() { "" } else { "?" };
        format!("{}{}{question}{query}", self.below, self.here)
    }

    /// A number for a form, by which it does a thing once however often it is sent.
    pub fn once(&mut self) -> String {
        self.moment.random().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// Does the work of a form in one transaction; the work says where to go on. The same form with the number of [`Visit::once`] that is
    /// sent again, by a second click or after an answer that got lost, leads there too and does nothing.
    ///
    /// # Errors
    /// What the work says; nothing is stored then.
    pub fn commit<E>(
        &mut self,
        mut work: impl FnMut(&mut Transaction, &mut Moment) -> Result<String, E>,
    ) -> Result<Answer, E>
    where
        E: From<KeyReused> + From<crate::app::StorageError>,
    {
        let key = self.said.some("once").and_then(|once| IdempotencyKey::parse(once).ok());
        let said = self.said.query();
        let receipt = key.zip(self.caller).map(|(key, who)| {
            // What was changed after going back is another form.
            Receipt::of_content(who.user.id, key, self.here, said.as_bytes())
        });
        let done = receipts::commit(self.context, receipt.as_ref(), self.moment, |tx, moment| {
            let to = work(tx, moment)?;
            Ok::<_, E>((to.clone(), Kept { status: 200, location: Some(to), body: None }))
        })?;
        Ok(match done {
            Done::Now(to) => Answer::to(to),
            Done::Before(kept) => Answer::to(kept.location.unwrap_or_else(|| "/".to_owned())),
        })
    }

    /// A text without variables.
    pub fn text(&self, key: &str) -> String {
        text(self.locale, key, &[])
    }

    /// A text with variables.
    pub fn say(&self, key: &str, facts: &[(&'static str, Value<'_>)]) -> String {
        text(self.locale, key, facts)
    }

    /// The names of all languages, to be chosen from as they are typed.
    pub fn language_names(&self) -> Vec<String> {
        let languages = self.context.languages.languages().iter();
        languages.map(|language| words::language(self.locale, language).to_owned()).collect()
    }

    /// A finished page.
    ///
    /// # Errors
    /// Where it cannot be made, which is a mistake of this program.
    pub fn show(&self, page: &impl Template) -> Outcome {
        self.show_as(StatusCode::OK, page)
    }

    /// The page of a form that does not do as it is.
    ///
    /// # Errors
    /// As [`Visit::show`].
    pub fn show_faults(&self, page: &impl Template) -> Outcome {
        self.show_as(StatusCode::UNPROCESSABLE_ENTITY, page)
    }

    /// A finished page with a status.
    ///
    /// # Errors
    /// As [`Visit::show`].
    pub fn show_as(&self, status: StatusCode, page: &impl Template) -> Outcome {
        page.render().map(|html| Answer::page(status, html)).map_err(|error| PageError::defect(&error))
    }
}
