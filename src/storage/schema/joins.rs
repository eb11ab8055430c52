//! Which tables belong to which: the lists of a record stand in tables of their own.

use super::*;

diesel::joinable!(lotse_modes -> lotsen (lotse_id));
diesel::joinable!(lotse_services -> lotsen (lotse_id));
diesel::joinable!(lotse_languages -> lotsen (lotse_id));
diesel::joinable!(lotse_qualifications -> lotsen (lotse_id));
diesel::joinable!(lotse_topics -> lotsen (lotse_id));
diesel::joinable!(lotse_availability -> lotsen (lotse_id));
diesel::joinable!(lotse_absences -> lotsen (lotse_id));
diesel::joinable!(lotse_blocks -> lotsen (lotse_id));
diesel::joinable!(request_languages -> requests (request_id));
diesel::joinable!(request_modes -> requests (request_id));
diesel::joinable!(request_sittings -> requests (request_id));
diesel::joinable!(request_agreed_sittings -> requests (request_id));
diesel::joinable!(request_windows -> requests (request_id));
diesel::joinable!(request_qualifications -> requests (request_id));
diesel::joinable!(request_lotsen -> requests (request_id));
diesel::joinable!(declines -> requests (request_id));
diesel::joinable!(proposal_sittings -> proposals (proposal_id));
diesel::joinable!(assignment_sittings -> assignments (assignment_id));
diesel::joinable!(memberships -> users (user_id));
diesel::joinable!(api_token_scopes -> api_tokens (token_id));
