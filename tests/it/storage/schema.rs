//! What a database's schema is, read from the engine's own catalogue and written the same way for both.

use std::collections::{BTreeMap, BTreeSet};

use lotsenwerk::storage::Engine;

use crate::support::db::Raw;

/// Everything in a schema that both engines know, apart from diesel's table of migrations.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Schema {
    pub tables: BTreeMap<String, Table>,
}

#[derive(Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// `(name, type, nullable)` in order; the type as this engine calls it.
    pub columns: Vec<(String, String, bool)>,
    /// Columns of the primary key, joined by commas.
    pub primary_key: String,
    /// `from -> table(to) on delete …`.
    pub foreign_keys: BTreeSet<String>,
    /// `name? unique? partial? columns`; constraints without their name, which SQLite does not keep.
    pub indexes: BTreeSet<String>,
    /// The checks that have a name, with the codes that they speak of.
    pub checks: BTreeSet<String>,
}

/// Reads the schema.
pub fn read(raw: &mut Raw) -> Schema {
    let mut schema = Schema::default();
    let names = match raw.engine() {
        Engine::Sqlite => "SELECT name AS line FROM sqlite_schema WHERE type = 'table' ORDER BY name",
        Engine::Postgres => "SELECT tablename::text AS line FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
    };
    for name in raw.lines(names).into_iter().filter(|name| name != "__diesel_schema_migrations") {
        let table = match raw.engine() {
            Engine::Sqlite => sqlite(raw, &name),
            Engine::Postgres => postgres(raw, &name),
        };
        schema.tables.insert(name, table);
    }
    schema
}

fn columns(lines: Vec<String>) -> Vec<(String, String, bool)> {
    let column = |line: String| {
        let mut parts = line.splitn(3, '|').map(ToOwned::to_owned);
        let (name, kind, nullable) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
        (name, kind, nullable == "yes")
    };
    lines.into_iter().map(column).collect()
}

/// The first parenthesis with all that is in it.
fn parenthesis(text: &str) -> &str {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return &text[..at],
            ')' => depth -= 1,
            _ => {}
        }
    }
    text
}

/// The codes in a check; patterns, which the engines spell differently, are none.
fn codes(check: &str) -> String {
    let quoted = check.split('\'').skip(1).step_by(2);
    let codes: BTreeSet<&str> =
        quoted.filter(|text| text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')).collect();
    codes.into_iter().collect::<Vec<_>>().join(",")
}

fn sqlite(raw: &mut Raw, table: &str) -> Table {
    let info = format!("pragma_table_info('{table}')");
    let definition = raw.lines(&format!("SELECT sql AS line FROM sqlite_schema WHERE name = '{table}'")).remove(0);
    let named = definition.split("CONSTRAINT ").skip(1).filter_map(|rest| {
        let (name, check) = rest.split_once(char::is_whitespace)?;
        name.ends_with("_check").then(|| format!("{name}: {}", codes(parenthesis(check))))
    });
    Table {
        columns: columns(raw.lines(&format!(
            "SELECT name || '|' || type || '|' || CASE \"notnull\" WHEN 1 THEN 'no' ELSE 'yes' END AS line
             FROM {info} ORDER BY cid"
        ))),
        primary_key: raw.lines(&format!("SELECT name AS line FROM {info} WHERE pk > 0 ORDER BY pk")).join(","),
        foreign_keys: raw
            .lines(&format!(
                "SELECT group_concat(\"from\") || ' -> ' || \"table\" || '(' || group_concat(\"to\") || ') on delete '
                        || lower(on_delete) AS line
                 FROM pragma_foreign_key_list('{table}') GROUP BY id"
            ))
            .into_iter()
            .collect(),
        indexes: raw
            .lines(&format!(
                "SELECT CASE origin WHEN 'c' THEN l.name ELSE '' END
                        || CASE \"unique\" WHEN 1 THEN ' unique' ELSE '' END
                        || CASE partial WHEN 1 THEN ' partial' ELSE '' END || ' '
                        || (SELECT group_concat(name) FROM (SELECT name FROM pragma_index_info(l.name) ORDER BY seqno))
                        AS line
                 FROM pragma_index_list('{table}') l WHERE origin <> 'pk'"
            ))
            .into_iter()
            .collect(),
        checks: named.collect(),
    }
}

fn postgres(raw: &mut Raw, table: &str) -> Table {
    // The columns of a key or index by their numbers, in order.
    let names = |owner: &str, numbers: &str| {
        format!(
            "(SELECT string_agg(a.attname::text, ',' ORDER BY n.position)
              FROM unnest({numbers}) WITH ORDINALITY AS n(number, position)
              JOIN pg_attribute a ON a.attrelid = {owner} AND a.attnum = n.number)"
        )
    };
    Table {
        columns: columns(raw.lines(&format!(
            "SELECT attname || '|' || format_type(atttypid, atttypmod) || '|'
                    || CASE WHEN attnotnull THEN 'no' ELSE 'yes' END AS line
             FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum"
        ))),
        primary_key: raw
            .lines(&format!(
                "SELECT {} AS line FROM pg_constraint c WHERE contype = 'p' AND conrelid = '{table}'::regclass",
                names("c.conrelid", "c.conkey")
            ))
            .join(","),
        foreign_keys: raw
            .lines(&format!(
                "SELECT {} || ' -> ' || confrelid::regclass || '(' || {} || ') on delete '
                        || CASE confdeltype WHEN 'c' THEN 'cascade' WHEN 'a' THEN 'no action' ELSE confdeltype::text END
                        AS line
                 FROM pg_constraint c WHERE contype = 'f' AND conrelid = '{table}'::regclass",
                names("c.conrelid", "c.conkey"),
                names("c.confrelid", "c.confkey")
            ))
            .into_iter()
            .collect(),
        indexes: raw
            .lines(&format!(
                "SELECT CASE WHEN EXISTS (SELECT 1 FROM pg_constraint k
                                          WHERE k.conindid = i.indexrelid AND contype = 'u')
                             THEN '' ELSE i.indexrelid::regclass::text END
                        || CASE WHEN indisunique THEN ' unique' ELSE '' END
                        || CASE WHEN indpred IS NULL THEN '' ELSE ' partial' END || ' ' || {} AS line
                 FROM pg_index i WHERE indrelid = '{table}'::regclass AND NOT indisprimary",
                names("i.indrelid", "i.indkey::smallint[]")
            ))
            .into_iter()
            .collect(),
        checks: raw
            .lines(&format!(
                "SELECT conname || ' ' || pg_get_constraintdef(oid) AS line
                 FROM pg_constraint WHERE contype = 'c' AND conrelid = '{table}'::regclass"
            ))
            .into_iter()
            .map(|line| {
                let (name, check) = line.split_once(' ').unwrap();
                format!("{name}: {}", codes(check))
            })
            .collect(),
    }
}
