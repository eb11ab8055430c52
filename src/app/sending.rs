//! Sending what waits in the outbox.
//!
//! Mails are claimed in one short transaction, made from current facts and handed over outside any, and marked in
//! another. Whoever dies in between leaves a claim that runs out; the mail is then sent again under the same Message-ID.
//!
//! | what happens | what becomes of the mail |
//! |---|---|
//! | taken | sent |
//! | what it would say no longer holds | outdated, with what has come between |
//! | the server refuses its recipient or content for good (5xx), or it cannot be made | given up, with the server's words |
//! | the server has no time for it now (4xx), the connection breaks after the text, the folder is full | tried again after a pause that doubles; given up when that has gone on for [`Rules::give_up_after`] |
//! | nobody answers, or the server refuses us (TLS, log-in, our own address) | tried again soon with all others; no attempt counts, and it is never given up for that |
//!
//! So an outage of any length kills no mail, and a wrong password neither. What a server says at a recipient about the client or the
//! sender is a refusal of us; another rule that it has (5.7.x) may be, so that mail is tried again for as long as it may be put off.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;

use chrono::{DateTime, Duration, Utc};

use super::mails::kind;
use super::{AppError, Context, Moments, mails};
use crate::domain::backoff::Backoff;
use crate::domain::id::{LeaseToken, MailId};
use crate::mail::Fate;
use crate::mail::transport::Transport;
use crate::storage::outbox::{Claim, ClaimedMail, Limits, Unsent};
use crate::storage::{self, StorageError};

/// So far may the clocks of two workers be apart.
const SKEW: Duration = Duration::minutes(5);

/// How many mails are claimed at once.
const BATCH: u32 = 100;

/// What the limit of a recipient's day is for, and what goes out behind all others: these ask or tell of what stays as it is. Who is
/// called off, alarmed or confirmed has to know now, however many questions wait.
const MAY_WAIT: [&str; 3] = [kind::OFFER, kind::UNSERVED, kind::DIGEST];

/// Where mails go, and how.
#[derive(Debug, Clone)]
pub struct Post {
    /// Where.
    pub transport: Transport,
    /// How.
    pub rules: Rules,
}

/// How mails go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// How many.
    pub limits: Limits,
    /// How long to wait after a failure.
    pub backoff: Backoff,
    /// How long a mail is tried that the server puts off again and again.
    pub give_up_after: Duration,
    /// How long a claim holds: so long do mails wait whose sender was killed. Whoever has come four fifths into it begins no
    /// other mail.
    pub lease: Duration,
    /// How many are handed over side by side.
    pub side_by_side: usize,
}

impl Default for Rules {
    /// Without limits, one by one, tried for five days (RFC 5321, 4.5.4.1).
    fn default() -> Self {
        let backoff = Backoff { first: Duration::minutes(1), longest: Duration::minutes(30) };
        let (give_up_after, lease) = (Duration::days(5), Duration::minutes(10));
        Self { limits: Limits::default(), backoff, give_up_after, lease, side_by_side: 1 }
    }
}

/// What a round of sending did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sent {
    /// Handed over.
    pub sent: u64,
    /// To be tried again.
    pub postponed: u64,
    /// Given up; they stand in the outbox with the reason.
    pub given_up: u64,
    /// Not sent because they no longer held.
    pub outdated: u64,
}

/// Whether to go on after a mail.
pub type GoOn = bool;

/// Sends everything that is due, as far as the limits allow and the server can be reached. `each` hears how far it is
/// whenever mails were dealt with, and says whether to go on; mails claimed but not begun are let go of.
///
/// # Errors
/// When the database fails. A mail that fails is no error here: it is counted and noted in the outbox.
pub fn send_due(
    context: &Context,
    post: &Post,
    moments: &Moments,
    mut each: impl FnMut(&Sent) -> GoOn,
) -> Result<Sent, AppError> {
    let mut sent = Sent::default();
    let now = moments.time();
    // What waits for longer than any pause or claim lasts was put off by a clock that ran ahead.
    let Rules { backoff, lease, .. } = post.rules;
    let horizon = now + backoff.longest.max(lease) + SKEW;
    context.database.write_guarded(|tx| storage::outbox::wake(tx, now, horizon))?;
    loop {
        let mut moment = moments.now();
        let claim = Claim {
            now: moment.now,
            lease: post.rules.lease,
            token: LeaseToken::new(moment.now, moment.random()),
            limit: BATCH,
            limits: post.rules.limits,
            may_wait: &MAY_WAIT,
        };
        let claimed = context.database.write_guarded(|tx| storage::outbox::claim_due(tx, &claim))?;
        if claimed.is_empty() {
            return Ok(sent);
        }
        let round = Round { context, post, moments, claim: &claim, stopped: AtomicBool::new(false) };
        if !round.hand_over(&claimed, &mut sent, &mut each)? {
            return Ok(sent);
        }
    }
}

