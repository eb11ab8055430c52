//! Reminders the day before: who is near an appointment, and the mails that say so.
//!
//! Each sitting is one reminder to each Lotse and, where there is an address, one to the newcomer, however many come. That it was
//! written stands in the same commit as the mail, so that however many workers look at the same time, nobody is reminded twice. A
//! sitting that was moved is another one. Whoever agreed, or was told of another time, a little before the hour of reminding or
//! after it has just got that mail and needs no second one. A Lotse without an address is reminded by their project. Where no worker ran in the evening, the day itself is not
//! too late.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Days, Duration, NaiveDateTime, NaiveTime, Timelike, Utc};

use super::mails::{Reach, kind, newcomer, queued_to, reach, reminder};
use super::tasks::Task;
use super::{AppError, Context, Moment};
use crate::domain::assignment::{Assignment, AssignmentState};
use crate::domain::audit::Action;
use crate::domain::id::{AssignmentId, LotseId, OfferId, RequestId};
use crate::domain::outbox::{MailCause, OutboxMail};
use crate::domain::reminder::{Reminder, ReminderReader};
use crate::domain::request::{Sitting, SupportRequest};
use crate::domain::time::{self, ZONE};
use crate::storage::{self, ReadTx, StorageError};

/// Reminders that are decided on in one commit.
const BATCH: usize = 100;

/// Whoever got the confirmation, or word of another time, so shortly before the hour of reminding is not reminded.
const FRESH: Duration = Duration::hours(3);

/// A reminder that nobody has got yet, with its mail.
struct Due {
    reminder: Reminder,
    mail: OutboxMail,
}

/// Queues the reminders that are due; returns how many.
///
/// # Errors
/// When the database fails. What was queued before stays queued.
pub fn queue(context: &Context, moment: &mut Moment) -> Result<usize, AppError> {
    let Some(at) = context.sender.remind_at else { return Ok(0) };
    let now = moment.now;
    let near = context.database.read(|tx| Near::read(tx, at, now))?;
    let due = near.due(context, moment)?;
    let sending = Task::SendMails {}.job(moment)?;
    let mut queued = 0;
    for some in due.chunks(BATCH) {
        queued += context.database.write_guarded(|tx| -> Result<usize, StorageError> {
            let mut mails = Vec::with_capacity(some.len());
            for Due { reminder, mail } in some {
                if storage::reminders::note(tx, reminder, now)? {
                    mails.push(mail.clone());
                }
            }
            if !mails.is_empty() {
                storage::outbox::add_all(tx, &mails)?;
                storage::jobs::enqueue(tx, &sending)?;
            }
            Ok(mails.len())
        })?;
    }
    Ok(queued)
}

/// Confirmed assignments with the sittings that are to be reminded of, and who has been.
struct Near {
    sittings: Vec<(Assignment, Sitting)>,
    /// Who gets the mails to the Lotsen.
    reached: HashMap<LotseId, Reach>,
    requests: HashMap<RequestId, SupportRequest>,
    /// The assignment of each request with which the newcomer is reminded.
    for_newcomer: HashMap<RequestId, AssignmentId>,
    reminded: BTreeSet<Reminder>,
    /// Of which sittings newcomers have been.
    newcomers: BTreeSet<(RequestId, NaiveDateTime)>,
}

