//! Migrations, embedded. One text serves both databases; tokens stand for what they spell differently.

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AssertSqlSafe, SqlSafeStr};

/// Number, name, up, down.
const MIGRATIONS: &[(i64, &str, &str, &str)] = &[
    (
        1,
        "foundation",
        include_str!("../../../migrations/0001_foundation.up.sql"),
        include_str!("../../../migrations/0001_foundation.down.sql"),
    ),
    (
        2,
        "models",
        include_str!("../../../migrations/0002_models.up.sql"),
        include_str!("../../../migrations/0002_models.down.sql"),
    ),
    (
        3,
        "images",
        include_str!("../../../migrations/0003_images.up.sql"),
        include_str!("../../../migrations/0003_images.down.sql"),
    ),
    (
        4,
        "projects",
        include_str!("../../../migrations/0004_projects.up.sql"),
        include_str!("../../../migrations/0004_projects.down.sql"),
    ),
    (
        6,
        "links",
        include_str!("../../../migrations/0006_links.up.sql"),
        include_str!("../../../migrations/0006_links.down.sql"),
    ),
];

/// Token, SQLite, PostgreSQL.
const TOKENS: &[(&str, &str, &str)] = &[
    ("{{blob}}", "BLOB", "BYTEA"),
    ("{{bool}}", "BOOLEAN", "BOOLEAN"),
    ("{{json}}", "TEXT", "JSONB"),
    // Sorted by its bytes, whatever language the database is set to.
    ("{{plain_text}}", "TEXT", "TEXT COLLATE \"C\""),
];

pub(crate) fn sqlite() -> Migrator {
    migrator(|sql| TOKENS.iter().fold(sql.to_owned(), |sql, (token, lite, _)| sql.replace(token, lite)))
}

pub(crate) fn postgres() -> Migrator {
    migrator(|sql| TOKENS.iter().fold(sql.to_owned(), |sql, (token, _, pg)| sql.replace(token, pg)))
}

fn migrator(dialect: impl Fn(&str) -> String) -> Migrator {
    let step = |(version, name, up, down): &(i64, &'static str, &str, &str)| {
        [(up, MigrationType::ReversibleUp), (down, MigrationType::ReversibleDown)].map(|(sql, kind)| {
            // The text is a constant of this crate with constants put in.
            let sql = AssertSqlSafe(dialect(sql)).into_sql_str();
            Migration::new(*version, (*name).into(), kind, sql, false)
        })
    };
    Migrator::with_migrations(MIGRATIONS.iter().flat_map(step).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_token_is_left_and_every_file_is_listed() {
        for migrator in [sqlite(), postgres()] {
            for migration in migrator.iter() {
                assert!(!migration.sql.as_str().contains("CREATE TABLE {{"));
                assert!(
                    !migration
                        .sql
                        .as_str()
                        .lines()
                        .any(|line| !line.starts_with("--") && line.contains("{{"))
                );
            }
        }
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations");
        let files = std::fs::read_dir(folder).unwrap().count();
        assert_eq!(files, MIGRATIONS.len() * 2);
    }
}
