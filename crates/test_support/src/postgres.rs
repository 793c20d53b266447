//! A PostgreSQL that lives as long as the test process.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

const START_LIMIT: Duration = Duration::from_secs(60);

pub(crate) enum Server {
    /// By `TEST_DATABASE_URL`.
    Given(String),
    Started(Postgres),
}

impl Server {
    pub(crate) fn address(&self) -> &str {
        match self {
            Self::Given(address) => address,
            Self::Started(postgres) => postgres.url(),
        }
    }
}

/// The server of this process, started on first use; none if switched off.
pub(crate) fn server() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    SERVER
        .get_or_init(|| {
            if std::env::var("EASEL_TEST_POSTGRES").is_ok_and(|value| value == "off") {
                return None;
            }
            match std::env::var("TEST_DATABASE_URL") {
                Ok(url) if !url.is_empty() => Some(Server::Given(url)),
                _ => match Postgres::start() {
                    Ok(postgres) => Some(Server::Started(postgres)),
                    Err(sentence) => panic!("{sentence}"),
                },
            }
        })
        .as_ref()
}

/// A temporary server on a Unix socket, without any TCP port. It stops, and its folder goes, when this is
/// dropped or the process ends in whatever way: a shell beside it waits for the end of its standard input.
pub struct Postgres {
    url: String,
    guard: Child,
}

impl Postgres {
    /// Makes and starts a server from the programs of Debian's `postgresql` package. The error is a sentence.
    pub fn start() -> Result<Self, String> {
        let programs = find_programs().ok_or(
            "The store's tests need PostgreSQL: install it (apt-get install postgresql), or set \
             TEST_DATABASE_URL, or leave PostgreSQL out with EASEL_TEST_POSTGRES=off.",
        )?;
        let folder = std::env::temp_dir().join(format!("easel-pg-{}", uuid::Uuid::now_v7().simple()));
        std::fs::create_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let account = unprivileged(&folder)?;
        let command = |program: &str| {
            let mut command = Command::new(program);
            command.current_dir(&folder).stdin(Stdio::null());
            #[cfg(unix)]
            if let Some((uid, gid)) = account {
                std::os::unix::process::CommandExt::uid(&mut command, uid);
                std::os::unix::process::CommandExt::gid(&mut command, gid);
            }
            command
        };

        let made = command(&programs.join("initdb").to_string_lossy())
            .args(["-D", "data", "-U", "easel", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"])
            .output()
            .map_err(|error| format!("initdb does not start: {error}"))?;
        if !made.status.success() {
            return Err(format!("initdb failed: {}", String::from_utf8_lossy(&made.stderr)));
        }
        // Nothing here has to survive a power cut.
        let script = r#"
            "$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off -c synchronous_commit=off \
                -c full_page_writes=off -c max_connections=400 >"$2/log" 2>&1 &
            server=$!
            cat >/dev/null
            kill -QUIT $server
            wait $server
            cd / && rm -rf "$2"
        "#;
        let guard = command("sh")
            .args(["-c", script, "sh"])
            .arg(&programs)
            .arg(&folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("PostgreSQL does not start: {error}"))?;
        let server =
            Self { url: format!("postgres:///postgres?host={}&user=easel", folder.display()), guard };
        let started = Instant::now();
        while started.elapsed() < START_LIMIT {
            let ready = command(&programs.join("pg_isready").to_string_lossy())
                .args(["-q", "-h"])
                .arg(&folder)
                .status();
            if ready.is_ok_and(|status| status.success()) {
                return Ok(server);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let log = std::fs::read_to_string(folder.join("log")).unwrap_or_default();
        Err(format!("PostgreSQL did not get ready within {START_LIMIT:?}. Its log:\n{log}"))
    }

    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.guard.stdin.take());
        let _ = self.guard.wait();
    }
}

/// The newest installed version. PATH is not asked: what lies there is often a wrapper.
fn find_programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    found.sort();
    let fixed = ["/usr/local/pgsql/bin", "/opt/homebrew/opt/postgresql/bin", "/usr/local/opt/postgresql/bin"];
    found
        .into_iter()
        .rev()
        .map(|(_, path)| path)
        .chain(fixed.map(PathBuf::from))
        .find(|path| path.join("initdb").is_file() && path.join("postgres").is_file())
}

/// PostgreSQL refuses to run as root: then the folder is given to another account, and that one runs it.
#[cfg(unix)]
fn unprivileged(folder: &Path) -> Result<Option<(u32, u32)>, String> {
    use std::os::unix::fs::{MetadataExt, chown};
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    if std::fs::metadata(folder).map_err(failed)?.uid() != 0 {
        return Ok(None);
    }
    let accounts = std::fs::read_to_string("/etc/passwd").map_err(failed)?;
    let find = |name: &str| {
        let mut fields =
            accounts.lines().find(|line| line.starts_with(&format!("{name}:")))?.split(':').skip(2);
        Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
    };
    let (uid, gid) = find("postgres")
        .or_else(|| find("nobody"))
        .ok_or("PostgreSQL does not run as root, and there is no account \"postgres\" to run it.")?;
    chown(folder, Some(uid), Some(gid)).map_err(failed)?;
    Ok(Some((uid, gid)))
}

#[cfg(not(unix))]
fn unprivileged(_: &Path) -> Result<Option<(u32, u32)>, String> {
    Ok(None)
}
