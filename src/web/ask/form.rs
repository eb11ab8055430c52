//! The form, what becomes of it, and the page that says so.

use actix_web::http::StatusCode;
use askama::Template;

use super::reading::{self, Faults};
use super::words::{HELP, MINUTES, Words, topic};
use crate::app::AppError;
use crate::app::identity::IdentityError;
use crate::app::newcomer_form::{self, AskError, Asked};
use crate::domain::code::Topic;
use crate::domain::id::OrganisationId;
use crate::i18n::NewcomerLanguage;
use crate::web::page::{Answer, Fields, Frame, Outcome, Visit};

/// A language to choose, with its own name.
struct Spoken {
    code: String,
    tag: String,
    name: String,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "web/ask/page.html")]
struct Page<'a> {
    frame: Frame,
    words: Words,
    said: &'a Fields,
    faults: &'a Faults,
    asked: Asked,
    /// Why nothing is taken now, whatever is typed.
    is_full: bool,
    spoken: Vec<Spoken>,
}

impl Page<'_> {
    fn own(&self, key: &str) -> String {
        self.words.own(key)
    }

    fn beside(&self, key: &str) -> Option<String> {
        self.words.beside(key)
    }

    fn help(&self) -> Vec<(&'static str, &'static str, bool)> {
        HELP.map(|(name, _, _, key)| (name, key, self.said.get("help") == name)).to_vec()
    }

    fn topics(&self) -> Vec<(&'static str, &'static str, bool)> {
        Topic::ALL.iter().map(|one| (one.code(), topic(*one), self.said.get("topic") == one.code())).collect()
    }

    fn minutes(&self) -> Vec<(u32, String, bool)> {
        let chosen = self.said.some("minutes").unwrap_or("60");
        MINUTES.map(|minutes| (minutes, self.words.minutes(minutes), minutes.to_string() == chosen)).to_vec()
    }

    fn languages(&self) -> [NewcomerLanguage; 18] {
        NewcomerLanguage::ALL
    }
}

/// Shows the form.
pub fn show(visit: &mut Visit<'_>) -> Outcome {
    // Nothing but the language: a link with a ticked box or somebody's address in it would be a trap.
    let said = Fields::default().and("lang", visit.said.get("lang"));
    shown(visit, &said, &Faults::default(), false)
}

/// Takes it, or says what is wrong.
pub fn send(visit: &mut Visit<'_>) -> Outcome {
    let (id, words) = (visit.id::<OrganisationId>()?, Words::of(visit.said.get("lang")));
    let ask = match reading::read(visit.context, visit.said, words.language, visit.moment.now) {
        Ok(ask) => ask,
        Err(faults) => return shown(visit, visit.said, &faults, false),
    };
    match newcomer_form::ask(visit.context, id, &ask, visit.client.address, visit.moment) {
        // Relative, so that it leads on through whatever proxy the answer came by.
        Ok(_) => Ok(Answer::to(format!("{id}/done?lang={}", words.language.code()))),
        Err(AskError::Full | AskError::App(AppError::Identity(IdentityError::Throttled { .. }))) => {
            shown(visit, visit.said, &Faults::default(), true)
        }
        Err(AskError::App(error)) => Err(error.into()),
    }
}

fn shown(visit: &Visit<'_>, said: &Fields, faults: &Faults, is_full: bool) -> Outcome {
    let asked = newcomer_form::read(visit.context, visit.id()?)?;
    let words = Words::of(said.get("lang"));
    let page = Page {
        frame: Frame { reader: None, ..visit.frame_named(words.title("ask-title")) },
        spoken: spoken(visit, said, words),
        words,
        said,
        faults,
        asked,
        is_full,
    };
    let status = match (faults.is_empty(), is_full) {
        (true, false) => StatusCode::OK,
        (false, _) => StatusCode::UNPROCESSABLE_ENTITY,
        (true, true) => StatusCode::TOO_MANY_REQUESTS,
    };
    visit.show_as(status, &page)
}

/// All languages, those first in which we write.
fn spoken(visit: &Visit<'_>, said: &Fields, words: Words) -> Vec<Spoken> {
    let usual = match words.language {
        // Who reads the form in German is most likely somebody who fills it in with them.
        NewcomerLanguage::De => String::new(),
        language => reading::of(visit.context, language).map_or_else(String::new, |code| code.to_string()),
    };
    let chosen = said.some("language").map_or(usual, str::to_owned);
    let mut all: Vec<_> = visit.context.languages.languages().iter().collect();
    all.sort_by_key(|one| (NewcomerLanguage::of(one.code).is_none(), one.native_name.to_lowercase()));
    let spoken = all.into_iter().map(|one| {
        let code = one.code.to_string();
        Spoken { tag: one.bcp47.clone(), name: one.native_name.clone(), is_chosen: code == chosen, code }
    });
    spoken.collect()
}

#[derive(Template)]
#[template(path = "web/ask/done.html")]
struct Done {
    frame: Frame,
    words: Words,
    asked: Asked,
}

/// Says that it has arrived. An address of its own, so that loading it again sends nothing.
pub fn done(visit: &mut Visit<'_>) -> Outcome {
    let asked = newcomer_form::read(visit.context, visit.id()?)?;
    let words = Words::of(visit.said.get("lang"));
    let frame = Frame { reader: None, ..visit.frame_named(words.title("ask-done-title")) };
    visit.show(&Done { frame, words, asked })
}