/// The mails of one claim on their way.
struct Round<'a> {
    context: &'a Context,
    post: &'a Post,
    moments: &'a Moments,
    claim: &'a Claim,
    stopped: AtomicBool,
}

/// How it went with one mail.
struct Ended<'a> {
    claimed: &'a ClaimedMail,
    result: Result<(), AppError>,
}

impl Round<'_> {
    /// Returns whether to go on with the next claim.
    fn hand_over(
        &self,
        claimed: &[ClaimedMail],
        sent: &mut Sent,
        each: &mut impl FnMut(&Sent) -> GoOn,
    ) -> Result<bool, AppError> {
        let next = AtomicUsize::new(0);
        let (tell, told) = mpsc::channel();
        let mut server_down = None;
        let mut failure = None;
        std::thread::scope(|scope| {
            for _ in 0..self.post.rules.side_by_side.clamp(1, claimed.len()) {
                let tell = tell.clone();
                let next = &next;
                scope.spawn(move || self.deliver(claimed, next, &tell));
            }
            drop(tell);
            // Whatever has come in the meantime is noted in one transaction.
            while let Ok(first) = told.recv() {
                let ended: Vec<Ended<'_>> = std::iter::once(first).chain(told.try_iter()).collect();
                if failure.is_some() {
                    continue;
                }
                match self.note(&ended, sent, &mut server_down) {
                    Ok(()) if each(sent) => {}
                    Ok(()) => self.stopped.store(true, Ordering::Relaxed),
                    Err(error) => {
                        self.stopped.store(true, Ordering::Relaxed);
                        failure = Some(error);
                    }
                }
            }
        });
        let begun = next.load(Ordering::Relaxed).min(claimed.len());
        let rest: Vec<MailId> = claimed.iter().skip(begun).map(|claimed| claimed.mail.id).collect();
        let now = self.moments.time();
        let (why, until) = match &server_down {
            Some((why, until)) => (Some(why.as_str()), *until),
            None => (None, now),
        };
        if !rest.is_empty() && failure.is_none() {
            let token = self.claim.token;
            self.context.database.write_guarded(|tx| storage::outbox::release(tx, &rest, token, why, until))?;
            if why.is_some() {
                sent.postponed += rest.len() as u64;
            }
        }
        match failure {
            Some(error) => Err(error),
            None => Ok(server_down.is_none() && !self.stopped.load(Ordering::Relaxed)),
        }
    }

    /// Hands over one mail after the other until none is left.
    fn deliver<'a>(&self, claimed: &'a [ClaimedMail], next: &AtomicUsize, tell: &mpsc::Sender<Ended<'a>>) {
        loop {
            let now = self.moments.time();
            if self.stopped.load(Ordering::Relaxed) || now - self.claim.now > self.post.rules.lease * 4 / 5 {
                return;
            }
            let Some(claimed) = claimed.get(next.fetch_add(1, Ordering::Relaxed)) else { return };
            let result = unless_it_panics(|| {
                let outgoing = mails::compose(self.context, &claimed.mail, now)?;
                Ok(self.post.transport.send(&outgoing).map(drop)?)
            });
            // The others stop before they ask a server that is not there.
            if matches!(fate(&result), Some(Fate::ServerDown)) {
                self.stopped.store(true, Ordering::Relaxed);
            }
            if tell.send(Ended { claimed, result }).is_err() {
                return;
            }
        }
    }

    /// Notes how it went with these mails.
    fn note(
        &self,
        ended: &[Ended<'_>],
        sent: &mut Sent,
        server_down: &mut Option<(String, DateTime<Utc>)>,
    ) -> Result<(), AppError> {
        let Rules { backoff, give_up_after, .. } = self.post.rules;
        let mut moment = self.moments.now();
        let now = moment.now;
        let (mut done, mut released, mut failed) = (Vec::new(), Vec::new(), Vec::new());
        let mut with_secret = Vec::new();
        for Ended { claimed: ClaimedMail { mail, since }, result } in ended {
            let words = result.as_ref().err().map(ToString::to_string).unwrap_or_default();
            match fate(result) {
                None => {
                    done.push(mail.id);
                    with_secret.extend((mail.kind == kind::ACCOUNT_LINK).then_some(mail.id));
                }
                Some(_) if matches!(result, Err(AppError::Outdated(_))) => {
                    failed.push((mail.id, words, Unsent::Outdated));
                    sent.outdated += 1;
                    continue;
                }
                Some(Fate::ServerDown) => {
                    let (_, until) =
                        server_down.get_or_insert_with(|| (words, now + backoff.pause(1, moment.chance())));
                    released.push((mail.id, *until));
                    sent.postponed += 1;
                }
                Some(Fate::Later) if now - *since < give_up_after => {
                    let again = now + backoff.pause(mail.attempts, moment.chance());
                    failed.push((mail.id, words, Unsent::Again { at: again, since: *since }));
                    sent.postponed += 1;
                }
                Some(Fate::Later | Fate::Never) => {
                    failed.push((mail.id, words, Unsent::GivenUp));
                    sent.given_up += 1;
                }
            }
            if let Err(error) = result {
                // The server's words may name the recipient, so they stay in the outbox.
                let code = code(error);
                tracing::warn!(mail = %mail.id, attempts = mail.attempts, code, "a mail was not sent");
            }
        }
        sent.sent += done.len() as u64;
        let token = self.claim.token;
        let why = server_down.as_ref().map(|(why, _)| why.as_str());
        let mut late = 0;
        self.context.database.write_guarded(|tx| -> Result<(), StorageError> {
            late = 0;
            if !done.is_empty() {
                late += done.len() - storage::outbox::mark_sent(tx, &done, now)?;
            }
            if !with_secret.is_empty() {
                storage::outbox::strike_out(tx, &with_secret)?;
            }
            for (id, until) in &released {
                storage::outbox::release(tx, &[*id], token, why, *until)?;
            }
            for (id, words, unsent) in &failed {
                match storage::outbox::mark_unsent(tx, *id, token, words, *unsent) {
                    Err(StorageError::Changed { .. }) => late += 1,
                    other => other?,
                }
            }
            Ok(())
        })?;
        if late > 0 {
            tracing::warn!(mails = late, "somebody else had taken mails over; their Message-IDs tell the copies");
        }
        Ok(())
    }
}

