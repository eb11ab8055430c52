//! Taking a role, closing and opening an account, doing away with a lost second factor.

use super::{Names, authority};
use crate::app::identity::{self, Account};
use crate::domain::access::{Membership, Role};
use crate::domain::id::UserId;
use crate::http::problem::{ProblemCode, Why};
use crate::web::page::{Answer, Confirm, Outcome, PageError, Visit};

/// The account that the address names.
fn account(visit: &Visit<'_>) -> Result<Account, PageError> {
    Ok(identity::find_user(visit.context, authority(visit)?, visit.id()?)?)
}

/// Somebody else's account, which alone may be closed or have its second factor reset.
fn another(visit: &Visit<'_>) -> Result<Account, PageError> {
    let account = account(visit)?;
    if account.user.id == visit.caller()?.user.id {
        return Err(PageError::because(ProblemCode::State, Why::Oneself));
    }
    Ok(account)
}

/// The question, as all of them are asked.
fn confirm(visit: &Visit<'_>, account: &Account, (title, send): (&str, &str), consequences: Vec<String>) -> Confirm {
    let frame = visit.frame(title);
    Confirm {
        lead: format!("{} ({})", account.user.name, account.user.email),
        consequences,
        summary: None,
        action: frame.at(visit.here()),
        hidden: Vec::new(),
        fields: Vec::new(),
        send: visit.text(send),
        is_danger: true,
        back: frame.at(&format!("/users/{}", account.user.id)),
        frame,
    }
}

/// The role that the form names.
fn named(visit: &Visit<'_>) -> Result<Membership, PageError> {
    let said = visit.said;
    let role = said.get("role").parse::<Role>().map_err(|_| PageError::NOT_FOUND)?;
    let (organisation, lotse) = (said.get("organisation").parse().ok(), said.get("lotse").parse().ok());
    Membership::of(role, organisation, lotse).ok_or(PageError::NOT_FOUND)
}

/// Asks whether a role is to be taken.
pub fn ask_take(visit: &mut Visit<'_>) -> Outcome {
    let (account, held) = (account(visit)?, named(visit)?);
    if !account.memberships.contains(&held) {
        return Err(PageError::NOT_FOUND);
    }
    let names = Names::of(visit, [&held])?;
    let mut consequences = vec![
        visit.say("people-take-what", &[("role", names.membership(visit.locale, held).into())]),
        visit.text(if account.memberships.len() == 1 { "people-take-last" } else { "people-take-others" }),
    ];
    if account.user.id == visit.caller()?.user.id {
        consequences.push(visit.text("people-take-own"));
    }
    let said = ["role", "organisation", "lotse"].map(|name| (name.to_owned(), visit.said.get(name).to_owned()));
    let page = confirm(visit, &account, ("people-take-title", "people-take"), consequences);
    visit.show(&Confirm { hidden: said.to_vec(), ..page })
}

/// Takes it.
pub fn take(visit: &mut Visit<'_>) -> Outcome {
    let (context, authority, id) = (visit.context, authority(visit)?, visit.id::<UserId>()?);
    let held = named(visit)?;
    identity::take_membership(context, authority, id, held, visit.moment)?;
    if visit.caller()?.user.id == id {
        // What is left of the own roles may not reach to accounts.
        return Ok(Answer::to("/profile?done=taken"));
    }
    // Whoever is nothing here any more is out of reach.
    Ok(Answer::to(match identity::find_user(context, authority, id) {
        Ok(_) => format!("/users/{id}?done=taken"),
        Err(_) => "/users?done=taken".to_owned(),
    }))
}

/// Asks whether an account is to be closed.
pub fn ask_close(visit: &mut Visit<'_>) -> Outcome {
    let account = another(visit)?;
    let means = ["people-close-out", "people-close-elsewhere", "people-close-again"];
    let consequences = means.iter().map(|key| visit.text(key)).collect();
    let page = confirm(visit, &account, ("people-close-title", "people-close"), consequences);
    visit.show(&page)
}

/// Closes it.
pub fn close(visit: &mut Visit<'_>) -> Outcome {
    let (context, authority, id) = (visit.context, authority(visit)?, visit.id::<UserId>()?);
    identity::disable_user(context, authority, id, visit.moment)?;
    // Of somebody who is something elsewhere the roles were taken, so they may be out of reach.
    Ok(Answer::to("/users?done=closed"))
}

/// Opens it again.
pub fn open(visit: &mut Visit<'_>) -> Outcome {
    let (context, authority, id) = (visit.context, authority(visit)?, visit.id::<UserId>()?);
    identity::enable_user(context, authority, id, visit.moment)?;
    Ok(Answer::to(format!("/users/{id}?done=opened")))
}

/// Asks whether a second factor is to be done away with.
pub fn ask_reset(visit: &mut Visit<'_>) -> Outcome {
    let account = another(visit)?;
    if !account.user.has_second_factor {
        return Err(PageError::because(ProblemCode::State, Why::NoSecondFactor));
    }
    let consequences = ["people-reset-sure", "people-reset-out"].iter().map(|key| visit.text(key)).collect();
    let page = confirm(visit, &account, ("people-reset-title", "people-reset"), consequences);
    visit.show(&page)
}

/// Does away with it.
pub fn reset(visit: &mut Visit<'_>) -> Outcome {
    let (context, authority, id) = (visit.context, authority(visit)?, visit.id::<UserId>()?);
    identity::reset_second_factor(context, authority, id, visit.moment)?;
    Ok(Answer::to(format!("/users/{id}?done=reset")))
}
