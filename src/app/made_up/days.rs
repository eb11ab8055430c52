//! What the demo's project has lived through before somebody looks: appointments that took place, hours that wait, and answers that
//! have come. What was done since goes by the use cases that people's clicks go by.

use chrono::{DateTime, Days, Utc};

use super::{MadeUpAccount, Stage, unfit};
use crate::app::answers::{self, Answer};
use crate::app::{AppError, Context, Moment, assignments, hours};
use crate::domain::access::{Access, Membership, Permission};
use crate::domain::assignment::{Assignment, AssignmentState};
use crate::domain::audit::Actor;
use crate::domain::code::Mode;
use crate::domain::contact::Email;
use crate::domain::hours::Worked;
use crate::domain::id::{AssignmentId, RequestId};
use crate::domain::language::Level;
use crate::domain::lotse::{Lotse, SpokenLanguage};
use crate::domain::offer::OfferState;
use crate::domain::request::{Appointment, NeededLanguage, RequestState, Sitting, SupportRequest};
use crate::storage::{self, StorageError};
use crate::synthetic::Generated;

/// Appointments that took place.
const PAST: usize = 6;

/// Of those, the first are noted as such, and of these again the first have hours that wait: so there is something to do for both sides.
const COMPLETED: usize = 4;
const LOGGED: usize = 3;

/// Offers that are answered, of which every third is declined.
const ANSWERED: usize = 9;

/// Weeks by which appointments are moved back, at least. Whole ones, so that a Tuesday stays one.
const WEEKS_AGO: u64 = 3;

/// Gives the newcomers of the project's requests addresses, so that they are told of what is agreed.
///
/// # Errors
/// When an address is not one that this program would take.
pub fn addressed(generated: &mut Generated) -> Result<(), AppError> {
    let Some(carrier) = Stage::of(generated).carrier.map(|carrier| carrier.id) else { return Ok(()) };
    for (number, request) in generated.requests.iter_mut().filter(|request| request.carrier == carrier).enumerate() {
        let address = format!("newcomer-{}@demo.example", number + 1);
        request.newcomer_email = Some(Email::parse(&address).map_err(|_| unfit())?);
    }
    Ok(())
}

/// Makes up appointments of weeks ago, by the real clock too, that the project's Lotsen went to, with what was noted of them since.
///
/// # Errors
/// When the database fails or a use case refuses what was made up.
pub fn past(
    context: &Context,
    generated: &Generated,
    accounts: &[MadeUpAccount],
    today: DateTime<Utc>,
    moment: &mut Moment,
) -> Result<(), AppError> {
    // The demo's first day may be far ahead, and what took place did so before anybody looks.
    let ahead = u64::try_from((moment.now - today).num_weeks() + 1).unwrap_or_default();
    let ago = Days::new(7 * (WEEKS_AGO + ahead));
    let stage = Stage::of(generated);
    let Some(carrier) = stage.carrier else { return Ok(()) };
    let Some(writer) = accounts.iter().find(|account| account.membership == Membership::Coordinator(carrier.id)) else {
        return Ok(());
    };
    let goers: Vec<&Lotse> = stage.goers(generated).collect();
    let own = generated.requests.iter().filter(|request| request.carrier == carrier.id);
    let mut requests = Vec::new();
    for request in own {
        let goer = goers.iter().cycle().nth(requests.len()).filter(|_| requests.len() < PAST);
        let Some(goer) = goer else { break };
        requests.extend(earlier(request, goer, ago, moment)?);
    }
    let going = requests.iter().zip(goers.iter().cycle()).filter_map(|(request, lotse)| {
        Some(Assignment {
            id: AssignmentId::from_uuid(RequestId::new(moment.now, moment.random()).as_uuid()),
            lotse: lotse.id,
            request: request.id,
            appointment: request.appointments.first()?.clone(),
            mode: *request.modes.first()?,
            state: AssignmentState::Confirmed,
            sequence: 0,
            missed: None,
        })
    });
    let going: Vec<Assignment> = going.collect();
    context.database.write(|tx| -> Result<(), StorageError> {
        storage::requests::save_all(tx, &requests)?;
        storage::assignments::insert_all(tx, &going)
    })?;
    let grant = Access::new(writer.user, [writer.membership], None).grant(Permission::HoursWrite);
    let grant = grant.map_err(crate::app::identity::IdentityError::from)?;
    for (number, assignment) in going.iter().take(COMPLETED).enumerate() {
        assignments::complete(context, assignment.id, Actor::Lotse(assignment.lotse), moment)?;
        if number < LOGGED {
            let minutes = assignment.appointment.sittings().iter().map(Sitting::minutes).sum();
            let kilometres = (assignment.mode == Mode::InPerson).then_some(12);
            let worked = Worked::new(minutes, kilometres, None).map_err(|_| unfit())?;
            let logged = context.database.write(|tx| hours::log(tx, &grant, assignment.id, worked.clone(), moment));
            logged.map_err(|error| match error {
                hours::HoursError::App(error) => error,
                _ => unfit().into(),
            })?;
        }
    }
    Ok(())
}

/// The same request so much earlier, in the language of who went; `None` where it has no appointment that is told.
fn earlier(
    request: &SupportRequest,
    goer: &Lotse,
    ago: Days,
    moment: &mut Moment,
) -> Result<Option<SupportRequest>, AppError> {
    let Some(appointment) = request.appointments.first() else { return Ok(None) };
    let sitting = |sitting: &Sitting| {
        let start = sitting.start().checked_sub_days(ago).ok_or_else(unfit)?;
        Sitting::new(start, sitting.minutes()).map_err(|_| unfit())
    };
    let sittings: Vec<Sitting> = appointment.sittings().iter().map(sitting).collect::<Result<_, _>>()?;
    let needed = |spoken: &SpokenLanguage| NeededLanguage { language: spoken.language, at_least: Level::A1 };
    let before = |at: DateTime<Utc>| at.checked_sub_days(ago).unwrap_or(at);
    Ok(Some(SupportRequest {
        id: RequestId::new(moment.now, moment.random()),
        list_number: None,
        posted_at: before(request.posted_at),
        deadline: None,
        lotsen_needed: 1,
        gender: None,
        qualifications: Vec::new(),
        known_lotsen: Vec::new(),
        excluded_lotsen: Vec::new(),
        languages: goer.languages.first().map(needed).into_iter().collect(),
        windows: Vec::new(),
        appointments: vec![Appointment::new(sittings).map_err(|_| unfit())?],
        newcomer_email: None,
        state: RequestState::Assigned,
        ..request.clone()
    }))
}

/// Has some of the project's Lotsen answer what they are asked.
///
/// # Errors
/// When the database fails.
pub fn answered(context: &Context, generated: &Generated, moment: &mut Moment) -> Result<(), AppError> {
    let Some(carrier) = Stage::of(generated).carrier.map(|carrier| carrier.id) else { return Ok(()) };
    let open = context.database.read(|tx| storage::offers::load(tx, storage::offers::Selection::Open))?;
    let is_own = |request: RequestId| generated.requests.iter().any(|own| own.id == request && own.carrier == carrier);
    let own = open.into_iter().filter(|offer| offer.state == OfferState::Open && is_own(offer.request));
    for (number, offer) in own.take(ANSWERED).enumerate() {
        let answer = if number % 3 == 2 { Answer::Decline } else { Answer::Accept };
        answers::answer(context, offer.id, answer, Actor::Lotse(offer.lotse), moment)?;
    }
    Ok(())
}
