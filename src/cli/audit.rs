//! `audit`: what was done to requests, offers, assignments, Lotsen, organisations, hours and accounts, and by whom.

use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};
use serde::Serialize;
use serde_json::Value;

use super::{CliError, Console};
use crate::app::audit;
use crate::domain::audit::{Action, ActorKind, AuditEvent, SubjectKind};
use crate::domain::id::{AuditEventId, SubjectId};
use crate::domain::time::ZONE;
use crate::i18n::dates;
use crate::settings::Settings;
use crate::startup;

/// Look at what was done to requests, offers, assignments, Lotsen, organisations, hours and accounts, and by whom
#[derive(Debug, Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: AuditCommand,
}

#[derive(Debug, Subcommand)]
enum AuditCommand {
    /// The newest events, newest first
    List {
        /// Only what was done to this request, offer, assignment, Lotse, organisation, entry of hours or account
        #[arg(long, value_name = "ID")]
        subject: Option<SubjectId>,
        /// At most so many
        #[arg(long, default_value_t = 50)]
        limit: u32,
    },
}

#[derive(Serialize)]
struct Line {
    id: AuditEventId,
    at: DateTime<Utc>,
    actor_kind: ActorKind,
    actor_id: Option<String>,
    action: Action,
    subject_kind: SubjectKind,
    subject_id: String,
    details: Value,
}

impl From<AuditEvent> for Line {
    fn from(event: AuditEvent) -> Self {
        Self {
            id: event.id,
            at: event.at,
            actor_kind: event.actor.kind(),
            actor_id: event.actor.id().map(|id| id.to_string()),
            action: event.action,
            subject_kind: event.subject.kind(),
            subject_id: event.subject.id().to_string(),
            details: event.details,
        }
    }
}

/// Lists.
pub fn run(arguments: &Arguments, settings: &Settings, console: &Console) -> Result<(), CliError> {
    let context = startup::context(settings)?;
    let AuditCommand::List { subject, limit } = &arguments.command;
    let events = audit::list(&context, *subject, *limit).map_err(|error| CliError::environment("audit", error))?;
    let lines: Vec<Line> = events.into_iter().map(Line::from).collect();
    console.result(&lines)?;
    if lines.is_empty() {
        return console.tell(&console.text("audit-none", &[]));
    }
    for line in lines {
        let when = dates::moment(console.locale, line.at.with_timezone(&ZONE).naive_local());
        let who = console.text(actor_key(line.actor_kind), &[]);
        let what = console.text(action_key(line.action), &[]);
        let facts =
            [("when", when.into()), ("who", who.into()), ("what", what.into()), ("subject", line.subject_id.into())];
        console.tell(&console.text("audit-line", &facts))?;
    }
    Ok(())
}

const fn actor_key(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::System => "audit-actor-system",
        ActorKind::Operator => "audit-actor-operator",
        ActorKind::Lotse => "audit-actor-lotse",
        ActorKind::Requester => "audit-actor-requester",
        ActorKind::Coordinator => "audit-actor-coordinator",
        ActorKind::User => "audit-actor-user",
    }
}

const fn action_key(action: Action) -> &'static str {
    match action {
        Action::RequestPosted => "audit-request-posted",
        Action::RequestImported => "audit-request-imported",
        Action::RequestDrafted => "audit-request-drafted",
        Action::RequestChanged => "audit-request-changed",
        Action::RequestProposed => "audit-request-proposed",
        Action::RequestUnserved => "audit-request-unserved",
        Action::RequestOffered => "audit-request-offered",
        Action::RequestAssigned => "audit-request-assigned",
        Action::RequestReopened => "audit-request-reopened",
        Action::RequestCompleted => "audit-request-completed",
        Action::RequestCancelled => "audit-request-cancelled",
        Action::RequestExpired => "audit-request-expired",
        Action::RequestContactRead => "audit-request-contact-read",
        Action::RequestContactChanged => "audit-request-contact-changed",
        Action::LotseContactRead => "audit-lotse-contact-read",
        Action::LotseContactChanged => "audit-lotse-contact-changed",
        Action::LotseRegistered => "audit-lotse-registered",
        Action::LotseChanged => "audit-lotse-changed",
        Action::LotseStatusChanged => "audit-lotse-status-changed",
        Action::LotseAbsenceNoted => "audit-lotse-absence-noted",
        Action::LotseAbsenceTakenBack => "audit-lotse-absence-taken-back",
        Action::LotseRemoved => "audit-lotse-removed",
        Action::OrganisationAdded => "audit-organisation-added",
        Action::OrganisationChanged => "audit-organisation-changed",
        Action::OrganisationRemoved => "audit-organisation-removed",
        Action::LendingAgreed => "audit-lending-agreed",
        Action::LendingWithdrawn => "audit-lending-withdrawn",
        Action::HoursLogged => "audit-hours-logged",
        Action::HoursCorrected => "audit-hours-corrected",
        Action::HoursConfirmed => "audit-hours-confirmed",
        Action::HoursRejected => "audit-hours-rejected",
        Action::OfferReleased => "audit-offer-released",
        Action::OfferAccepted => "audit-offer-accepted",
        Action::OfferDeclined => "audit-offer-declined",
        Action::OfferReasonTold => "audit-offer-reason-told",
        Action::OfferExpired => "audit-offer-expired",
        Action::OfferWithdrawn => "audit-offer-withdrawn",
        Action::AssignmentConfirmed => "audit-assignment-confirmed",
        Action::AssignmentChanged => "audit-assignment-changed",
        Action::AssignmentCancelled => "audit-assignment-cancelled",
        Action::AssignmentCompleted => "audit-assignment-completed",
        Action::AssignmentNoShow => "audit-assignment-no-show",
        Action::RunQueued => "audit-run-queued",
        Action::RunCancelled => "audit-run-cancelled",
        Action::ProposalAccepted => "audit-proposal-accepted",
        Action::ProposalSwapped => "audit-proposal-swapped",
        Action::ProposalDropped => "audit-proposal-dropped",
        Action::UserInvited => "audit-user-invited",
        Action::UserInvitationAccepted => "audit-user-invitation-accepted",
        Action::UserLoggedIn => "audit-user-logged-in",
        Action::UserLogInFailed => "audit-user-log-in-failed",
        Action::UserResetRequested => "audit-user-reset-requested",
        Action::UserPasswordReset => "audit-user-password-reset",
        Action::UserPasswordChanged => "audit-user-password-changed",
        Action::UserSecondFactorBegun => "audit-user-second-factor-begun",
        Action::UserSecondFactorEnabled => "audit-user-second-factor-enabled",
        Action::UserSecondFactorDisabled => "audit-user-second-factor-disabled",
        Action::UserRecoveryCodesMade => "audit-user-recovery-codes-made",
        Action::UserRecoveryCodeUsed => "audit-user-recovery-code-used",
        Action::UserMembershipGiven => "audit-user-membership-given",
        Action::UserMembershipTaken => "audit-user-membership-taken",
        Action::UserChanged => "audit-user-changed",
        Action::UserDisabled => "audit-user-disabled",
        Action::UserEnabled => "audit-user-enabled",
        Action::SessionEnded => "audit-session-ended",
        Action::TokenCreated => "audit-token-created",
        Action::TokenRevoked => "audit-token-revoked",
        Action::MailRetried => "audit-mail-retried",
    }
}
