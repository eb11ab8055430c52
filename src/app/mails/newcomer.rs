//! The mails to newcomers about a request: what is queued, and what it says when it goes out.
//!
//! There is nothing before somebody has said yes. From then on whatever moves the request puts [`about`] into the same commit:
//! one more word on the newcomer's calendar entry, which is one for the request, whoever goes. Each word knows the whole state
//! at its number (`State`), and only the last one goes out; an earlier one that still waits is outdated by it. What the last
//! one says depends on what the newcomer was told before, which is what reached them and not what was decided: after a
//! confirmation that never went out, another time is a confirmation and no change.

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::agreed::{Agreed, arranged};
use super::reminder::{Near, near};
use super::{kind, posting, project, queued};
use crate::app::assignments::{confirmed, minute};
use crate::app::{AppError, Context, Moment, links};
use crate::domain::assignment::AssignmentState;
use crate::domain::code::Mode;
use crate::domain::contact::Email;
use crate::domain::id::{AssignmentId, RequestId};
use crate::domain::link::LinkKey;
use crate::domain::organisation::Organisation;
use crate::domain::outbox::{MailCause, OutboxMail};
use crate::domain::request::{Appointment, Sitting, SupportRequest};
use crate::domain::text::PersonName;
use crate::i18n::NewcomerLanguage;
use crate::mail::message::OutgoingMail;
use crate::mail::templates::facts::EntryOf;
use crate::mail::templates::newcomer::{self, Before, NewcomerMail, Occasion};
use crate::storage::outbox::Handed;
use crate::storage::{self, ReadTx, StorageError, WriteTx};

/// What has happened to a newcomer's request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// Somebody has said yes.
    Confirmed,
    /// The time has changed.
    Changed,
    /// Whoever wanted to help cannot; the appointment stays, and somebody else is looked for.
    HelperLost,
    /// Nobody else was found in time.
    NobodyFound,
    /// The appointment does not take place.
    Cancelled,
    /// They have called off themselves; the appointment stays.
    NotNeeded,
    /// The project takes its help back; the appointment stays.
    HelpWithdrawn,
    /// They are told at another address from now on; for the former one.
    Elsewhere,
}

impl News {
    const fn kind(self) -> &'static str {
        match self {
            Self::Confirmed => kind::NEWCOMER_CONFIRMATION,
            Self::Changed => kind::NEWCOMER_CHANGE,
            Self::HelperLost => kind::NEWCOMER_HELPER_LOST,
            Self::NobodyFound => kind::NEWCOMER_NOBODY_FOUND,
            Self::Cancelled => kind::NEWCOMER_CANCELLATION,
            Self::NotNeeded => kind::NEWCOMER_NOT_NEEDED,
            Self::HelpWithdrawn => kind::NEWCOMER_HELP_WITHDRAWN,
            Self::Elsewhere => kind::NEWCOMER_ELSEWHERE,
        }
    }

    /// `None` for mails about a request that are no word on the newcomer's entry.
    fn of(kind: &str) -> Option<Self> {
        let about_help = [Self::Confirmed, Self::Changed, Self::HelperLost, Self::NobodyFound];
        let about_all = [Self::Cancelled, Self::NotNeeded, Self::HelpWithdrawn, Self::Elsewhere];
        about_help.into_iter().chain(about_all).find(|news| news.kind() == kind)
    }
}

/// How things stand after a piece of news.
#[derive(Debug, Clone, PartialEq, Eq)]
struct State {
    /// Which word on the newcomer's entry this is.
    sequence: u32,
    /// What was ahead.
    appointment: Appointment,
    /// Sittings that were over before.
    over: usize,
    /// How they meet.
    mode: Mode,
    /// Who goes.
    helpers: Vec<AssignmentId>,
}

/// The same as the outbox remembers it with a mail.
#[derive(Debug, Serialize, Deserialize)]
struct Written {
    sequence: u32,
    /// Local begin and minutes of each sitting.
    sittings: Vec<(NaiveDateTime, u32)>,
    over: usize,
    mode: Mode,
    helpers: Vec<AssignmentId>,
}

impl State {
    fn of(mail: &OutboxMail) -> Result<Self, AppError> {
        let Written { sequence, sittings, over, mode, helpers } = Written::deserialize(&mail.payload)?;
        let sittings = sittings.iter().map(|&(begins, minutes)| Sitting::new(begins, minutes));
        let appointment = sittings.collect::<Result<Vec<_>, _>>().and_then(Appointment::new);
        let unreadable = |_| StorageError::Unreadable { what: "outbox.payload", row: mail.id.as_uuid() };
        Ok(Self { sequence, appointment: appointment.map_err(unreadable)?, over, mode, helpers })
    }

