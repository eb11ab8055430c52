//! What jobs are about: each kind with what it needs to know.
//!
//! Whoever decides that something must happen later puts the task's job into its own commit:
//!
//! ```text
//! let job = Task::Match(MatchTask::new(None, false)).job(moment);   // before the transaction
//! context.database.write(|tx| { …; storage::jobs::enqueue(tx, &job) })              // in it
//! ```
//!
//! A new kind is a variant here with its key and its number of attempts, a file in `crate::jobs` that does it, and an arm in
//! `jobs::handle`. A kind that a worker does not know it leaves to workers of a newer version.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{AppError, Moment};
use crate::domain::id::{JobId, OrganisationId, RunId};
use crate::domain::job::{Job, NewJob};
use crate::domain::run::RunTrigger;

const RESET_PASSWORD: &str = "reset_password";

/// Something that is to happen later. Its parts are stored as the job's payload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "payload", rename_all = "snake_case")]
pub enum Task {
    /// Send what is due in the outbox.
    SendMails {},
    /// Settle the offers whose time is over.
    ExpireOffers {},
    /// Renew the key that signs links.
    RenewLinkKeys {},
    /// Remind of tomorrow's appointments.
    Remind {},
    /// Tell each carrier what waits for it today.
    Digest {},
    /// Forget sessions, links and keys that are over.
    PruneAccounts {},
    /// Seal what is new in the audit.
    SealAudit {},
    /// Count what has changed for the figures of coverage.
    CountCoverage {},
    /// Send a link to choose another password, if there is such an account.
    ResetPassword(ResetTask),
    /// Compute where one more Lotse would serve most.
    Advise {},
    /// Decide what is open.
    Match(MatchTask),
}

/// Whose requests are decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatchTask {
    /// The carrier; `None` is all.
    pub carrier: Option<OrganisationId>,
    /// Whether the plan becomes offers without anybody's review.
    pub release: bool,
    /// The run, where somebody follows it. Such a job is its own: calling it off takes it from nobody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<RunId>,
    /// How it came about; where two that would do the same become one, as the first of them.
    #[serde(default = "event", skip_serializing_if = "is_event")]
    pub trigger: RunTrigger,
}

/// What a job means that does not say it; those of earlier versions do not, and take no part that they do not know.
const fn event() -> RunTrigger {
    RunTrigger::Event
}

const fn is_event(trigger: &RunTrigger) -> bool {
    matches!(trigger, RunTrigger::Event)
}

/// For whom a link was asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResetTask {
    /// The address as it was typed, sealed; nothing any more once it was looked for.
    pub sealed: Vec<u8>,
    /// Whether they want to log in by the link, and not to choose a password.
    #[serde(default)]
    pub log_in: bool,
}

impl MatchTask {
    /// A run because of something that happened.
    pub const fn new(carrier: Option<OrganisationId>, release: bool) -> Self {
        Self { carrier, release, run: None, trigger: RunTrigger::Event }
    }

    /// One that comes by the clock.
    pub const fn scheduled(release: bool) -> Self {
        Self { trigger: RunTrigger::Schedule, ..Self::new(None, release) }
    }

    /// One that somebody asked for.
    pub const fn ordered(carrier: Option<OrganisationId>, release: bool) -> Self {
        Self { trigger: RunTrigger::Ordered, ..Self::new(carrier, release) }
    }
}

impl Task {
    /// The codes of all kinds.
    pub const KINDS: [&str; 11] = [
        "send_mails",
        "expire_offers",
        "renew_link_keys",
        "remind",
        "digest",
        "prune_accounts",
        "seal_audit",
        "count_coverage",
        RESET_PASSWORD,
        "advise",
        "match",
    ];

