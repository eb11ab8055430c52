//! The page of an offer, as whoever has its link may see it: what is asked, and where it stands.
//!
//! Looking changes nothing, because programs that check mails follow links too. Once the link has ended, only where it stands is
//! told.

use chrono::{DateTime, NaiveDateTime, Utc};

use super::answers::unfit;
use super::mails::{Facts, facts_of_offer, languages, project, town, way};
use super::sketch::{self, Sketch};
use super::{AppError, Context, links};
use crate::domain::assignment::AssignmentState;
use crate::domain::code::{Mode, Service};
use crate::domain::contact::Email;
use crate::domain::id::AssignmentId;
use crate::domain::language::Language;
use crate::domain::offer::{DeclineReason, OfferState, Unfit};
use crate::domain::request::Appointment;
use crate::domain::text::{OrganisationName, Town};
use crate::domain::time::ZONE;
use crate::storage::{self, StorageError};

/// What the page says.
#[derive(Debug, Clone)]
pub struct OfferPage {
    /// Where the offer stands.
    pub stand: Stand,
    /// What is asked; nothing once the link has ended.
    pub asked: Option<Asked>,
    /// Who asks.
    pub project: OrganisationName,
    /// Where to ask back.
    pub email: Email,
}

/// Where an offer stands for the Lotse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// It waits for an answer.
    Open {
        /// Local time until which it does.
        until: NaiveDateTime,
    },
    /// They go, or went.
    Accepted,
    /// They were to go, and it was called off.
    CalledOff,
    /// They do not.
    Declined {
        /// Why, where they have told.
        reason: Option<DeclineReason>,
    },
    /// Nobody answered in time.
    Expired,
    /// It was taken back.
    Withdrawn {
        /// Why they could not go anyway; else all places are taken, or it does not take place.
        unfit: Option<Unfit>,
    },
}

/// What is asked: no more than the mail says.
#[derive(Debug, Clone)]
pub struct Asked {
    /// What is done.
    pub service: Service,
    /// The needed languages, any of which will do.
    pub languages: Vec<Language>,
    /// Where, or from where the request comes.
    pub town: Town,
    /// How they meet.
    pub mode: Mode,
    /// When.
    pub appointment: Appointment,
    /// The way from home: metres along roads and minutes, estimated.
    pub way: Option<(u32, u32)>,
    /// The same on a small map, from home to the middle of the town.
    pub sketch: Option<Sketch>,
}

/// Reads the page behind a link.
///
/// # Errors
/// [`AppError::Link`] when the link is none of ours, or the database fails.
pub fn read(context: &Context, token: &str, now: DateTime<Utc>) -> Result<OfferPage, AppError> {
    let link = links::open(context, token)?;
    let (facts, reason, unfit, going) = context.database.read(|tx| -> Result<_, StorageError> {
        let mut facts = facts_of_offer(tx, link.about)?;
        let reason = storage::offers::reason(tx, facts.offer.request, facts.offer.lotse)?;
        let unfit = match facts.offer.state {
            OfferState::Withdrawn => unfit(tx, facts.offer.lotse, &facts.proposal.appointment)?,
            _ => None,
        };
        // What came of a yes has the offer's identity, and may have moved since.
        let one = storage::assignments::Selection::One(AssignmentId::from_uuid(link.about.as_uuid()));
        let going = storage::assignments::load(tx, one)?.pop();
        if let Some(going) = &going {
            facts.proposal.appointment.clone_from(&going.appointment);
            facts.proposal.mode = going.mode;
        }
        Ok((facts, reason, unfit, going.map(|going| going.state)))
    })?;
    let stand = match facts.offer.state {
        OfferState::Open if facts.offer.expires_at <= now => Stand::Expired,
        OfferState::Open => Stand::Open { until: facts.offer.expires_at.with_timezone(&ZONE).naive_local() },
        OfferState::Accepted if going == Some(AssignmentState::Cancelled) => Stand::CalledOff,
        OfferState::Accepted => Stand::Accepted,
        OfferState::Declined => Stand::Declined { reason },
        OfferState::Expired => Stand::Expired,
        OfferState::Withdrawn => Stand::Withdrawn { unfit },
    };
    let project = project(context, &facts.carrier);
    let asked = (now < link.ends_at).then(|| asked(context, facts)).transpose()?;
    Ok(OfferPage { stand, asked, project: project.name, email: project.email })
}

fn asked(context: &Context, facts: Facts) -> Result<Asked, AppError> {
    Ok(Asked {
        service: facts.request.service,
        languages: languages(context, &facts.request),
        town: town(context, &facts.request)?,
        mode: facts.proposal.mode,
        way: way(context, &facts)?.map(|way| (way.metres, way.minutes)),
        sketch: sketch(context, &facts),
        appointment: facts.proposal.appointment,
    })
}

/// Where it is, no nearer than the town: the place itself is told after a yes.
fn sketch(context: &Context, facts: &Facts) -> Option<Sketch> {
    if facts.proposal.mode != Mode::InPerson {
        return None;
    }
    let home = context.area.gazetteer().place(facts.lotse.home).ok()?.point;
    sketch::of(context, sketch::middle_of_town(context, facts.request.place.postcode)?, &[home])
}