    fn written(self) -> Result<Value, AppError> {
        let Self { sequence, appointment, over, mode, helpers } = self;
        let sittings = appointment.sittings().iter().map(|sitting| (sitting.start(), sitting.minutes())).collect();
        Ok(serde_json::to_value(Written { sequence, sittings, over, mode, helpers })?)
    }

    /// What is ahead now, all of it when nothing is, and how many sittings are over.
    fn left(&self, now: DateTime<Utc>) -> (Appointment, usize) {
        let Some(left) = self.appointment.after(minute(now)) else { return (self.appointment.clone(), self.over) };
        let begun = self.appointment.sittings().len() - left.sittings().len();
        (left, self.over + begun)
    }
}

/// The next word on the newcomer's entry, for the outbox; called after what it tells of, by whoever holds the request. `None`
/// where they left no address, and where nobody had ever said yes.
///
/// # Errors
/// When the database fails or the mail cannot be written down.
pub fn about(
    context: &Context,
    tx: &mut WriteTx,
    news: News,
    request: &SupportRequest,
    moment: &mut Moment,
) -> Result<Option<OutboxMail>, AppError> {
    let Some(recipient) = request.newcomer_email.clone() else { return Ok(None) };
    let going = confirmed(tx, request.id)?;
    let before = latest(tx, request.id)?.map(|Word { news, state, .. }| (news, state));
    let (appointment, mode) = match (going.first(), &before) {
        (Some(first), _) => (first.appointment.clone(), first.mode),
        (None, Some((_, state))) => (state.appointment.clone(), state.mode),
        (None, None) => return Ok(None),
    };
    // Only who was promised to hear again does, and once: whose Lotse did not come knows that nobody came.
    if news == News::NobodyFound && before.as_ref().is_none_or(|(last, _)| *last != News::HelperLost) {
        return Ok(None);
    }
    let state = State {
        sequence: storage::newcomers::advance(tx, request.id)?,
        appointment: appointment.after(minute(moment.now)).unwrap_or(appointment),
        over: before.map_or(0, |(_, state)| state.left(moment.now).1),
        mode,
        helpers: going.iter().map(|assignment| assignment.id).collect(),
    };
    Ok(Some(queued(context, news.kind(), cause(request.id), recipient, state.written()?, moment)?))
}

/// What is queued when a newcomer is told elsewhere, for whoever holds the request: the former address, as far as it was told
/// anything, is rid of the entry, and the new one hears how things stand.
///
/// # Errors
/// As [`about`].
pub fn readdress(
    context: &Context,
    tx: &mut WriteTx,
    former: Option<Email>,
    request: &SupportRequest,
    moment: &mut Moment,
) -> Result<Vec<OutboxMail>, AppError> {
    let last = latest(tx, request.id)?;
    let mut mails = Vec::new();
    if let (Some(former), Some(Word { state, .. })) = (former, &last) {
        let sequence = storage::newcomers::advance(tx, request.id)?;
        let state = State { sequence, helpers: Vec::new(), ..state.clone() };
        let kind = News::Elsewhere.kind();
        mails.push(queued(context, kind, cause(request.id), former, state.written()?, moment)?);
    }
    let is_on = !confirmed(tx, request.id)?.is_empty();
    let news = if is_on { Some(News::Confirmed) } else { last.map(|last| last.news) };
    // Where nobody goes, only word of that is worth a mail.
    let is_told = |news: &News| is_on || !matches!(news, News::Confirmed | News::Changed | News::NobodyFound);
    if let Some(news) = news.filter(is_told) {
        mails.extend(about(context, tx, news, request, moment)?);
    }
    Ok(mails)
}

/// When it was decided to tell the newcomer that their helper is lost, where that is the last word.
///
/// # Errors
/// When the database fails.
pub fn lost_helper_at(tx: &mut ReadTx, request: RequestId) -> Result<Option<DateTime<Utc>>, AppError> {
    let last = latest(tx, request)?;
    Ok(last.filter(|last| last.news == News::HelperLost).map(|last| last.decided_at))
}

/// The reminder of a sitting; `None` where they left no address.
///
/// # Errors
/// When the mail cannot be written down.
pub fn remind(
    context: &Context,
    begins: NaiveDateTime,
    assignment: AssignmentId,
    request: &SupportRequest,
    moment: &mut Moment,
) -> Result<Option<OutboxMail>, AppError> {
    let Some(recipient) = request.newcomer_email.clone() else { return Ok(None) };
    let cause = MailCause { kind: "assignment".to_owned(), id: assignment.as_uuid() };
    let facts = serde_json::to_value(Near { begins })?;
    Ok(Some(queued(context, kind::NEWCOMER_REMINDER, cause, recipient, facts, moment)?))
}

