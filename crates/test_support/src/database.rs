use crate::postgres::{self, Server};

/// An empty database of its own; gone when dropped.
pub struct TestDb {
    /// For `store::Store::open` or `DATABASE_URL`.
    pub url: String,
    keep: Keep,
}

enum Keep {
    Folder(tempfile::TempDir),
    Database {
        server: String,
        name: String,
    },
    /// The whole server is thrown away at the end.
    Nothing,
}

impl TestDb {
    /// A file in a temporary folder.
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self {
            url: format!("sqlite:{}", folder.path().join("test.db").display()),
            keep: Keep::Folder(folder),
        }
    }

    /// A database on the server in `TEST_DATABASE_URL`, or on a temporary one that this process starts. None
    /// only if `EASEL_TEST_POSTGRES=off` says that PostgreSQL is not to be tested; a missing PostgreSQL fails
    /// the test.
    pub async fn postgres() -> Option<Self> {
        let server = postgres::server()?;
        let name = format!("easel_test_{}", uuid::Uuid::now_v7().simple());
        let address = server.address();
        store::scratch::create_database(address, &name).await.expect("a fresh database");
        let url = with_database(address, &name);
        let keep = match server {
            Server::Given(address) => Keep::Database { server: address.clone(), name },
            Server::Started(_) => Keep::Nothing,
        };
        Some(Self { url, keep })
    }

    /// The folder of a SQLite database.
    pub fn folder(&self) -> Option<&std::path::Path> {
        match &self.keep {
            Keep::Folder(folder) => Some(folder.path()),
            Keep::Database { .. } | Keep::Nothing => None,
        }
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        if let Keep::Database { server, name } = &self.keep {
            let (server, name) = (server.clone(), name.clone());
            // A thread of its own: this may run inside the test's runtime.
            let dropped = std::thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                runtime.block_on(store::scratch::drop_database(&server, &name))
            });
            let _ = dropped.join();
        }
    }
}

/// `postgres://host/old?x` with another database name.
fn with_database(url: &str, name: &str) -> String {
    let (address, query) = url.split_once('?').map_or((url, None), |(address, query)| (address, Some(query)));
    let (scheme, rest) = address.split_once("://").expect("an address with a scheme");
    let host = rest.split('/').next().unwrap_or_default();
    match query {
        Some(query) => format!("{scheme}://{host}/{name}?{query}"),
        None => format!("{scheme}://{host}/{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::with_database;

    #[test]
    fn only_the_database_name_changes() {
        assert_eq!(with_database("postgres://u:p@h:5/old?x=1", "new"), "postgres://u:p@h:5/new?x=1");
        assert_eq!(with_database("postgres:///old?host=/tmp/x", "new"), "postgres:///new?host=/tmp/x");
        assert_eq!(with_database("postgres://h", "new"), "postgres://h/new");
    }
}
