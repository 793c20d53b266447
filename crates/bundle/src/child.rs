//! The child process: one job from standard input, its answer on standard output.

use std::io::{Read, Write};

use crate::job::{Bundled, Fault, Job};
use crate::{packages, site};

/// Answers an error only when the parent cannot be understood or is gone.
pub fn run(mut input: impl Read, mut output: impl Write) -> std::io::Result<()> {
    let mut told = Vec::new();
    input.read_to_end(&mut told)?;
    let job: Job = serde_json::from_slice(&told)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let bundled = runtime.block_on(async {
        match job {
            Job::Packages(job) => packages::bundle(job).await,
            Job::Site(job) => site::bundle(job).await,
        }
    });
    let answer = bundled.unwrap_or_else(Bundled::Failed);
    serde_json::to_writer(&mut output, &answer)?;
    output.flush()
}

pub(crate) type Done = Result<Bundled, Fault>;