fn cause(request: RequestId) -> MailCause {
    MailCause { kind: "request".to_owned(), id: request.as_uuid() }
}

/// A word on the newcomer's entry, whatever became of its mail.
pub(in crate::app) struct Word {
    pub news: News,
    state: State,
    decided_at: DateTime<Utc>,
}

impl Word {
    /// When and how it was to be.
    pub(in crate::app) const fn planned(&self) -> (&Appointment, Mode) {
        (&self.state.appointment, self.state.mode)
    }
}

/// The last word that was decided on; that they are told elsewhere is none about the appointment.
pub(in crate::app) fn latest(tx: &mut ReadTx, request: RequestId) -> Result<Option<Word>, AppError> {
    let mut latest: Option<Word> = None;
    for mail in storage::outbox::about(tx, &cause(request))? {
        let Some(news) = News::of(&mail.kind).filter(|news| *news != News::Elsewhere) else { continue };
        let state = State::of(&mail)?;
        if latest.as_ref().is_none_or(|last| last.state.sequence < state.sequence) {
            latest = Some(Word { news, state, decided_at: mail.created_at });
        }
    }
    Ok(latest)
}

/// Something that the newcomer was told.
struct Told {
    news: News,
    state: State,
    /// How sure it is that they know.
    handed: Handed,
    /// Whether it went to another address of theirs.
    elsewhere: bool,
}

/// What a mail needs, from one consistent state of the database.
struct Facts {
    request: SupportRequest,
    carrier: Organisation,
    /// The number of the last word to the same address.
    last: Option<u32>,
    /// What the newcomer was told before.
    told: Vec<Told>,
    helpers: Vec<(PersonName, AssignmentState)>,
    /// What signs the link to their page.
    keys: Vec<LinkKey>,
}

impl Facts {
    fn read(tx: &mut ReadTx, mail: &OutboxMail, now: &State) -> Result<Self, AppError> {
        let request = storage::requests::find(tx, RequestId::from_uuid(mail.cause.id))?;
        let carrier = storage::organisations::find(tx, request.carrier)?;
        let mut last = None;
        for word in storage::outbox::about(tx, &mail.cause)? {
            if word.recipient == mail.recipient && News::of(&word.kind).is_some() {
                last = last.max(Some(State::of(&word)?.sequence));
            }
        }
        let mut told = Vec::new();
        for (earlier, handed) in storage::outbox::handed(tx, &mail.cause, mail.created_at)? {
            let Some(news) = News::of(&earlier.kind) else { continue };
            let (state, elsewhere) = (State::of(&earlier)?, earlier.recipient != mail.recipient);
            if state.sequence < now.sequence && !(elsewhere && news == News::Elsewhere) {
                told.push(Told { news, state, handed, elsewhere });
            }
        }
        told.sort_by_key(|told| told.state.sequence);
        let mut helpers = Vec::with_capacity(now.helpers.len());
        for id in &now.helpers {
            let assignment = storage::assignments::find(tx, *id)?;
            helpers.push((storage::lotsen::find(tx, assignment.lotse)?.given_name, assignment.state));
        }
        Ok(Self { request, carrier, last, told, helpers, keys: storage::links::keys(tx)? })
    }

    /// What the newcomer knows. Where nobody comes, what they perhaps know is better than nothing, be it that it went to another
    /// address of theirs.
    fn known(&self, news: News, nobody_comes: bool) -> Option<(News, &State)> {
        let certain = self.told.iter().rfind(|told| told.handed == Handed::Over && !told.elsewhere);
        let perhaps = self.told.iter().rfind(|told| nobody_comes && !(told.elsewhere && news == News::Elsewhere));
        certain.or(perhaps).map(|told| (told.news, &told.state))
    }
}

