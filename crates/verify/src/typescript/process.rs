//! A program that is watched, and ended when it takes too much.

use std::io::Read;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::Limits;

/// How often is looked: in this time memory can grow by some ten megabytes.
const LOOK_EVERY: Duration = Duration::from_millis(5);
/// Tens of thousands of errors; nobody reads more.
const MOST_BYTES: u64 = 8 * 1024 * 1024;

/// What it wrote to standard output, whatever its exit status. It is gone when this returns. The error is a sentence.
pub fn run(program: &Path, arguments: &[&str], folder: &Path, limits: Limits) -> Result<String, String> {
    let mut child = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        // It needs nothing of what may be secret.
        .env_clear()
        // The compiler's memory is cleared away more eagerly as it comes near the limit.
        .env("GOMEMLIMIT", (limits.memory_bytes / 10 * 8).to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map(Running)
        .map_err(|error| format!("{} cannot be started: {error}.", program.display()))?;
    let said = child.0.stdout.take().map(collect);
    let complained = child.0.stderr.take().map(collect);
    let status = child.wait(limits)?;
    let text = |pipe: Option<thread::JoinHandle<Vec<u8>>>| {
        pipe.and_then(|pipe| pipe.join().ok()).unwrap_or_default()
    };
    let (said, complained) = (text(said), text(complained));
    if said.len() as u64 >= MOST_BYTES {
        return Err("It says more than can be read.".to_owned());
    }
    // 1 and 2 say that there are findings.
    if !matches!(status.code(), Some(0..=2)) {
        let complaint = String::from_utf8_lossy(&complained);
        let first: String = complaint.lines().next().unwrap_or_default().chars().take(200).collect();
        return Err(format!("It ended early ({status}): {first}"));
    }
    Ok(String::from_utf8_lossy(&said).into_owned())
}

/// Ended when dropped.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Running {
    fn wait(&mut self, limits: Limits) -> Result<std::process::ExitStatus, String> {
        let started = Instant::now();
        loop {
            if let Some(status) =
                self.0.try_wait().map_err(|error| format!("It cannot be watched: {error}."))?
            {
                return Ok(status);
            }
            if started.elapsed() > limits.time {
                return Err(format!("It took longer than {} s.", limits.time.as_secs_f32()));
            }
            if resident_bytes(self.0.id()).is_some_and(|bytes| bytes > limits.memory_bytes) {
                return Err(format!("It took more than {} MB of memory.", limits.memory_bytes / 1_000_000));
            }
            thread::sleep(LOOK_EVERY);
        }
    }
}

/// Reads aside, so that a full pipe stops nobody; when the reader has enough, the writer is told by a closed pipe.
fn collect(pipe: impl Read + Send + 'static) -> thread::JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = pipe.take(MOST_BYTES).read_to_end(&mut bytes);
        bytes
    })
}

fn resident_bytes(pid: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}
