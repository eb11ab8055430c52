//! What happened to requests, offers, assignments, Lotsen, organisations, hours and accounts, who did it, and who has read whose
//! contact.
//!
//! An event is written in the commit of the move that it tells of and never changed. It names people by identity alone; details are
//! codes, numbers and identities, because an audit outlives the erasure of a person.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::id::{
    AmendmentId, AssignmentId, AuditEventId, HoursEntryId, LotseId, MailId, OfferId, OrganisationId, ProposalId,
    RequestId, RunId, SessionId, TokenId, UserId,
};

super::code::codes! {
    /// Kinds of those who act.
    ActorKind {
        /// The program by itself: a schedule, a time that ran out.
        System = "system",
        /// Whoever runs the program's commands.
        Operator = "operator",
        /// The Lotse.
        Lotse = "lotse",
        /// Whoever posted the request.
        Requester = "requester",
        /// Somebody of the project.
        Coordinator = "coordinator",
        /// Whoever has logged in, or a program with a key of theirs.
        User = "user",
    }

    /// What was done.
    Action {
        /// A list brought a request that was not known.
        RequestImported = "request.imported",
        /// Somebody posted it.
        RequestPosted = "request.posted",
        /// Somebody wrote it down and has not posted it yet.
        RequestDrafted = "request.drafted",
        /// Somebody or a list brought other facts for a request that was known.
        RequestChanged = "request.changed",
        /// A plan names a Lotse.
        RequestProposed = "request.proposed",
        /// A plan found nobody, or nobody came.
        RequestUnserved = "request.unserved",
        /// A Lotse is being asked, and nobody goes yet.
        RequestOffered = "request.offered",
        /// A Lotse goes.
        RequestAssigned = "request.assigned",
        /// It is to be matched again.
        RequestReopened = "request.reopened",
        /// It took place.
        RequestCompleted = "request.completed",
        /// It was called off.
        RequestCancelled = "request.cancelled",
        /// Its time is over.
        RequestExpired = "request.expired",
        /// Somebody has read the contact of the request or of its newcomer.
        RequestContactRead = "request.contact_read",
        /// Somebody gave another address of the newcomer, or took it away.
        RequestContactChanged = "request.contact_changed",
        /// Somebody has read the contact of the Lotse.
        LotseContactRead = "lotse.contact_read",
        /// Somebody gave another contact of the Lotse.
        LotseContactChanged = "lotse.contact_changed",
        /// A Lotse was taken in, by hand or by a list.
        LotseRegistered = "lotse.registered",
        /// Somebody or a list brought other facts.
        LotseChanged = "lotse.changed",
        /// They stand elsewhere with the project.
        LotseStatusChanged = "lotse.status_changed",
        /// Days on which they are away were noted.
        LotseAbsenceNoted = "lotse.absence_noted",
        /// Days on which they were away were taken back.
        LotseAbsenceTakenBack = "lotse.absence_taken_back",
        /// The profile is gone.
        LotseRemoved = "lotse.removed",
        /// An organisation was added.
        OrganisationAdded = "organisation.added",
        /// It has another name, address, or other regions.
        OrganisationChanged = "organisation.changed",
        /// It is gone.
        OrganisationRemoved = "organisation.removed",
        /// A carrier agreed to lend Lotsen, or to borrow them.
        LendingAgreed = "lending.agreed",
        /// A carrier no longer agrees.
        LendingWithdrawn = "lending.withdrawn",
        /// Somebody wrote down how long an assignment took.
        HoursLogged = "hours.logged",
        /// They wrote down something else.
        HoursCorrected = "hours.corrected",
        /// The project confirmed them.
        HoursConfirmed = "hours.confirmed",
        /// The project asked for a correction.
        HoursRejected = "hours.rejected",
        /// The project took its confirmation back.
        HoursReopened = "hours.reopened",
        /// Somebody changed funding rules.
        ProgrammeAmended = "amendment.made",
        /// The question was decided on, with its mail.
        OfferReleased = "offer.released",
        /// The Lotse said yes.
        OfferAccepted = "offer.accepted",
        /// The Lotse said no.
        OfferDeclined = "offer.declined",
        /// Why the Lotse said no was told, at once or later.
        OfferReasonTold = "offer.reason_told",
        /// Nobody answered in time.
        OfferExpired = "offer.expired",
        /// The question was taken back.
        OfferWithdrawn = "offer.withdrawn",
        /// It is fixed.
        AssignmentConfirmed = "assignment.confirmed",
        /// It takes place at another time.
        AssignmentChanged = "assignment.changed",
        /// It was called off.
        AssignmentCancelled = "assignment.cancelled",
        /// It took place.
        AssignmentCompleted = "assignment.completed",
        /// Somebody did not come.
        AssignmentNoShow = "assignment.no_show",
        /// An account was made, or its invitation sent again.
        UserInvited = "user.invited",
        /// They chose their first password.
        UserInvitationAccepted = "user.invitation_accepted",
        /// Somebody has requests matched.
        RunQueued = "matching_run.queued",
        /// Somebody called the run off; it ends as soon as it can.
        RunCancelled = "matching_run.cancelled",
        /// A coordinator has looked at it and finds it good.
        ProposalAccepted = "proposal.accepted",
        /// A coordinator chose somebody else, or another appointment or mode.
        ProposalSwapped = "proposal.swapped",
        /// A coordinator did not want it.
        ProposalDropped = "proposal.dropped",
        /// They logged in.
        UserLoggedIn = "user.logged_in",
        /// Somebody tried and could not.
        UserLogInFailed = "user.log_in_failed",
        /// Somebody asked for a link to choose another password.
        UserResetRequested = "user.reset_requested",
        /// Somebody asked for a link to log in by.
        UserLogInLinkRequested = "user.log_in_link_requested",
        /// They chose another password by a link; all sessions and keys ended.
        UserPasswordReset = "user.password_reset",
        /// They chose another password; all other sessions and all keys ended.
        UserPasswordChanged = "user.password_changed",
        /// They began to set up a second factor.
        UserSecondFactorBegun = "user.second_factor_begun",
        /// They set up a second factor.
        UserSecondFactorEnabled = "user.second_factor_enabled",
        /// They did away with the second factor.
        UserSecondFactorDisabled = "user.second_factor_disabled",
        /// They had new recovery codes made.
        UserRecoveryCodesMade = "user.recovery_codes_made",
        /// They logged in by a recovery code.
        UserRecoveryCodeUsed = "user.recovery_code_used",
        /// They were given a role.
        UserMembershipGiven = "user.membership_given",
        /// A role was taken from them.
        UserMembershipTaken = "user.membership_taken",
        /// Another name or language.
        UserChanged = "user.changed",
        /// Their account was closed; all sessions and keys ended.
        UserDisabled = "user.disabled",
        /// Their account was opened again.
        UserEnabled = "user.enabled",
        /// A log-in was ended before its time.
        SessionEnded = "session.ended",
        /// A program's key was made.
        TokenCreated = "token.created",
        /// A program's key was made good for nothing.
        TokenRevoked = "token.revoked",
        /// A mail that was given up is to be sent again.
        MailRetried = "mail.retried",
    }

    /// Nouns that events tell of.
    SubjectKind {
        /// A support request.
        Request = "request",
        /// An offer.
        Offer = "offer",
        /// An assignment; it has the identity of the offer that it came from.
        Assignment = "assignment",
        /// A run of the matching.
        MatchingRun = "matching_run",
        /// What a run proposes.
        Proposal = "proposal",
        /// A Lotse.
        Lotse = "lotse",
        /// A carrier, an agency or the competence centre.
        Organisation = "organisation",
        /// An agreement to lend; it has the identity of the carrier whose Lotsen may go.
        Lending = "lending",
        /// Hours that were written down.
        Hours = "hours",
        /// What was changed about funding rules.
        Amendment = "amendment",
        /// An account.
        User = "user",
        /// A log-in that lasts.
        Session = "session",
        /// A program's key.
        Token = "token",
        /// A mail of the outbox.
        Mail = "mail",
    }
}

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// The program by itself.
    System,
    /// Whoever runs the program's commands.
    Operator,
    /// A Lotse.
    Lotse(LotseId),
    /// An organisation that posted a request.
    Requester(OrganisationId),
    /// Somebody of a carrier's project.
    Coordinator(OrganisationId),
    /// Whoever has logged in.
    User(UserId),
}