/// The word as it goes out, if it is the last.
pub(super) fn compose(context: &Context, mail: &OutboxMail, now: DateTime<Utc>) -> Result<OutgoingMail, AppError> {
    if mail.kind == kind::NEWCOMER_REMINDER {
        return reminder(context, mail, now);
    }
    let unreadable = || StorageError::Unreadable { what: "outbox.kind", row: mail.id.as_uuid() };
    let news = News::of(&mail.kind).ok_or_else(unreadable)?;
    let state = State::of(mail)?;
    let facts = context.database.read(|tx| Facts::read(tx, mail, &state))?;
    if facts.last != Some(state.sequence) {
        return Err(AppError::Outdated("there is later news"));
    }
    if news != News::Elsewhere && facts.request.newcomer_email.as_ref() != Some(&mail.recipient) {
        return Err(AppError::Outdated("the newcomer has another address"));
    }
    if facts.helpers.iter().any(|(_, state)| *state != AssignmentState::Confirmed) {
        return Err(AppError::Outdated("the assignment is no longer confirmed"));
    }
    let is_over = state.appointment.sittings().last().is_none_or(|last| last.end() <= minute(now));
    // Who was promised to hear again does.
    if is_over && news != News::NobodyFound {
        return Err(AppError::Outdated("the appointment is over"));
    }
    let known = facts.known(news, state.helpers.is_empty());
    let (occasion, before) = occasion(news, &state, known, now)?;
    let entry = (EntryOf::Request(facts.request.id), state.sequence);
    // What does not take place is called by the time that was told.
    let (appointment, over, before) = match (&occasion, before) {
        (Occasion::Cancelled | Occasion::Elsewhere, Some(told)) => (told.appointment, told.over, None),
        (_, before) => (state.appointment, state.over, before),
    };
    // Where nobody comes there is nothing to call off.
    let link = match facts.helpers.is_empty() {
        true => None,
        false => links::of_newcomer(context, (facts.request.id, &mail.recipient), &appointment, &facts.keys),
    };
    let said = NewcomerMail {
        link,
        occasion,
        arranged: arranged(context, &facts.request, entry, appointment, state.mode)?,
        over,
        before,
        helpers: facts.helpers.into_iter().map(|(name, _)| name).collect(),
        project: project(context, &facts.carrier),
    };
    let language = NewcomerLanguage::for_reader(facts.request.confirmation_language);
    // Nobody here knows the newcomer's name.
    Ok(newcomer::compose(&said, language, posting(context, mail, String::new())?)?)
}

/// What the state is news of to somebody who knows that, and when it was to be as far as they know, where that is another time.
fn occasion(
    news: News,
    state: &State,
    known: Option<(News, &State)>,
    now: DateTime<Utc>,
) -> Result<(Occasion, Option<Before>), AppError> {
    let is_alone = state.helpers.is_empty();
    let is_on = |told: &News| matches!(told, News::Confirmed | News::Changed | News::HelperLost | News::NobodyFound);
    let Some((told, known)) = known.filter(|(told, _)| is_on(told)) else {
        if is_alone {
            return Err(AppError::Outdated("the newcomer was never told that somebody comes"));
        }
        return Ok((Occasion::Confirmation, None));
    };
    let (appointment, over) = known.left(now);
    let has_moved = appointment != state.left(now).0;
    let before = has_moved.then_some(Before { appointment, over });
    let are_fewer = state.helpers.iter().all(|helper| known.helpers.contains(helper));
    let occasion = match news {
        News::Cancelled => Occasion::Cancelled,
        News::NotNeeded => Occasion::NotNeeded,
        News::HelpWithdrawn => Occasion::HelpWithdrawn,
        News::Elsewhere => Occasion::Elsewhere,
        News::NobodyFound if has_moved || told != news => Occasion::NobodyFound,
        _ if !has_moved && known.helpers == state.helpers => {
            return Err(AppError::Outdated("the newcomer knows it"));
        }
        _ if has_moved && !is_alone => Occasion::Change,
        News::HelperLost => Occasion::HelperLost,
        _ if are_fewer => Occasion::HelperLost,
        _ => Occasion::Confirmation,
    };
    Ok((occasion, before))
}

/// The reminder as it goes out.
fn reminder(context: &Context, mail: &OutboxMail, now: DateTime<Utc>) -> Result<OutgoingMail, AppError> {
    let Near { begins } = Near::deserialize(&mail.payload)?;
    let (agreed, carrier, helpers, keys) = context.database.read(|tx| -> Result<_, StorageError> {
        let agreed = Agreed::read(tx, AssignmentId::from_uuid(mail.cause.id))?;
        let carrier = storage::organisations::find(tx, agreed.request.carrier)?;
        let mut helpers = Vec::new();
        for assignment in confirmed(tx, agreed.request.id)? {
            helpers.push(storage::lotsen::find(tx, assignment.lotse)?.given_name);
        }
        Ok((agreed, carrier, helpers, storage::links::keys(tx)?))
    })?;
    let sitting = near(&agreed, begins, now)?;
    if agreed.request.newcomer_email.as_ref() != Some(&mail.recipient) {
        return Err(AppError::Outdated("the newcomer has another address"));
    }
    let whole = &agreed.assignment.appointment;
    let link = links::of_newcomer(context, (agreed.request.id, &mail.recipient), whole, &keys);
    let mut arranged = agreed.arranged(context)?;
    arranged.appointment = Appointment::from(sitting);
    let project = project(context, &carrier);
    let occasion = Occasion::Reminder;
    let said = NewcomerMail { occasion, arranged, over: 0, before: None, helpers, link, project };
    let language = NewcomerLanguage::for_reader(agreed.request.confirmation_language);
    Ok(newcomer::compose(&said, language, posting(context, mail, String::new())?)?)
}
