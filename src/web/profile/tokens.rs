//! Keys with which programs act for somebody: listed, made, revoked. What a program has to show is told once.

use std::collections::BTreeSet;

use askama::Template;
use chrono::{DateTime, NaiveTime, Utc};

use super::scopes;
use crate::app::AppError;
use crate::app::identity::{self, IdentityError, NewToken};
use crate::domain::access::Permission;
use crate::domain::id::TokenId;
use crate::domain::text::TokenName;
use crate::domain::time::ZONE;
use crate::domain::token::ApiToken;
use crate::http::problem::FieldKind;
use crate::i18n::{Locale, dates};
use crate::web::components::{Choices, Faults, Field, Form, Kind, Many, Mark, Status};
use crate::web::page::{Answer, Confirm, Fields, Frame, Outcome, PageError, Visit};
use crate::web::typed;

struct Row {
    name: String,
    may: String,
    until: String,
    used: String,
    status: Status,
    revoke: Option<String>,
}

#[derive(Template)]
#[template(path = "web/profile/tokens.html")]
struct ListPage {
    frame: Frame,
    rows: Vec<Row>,
}

/// Lists them, the newest first.
pub fn list(visit: &mut Visit<'_>) -> Outcome {
    let tokens = identity::list_tokens(visit.context, visit.caller()?)?;
    let frame = visit.frame("self-tokens-title");
    let rows = tokens.iter().map(|token| row(visit, &frame, token)).collect();
    visit.show(&ListPage { frame, rows })
}

fn row(visit: &Visit<'_>, frame: &Frame, token: &ApiToken) -> Row {
    let (locale, now) = (visit.locale, visit.moment.now);
    let (mark, words) = match token.revoked_at {
        Some(_) => (Mark::Quiet, "self-token-revoked"),
        None if token.is_open(now) => (Mark::Good, "self-token-open"),
        None => (Mark::Quiet, "self-token-over"),
    };
    let may: Vec<String> = token.scopes.iter().map(|scope| scopes::words(locale, *scope)).collect();
    Row {
        name: token.name.to_string(),
        may: may.join(", "),
        until: good_until(locale, token.expires_at),
        used: token.last_used_at.map_or_else(|| visit.text("self-token-unused"), |at| super::local(locale, at)),
        status: Status { mark, words: visit.text(words) },
        revoke: token.is_open(now).then(|| frame.at(&format!("/profile/tokens/{}/revoke", token.id))),
    }
}

/// Until when one is good: the day, where it is the whole of one.
fn good_until(locale: Locale, end: DateTime<Utc>) -> String {
    let last = (end - chrono::Duration::seconds(1)).with_timezone(&ZONE).date_naive();
    let is_whole = end.with_timezone(&ZONE).time() == NaiveTime::MIN;
    if is_whole { dates::date(locale, last) } else { super::local(locale, end) }
}

#[derive(Template)]
#[template(path = "web/profile/token.html")]
struct NewPage {
    frame: Frame,
    summary: Option<String>,
    name: Field,
    scopes: Choices,
    until: Field,
}

/// Shows an empty form, with the usual end.
pub fn new(visit: &mut Visit<'_>) -> Outcome {
    let usual = (visit.moment.now + ApiToken::USUAL).with_timezone(&ZONE).date_naive();
    form(visit, &Fields::default().and("until", &usual.format("%Y-%m-%d").to_string()), &Faults::default())
}

fn form(visit: &Visit<'_>, said: &Fields, faults: &Faults) -> Outcome {
    let (locale, access) = (visit.locale, &visit.caller()?.access);
    let form = Form { locale, said, faults };
    let lent = Permission::ALL.iter().filter(|permission| access.may_lend(**permission));
    let options = lent.map(|scope| (scope.code().to_owned(), scopes::words(locale, *scope))).collect();
    let scopes = form.choices("scope", Many::Any, "self-token-may", options);
    let page = NewPage {
        summary: form.summary(),
        name: form.field("name", Kind::Text, "self-token-name").hinted(visit.text("self-token-name-hint")).required(),
        scopes: Choices { hint: Some(visit.text("self-token-may-hint")), ..scopes },
        until: form
            .field("until", Kind::Date, "self-token-until")
            .hinted(visit.text("self-token-until-hint"))
            .required(),
        frame: visit.frame("self-token-new-title"),
    };
    if faults.is_empty() { visit.show(&page) } else { visit.show_faults(&page) }
}

#[derive(Template)]
#[template(path = "web/profile/made.html")]
struct MadePage {
    frame: Frame,
    secret: String,
    until: String,
}