    /// The code of the kind.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::SendMails {} => "send_mails",
            Self::ExpireOffers {} => "expire_offers",
            Self::RenewLinkKeys {} => "renew_link_keys",
            Self::Remind {} => "remind",
            Self::Digest {} => "digest",
            Self::PruneAccounts {} => "prune_accounts",
            Self::SealAudit {} => "seal_audit",
            Self::CountCoverage {} => "count_coverage",
            Self::ResetPassword(_) => RESET_PASSWORD,
            Self::Advise {} => "advise",
            Self::Match(_) => "match",
        }
    }

    /// Two waiting jobs of one kind and key would do the same; each without a key is one by itself.
    fn key(&self) -> Option<String> {
        match self {
            Self::SendMails {}
            | Self::ExpireOffers {}
            | Self::RenewLinkKeys {}
            | Self::Remind {}
            | Self::Digest {}
            | Self::PruneAccounts {}
            | Self::SealAudit {}
            | Self::CountCoverage {}
            | Self::Advise {} => Some("all".to_owned()),
            // A key would tell more of the address than the job itself.
            Self::ResetPassword(_) => None,
            Self::Match(MatchTask { carrier, release, run, trigger: _ }) => {
                let whose = carrier.map_or("all".to_owned(), |carrier| carrier.to_string());
                let release = if *release { " release" } else { "" };
                Some(format!("{whose}{release}{}", if run.is_some() { " followed" } else { "" }))
            }
        }
    }

    /// After so many failures the job is given up.
    const fn max_attempts(&self) -> u32 {
        match self {
            Self::SendMails {}
            | Self::ExpireOffers {}
            | Self::RenewLinkKeys {}
            | Self::Remind {}
            | Self::Digest {}
            | Self::PruneAccounts {}
            | Self::SealAudit {}
            | Self::CountCoverage {}
            | Self::ResetPassword(_) => 20,
            // It comes again in a week, and costs minutes each time.
            Self::Advise {} => 3,
            // One that is killed with its worker counts too, and a request should not wait for the night because of that.
            Self::Match(_) => 20,
        }
    }

    /// The job that does it as soon as a worker is free.
    ///
    /// # Errors
    /// When the payload cannot be written as JSON.
    pub fn job(&self, moment: &mut Moment) -> Result<NewJob, AppError> {
        self.job_at(moment.now, moment)
    }

    /// The job that does it not before `run_at`.
    ///
    /// # Errors
    /// When the payload cannot be written as JSON.
    pub fn job_at(&self, run_at: DateTime<Utc>, moment: &mut Moment) -> Result<NewJob, AppError> {
        let payload = serde_json::to_value(self)?.get_mut("payload").map_or(Value::Null, Value::take);
        Ok(NewJob {
            id: JobId::new(moment.now, moment.random()),
            kind: self.kind().to_owned(),
            key: self.key(),
            payload,
            run_at,
            max_attempts: self.max_attempts(),
            created_at: moment.now,
        })
    }

    /// What a job is about.
    ///
    /// # Errors
    /// When kind or payload are not those of a task.
    pub fn of(job: &Job) -> Result<Self, AppError> {
        Ok(serde_json::from_value(json!({"kind": job.kind, "payload": job.payload}))?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::job::JobState;

    #[test]
    fn every_kind_comes_back_from_its_job() {
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let mut moment = Moment::new(now, [1; 32]);
        let carrier = Some(OrganisationId::new(now, [2; 10]));
        let tasks = [
            Task::SendMails {},
            Task::ExpireOffers {},
            Task::RenewLinkKeys {},
            Task::Remind {},
            Task::Digest {},
            Task::PruneAccounts {},
            Task::SealAudit {},
            Task::CountCoverage {},
            Task::Advise {},
            Task::ResetPassword(ResetTask { sealed: vec![0, 1, 255], log_in: true }),
            Task::Match(MatchTask::new(carrier, true)),
            Task::Match(MatchTask { run: Some(RunId::new(now, [3; 10])), ..MatchTask::new(carrier, true) }),
            Task::Match(MatchTask::new(None, false)),
        ];
        for task in &tasks {
            let new = task.job(&mut moment).unwrap();
            assert!(Task::KINDS.contains(&new.kind.as_str()));
            let job = Job {
                id: new.id,
                kind: new.kind,
                payload: new.payload,
                attempts: 1,
                max_attempts: new.max_attempts,
                created_at: now,
                last_error: None,
                state: JobState::Queued { run_at: now },
            };
            assert_eq!(&Task::of(&job).unwrap(), task);
            assert!(Task::of(&Job { kind: "unheard_of".to_owned(), ..job }).is_err());
        }
        let keys: std::collections::BTreeSet<_> = tasks.iter().map(|task| (task.kind(), task.key())).collect();
        assert_eq!(keys.len(), tasks.len(), "{keys:?}");
    }
}
