//! Which role may do what: a table for people to read. Nothing else in the program decides it.

use super::role::Permission::{self, *};
use super::role::Role::{self, *};

/// How far a permission reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All records of the installation.
    All,
    /// Records of the organisation in which the role is held: its Lotsen, requests that it posted or cares for, and what hangs on
    /// them.
    Organisation,
    /// The Lotse's own profile and what hangs on it.
    Own,
}

/// One line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// What may be done.
    pub permission: Permission,
    /// By whom, and how far.
    pub held_by: &'static [(Role, Extent)],
}

const fn rule(permission: Permission, held_by: &'static [(Role, Extent)]) -> Rule {
    Rule { permission, held_by }
}

const ALL: Extent = Extent::All;
const ORG: Extent = Extent::Organisation;
const OWN: Extent = Extent::Own;

/// Every permission with those who have it.
///
/// Operators look after the machine: they see that a mail is stuck and who changed what, but no profile and no request. The
/// competence centre sees figures, and no person; so it adds organisations, but does not turn to itself what they are written. A requester never learns how to reach a Lotse, and imports no lists: their rows are
/// known by the carrier's numbers, so a list of one agency could change requests of another.
pub const RULES: &[Rule] = &[
    rule(
        OrganisationsRead,
        &[(Operator, ALL), (CompetenceCentre, ALL), (Coordinator, ALL), (Requester, ALL), (Lotse, ALL)],
    ),
    rule(OrganisationsWrite, &[(Operator, ALL), (CompetenceCentre, ALL)]),
    rule(OrganisationsAddress, &[(Operator, ALL), (Coordinator, ORG)]),
    rule(LendingsRead, &[(Operator, ALL), (CompetenceCentre, ALL), (Coordinator, ORG)]),
    rule(LendingsAgree, &[(Coordinator, ORG)]),
    rule(UsersRead, &[(Operator, ALL), (CompetenceCentre, ORG), (Coordinator, ORG)]),
    rule(UsersWrite, &[(Operator, ALL), (CompetenceCentre, ORG), (Coordinator, ORG)]),
    rule(LotsenRead, &[(Coordinator, ORG), (Lotse, OWN)]),
    rule(LotsenContact, &[(Coordinator, ORG), (Lotse, OWN)]),
    rule(LotsenWrite, &[(Coordinator, ORG)]),
    rule(AbsencesWrite, &[(Coordinator, ORG), (Lotse, OWN)]),
    rule(RequestsRead, &[(Coordinator, ORG), (Requester, ORG)]),
    rule(RequestsContact, &[(Coordinator, ORG), (Requester, ORG)]),
    rule(RequestsWrite, &[(Coordinator, ORG), (Requester, ORG)]),
    rule(RequestsImport, &[(Coordinator, ORG)]),
    rule(CandidatesRead, &[(Coordinator, ORG)]),
    rule(RunsRead, &[(CompetenceCentre, ALL), (Coordinator, ORG)]),
    rule(RunsStart, &[(Coordinator, ORG)]),
    rule(ProposalsDecide, &[(Coordinator, ORG)]),
    rule(OffersRead, &[(Coordinator, ORG), (Lotse, OWN)]),
    rule(OffersAnswer, &[(Coordinator, ORG), (Lotse, OWN)]),
    rule(AssignmentsRead, &[(Coordinator, ORG), (Requester, ORG), (Lotse, OWN)]),
    rule(AssignmentsMove, &[(Coordinator, ORG)]),
    rule(HoursRead, &[(Coordinator, ORG), (Lotse, OWN)]),
    rule(HoursWrite, &[(Coordinator, ORG), (Lotse, OWN)]),
    rule(HoursConfirm, &[(Coordinator, ORG)]),
    rule(ProgrammesRead, &[(Operator, ALL), (CompetenceCentre, ALL), (Coordinator, ORG)]),
    rule(ProgrammesWrite, &[(Operator, ALL), (CompetenceCentre, ALL)]),
    rule(ProofsRead, &[(CompetenceCentre, ALL), (Coordinator, ORG)]),
    rule(CoverageRead, &[(Operator, ALL), (CompetenceCentre, ALL), (Coordinator, ALL)]),
    rule(AdviceOrder, &[(CompetenceCentre, ALL)]),
    rule(OutboxRead, &[(Operator, ALL)]),
    rule(OutboxRetry, &[(Operator, ALL)]),
    rule(AuditRead, &[(Operator, ALL)]),
];

/// What wants a person who has logged in, and no program with a key. Whoever may invite people may give away all that they may
/// themselves, so a key for that would be good for everything.
pub const PEOPLE_ONLY: &[Permission] = &[UsersWrite];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_permission_has_one_rule_in_the_order_of_permissions() {
        let listed: Vec<Permission> = RULES.iter().map(|rule| rule.permission).collect();
        assert_eq!(listed, Permission::ALL);
    }

    #[test]
    fn nobody_reaches_farther_than_their_role_has_a_place_for() {
        for rule in RULES {
            for (role, extent) in rule.held_by {
                let fits = match extent {
                    Extent::All => true,
                    Extent::Organisation => matches!(role, CompetenceCentre | Coordinator | Requester),
                    Extent::Own => *role == Lotse,
                };
                assert!(fits, "{} for {role}", rule.permission);
            }
        }
    }
}
