//! Tables that no query joins with others: the history of hours, what was changed about funding rules, receipts.

tables! {
    receipts (user_id, key) {
        user_id: IdSql,
        key: Text,
        fingerprint: Binary,
        status: Integer,
        location: Nullable<Text>,
        body: Nullable<Text>,
        created_at: TsSql,
    }

    hours_changes (entry_id, revision) {
        entry_id: IdSql,
        revision: Integer,
        state: Text,
        minutes: Integer,
        kilometres: Nullable<Integer>,
        note: Nullable<Text>,
        reason: Nullable<Text>,
        changed_by: IdSql,
        changed_at: TsSql,
    }

    programme_amendments (id) {
        id: IdSql,
        programme: Text,
        organisation_id: Nullable<IdSql>,
        valid_from: Date,
        valid_until: Nullable<Date>,
        changes: JsonSql,
        reason: Text,
        made_by: IdSql,
        made_at: TsSql,
    }

    lotse_coordinations (lotse_id, organisation_id, year) {
        lotse_id: IdSql,
        year: Integer,
        organisation_id: IdSql,
        noted_by: IdSql,
        noted_at: TsSql,
    }
}
