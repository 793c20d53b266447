//! One registry, with the answers it gave.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use futures::StreamExt;
use reqwest::header::ACCEPT;

use crate::error::NpmError;
use crate::name::is_name;
use crate::packument::Packument;
use crate::tarball::{self, Dist};

/// The form without descriptions; ten times shorter.
const SHORT: &str = "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8";
const MAX_PACKUMENT_BYTES: usize = 30_000_000;
/// How long an answer is taken for granted.
const FRESH: Duration = Duration::from_secs(300);
const CONNECT: Duration = Duration::from_secs(5);
/// Answers kept in memory.
const MOST_KEPT: usize = 200;

#[derive(Clone)]
pub struct Registry(Arc<Inner>);

struct Inner {
    /// Without a slash at the end.
    base: String,
    client: reqwest::Client,
    folder: PathBuf,
    known: Mutex<HashMap<String, (Instant, Arc<Packument>)>>,
}

impl Registry {
    /// `base` is the registry's address, `folder` where archives are kept.
    pub fn new(base: &str, folder: PathBuf) -> Result<Self, NpmError> {
        let host = reqwest::Url::parse(base).ok().and_then(|url| url.host_str().map(str::to_owned));
        let same_host = reqwest::redirect::Policy::custom(move |attempt| {
            // Never to an address that nobody configured, such as one of this machine's own.
            let same = attempt.url().host_str() == host.as_deref();
            if same && attempt.previous().len() < 5 { attempt.follow() } else { attempt.stop() }
        });
        let client = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            .redirect(same_host)
            .user_agent(concat!("easel/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| NpmError::Unreachable(error.to_string()))?;
        let base = base.trim_end_matches('/').to_owned();
        Ok(Self(Arc::new(Inner { base, client, folder, known: Mutex::default() })))
    }

    /// Asks once in five minutes.
    pub(crate) async fn packument(&self, name: &str) -> Result<Arc<Packument>, NpmError> {
        if !is_name(name) {
            return Err(NpmError::NameRefused(name.chars().take(100).collect()));
        }
        if let Some((at, known)) = self.known().get(name)
            && at.elapsed() < FRESH
        {
            return Ok(known.clone());
        }
        // A slash would be part of the path.
        let url = format!("{}/{}", self.0.base, name.replace('/', "%2F"));
        let answer = self.ask(name, &url, Some(SHORT)).await?;
        let bytes = whole(name, answer).await?;
        let packument: Packument = serde_json::from_slice(&bytes)
            .map_err(|error| NpmError::Unreadable { name: name.to_owned(), reason: error.to_string() })?;
        let packument = Arc::new(packument);
        let mut known = self.known();
        if known.len() >= MOST_KEPT {
            known.clear();
        }
        known.insert(name.to_owned(), (Instant::now(), packument.clone()));
        Ok(packument)
    }

    /// The archive of a package, on disk.
    pub async fn tarball(&self, name: &str, dist: &Dist) -> Result<PathBuf, NpmError> {
        tarball::keep(&self.0.folder, name, dist, || async {
            let url = self.own_address(name, &dist.tarball);
            self.ask(name, &url, None).await
        })
        .await
    }

    /// The version of `name` that `range` stands for now.
    pub async fn find_version(&self, name: &str, range: &str) -> Result<String, NpmError> {
        Ok(self.packument(name).await?.choose(name, range)?.version.clone())
    }

    pub fn folder(&self) -> &Path {
        &self.0.folder
    }

    /// An archive is fetched from the registry itself, wherever the registry says that it is.
    fn own_address(&self, name: &str, tarball: &str) -> String {
        if tarball.strip_prefix(&self.0.base).is_some_and(|rest| rest.starts_with('/')) {
            return tarball.to_owned();
        }
        let file = tarball.split(['?', '#']).next().unwrap_or(tarball).rsplit('/').next().unwrap_or_default();
        format!("{}/{name}/-/{file}", self.0.base)
    }

    async fn ask(&self, name: &str, url: &str, accept: Option<&str>) -> Result<reqwest::Response, NpmError> {
        let mut request = self.0.client.get(url);
        if let Some(accept) = accept {
            request = request.header(ACCEPT, accept);
        }
        // The address may hold a password: it is not repeated.
        let answer =
            request.send().await.map_err(|error| NpmError::Unreachable(error.without_url().to_string()))?;
        match answer.status().as_u16() {
            200..=299 => Ok(answer),
            404 | 405 => Err(NpmError::NoSuchPackage(name.to_owned())),
            status => Err(NpmError::Status { name: name.to_owned(), status }),
        }
    }

    fn known(&self) -> std::sync::MutexGuard<'_, HashMap<String, (Instant, Arc<Packument>)>> {
        self.0.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn whole(name: &str, answer: reqwest::Response) -> Result<Vec<u8>, NpmError> {
    let mut bytes = Vec::new();
    let mut stream = answer.bytes_stream();
    while let Some(piece) = stream.next().await {
        bytes.extend(piece.map_err(|error| NpmError::Unreachable(error.without_url().to_string()))?);
        if bytes.len() > MAX_PACKUMENT_BYTES {
            return Err(NpmError::TooLarge {
                name: name.to_owned(),
                megabytes: MAX_PACKUMENT_BYTES as u64 / 1_000_000,
            });
        }
    }
    Ok(bytes)
}

/// The registry's address: `EASEL_NPM_REGISTRY`, or what npm itself is configured with. `off` is none.
/// `env` answers a variable's value.
pub fn find_registry(env: impl Fn(&str) -> Option<String>) -> Option<String> {
    let named = env("EASEL_NPM_REGISTRY").filter(|address| !address.trim().is_empty());
    if named.as_deref().is_some_and(|address| address.trim().eq_ignore_ascii_case("off")) {
        return None;
    }
    named
        .or_else(|| env("npm_config_registry"))
        .or_else(|| {
            let rc = Path::new(&env("HOME")?).join(".npmrc");
            let text = std::fs::read_to_string(rc).ok()?;
            let lines = text.lines().filter_map(|line| line.split_once('='));
            lines
                .filter(|(key, _)| key.trim() == "registry")
                .map(|(_, value)| value.trim().to_owned())
                .next_back()
        })
        .map(|address| address.trim().to_owned())
        .filter(|address| address.starts_with("http://") || address.starts_with("https://"))
}
