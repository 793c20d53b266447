//! Configuration by flags and environment; every variable is listed in `.env.example`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// Characters; fewer could be guessed by whoever has the database.
const SHORTEST_SECRET: usize = 32;

/// A self-hosted AI coding workspace.
#[derive(Debug, Parser)]
#[command(name = "easel", version, about, disable_help_subcommand = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start the server.
    Serve(ServeArgs),
    /// Apply a model's reply to a folder.
    ///
    /// The reply is read while it arrives, and each file is replaced in one step when its element closes. Exit status:
    /// 0 all applied, 1 something was refused, 2 wrong usage.
    Apply(ApplyArgs),
    /// Have a model change a folder.
    ///
    /// A whole turn without a browser: plan, edits, check and repairs. Nothing is written before the turn has ended, and
    /// then each file in one step. Models are configured as for `serve`. Exit status: 0 all applied and verified, 1
    /// something was refused or is failing, 2 wrong usage.
    Generate(GenerateArgs),
    /// Say what is wrong with a project's files.
    ///
    /// Syntax, imports, names, a short list of rules for React, and types where TypeScript 7 is installed. Nothing is
    /// run or changed. Exit status: 0 no errors, 1 errors, 2 wrong usage.
    Check(CheckArgs),
    /// What the server starts for itself: one job of the bundler, from standard input.
    #[command(hide = true, name = crate::workshop::BUNDLE_COMMAND)]
    BundleJob,
}

#[derive(Debug, Args)]
pub struct ApplyArgs {
    /// The folder; nothing outside of it is touched
    pub dir: PathBuf,
    /// File with the reply; `-` or nothing for standard input
    pub reply: Option<PathBuf>,
    /// Say what would be done, and do nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Print one JSON object instead of lines
    #[arg(long)]
    pub json: bool,
    /// What the model was asked; a loss that was asked for is no accident
    #[arg(long, default_value = "", hide_default_value = true)]
    pub prompt: String,
}

#[derive(Debug, Args)]
pub struct GenerateArgs {
    /// The folder; nothing outside of it is touched
    pub dir: PathBuf,
    /// What to build or change
    #[arg(long)]
    pub prompt: String,
    /// Id of a model, such as openai/gpt-5; the first connected one if none is given
    #[arg(long)]
    pub model: Option<String>,
    /// Say what would be done, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Print one JSON object instead of lines
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    /// The project's folder; what tools made in it is left alone
    pub dir: PathBuf,
    /// Print one JSON object instead of lines
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Default, Args)]
pub struct ServeArgs {
    /// Address to listen on [env EASEL_ADDR] [default: 127.0.0.1:3000]
    #[arg(long)]
    pub addr: Option<String>,
    /// Folder for the database [env EASEL_DATA_DIR] [default: data]
    #[arg(long)]
    pub data_dir: Option<PathBuf>,
    /// postgres://… instead of SQLite in the data folder [env DATABASE_URL]
    #[arg(long)]
    pub database_url: Option<String>,
}

/// The validated configuration of one server.
#[derive(Clone, PartialEq, Eq)]
pub struct ServeConfig {
    pub addr: SocketAddr,
    pub data_dir: PathBuf,
    pub database_url: Option<String>,
    /// What stored keys are encrypted with; none for random bytes in the data folder.
    pub secret: Option<String>,
    /// Address of an npm registry; none if only the packages that come with Easel are to be had.
    pub npm_registry: Option<String>,
    /// Path to TypeScript's compiler, or `off`; without it, it is looked for.
    pub typescript: Option<String>,
    /// Host names besides the loopback ones and the listening address under which the server may be
    /// addressed. Anything else is refused, so that a foreign page cannot reach it by DNS rebinding.
    pub allowed_hosts: Vec<String>,
    pub log: String,
}

/// Without the secret and the address of the database, which may hold a password: this ends up in logs.
impl std::fmt::Debug for ServeConfig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ServeConfig")
            .field("addr", &self.addr)
            .field("data_dir", &self.data_dir)
            .field("log", &self.log)
            .finish_non_exhaustive()
    }
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{variable} is \"{value}\", which does not work: use {allowed}.")]
pub struct ConfigError {
    pub variable: &'static str,
    pub value: String,
    pub allowed: &'static str,
}

