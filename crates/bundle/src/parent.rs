//! The server's side: starts the child, watches it, and ends it when it takes too much.

use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;
use tokio::time::{Instant, interval, sleep_until};

use crate::error::BundleError;
use crate::job::{Bundled, Job};

/// How often the child's memory is looked at: in this time it can grow by some ten megabytes.
const LOOK_EVERY: Duration = Duration::from_millis(10);
/// An answer is a list of names.
const MAX_ANSWER_BYTES: u64 = 4 * 1024 * 1024;

#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub time: Duration,
    /// Resident memory of the child; watched on Linux only.
    pub memory_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { time: Duration::from_secs(10), memory_bytes: 200_000_000 }
    }
}

/// Runs jobs in children of this program. Cheap to clone.
#[derive(Clone)]
pub struct Bundler {
    program: PathBuf,
    arguments: Vec<String>,
    limits: Limits,
    /// Two at once: more would only wait for the processor.
    places: Arc<Semaphore>,
}

impl Bundler {
    /// `program` with `arguments` has to call `child::run`.
    pub fn new(program: PathBuf, arguments: &[&str], limits: Limits) -> Self {
        let arguments = arguments.iter().map(|&argument| argument.to_owned()).collect();
        Self { program, arguments, limits, places: Arc::new(Semaphore::new(2)) }
    }

    /// The child is gone when this returns, and when its future is dropped.
    pub async fn run(&self, job: &Job) -> Result<Bundled, BundleError> {
        let _place = self.places.acquire().await;
        let deadline = Instant::now() + self.limits.time;
        let mut child = Command::new(&self.program)
            .args(&self.arguments)
            // It needs nothing of what may be secret.
            .env_clear()
            // Arenas would count as memory before they are used.
            .env("MIMALLOC_ARENA_EAGER_COMMIT", "0")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(BundleError::Start)?;
        let pid = child.id();
        let told = serde_json::to_vec(job).map_err(|error| BundleError::Crashed(error.to_string()))?;
        tokio::select! {
            answer = talk(&mut child, &told) => answer,
            () = sleep_until(deadline) => Err(BundleError::TooSlow(self.limits.time)),
            () = outgrows(pid, self.limits.memory_bytes) => {
                Err(BundleError::TooLarge(self.limits.memory_bytes))
            }
        }
    }
}

async fn talk(child: &mut Child, told: &[u8]) -> Result<Bundled, BundleError> {
    let crashed = |error: &dyn std::fmt::Display| BundleError::Crashed(error.to_string());
    let (Some(mut stdin), Some(stdout), Some(stderr)) =
        (child.stdin.take(), child.stdout.take(), child.stderr.take())
    else {
        return Err(BundleError::Crashed("it has no pipes".to_owned()));
    };
    let (mut answer, mut complaint) = (Vec::new(), Vec::new());
    let tell = async {
        // A child that ended early says so itself.
        let _ = stdin.write_all(told).await;
        drop(stdin);
    };
    let mut stdout = stdout.take(MAX_ANSWER_BYTES);
    let mut stderr = stderr.take(MAX_ANSWER_BYTES);
    let read = async { tokio::join!(stdout.read_to_end(&mut answer), stderr.read_to_end(&mut complaint)) };
    let ((), (said, _)) = tokio::join!(tell, read);
    said.map_err(|error| crashed(&error))?;
    let status = child.wait().await.map_err(|error| crashed(&error))?;
    match serde_json::from_slice(&answer) {
        Ok(Bundled::Failed(fault)) => Err(BundleError::Refused(fault)),
        Ok(bundled) => Ok(bundled),
        Err(_) => {
            let complaint = String::from_utf8_lossy(&complaint);
            Err(BundleError::Crashed(format!("{status}: {}", last_part(complaint.trim()))))
        }
    }
}

/// The end of a long text: what went wrong is said last.
fn last_part(text: &str) -> &str {
    let from = (text.len().saturating_sub(400)..text.len()).find(|at| text.is_char_boundary(*at));
    &text[from.unwrap_or(0)..]
}

/// Returns when the process has more memory than this. Never where that cannot be seen.
async fn outgrows(pid: Option<u32>, memory_bytes: u64) {
    let mut looks = interval(LOOK_EVERY);
    loop {
        looks.tick().await;
        if pid.and_then(resident_bytes).is_some_and(|bytes| bytes > memory_bytes) {
            return;
        }
    }
}

fn resident_bytes(pid: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}