impl Actor {
    /// The kind.
    pub const fn kind(self) -> ActorKind {
        match self {
            Self::System => ActorKind::System,
            Self::Operator => ActorKind::Operator,
            Self::Lotse(_) => ActorKind::Lotse,
            Self::Requester(_) => ActorKind::Requester,
            Self::Coordinator(_) => ActorKind::Coordinator,
            Self::User(_) => ActorKind::User,
        }
    }

    /// The identity, where the kind has one.
    pub const fn id(self) -> Option<Uuid> {
        match self {
            Self::System | Self::Operator => None,
            Self::Lotse(id) => Some(id.as_uuid()),
            Self::Requester(id) | Self::Coordinator(id) => Some(id.as_uuid()),
            Self::User(id) => Some(id.as_uuid()),
        }
    }

    /// The actor of a kind and an identity; `None` where the two do not go together.
    pub const fn of(kind: ActorKind, id: Option<Uuid>) -> Option<Self> {
        match (kind, id) {
            (ActorKind::System, None) => Some(Self::System),
            (ActorKind::Operator, None) => Some(Self::Operator),
            (ActorKind::Lotse, Some(id)) => Some(Self::Lotse(LotseId::from_uuid(id))),
            (ActorKind::Requester, Some(id)) => Some(Self::Requester(OrganisationId::from_uuid(id))),
            (ActorKind::Coordinator, Some(id)) => Some(Self::Coordinator(OrganisationId::from_uuid(id))),
            (ActorKind::User, Some(id)) => Some(Self::User(UserId::from_uuid(id))),
            _ => None,
        }
    }
}

