//! `easel`: reads the command line, then hands over.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::process::ExitCode;

use apply::{Options, Style};
use clap::Parser;
use server::config::{ApplyArgs, CheckArgs, Cli, Command, GenerateArgs, ServeConfig};

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
        Command::Apply(args) => apply_reply(&args),
        Command::Check(args) => check_folder(&args),
        Command::Generate(args) => generate(&args),
        Command::BundleJob => match bundle::child::run(io::stdin().lock(), io::stdout().lock()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => fail(&error, 1),
        },
    }
}

fn apply_reply(args: &ApplyArgs) -> ExitCode {
    let reply: Box<dyn Read> = match args.reply.as_deref().filter(|path| *path != Path::new("-")) {
        None => Box::new(io::stdin().lock()),
        // A folder opens like a file, and only then cannot be read.
        Some(path) if path.is_dir() => {
            return fail(&format!("{} is a folder, not a reply.", path.display()), 2);
        }
        Some(path) => match File::open(path) {
            Ok(file) => Box::new(file),
            Err(error) => return fail(&format!("{} cannot be opened: {error}.", path.display()), 2),
        },
    };
    let options = Options { dry_run: args.dry_run, prompt: &args.prompt };
    let style = if args.json { Style::Json } else { Style::Text };
    match apply::apply(&args.dir, reply, options, style, &mut io::stdout().lock()) {
        Ok(outcome) if outcome.ok => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(1),
        Err(error) => fail(&error, 2),
    }
}

fn check_folder(args: &CheckArgs) -> ExitCode {
    let verifier = server::typescript::verifier_of_folder(&args.dir, |name| std::env::var_os(name));
    let style = if args.json { verify::Style::Json } else { verify::Style::Text };
    match verify::check(&args.dir, &verifier, style, &mut io::stdout().lock()) {
        Ok(report) if report.ok => ExitCode::SUCCESS,
        Ok(_) => ExitCode::from(1),
        Err(error) => fail(&error, 2),
    }
}

fn generate(args: &GenerateArgs) -> ExitCode {
    let files = match verify::read_folder(&args.dir) {
        Ok(files) => files,
        Err(error) => return fail(&error, 2),
    };
    llm::install_crypto();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error, 1),
    };
    let verifier = server::typescript::verifier_of_folder(&args.dir, |name| std::env::var_os(name));
    let mut out = io::stdout();
    let done = server::generate_command::generate(args, files, verifier, &mut out);
    match runtime.block_on(done) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => fail(&error, 2),
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
fn fail(error: &dyn std::fmt::Display, code: u8) -> ExitCode {
    eprintln!("easel: {error}");
    ExitCode::from(code)
}
