//! The newcomer's page: how things stand with what was arranged for them, and calling off the help.
//!
//! There is one from the first yes on, by the link in each mail that tells of help. It opens for the address at which they are told
//! now; looking changes nothing, because programs that check mails follow links too. Nothing but the help is called off here: the
//! appointment at the doctor's or the authority's is none of ours.

use chrono::{DateTime, Utc};

use super::assignments::{confirmed, minute};
use super::mails::newcomer::{News, Word, latest};
use super::mails::{project, town};
use super::{AppError, Context, Moment, links, requests};
use crate::domain::audit::Actor;
use crate::domain::code::{Mode, Service};
use crate::domain::contact::Email;
use crate::domain::request::{Appointment, RequestCancelledBy, SupportRequest};
use crate::domain::text::{OrganisationName, PersonName};
use crate::i18n::NewcomerLanguage;
use crate::mail::templates::facts::Place;
use crate::storage::{self, ReadTx};

/// What the page says.
#[derive(Debug, Clone)]
pub struct NewcomerPage {
    /// The language in which they are told, beside German.
    pub language: NewcomerLanguage,
    /// How things stand.
    pub stand: Stand,
    /// What was arranged; nothing once the link has ended.
    pub told: Option<Told>,
    /// Who helps them to help.
    pub project: OrganisationName,
    /// Where to ask.
    pub email: Email,
}

/// How things stand for the newcomer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// Somebody comes.
    Helped {
        /// Whether they can still call off.
        may_cancel: bool,
    },
    /// Whoever wanted to come cannot; somebody else is looked for.
    Searching,
    /// Nobody was found.
    Nobody,
    /// It was called off.
    Cancelled,
    /// They have called off themselves.
    NotNeeded,
    /// The project took its help back.
    Withdrawn,
    /// The link has ended with the appointment.
    Ended,
}

/// What was arranged, as the mails say it.
#[derive(Debug, Clone)]
pub struct Told {
    /// What is done.
    pub service: Service,
    /// When: what is ahead of it.
    pub appointment: Appointment,
    /// How they meet.
    pub mode: Mode,
    /// Where they meet, one line each; none on the phone or by video.
    pub place: Vec<String>,
    /// Who comes, by given name.
    pub helpers: Vec<PersonName>,
}

/// Reads the page behind a link.
///
/// # Errors
/// [`AppError::Link`] when the link is none of ours or was sent to another address than theirs is now; else when the database fails.
pub fn read(context: &Context, token: &str, now: DateTime<Utc>) -> Result<NewcomerPage, AppError> {
    context.database.read(|tx| {
        let (request, ends_at) = links::open_newcomers(tx, token)?;
        let carrier = storage::organisations::find(tx, request.carrier)?;
        let project = project(context, &carrier);
        let (stand, told) = match now < ends_at {
            true => stand(context, tx, &request, now)?,
            false => (Stand::Ended, None),
        };
        let language = NewcomerLanguage::for_reader(request.confirmation_language);
        Ok(NewcomerPage { language, stand, told, project: project.name, email: project.email })
    })
}

/// Calls the help off for whoever has the link; where nobody comes, nothing is changed.
///
/// # Errors
/// As [`read`].
pub fn cancel(context: &Context, token: &str, moment: &mut Moment) -> Result<(), AppError> {
    context.database.write_guarded(|tx| {
        let (request, ends_at) = links::open_newcomers(tx, token)?;
        storage::requests::hold(tx, request.id)?;
        // Again, because they may be told elsewhere since.
        let (request, _) = links::open_newcomers(tx, token)?;
        // A second click, or somebody else was quicker: the page tells how it stands.
        let may_cancel = matches!(stand(context, tx, &request, moment.now)?.0, Stand::Helped { may_cancel: true });
        if moment.now < ends_at && may_cancel {
            // Nobody here knows the newcomer: they act through whoever asked for them.
            let actor = Actor::Requester(request.organisation);
            requests::cancel_held(context, tx, &request, RequestCancelledBy::Newcomer, actor, moment)?;
        }
        Ok(())
    })
}

fn stand(
    context: &Context,
    tx: &mut ReadTx,
    request: &SupportRequest,
    now: DateTime<Utc>,
) -> Result<(Stand, Option<Told>), AppError> {
    let going = confirmed(tx, request.id)?;
    let mut helpers = Vec::with_capacity(going.len());
    for assignment in &going {
        helpers.push(storage::lotsen::find(tx, assignment.lotse)?.given_name);
    }
    let last = latest(tx, request.id)?;
    let stand = match (going.first(), &last) {
        (Some(_), _) => Stand::Helped { may_cancel: going.iter().all(|one| one.last_begins() > minute(now)) },
        (None, Some(Word { news: News::HelperLost, .. })) => Stand::Searching,
        (None, Some(Word { news: News::NobodyFound, .. })) => Stand::Nobody,
        (None, Some(Word { news: News::Cancelled, .. })) => Stand::Cancelled,
        (None, Some(Word { news: News::NotNeeded, .. })) => Stand::NotNeeded,
        (None, Some(Word { news: News::HelpWithdrawn, .. })) => Stand::Withdrawn,
        // It took place, or did not.
        (None, _) => Stand::Ended,
    };
    let planned = match (going.first(), &last) {
        (Some(first), _) => Some((&first.appointment, first.mode)),
        (None, Some(word)) if stand != Stand::Ended => Some(word.planned()),
        _ => None,
    };
    let Some((appointment, mode)) = planned else { return Ok((stand, None)) };
    let place = match mode {
        Mode::InPerson => place(context, request)?,
        Mode::Phone | Mode::Video => Vec::new(),
    };
    let appointment = appointment.after(minute(now)).unwrap_or_else(|| appointment.clone());
    Ok((stand, Some(Told { service: request.service, appointment, mode, place, helpers })))
}

fn place(context: &Context, request: &SupportRequest) -> Result<Vec<String>, AppError> {
    let place = Place {
        meeting_point: request.place.meeting_point.clone(),
        street: request.place.street.clone(),
        postcode: request.place.postcode,
        town: town(context, request)?,
    };
    let meeting_point = place.meeting_point.as_ref().map(ToString::to_string);
    Ok(meeting_point.into_iter().chain([place.address()]).collect())
}