/// What an event tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A support request.
    Request(RequestId),
    /// An offer.
    Offer(OfferId),
    /// An assignment.
    Assignment(AssignmentId),
    /// A run of the matching.
    MatchingRun(RunId),
    /// What a run proposes.
    Proposal(ProposalId),
    /// A Lotse.
    Lotse(LotseId),
    /// An organisation.
    Organisation(OrganisationId),
    /// An agreement to lend, by the carrier whose Lotsen may go.
    Lending(OrganisationId),
    /// Hours that were written down.
    Hours(HoursEntryId),
    /// What was changed about funding rules.
    Amendment(AmendmentId),
    /// An account.
    User(UserId),
    /// A log-in that lasts.
    Session(SessionId),
    /// A program's key.
    Token(TokenId),
    /// A mail of the outbox.
    Mail(MailId),
}

impl Subject {
    /// The noun.
    pub const fn kind(self) -> SubjectKind {
        match self {
            Self::Request(_) => SubjectKind::Request,
            Self::Offer(_) => SubjectKind::Offer,
            Self::Assignment(_) => SubjectKind::Assignment,
            Self::MatchingRun(_) => SubjectKind::MatchingRun,
            Self::Proposal(_) => SubjectKind::Proposal,
            Self::Lotse(_) => SubjectKind::Lotse,
            Self::Organisation(_) => SubjectKind::Organisation,
            Self::Lending(_) => SubjectKind::Lending,
            Self::Hours(_) => SubjectKind::Hours,
            Self::Amendment(_) => SubjectKind::Amendment,
            Self::User(_) => SubjectKind::User,
            Self::Session(_) => SubjectKind::Session,
            Self::Token(_) => SubjectKind::Token,
            Self::Mail(_) => SubjectKind::Mail,
        }
    }

    /// The identity.
    pub const fn id(self) -> Uuid {
        match self {
            Self::Request(id) => id.as_uuid(),
            Self::Offer(id) => id.as_uuid(),
            Self::Assignment(id) => id.as_uuid(),
            Self::MatchingRun(id) => id.as_uuid(),
            Self::Proposal(id) => id.as_uuid(),
            Self::Lotse(id) => id.as_uuid(),
            Self::Organisation(id) | Self::Lending(id) => id.as_uuid(),
            Self::Hours(id) => id.as_uuid(),
            Self::Amendment(id) => id.as_uuid(),
            Self::User(id) => id.as_uuid(),
            Self::Session(id) => id.as_uuid(),
            Self::Token(id) => id.as_uuid(),
            Self::Mail(id) => id.as_uuid(),
        }
    }

