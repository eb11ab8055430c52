//! Another try: for one mail that was given up, or for all of them.

use std::collections::BTreeSet;

use crate::app::outbox;
use crate::domain::filter::{MailFilter, MailSort};
use crate::domain::id::MailId;
use crate::domain::outbox::MailStatus;
use crate::domain::page::{PageSize, Paging};
use crate::http::problem::ProblemCode;
use crate::web::page::{Confirm, Outcome, PageError, Visit};

/// Tries one again.
pub fn one(visit: &mut Visit<'_>) -> Outcome {
    let (grant, id) = (visit.grant()?.clone(), visit.id::<MailId>()?);
    visit.commit(|tx, moment| {
        let mail = outbox::find_in(tx, &grant, id)?;
        if mail.state.status() != MailStatus::Dead {
            return Err(PageError::of(ProblemCode::Changed));
        }
        outbox::retry_in(tx, &grant, id, moment)?;
        Ok("/outbox?done=again".to_owned())
    })
}

/// Asks whether all are to be tried again, and says how many they are.
pub fn ask(visit: &mut Visit<'_>) -> Outcome {
    let filter = MailFilter { states: BTreeSet::from([MailStatus::Dead]), ..MailFilter::default() };
    let most = PageSize::new(u64::from(PageSize::MAX)).unwrap_or_default();
    let found = outbox::page(visit.context, visit.grant()?, &filter, &Paging::first(MailSort::Newest, most))?;
    let many = [("count", found.items.len().into())];
    let mut consequences = vec![visit.text("post-retry-all-means")];
    if found.next.is_some() {
        consequences.push(visit.say("post-retry-all-more", &many));
    }
    let once = visit.once();
    let frame = visit.frame("post-retry-all-title");
    let page = Confirm {
        lead: visit.say("post-retry-all-ask", &many),
        consequences,
        summary: None,
        action: frame.at("/outbox/retry"),
        hidden: vec![("once".to_owned(), once)],
        fields: Vec::new(),
        send: visit.say("post-retry-all-send", &many),
        is_danger: false,
        back: frame.at("/outbox"),
        frame,
    };
    visit.show(&page)
}

/// Tries all of them again.
pub fn all(visit: &mut Visit<'_>) -> Outcome {
    let grant = visit.grant()?.clone();
    visit.commit(|tx, moment| {
        outbox::retry_given_up_in(tx, &grant, moment)?;
        Ok::<_, PageError>("/outbox?done=all-again".to_owned())
    })
}
