//! A newcomer who has asked the demo's project for help by its form.

use chrono::{Days, NaiveTime};

use super::{MadeUpAccount, Stage, unfit};
use crate::app::newcomer_form::{self, Ask, AskError};
use crate::app::{AppError, Context, Moment, organisations};
use crate::domain::access::{Access, Membership, Permission};
use crate::domain::code::{Mode, Service, Topic};
use crate::domain::contact::Email;
use crate::domain::language::LanguageCode;
use crate::domain::request::{Appointment, MeetingPlace};
use crate::domain::text::MeetingPoint;
use crate::domain::time::ZONE;
use crate::synthetic::Generated;

/// How many days ahead the appointment is.
const AHEAD: Days = Days::new(10);

/// Opens the project's form and asks by it.
///
/// # Errors
/// When the database fails.
pub fn asked(
    context: &Context,
    generated: &Generated,
    accounts: &[MadeUpAccount],
    moment: &mut Moment,
) -> Result<(), AppError> {
    let Some(carrier) = Stage::of(generated).carrier else { return Ok(()) };
    let writer = accounts.iter().find(|account| account.membership == Membership::Coordinator(carrier.id));
    let near = generated.requests.iter().find(|request| request.carrier == carrier.id);
    let (Some(writer), Some(near)) = (writer, near) else { return Ok(()) };
    let grant = Access::new(writer.user, [writer.membership], None).grant(Permission::OrganisationsAddress);
    let grant = grant.map_err(crate::app::identity::IdentityError::from)?;
    context.database.write(|tx| {
        let current = organisations::hold(tx, &grant, carrier.id)?;
        newcomer_form::switch(tx, &grant, &current, true, moment)
    })?;
    let dari = LanguageCode::parse("prs").map_err(|_| unfit())?;
    let day = moment.now.with_timezone(&ZONE).date_naive().checked_add_days(AHEAD);
    let start = day.zip(NaiveTime::from_hms_opt(9, 30, 0)).map(|(day, clock)| day.and_time(clock)).ok_or_else(unfit)?;
    let ask = Ask {
        language: dari,
        reads: dari,
        service: Service::Accompaniment,
        mode: Mode::InPerson,
        topic: Topic::Health,
        place: MeetingPlace {
            postcode: near.place.postcode,
            town: None,
            street: None,
            meeting_point: MeetingPoint::parse("Klinikum, Haupteingang").ok(),
        },
        appointment: Appointment::single(start, 60).map_err(|_| unfit())?,
        email: Email::parse("newcomer-by-form@demo.example").map_err(|_| unfit())?,
    };
    match newcomer_form::ask(context, carrier.id, &ask, None, moment) {
        // Nobody else has asked.
        Ok(_) | Err(AskError::Full) => Ok(()),
        Err(AskError::App(error)) => Err(error),
    }
}