    /// The subject of a noun and an identity.
    pub const fn of(kind: SubjectKind, id: Uuid) -> Self {
        match kind {
            SubjectKind::Request => Self::Request(RequestId::from_uuid(id)),
            SubjectKind::Offer => Self::Offer(OfferId::from_uuid(id)),
            SubjectKind::Assignment => Self::Assignment(AssignmentId::from_uuid(id)),
            SubjectKind::MatchingRun => Self::MatchingRun(RunId::from_uuid(id)),
            SubjectKind::Proposal => Self::Proposal(ProposalId::from_uuid(id)),
            SubjectKind::Lotse => Self::Lotse(LotseId::from_uuid(id)),
            SubjectKind::Organisation => Self::Organisation(OrganisationId::from_uuid(id)),
            SubjectKind::Lending => Self::Lending(OrganisationId::from_uuid(id)),
            SubjectKind::Hours => Self::Hours(HoursEntryId::from_uuid(id)),
            SubjectKind::Amendment => Self::Amendment(AmendmentId::from_uuid(id)),
            SubjectKind::User => Self::User(UserId::from_uuid(id)),
            SubjectKind::Session => Self::Session(SessionId::from_uuid(id)),
            SubjectKind::Token => Self::Token(TokenId::from_uuid(id)),
            SubjectKind::Mail => Self::Mail(MailId::from_uuid(id)),
        }
    }
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq)]
pub struct AuditEvent {
    /// Identity; later ones are greater.
    pub id: AuditEventId,
    /// When.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub actor: Actor,
    /// What was done.
    pub action: Action,
    /// To what.
    pub subject: Subject,
    /// What else is worth knowing: an object of codes, numbers and identities.
    pub details: Value,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn actors_and_subjects_come_back_from_their_parts() {
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let lotse = Actor::Lotse(LotseId::new(now, [1; 10]));
        let organisation = OrganisationId::new(now, [2; 10]);
        let (requester, coordinator) = (Actor::Requester(organisation), Actor::Coordinator(organisation));
        let user = Actor::User(UserId::new(now, [5; 10]));
        for actor in [Actor::System, Actor::Operator, lotse, requester, coordinator, user] {
            assert_eq!(Actor::of(actor.kind(), actor.id()), Some(actor));
        }
        assert_eq!(Actor::of(ActorKind::System, lotse.id()), None);
        assert_eq!(Actor::of(ActorKind::Lotse, None), None);
        let (request, offer) = (RequestId::new(now, [3; 10]), OfferId::new(now, [4; 10]));
        let assignment = AssignmentId::from_uuid(offer.as_uuid());
        let user = Subject::User(UserId::new(now, [5; 10]));
        let (session, token) = (SessionId::new(now, [6; 10]), TokenId::new(now, [7; 10]));
        for subject in [
            Subject::Request(request),
            Subject::Offer(offer),
            Subject::Assignment(assignment),
            Subject::Lotse(LotseId::new(now, [1; 10])),
            Subject::Organisation(organisation),
            Subject::Lending(organisation),
            Subject::Hours(HoursEntryId::new(now, [8; 10])),
            Subject::Amendment(AmendmentId::new(now, [8; 10])),
            user,
            Subject::Session(session),
            Subject::Token(token),
            Subject::Mail(MailId::new(now, [10; 10])),
            Subject::MatchingRun(RunId::new(now, [8; 10])),
            Subject::Proposal(ProposalId::new(now, [9; 10])),
        ] {
            assert_eq!(Subject::of(subject.kind(), subject.id()), subject);
        }
    }

    #[test]
    fn an_action_begins_with_the_noun_that_it_is_done_to() {
        for action in Action::ALL {
            let (noun, _) = action.code().split_once('.').unwrap();
            assert!(SubjectKind::ALL.iter().any(|kind| kind.code() == noun), "{action}");
        }
    }
}
