//! Words of the closed sets that stand in records: states, kinds, topics. The code of each is the domain's; here is how people say it.

use super::{Locale, text};
use crate::domain::allowance::HeldBack;
use crate::domain::assignment::AssignmentState;
use crate::domain::audit::{Action, ActorKind};
use crate::domain::code::{Gender, Mode, Priority, Topic};
use crate::domain::language::{Language, Level};
use crate::domain::offer::OfferState;
use crate::domain::qualification::QualificationCode;
use crate::domain::request::RequestState;

/// "niemand gefunden".
pub fn request_state(locale: Locale, state: RequestState) -> String {
    text(
        locale,
        match state {
            RequestState::Draft => "word-request-draft",
            RequestState::Open => "word-request-open",
            RequestState::Proposed => "word-request-proposed",
            RequestState::Offered => "word-request-offered",
            RequestState::Assigned => "word-request-assigned",
            RequestState::Completed => "word-request-completed",
            RequestState::Cancelled => "word-request-cancelled",
            RequestState::Expired => "word-request-expired",
            RequestState::Unserved => "word-request-unserved",
        },
        &[],
    )
}

/// "wartet auf Antwort".
pub fn offer_state(locale: Locale, state: OfferState) -> String {
    text(
        locale,
        match state {
            OfferState::Open => "word-offer-open",
            OfferState::Accepted => "word-offer-accepted",
            OfferState::Declined => "word-offer-declined",
            OfferState::Expired => "word-offer-expired",
            OfferState::Withdrawn => "word-offer-withdrawn",
        },
        &[],
    )
}

/// "bestätigt".
pub fn assignment_state(locale: Locale, state: AssignmentState) -> String {
    text(
        locale,
        match state {
            AssignmentState::Confirmed => "word-assignment-confirmed",
            AssignmentState::Completed => "word-assignment-completed",
            AssignmentState::Cancelled => "word-assignment-cancelled",
            AssignmentState::NoShow => "word-assignment-no-show",
        },
        &[],
    )
}

/// "dringend".
pub fn priority(locale: Locale, priority: Priority) -> String {
    text(
        locale,
        match priority {
            Priority::Low => "word-priority-low",
            Priority::Normal => "word-priority-normal",
            Priority::High => "word-priority-high",
            Priority::Urgent => "word-priority-urgent",
        },
        &[],
    )
}

/// "vor Ort".
pub fn mode(locale: Locale, mode: Mode) -> String {
    text(
        locale,
        match mode {
            Mode::InPerson => "word-mode-in-person",
            Mode::Phone => "word-mode-phone",
            Mode::Video => "word-mode-video",
        },
        &[],
    )
}

/// "Gesundheit".
pub fn topic(locale: Locale, topic: Topic) -> String {
    text(
        locale,
        match topic {
            Topic::Authority => "word-topic-authority",
            Topic::Health => "word-topic-health",
            Topic::SchoolOrDayCare => "word-topic-school-or-day-care",
            Topic::Advice => "word-topic-advice",
            Topic::Job => "word-topic-job",
            Topic::Housing => "word-topic-housing",
            Topic::ChildCare => "word-topic-child-care",
            Topic::Bank => "word-topic-bank",
            Topic::Leisure => "word-topic-leisure",
        },
        &[],
    )
}

/// "weiblich".
pub fn gender(locale: Locale, gender: Gender) -> String {
    text(
        locale,
        match gender {
            Gender::Female => "word-gender-female",
            Gender::Male => "word-gender-male",
            Gender::Diverse => "word-gender-diverse",
        },
        &[],
    )
}

/// "Arabisch".
pub fn language(locale: Locale, language: &Language) -> &str {
    match locale {
        Locale::De => &language.name_de,
        Locale::En => &language.name_en,
    }
}

/// Which limit work is beyond: "Jahresstunden aufgebraucht".
pub fn held_back(locale: Locale, beyond: HeldBack) -> String {
    text(
        locale,
        match beyond {
            HeldBack::YearlyHours => "statement-beyond-hours",
            HeldBack::ClientAssignments => "statement-beyond-client",
            HeldBack::Budget => "statement-beyond-budget",
            HeldBack::NoRules => "statement-no-rules",
        },
        &[],
    )
}

/// "Führungszeugnis"; a project's own kind by its code.
pub fn qualification(locale: Locale, code: &QualificationCode) -> String {
    let key = match code.as_str() {
        QualificationCode::BASIC_COURSE => "lotse-qualification-basic-course",
        QualificationCode::INTERPRETING_COURSE => "lotse-qualification-interpreting-course",
        QualificationCode::CRIMINAL_RECORD_CERTIFICATE => "lotse-qualification-criminal-record",
        QualificationCode::CONFIDENTIALITY_DECLARATION => "lotse-qualification-confidentiality",
        QualificationCode::HEALTH_MODULE => "lotse-qualification-health-module",
        QualificationCode::GERMAN_FOR_INTERPRETING => "explain-german",
        own => return own.replace('_', " "),
    };
    text(locale, key, &[])
}

/// "B1", "Muttersprache".
pub fn level(locale: Locale, level: Level) -> String {
    if level == Level::Native { text(locale, "word-level-native", &[]) } else { level.to_string() }
}

/// Who has done something, by kind: "Projekt".
pub fn actor(locale: Locale, kind: ActorKind) -> String {
    text(
        locale,
        match kind {
            ActorKind::System => "audit-actor-system",
            ActorKind::Operator => "audit-actor-operator",
            ActorKind::Lotse => "audit-actor-lotse",
            ActorKind::Requester => "audit-actor-requester",
            ActorKind::Coordinator => "audit-actor-coordinator",
            ActorKind::User => "audit-actor-user",
        },
        &[],
    )
}

/// What was done: "Angebot gemacht".
pub fn action(locale: Locale, action: Action) -> String {
    text(
        locale,
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
            Action::HoursReopened => "audit-hours-reopened",
            Action::ProgrammeAmended => "audit-programme-amended",
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
            Action::UserLogInLinkRequested => "audit-user-log-in-link-requested",
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
        },
        &[],
    )
}