impl ServeConfig {
    /// Flags win over `env`, which wins over defaults. `env` answers a variable's value.
    pub fn load(args: &ServeArgs, env: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let env = |name: &str| env(name).filter(|value| !value.trim().is_empty());
        let addr =
            args.addr.clone().or_else(|| env("EASEL_ADDR")).unwrap_or_else(|| "127.0.0.1:3000".to_owned());
        let addr = addr.parse().map_err(|_| ConfigError {
            variable: "EASEL_ADDR",
            value: addr.clone(),
            allowed: "an IP address and a port, such as 127.0.0.1:3000 or [::]:3000",
        })?;
        let database_url = args.database_url.clone().or_else(|| env("DATABASE_URL"));
        if let Some(url) = &database_url
            && !["postgres://", "postgresql://", "sqlite:"].iter().any(|scheme| url.starts_with(scheme))
        {
            return Err(ConfigError {
                variable: "DATABASE_URL",
                // The value may hold a password: only its scheme is repeated.
                value: format!("{}…", url.split(':').next().unwrap_or_default()),
                allowed: "postgres://user:password@host/database, or leave it empty for SQLite",
            });
        }
        let secret = env("EASEL_SECRET");
        if secret.as_ref().is_some_and(|secret| secret.trim().chars().count() < SHORTEST_SECRET) {
            return Err(ConfigError {
                variable: "EASEL_SECRET",
                value: "…".to_owned(),
                allowed: "at least 32 characters, for instance from `openssl rand -base64 32`",
            });
        }
        for variable in llm::VARIABLES {
            let Some(value) = env(variable.name).filter(|value| !variable.accepts(value)) else { continue };
            return Err(ConfigError { variable: variable.name, value, allowed: variable.allowed });
        }
        if let Some(value) = env("EASEL_NPM_REGISTRY")
            && !["http://", "https://"].iter().any(|scheme| value.starts_with(scheme))
            && !value.eq_ignore_ascii_case("off")
        {
            let allowed = "the http:// or https:// address of a registry, or off";
            return Err(ConfigError { variable: "EASEL_NPM_REGISTRY", value, allowed });
        }
        let log = env("EASEL_LOG").unwrap_or_else(|| "info".to_owned());
        if tracing_subscriber::EnvFilter::try_new(&log).is_err() {
            return Err(ConfigError {
                variable: "EASEL_LOG",
                value: log,
                allowed: "error, warn, info, debug, trace, or a filter such as info,backend=debug",
            });
        }
        Ok(Self {
            addr,
            data_dir: args
                .data_dir
                .clone()
                .or_else(|| env("EASEL_DATA_DIR").map(PathBuf::from))
                .unwrap_or_else(|| PathBuf::from("data")),
            database_url,
            secret,
            npm_registry: npm::find_registry(env),
            typescript: env(crate::typescript::VARIABLE),
            allowed_hosts: env("EASEL_ALLOWED_HOSTS")
                .map(|list| list.split(',').map(|host| host.trim().to_ascii_lowercase()).collect())
                .unwrap_or_default(),
            log,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(pairs: &[(&str, &str)]) -> Result<ServeConfig, ConfigError> {
        ServeConfig::load(&ServeArgs::default(), |name| {
            pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn a_wrong_value_names_the_variable_and_what_is_allowed() {
        for (variable, value) in [
            ("EASEL_ADDR", "banana"),
            ("DATABASE_URL", "mysql://secret@host/db"),
            ("OPENAI_BASE_URL", "localhost:9"),
            ("EASEL_FIRST_TOKEN_SECONDS", "0"),
            ("EASEL_FALLBACK", "anthropic,nobody"),
            ("EASEL_REQUESTS_PER_MINUTE", "often"),
            ("EASEL_DEMO_RATE", "fast"),
            ("EASEL_NPM_REGISTRY", "on"),
            ("EASEL_LOG", "info,=nope=="),
        ] {
            let error = load(&[(variable, value)]).unwrap_err();
            assert_eq!(error.variable, variable);
            assert!(error.to_string().contains("use "), "{error}");
            assert!(!error.to_string().contains("secret"), "{error}");
        }
    }

    #[test]
    fn flags_win_over_the_environment_and_blanks_count_as_unset() {
        let args = ServeArgs { addr: Some("127.0.0.1:4000".into()), ..Default::default() };
        let config =
            ServeConfig::load(&args, |name| (name == "EASEL_ADDR").then(|| "banana".into())).unwrap();
        assert_eq!(config.addr.port(), 4000);
        assert_eq!(load(&[("EASEL_ADDR", " ")]).unwrap().addr.port(), 3000);
    }

    /// Every variable the sources read is documented, and the other way round.
    #[test]
    fn env_example_lists_every_variable() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let example = std::fs::read_to_string(root.join(".env.example")).unwrap();
        let listed: std::collections::BTreeSet<_> = example
            .lines()
            .filter_map(|line| line.trim_start_matches(['#', ' ']).split_once('='))
            .map(|(name, _)| name.to_owned())
            .filter(|name| name.chars().all(|c| c.is_ascii_uppercase() || c == '_'))
            .collect();
        let mut read = std::collections::BTreeSet::new();
        for folder in
            ["server/src", "crates/llm/src", "crates/backend/src", "crates/store/src", "crates/npm/src"]
        {
            collect(&root.join(folder), &mut read);
        }
        assert_eq!(listed, read, "left: .env.example, right: names found in the sources");
    }

    /// String literals that look like the names of variables.
    fn collect(folder: &std::path::Path, into: &mut std::collections::BTreeSet<String>) {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                collect(&path, into);
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                for literal in text.split('"').skip(1).step_by(2) {
                    let known = ["EASEL_", "OPENAI_", "ANTHROPIC_", "GEMINI_", "OLLAMA_", "DATABASE_"];
                    if known.iter().any(|prefix| literal.starts_with(prefix) && literal.len() > prefix.len())
                        && literal.chars().all(|c| c.is_ascii_uppercase() || c == '_')
                        // Compile-time only.
                        && literal != "EASEL_BUILD"
                    {
                        into.insert(literal.to_owned());
                    }
                }
            }
        }
    }
}