/// A mail at which the program stumbles is given up with what it said, and takes none of the others with it.
fn unless_it_panics(hand_over: impl FnOnce() -> Result<(), AppError>) -> Result<(), AppError> {
    catch_unwind(AssertUnwindSafe(hand_over)).unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<&str>().map(|said| (*said).to_owned());
        let said = said.or_else(|| panic.downcast_ref::<String>().cloned());
        Err(AppError::Panicked(said.unwrap_or_else(|| "without words".to_owned())))
    })
}

/// What is to become of a mail that was not taken.
fn fate(result: &Result<(), AppError>) -> Option<Fate> {
    match result {
        Ok(()) => None,
        Err(AppError::Mail(error)) => Some(error.fate()),
        Err(AppError::Storage(StorageError::NotFound { .. } | StorageError::Unreadable { .. })) => Some(Fate::Never),
        Err(AppError::Storage(_)) => Some(Fate::Later),
        Err(_) => Some(Fate::Never),
    }
}

fn code(error: &AppError) -> &'static str {
    match error {
        AppError::Mail(error) => error.code(),
        AppError::Storage(error) => error.code(),
        _ => "not_made",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_the_end_of_one_mail() {
        let ended = unless_it_panics(|| panic!("no such sitting"));
        assert!(matches!(&ended, Err(AppError::Panicked(said)) if said == "no such sitting"));
        assert_eq!(fate(&ended), Some(Fate::Never));
        assert!(unless_it_panics(|| Ok(())).is_ok());
    }
}
