//! The tables as diesel sees them: a copy of the migrations, in their order. A test compares them with both databases.

mod joins;

macro_rules! tables {
    ($($(#[$doc:meta])* $table:ident ($($key:ident),+) { $($column:ident: $sql:ty),+ $(,)? })+) => {
        $(diesel::table! {
            use diesel::sql_types::*;
            use $crate::storage::types::{IdSql, JsonSql, TsSql};

            $(#[$doc])*
            $table ($($key),+) { $($column -> $sql),+ }
        })+

        diesel::allow_tables_to_appear_in_same_query!($($table),+);
    };
}

mod apart;

pub use apart::{hours_changes, lotse_coordinations, programme_amendments, receipts};

tables! {
    organisations (id) {
        id: IdSql,
        kind: Text,
        name: Text,
        email: Nullable<Text>,
        name_key: Text,
        search_words: Text,
    }

    organisation_regions (organisation_id, position) {
        organisation_id: IdSql,
        position: Integer,
        region: Text,
    }

    lendings (from_id, to_id) {
        from_id: IdSql,
        to_id: IdSql,
        from_agreed: Bool,
        to_agreed: Bool,
    }

    lotsen (id) {
        id: IdSql,
        organisation_id: IdSql,
        list_number: Nullable<Text>,
        given_name: Text,
        family_name: Text,
        email: Nullable<Text>,
        phone: Nullable<Text>,
        status: Text,
        gender: Nullable<Text>,
        home: Text,
        town: Nullable<Text>,
        radius_km: Integer,
        transport: Text,
        always_available: Bool,
        minutes_per_week: Nullable<BigInt>,
        assignments_per_week: Nullable<BigInt>,
        offers_per_week: Nullable<BigInt>,
        consent_on: Nullable<Date>,
        last_asked_at: Nullable<TsSql>,
        name_key: Text,
        number_key: Text,
        search_words: Text,
    }

    lotse_modes (lotse_id, position) {
        lotse_id: IdSql,
        position: Integer,
        mode: Text,
    }

    lotse_services (lotse_id, position) {
        lotse_id: IdSql,
        position: Integer,
        service: Text,
    }

    lotse_languages (lotse_id, position) {
        lotse_id: IdSql,
        position: Integer,
        language: Text,
        level: Text,
    }

    lotse_qualifications (lotse_id, position) {
        lotse_id: IdSql,
        position: Integer,
        code: Text,
        acquired_on: Nullable<Date>,
        valid_until: Nullable<Date>,
    }

    lotse_topics (lotse_id, attitude, position) {
        lotse_id: IdSql,
        attitude: Text,
        position: Integer,
        topic: Text,
    }

    lotse_availability (lotse_id, weekday, from_minute) {
        lotse_id: IdSql,
        weekday: Integer,
        from_minute: Integer,
        to_minute: Integer,
    }

    lotse_absences (lotse_id, position) {
        lotse_id: IdSql,
        position: Integer,
        first_on: Date,
        last_on: Date,
    }

    lotse_blocks (lotse_id, position) {
        lotse_id: IdSql,
        position: Integer,
        organisation_id: Nullable<IdSql>,
        client_ref: Nullable<Text>,
    }

    requests (id) {
        id: IdSql,
        organisation_id: IdSql,
        carrier_id: IdSql,
        list_number: Nullable<Text>,
        client_ref: Nullable<Text>,
        confirmation_language: Nullable<Text>,
        service: Text,
        topic: Text,
        postcode: Text,
        town: Nullable<Text>,
        street: Nullable<Text>,
        meeting_point: Nullable<Text>,
        lotsen_needed: Integer,
        gender: Nullable<Text>,
        gender_strength: Nullable<Text>,
        priority: Text,
        urgency_reason: Nullable<Text>,
        posted_at: TsSql,
        deadline: Nullable<TsSql>,
        state: Text,
        newcomer_email: Nullable<Text>,
        first_begin: Timestamp,
        search_words: Text,
    }

    request_languages (request_id, position) {
        request_id: IdSql,
        position: Integer,
        language: Text,
        at_least: Text,
    }

    request_modes (request_id, position) {
        request_id: IdSql,
        position: Integer,
        mode: Text,
    }

    request_sittings (request_id, appointment, sitting) {
        request_id: IdSql,
        appointment: Integer,
        sitting: Integer,
        begins: Timestamp,
        minutes: Integer,
    }

    request_windows (request_id, position) {
        request_id: IdSql,
        position: Integer,
        earliest: Timestamp,
        latest: Timestamp,
        minutes: Integer,
    }

    request_qualifications (request_id, position) {
        request_id: IdSql,
        position: Integer,
        code: Text,
    }

    request_lotsen (request_id, attitude, position) {
        request_id: IdSql,
        attitude: Text,
        position: Integer,
        lotse_id: IdSql,
    }

    matching_runs (id) {
        id: IdSql,
        carrier_id: Nullable<IdSql>,
        state: Text,
        seed: BigInt,
        started_at: TsSql,
        finished_at: Nullable<TsSql>,
        problem_digest: Nullable<Text>,
        plan: Nullable<JsonSql>,
        totals: Nullable<JsonSql>,
        failure: Nullable<Text>,
        job_id: Nullable<IdSql>,
        phase: Nullable<Text>,
        percent: Nullable<Integer>,
        stop_asked_at: Nullable<TsSql>,
        begun_by: Text,
    }

    proposals (id) {
        id: IdSql,
        run_id: IdSql,
        request_id: IdSql,
        lotse_id: IdSql,
        mode: Text,
        effort: BigInt,
        state: Text,
        reviewed_at: Nullable<TsSql>,
    }

    proposal_sittings (proposal_id, sitting) {
        proposal_id: IdSql,
        sitting: Integer,
        begins: Timestamp,
        minutes: Integer,
    }

    unserved (run_id, request_id) {
        run_id: IdSql,
        request_id: IdSql,
        reasons: JsonSql,
    }

    offers (id) {
        id: IdSql,
        proposal_id: IdSql,
        request_id: IdSql,
        lotse_id: IdSql,
        state: Text,
        asked_at: TsSql,
        expires_at: TsSql,
        answered_at: Nullable<TsSql>,
        carrier_id: IdSql,
        organisation_id: IdSql,
        lender_id: IdSql,
    }

    declines (request_id, lotse_id) {
        request_id: IdSql,
        lotse_id: IdSql,
        declined_at: TsSql,
        reason: Nullable<Text>,
    }

    assignments (id) {
        id: IdSql,
        request_id: IdSql,
        lotse_id: IdSql,
        mode: Text,
        state: Text,
        sequence: Integer,
        carrier_id: IdSql,
        organisation_id: IdSql,
        lender_id: IdSql,
        first_begin: Timestamp,
        missed: Nullable<Text>,
    }

    assignment_sittings (assignment_id, sitting) {
        assignment_id: IdSql,
        sitting: Integer,
        begins: Timestamp,
        minutes: Integer,
    }

    outbox (id) {
        id: IdSql,
        message_id: Text,
        kind: Text,
        recipient: Text,
        payload: JsonSql,
        cause_kind: Text,
        cause_id: IdSql,
        state: Text,
        attempts: Integer,
        created_at: TsSql,
        next_attempt_at: TsSql,
        sent_at: Nullable<TsSql>,
        last_error: Nullable<Text>,
        claim_token: Nullable<IdSql>,
        claimed_at: Nullable<TsSql>,
        retried_at: Nullable<TsSql>,
        recipient_key: Text,
    }

    jobs (id) {
        id: IdSql,
        kind: Text,
        dedup_key: Nullable<Text>,
        payload: JsonSql,
        state: Text,
        attempts: Integer,
        max_attempts: Integer,
        run_at: TsSql,
        lease_until: Nullable<TsSql>,
        lease_token: Nullable<IdSql>,
        last_error: Nullable<Text>,
        created_at: TsSql,
        finished_at: Nullable<TsSql>,
    }

    schedules (name) {
        name: Text,
        slot: TsSql,
    }

    calendar_feeds (lotse_id) {
        lotse_id: IdSql,
        token: Text,
        created_at: TsSql,
    }

    link_keys (id) {
        id: IdSql,
        secret: Binary,
        created_at: TsSql,
    }

    audit_events (id) {
        id: IdSql,
        at: TsSql,
        actor_kind: Text,
        actor_id: Nullable<IdSql>,
        action: Text,
        subject_kind: Text,
        subject_id: IdSql,
        details: JsonSql,
    }

    request_agreed_sittings (request_id, sitting) {
        request_id: IdSql,
        sitting: Integer,
        begins: Timestamp,
        minutes: Integer,
    }

    reminders (assignment_id, begins, reader) {
        assignment_id: IdSql,
        begins: Timestamp,
        reader: Text,
        reminded_at: TsSql,
    }

    digests (organisation_id) {
        organisation_id: IdSql,
        day: Date,
    }

    unserved_notices (request_id) {
        request_id: IdSql,
        is_near: Bool,
        told_at: TsSql,
    }

    hours_entries (id) {
        id: IdSql,
        assignment_id: IdSql,
        lotse_id: IdSql,
        organisation_id: IdSql,
        service: Text,
        worked_until: Timestamp,
        minutes: Integer,
        kilometres: Nullable<Integer>,
        note: Nullable<Text>,
        state: Text,
        logged_by: IdSql,
        logged_at: TsSql,
        decided_by: Nullable<IdSql>,
        decided_at: Nullable<TsSql>,
        reason: Nullable<Text>,
        revision: Integer,
    }

    users (id) {
        id: IdSql,
        email: Text,
        email_key: Text,
        name: Text,
        language: Text,
        password_hash: Nullable<Text>,
        totp_secret: Nullable<Binary>,
        totp_confirmed_at: Nullable<TsSql>,
        totp_last_step: Nullable<BigInt>,
        created_at: TsSql,
        disabled_at: Nullable<TsSql>,
        search_words: Text,
    }

    memberships (user_id, role, place) {
        user_id: IdSql,
        role: Text,
        place: IdSql,
        organisation_id: Nullable<IdSql>,
        lotse_id: Nullable<IdSql>,
    }

    sessions (id) {
        id: IdSql,
        secret_hash: Binary,
        user_id: IdSql,
        created_at: TsSql,
        last_seen_at: TsSql,
        expires_at: TsSql,
        second_factor: Bool,
        client: Nullable<Text>,
    }

    api_tokens (id) {
        id: IdSql,
        secret_hash: Binary,
        user_id: IdSql,
        name: Text,
        created_at: TsSql,
        expires_at: TsSql,
        last_used_at: Nullable<TsSql>,
        revoked_at: Nullable<TsSql>,
    }

    api_token_scopes (token_id, scope) {
        token_id: IdSql,
        scope: Text,
    }

    account_links (id) {
        id: IdSql,
        secret_hash: Binary,
        user_id: IdSql,
        purpose: Text,
        created_at: TsSql,
        expires_at: TsSql,
        used_at: Nullable<TsSql>,
    }

    recovery_codes (user_id, code_hash) {
        user_id: IdSql,
        code_hash: Binary,
        used_at: Nullable<TsSql>,
    }

    login_attempts (kind, key) {
        kind: Text,
        key: Binary,
        attempts: Integer,
        last_at: TsSql,
        blocked_until: Nullable<TsSql>,
    }

    newcomer_entries (request_id) {
        request_id: IdSql,
        sequence: Integer,
    }

    newcomer_forms (organisation_id) {
        organisation_id: IdSql,
        opened_at: TsSql,
    }

    newcomer_asks (request_id) {
        request_id: IdSql,
        asked_at: TsSql,
    }

    audit_seals (number) {
        number: BigInt,
        event_id: IdSql,
        hash: Binary,
    }

    audit_unsealed (event_id) {
        event_id: IdSql,
    }

    advice (id) {
        id: IdSql,
        computed_at: TsSql,
        first_day: Date,
        last_day: Date,
        document: JsonSql,
    }
}
