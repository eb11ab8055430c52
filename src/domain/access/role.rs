//! The words of access: roles, permissions, memberships.

use crate::domain::id::{LotseId, OrganisationId};

crate::domain::code::codes! {
    /// What somebody is in an organisation, or in the whole installation.
    Role {
        /// Installs, backs up, watches; belongs to no organisation and reads nobody's data.
        Operator = "operator",
        /// Steers by figures over all regions.
        CompetenceCentre = "competence_centre",
        /// Runs a carrier's Lotsen project.
        Coordinator = "coordinator",
        /// Posts requests for an agency, authority, school or clinic.
        Requester = "requester",
        /// A volunteer, for the own profile alone.
        Lotse = "lotse",
    }

    /// What one operation asks for. Tokens name them too, as scopes.
    Permission {
        /// See organisations by name, kind and regions.
        OrganisationsRead = "organisations.read",
        /// Add, change and remove organisations.
        OrganisationsWrite = "organisations.write",
        /// Change where an organisation's mails go: digests, alarms, whom to call.
        OrganisationsAddress = "organisations.address",
        /// See which carriers lend each other Lotsen.
        LendingsRead = "lendings.read",
        /// Agree to lend or borrow Lotsen, for the own carrier.
        LendingsAgree = "lendings.agree",
        /// See who has an account.
        UsersRead = "users.read",
        /// Invite people, give and take roles, lock accounts.
        UsersWrite = "users.write",
        /// See profiles of Lotsen, without how to reach them.
        LotsenRead = "lotsen.read",
        /// See how to reach Lotsen. Every look is audited.
        LotsenContact = "lotsen.contact",
        /// Add and change Lotsen, import lists.
        LotsenWrite = "lotsen.write",
        /// Note when a Lotse is away.
        AbsencesWrite = "absences.write",
        /// See requests, without how to reach the newcomer.
        RequestsRead = "requests.read",
        /// See how to reach a newcomer. Every look is audited.
        RequestsContact = "requests.contact",
        /// Post, change and call off requests.
        RequestsWrite = "requests.write",
        /// Take lists of requests, whoever posted them.
        RequestsImport = "requests.import",
        /// See who could be asked for a request, and why nobody was found.
        CandidatesRead = "candidates.read",
        /// See matching runs and what they propose.
        RunsRead = "runs.read",
        /// Have requests matched.
        RunsStart = "runs.start",
        /// Accept, swap, drop and release proposals.
        ProposalsDecide = "proposals.decide",
        /// See what Lotsen are asked.
        OffersRead = "offers.read",
        /// Note a Lotse's answer.
        OffersAnswer = "offers.answer",
        /// See who accompanies whom.
        AssignmentsRead = "assignments.read",
        /// Change, call off and complete assignments.
        AssignmentsMove = "assignments.move",
        /// See logged hours.
        HoursRead = "hours.read",
        /// Log hours.
        HoursWrite = "hours.write",
        /// Confirm hours.
        HoursConfirm = "hours.confirm",
        /// See funding rules and what was changed about them.
        ProgrammesRead = "programmes.read",
        /// Change funding rules and budgets.
        ProgrammesWrite = "programmes.write",
        /// See proofs of use and forecasts.
        ProofsRead = "proofs.read",
        /// See figures of coverage.
        CoverageRead = "coverage.read",
        /// Have advice on whom to win computed anew.
        AdviceOrder = "advice.order",
        /// See mails: to whom, of which kind, how they fare.
        OutboxRead = "outbox.read",
        /// Have a mail sent again that was given up.
        OutboxRetry = "outbox.retry",
        /// See what was done by whom.
        AuditRead = "audit.read",
    }
}

/// What somebody is, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Membership {
    /// Of the whole installation.
    Operator,
    /// Of the competence centre.
    CompetenceCentre(OrganisationId),
    /// Of a carrier's project.
    Coordinator(OrganisationId),
    /// Of an organisation that posts requests.
    Requester(OrganisationId),
    /// The volunteer with this profile.
    Lotse(LotseId),
}

impl Membership {
    /// The role in it.
    pub const fn role(self) -> Role {
        match self {
            Self::Operator => Role::Operator,
            Self::CompetenceCentre(_) => Role::CompetenceCentre,
            Self::Coordinator(_) => Role::Coordinator,
            Self::Requester(_) => Role::Requester,
            Self::Lotse(_) => Role::Lotse,
        }
    }

    /// The organisation in which it holds; `None` for operators and Lotsen.
    pub const fn organisation(self) -> Option<OrganisationId> {
        match self {
            Self::CompetenceCentre(id) | Self::Coordinator(id) | Self::Requester(id) => Some(id),
            Self::Operator | Self::Lotse(_) => None,
        }
    }

    /// The profile that it is for; `None` for all but Lotsen.
    pub const fn lotse(self) -> Option<LotseId> {
        match self {
            Self::Lotse(id) => Some(id),
            _ => None,
        }
    }

    /// The membership of a role in an organisation or for a profile; `None` where these do not go together.
    pub const fn of(role: Role, organisation: Option<OrganisationId>, lotse: Option<LotseId>) -> Option<Self> {
        match (role, organisation, lotse) {
            (Role::Operator, None, None) => Some(Self::Operator),
            (Role::CompetenceCentre, Some(id), None) => Some(Self::CompetenceCentre(id)),
            (Role::Coordinator, Some(id), None) => Some(Self::Coordinator(id)),
            (Role::Requester, Some(id), None) => Some(Self::Requester(id)),
            (Role::Lotse, None, Some(id)) => Some(Self::Lotse(id)),
            _ => None,
        }
    }
}
