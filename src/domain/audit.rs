//! What happened to requests, offers and assignments, and who did it.
//!
//! An event is written in the commit of the move that it tells of and never changed. It names people by identity alone; details are
//! codes, numbers and identities, because an audit outlives the erasure of a person.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use super::id::{AssignmentId, AuditEventId, LotseId, OfferId, OrganisationId, RequestId};

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
    }

    /// What was done.
    Action {
        /// A list brought a request that was not known.
        RequestImported = "request.imported",
        /// A list brought other facts for a request that was known.
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
        /// The question was decided on, with its mail.
        OfferReleased = "offer.released",
        /// The Lotse said yes.
        OfferAccepted = "offer.accepted",
        /// The Lotse said no.
        OfferDeclined = "offer.declined",
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
    }

    /// Nouns that events tell of.
    SubjectKind {
        /// A support request.
        Request = "request",
        /// An offer.
        Offer = "offer",
        /// An assignment; it has the identity of the offer that it came from.
        Assignment = "assignment",
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
        }
    }

    /// The identity, where the kind has one.
    pub const fn id(self) -> Option<Uuid> {
        match self {
            Self::System | Self::Operator => None,
            Self::Lotse(id) => Some(id.as_uuid()),
            Self::Requester(id) | Self::Coordinator(id) => Some(id.as_uuid()),
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
}

impl Subject {
    /// The noun.
    pub const fn kind(self) -> SubjectKind {
        match self {
            Self::Request(_) => SubjectKind::Request,
            Self::Offer(_) => SubjectKind::Offer,
            Self::Assignment(_) => SubjectKind::Assignment,
        }
    }

    /// The identity.
    pub const fn id(self) -> Uuid {
        match self {
            Self::Request(id) => id.as_uuid(),
            Self::Offer(id) => id.as_uuid(),
            Self::Assignment(id) => id.as_uuid(),
        }
    }

    /// The subject of a noun and an identity.
    pub const fn of(kind: SubjectKind, id: Uuid) -> Self {
        match kind {
            SubjectKind::Request => Self::Request(RequestId::from_uuid(id)),
            SubjectKind::Offer => Self::Offer(OfferId::from_uuid(id)),
            SubjectKind::Assignment => Self::Assignment(AssignmentId::from_uuid(id)),
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
        for actor in
            [Actor::System, Actor::Operator, lotse, Actor::Requester(organisation), Actor::Coordinator(organisation)]
        {
            assert_eq!(Actor::of(actor.kind(), actor.id()), Some(actor));
        }
        assert_eq!(Actor::of(ActorKind::System, lotse.id()), None);
        assert_eq!(Actor::of(ActorKind::Lotse, None), None);
        let (request, offer) = (RequestId::new(now, [3; 10]), OfferId::new(now, [4; 10]));
        let assignment = AssignmentId::from_uuid(offer.as_uuid());
        for subject in [Subject::Request(request), Subject::Offer(offer), Subject::Assignment(assignment)] {
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