/// Makes one and tells once what the program has to show.
pub fn make(visit: &mut Visit<'_>) -> Outcome {
    let (context, locale, who) = (visit.context, visit.locale, visit.caller()?.clone());
    let mut faults = Faults::default();
    let name = faults.take("name", TokenName::parse(visit.said.get("name")));
    let scopes: BTreeSet<Permission> = visit.said.all("scope").filter_map(|scope| scope.parse().ok()).collect();
    if scopes.is_empty() {
        let detail = visit.text("self-token-no-scope");
        faults.note("scope", FieldKind::Cell { code: "no_scope", detail });
    }
    let until = faults.take("until", end_of(visit.said.get("until"), visit.moment.now, locale));
    let (Some(name), Some(until), true) = (name, until, faults.is_empty()) else {
        return form(visit, visit.said, &faults);
    };
    let new = NewToken { name, scopes, expires_at: Some(until) };
    match identity::create_token(context, &who, &new, visit.moment) {
        Ok((token, secret)) => {
            let until = good_until(locale, token.expires_at);
            let until = visit.say("self-token-made-until", &[("moment", until.into())]);
            visit.show(&MadePage {
                frame: visit.frame("self-token-made-title"),
                secret: secret.as_str().to_owned(),
                until,
            })
        }
        // The roles changed while the form was open.
        Err(AppError::Identity(IdentityError::ScopeBeyond(_))) => {
            let detail = visit.text("self-token-beyond");
            faults.note("scope", FieldKind::Cell { code: "scope_beyond", detail });
            form(visit, visit.said, &faults)
        }
        Err(error) => Err(error.into()),
    }
}

/// The end of a day, from tomorrow to the latest that there is.
fn end_of(typed: &str, now: DateTime<Utc>, locale: Locale) -> Result<DateTime<Utc>, FieldKind> {
    let day = typed::day(typed)?;
    let next = day.succ_opt().map(|next| next.and_time(NaiveTime::MIN)).ok_or(FieldKind::Time)?;
    let end = next.and_local_timezone(ZONE).earliest().ok_or(FieldKind::Time)?.with_timezone(&Utc);
    let latest = now + ApiToken::LONGEST;
    match end {
        end if end <= now => Err(FieldKind::Past),
        end if end > latest => {
            // The last day that is over before then.
            let last = latest.with_timezone(&ZONE).date_naive().pred_opt().unwrap_or(day);
            Err(FieldKind::TooGreat { max: dates::date(locale, last) })
        }
        end => Ok(end),
    }
}

/// Asks whether one shall be good for nothing.
pub fn ask(visit: &mut Visit<'_>) -> Outcome {
    let (id, now) = (visit.id::<TokenId>()?, visit.moment.now);
    let tokens = identity::list_tokens(visit.context, visit.caller()?)?;
    let token = tokens.iter().find(|token| token.id == id && token.is_open(now)).ok_or(PageError::NOT_FOUND)?;
    let used = match token.last_used_at {
        Some(at) => visit.say("self-token-was-used", &[("moment", super::local(visit.locale, at).into())]),
        None => visit.text("self-token-never-used"),
    };
    let frame = visit.frame("self-token-revoke-title");
    visit.show(&Confirm {
        lead: token.name.to_string(),
        consequences: vec![visit.text("self-token-revoke-means"), used],
        summary: None,
        action: frame.at(visit.here()),
        hidden: Vec::new(),
        fields: Vec::new(),
        send: visit.text("self-token-revoke"),
        is_danger: true,
        back: frame.at("/profile/tokens"),
        frame,
    })
}

/// Makes it good for nothing.
pub fn revoke(visit: &mut Visit<'_>) -> Outcome {
    let (context, id, who) = (visit.context, visit.id::<TokenId>()?, visit.caller()?.clone());
    identity::revoke_token(context, &who, id, visit.moment)?;
    Ok(Answer::to("/profile/tokens?done=revoked"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_ends_with_a_day_within_a_year() {
        let now: DateTime<Utc> = "2026-12-07T07:00:00Z".parse().unwrap();
        let end = |typed| end_of(typed, now, Locale::En);
        assert_eq!(end("2026-12-07").unwrap().to_rfc3339(), "2026-12-07T23:00:00+00:00");
        assert_eq!(end("31.03.2027").unwrap().to_rfc3339(), "2027-03-31T22:00:00+00:00");
        assert_eq!(end("2026-12-06"), Err(FieldKind::Past));
        assert_eq!(end("morgen"), Err(FieldKind::Time));
        assert!(matches!(end("2027-12-08"), Err(FieldKind::TooGreat { .. })) && end("2027-12-07").is_ok());
    }
}
