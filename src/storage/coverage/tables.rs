//! The tables of figures as diesel sees them: a copy of the migrations.

diesel::table! {
    use diesel::sql_types::*;
    use crate::storage::types::IdSql;

    coverage_changes (number) {
        number -> BigInt,
        request_id -> IdSql,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::storage::types::{IdSql, JsonSql};

    coverage_facts (request_id) {
        request_id -> IdSql,
        year -> Integer,
        month -> Integer,
        region -> Text,
        project -> Text,
        language -> Text,
        topic -> Text,
        service -> Text,
        counts -> JsonSql,
        lotsen -> JsonSql,
    }
}

diesel::table! {
    coverage_cells (year, first_by, second_by, first_key, second_key, measure) {
        year -> Integer,
        first_by -> Text,
        second_by -> Text,
        first_key -> Text,
        second_key -> Text,
        measure -> Text,
        value -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::storage::types::IdSql;

    coverage_loads (year, lotse_id) {
        year -> Integer,
        lotse_id -> IdSql,
        assignments -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::storage::types::TsSql;

    coverage_counted (id) {
        id -> Integer,
        until -> TsSql,
    }
}

diesel::allow_tables_to_appear_in_same_query!(coverage_loads, lotsen);
diesel::allow_tables_to_appear_in_same_query!(coverage_facts, requests);
use crate::storage::schema::{lotsen, requests};