impl Near {
    fn read(tx: &mut ReadTx, at: NaiveTime, now: DateTime<Utc>) -> Result<Self, StorageError> {
        let today = now.with_timezone(&ZONE).date_naive();
        let tomorrow = today.succ_opt().unwrap_or(today);
        let mut near = storage::assignments::load(tx, storage::assignments::Selection::Between(today, tomorrow))?;
        let reminded = storage::reminders::from(tx, today.and_time(NaiveTime::MIN))?;
        // Whoever else goes by now, and whoever was to go then: it is the newcomer's one appointment.
        let of_newcomers = near.iter().flat_map(|assignment| {
            let sittings = assignment.appointment.sittings().iter();
            let done = sittings.filter(|sitting| reminded.contains(&of(assignment, sitting, ReminderReader::Newcomer)));
            done.map(|sitting| (assignment.request, sitting.start()))
        });
        let newcomers: BTreeSet<(RequestId, NaiveDateTime)> = of_newcomers.collect();
        near.retain(|assignment| assignment.state == AssignmentState::Confirmed);
        // An assignment has the identity of the offer that was accepted.
        let offers: Vec<OfferId> = near.iter().map(|a| OfferId::from_uuid(a.id.as_uuid())).collect();
        let agreed = storage::offers::answered(tx, &offers)?;
        let moved = storage::audit::last(tx, Action::AssignmentChanged, near.iter().map(|a| a.id.as_uuid()))?;
        let mut for_newcomer = HashMap::new();
        for assignment in &near {
            for_newcomer.entry(assignment.request).or_insert(assignment.id);
        }
        let mut sittings = Vec::new();
        for (assignment, offer) in near.into_iter().zip(&offers) {
            for sitting in assignment.appointment.sittings() {
                let from = reminded_from(sitting, at);
                let told = agreed.get(offer).max(moved.get(&assignment.id.as_uuid()));
                let was_told = told.is_some_and(|told| *told >= from - FRESH);
                let has_begun = sitting.begin().saturating_mul(60) <= now.timestamp();
                if from <= now && !has_begun && !was_told {
                    sittings.push((assignment.clone(), *sitting));
                }
            }
        }
        let mut near =
            Self { sittings, reached: HashMap::new(), requests: HashMap::new(), for_newcomer, reminded, newcomers };
        near.sittings.retain(|(assignment, sitting)| {
            let for_newcomer = near.for_newcomer.get(&assignment.request) == Some(&assignment.id);
            let lotse_is = near.reminded.contains(&of(assignment, sitting, ReminderReader::Lotse));
            !lotse_is || (for_newcomer && !near.newcomers.contains(&(assignment.request, sitting.start())))
        });
        for some in near.sittings.chunks(500) {
            let lotsen = some.iter().map(|(assignment, _)| assignment.lotse).collect();
            let loaded = storage::lotsen::load(tx, &storage::lotsen::Selection::Ids(lotsen))?;
            for lotse in &loaded {
                near.reached.extend(reach(tx, lotse)?.map(|reach| (lotse.id, reach)));
            }
            let requests = some.iter().map(|(assignment, _)| assignment.request).collect();
            let loaded = storage::requests::load(tx, &storage::requests::Selection::Ids(requests))?;
            near.requests.extend(loaded.into_iter().map(|request| (request.id, request)));
        }
        Ok(near)
    }

    /// The reminders that nobody has got yet.
    fn due(&self, context: &Context, moment: &mut Moment) -> Result<Vec<Due>, AppError> {
        let mut due = Vec::new();
        for (assignment, sitting) in &self.sittings {
            let begins = sitting.start();
            let to_lotse = of(assignment, sitting, ReminderReader::Lotse);
            let reach = self.reached.get(&assignment.lotse).cloned();
            if let (Some(reach), false) = (reach, self.reminded.contains(&to_lotse)) {
                let cause = MailCause { kind: "assignment".to_owned(), id: assignment.id.as_uuid() };
                let facts = serde_json::to_value(reminder::Near { begins })?;
                let mail = queued_to(context, kind::REMINDER, cause, reach, facts, moment)?;
                due.push(Due { reminder: to_lotse, mail });
            }
            let to_newcomer = of(assignment, sitting, ReminderReader::Newcomer);
            let is_reminded = self.newcomers.contains(&(assignment.request, begins))
                || self.for_newcomer.get(&assignment.request) != Some(&assignment.id);
            if let (Some(request), false) = (self.requests.get(&assignment.request), is_reminded) {
                let mail = newcomer::remind(context, begins, assignment.id, request, moment)?;
                due.extend(mail.map(|mail| Due { reminder: to_newcomer, mail }));
            }
        }
        Ok(due)
    }
}

fn of(assignment: &Assignment, sitting: &Sitting, reader: ReminderReader) -> Reminder {
    Reminder { assignment: assignment.id, begins: sitting.start(), reader }
}

/// The hour of reminding on the local day before a sitting.
pub(super) fn reminded_from(sitting: &Sitting, at: NaiveTime) -> DateTime<Utc> {
    let day = sitting.start().date();
    let day_before = day.checked_sub_days(Days::new(1)).unwrap_or(day);
    let of_day = u16::try_from(at.num_seconds_from_midnight() / 60).unwrap_or(0);
    DateTime::from_timestamp(time::minute_on(day_before, of_day).saturating_mul(60), 0).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hour_of_reminding_follows_the_local_clock() {
        let at = NaiveTime::from_hms_opt(16, 0, 0).unwrap();
        let from = |text: &str| {
            let start = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
            reminded_from(&Sitting::new(start, 60).unwrap(), at).to_rfc3339()
        };
        assert_eq!(from("2026-12-08 00:10"), "2026-12-07T15:00:00+00:00");
        assert_eq!(from("2026-12-08 23:00"), "2026-12-07T15:00:00+00:00");
        // The clocks are put forward in the night between.
        assert_eq!(from("2027-03-29 09:00"), "2027-03-28T14:00:00+00:00");
        assert_eq!(from("2027-03-28 09:00"), "2027-03-27T15:00:00+00:00");
    }
}
