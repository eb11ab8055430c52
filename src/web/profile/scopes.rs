//! What a key may, in words.

use crate::domain::access::Permission;
use crate::i18n::{Locale, text};

/// "Anfragen sehen".
pub fn words(locale: Locale, permission: Permission) -> String {
    use Permission as P;
    text(
        locale,
        match permission {
            P::OrganisationsRead => "self-may-organisations-read",
            P::OrganisationsWrite => "self-may-organisations-write",
            P::OrganisationsAddress => "self-may-organisations-address",
            P::LendingsRead => "self-may-lendings-read",
            P::LendingsAgree => "self-may-lendings-agree",
            P::UsersRead => "self-may-users-read",
            P::UsersWrite => "self-may-users-write",
            P::LotsenRead => "self-may-lotsen-read",
            P::LotsenContact => "self-may-lotsen-contact",
            P::LotsenWrite => "self-may-lotsen-write",
            P::AbsencesWrite => "self-may-absences-write",
            P::RequestsRead => "self-may-requests-read",
            P::RequestsContact => "self-may-requests-contact",
            P::RequestsWrite => "self-may-requests-write",
            P::RequestsImport => "self-may-requests-import",
            P::CandidatesRead => "self-may-candidates-read",
            P::RunsRead => "self-may-runs-read",
            P::RunsStart => "self-may-runs-start",
            P::ProposalsDecide => "self-may-proposals-decide",
            P::OffersRead => "self-may-offers-read",
            P::OffersAnswer => "self-may-offers-answer",
            P::AssignmentsRead => "self-may-assignments-read",
            P::AssignmentsMove => "self-may-assignments-move",
            P::HoursRead => "self-may-hours-read",
            P::HoursWrite => "self-may-hours-write",
            P::HoursConfirm => "self-may-hours-confirm",
            P::ProgrammesRead => "self-may-programmes-read",
            P::ProgrammesWrite => "self-may-programmes-write",
            P::ProofsRead => "self-may-proofs-read",
            P::CoverageRead => "self-may-coverage-read",
            P::AdviceOrder => "self-may-advice-order",
            P::OutboxRead => "self-may-outbox-read",
            P::OutboxRetry => "self-may-outbox-retry",
            P::AuditRead => "self-may-audit-read",
        },
        &[],
    )
}
