//! `easel`: reads the command line, then hands over.

use std::process::ExitCode;

use clap::Parser;
use server::config::{Cli, Command, ServeConfig};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Before any thread reads the environment.
    dotenvy::dotenv().ok();
    match Cli::parse().command {
        Command::Serve(args) => match ServeConfig::load(&args, |name| std::env::var(name).ok()) {
            Ok(config) => serve(config),
            Err(error) => fail(&error, 2),
        },
    }
}

fn serve(config: ServeConfig) -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::new(&config.log))
        .with_writer(std::io::stderr)
        .init();
    llm::install_crypto();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error, 1),
    };
    match runtime.block_on(server::serve::serve(config)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error, 1),
    }
}

#[expect(clippy::print_stderr, reason = "the last word before the process ends")]
fn fail(error: &dyn std::error::Error, code: u8) -> ExitCode {
    eprintln!("easel: {error}");
    ExitCode::from(code)
}
