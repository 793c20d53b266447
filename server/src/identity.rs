//! Who is asking, and from where.
//!
//! In local mode there is one user and no sign-in, so the address is the only fence: a request must name this
//! server as its host. Otherwise any web page could reach it by pointing its own name at 127.0.0.1.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::router::Site;

pub async fn identify(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|value| value.to_str().ok())
        .or_else(|| request.uri().authority().map(|authority| authority.as_str()));
    if !host.is_some_and(|host| site.hosts.allows(host)) {
        return (
            StatusCode::MISDIRECTED_REQUEST,
            "Easel does not answer to this host name. Add it to EASEL_ALLOWED_HOSTS to allow it.\n",
        )
            .into_response();
    }
    let user = site.context.local_user();
    request.extensions_mut().insert(user);
    next.run(request).await
}

/// True when the request comes from a page of this server, or from no page at all.
pub fn same_origin(headers: &HeaderMap) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else { return true };
    let host = headers.get(header::HOST).and_then(|value| value.to_str().ok());
    match (origin.to_str().ok().and_then(|origin| origin.split_once("://")), host) {
        (Some((_, origin)), Some(host)) => origin.eq_ignore_ascii_case(host),
        _ => false,
    }
}

/// Host names this server answers to.
#[derive(Clone, Debug)]
pub struct Hosts {
    names: Vec<String>,
}

impl Hosts {
    pub fn new(config: &crate::config::ServeConfig) -> Self {
        let mut names: Vec<String> = ["localhost", "127.0.0.1", "[::1]"].map(str::to_owned).to_vec();
        names.push(match config.addr.ip() {
            std::net::IpAddr::V4(ip) => ip.to_string(),
            std::net::IpAddr::V6(ip) => format!("[{ip}]"),
        });
        names.extend(config.allowed_hosts.iter().cloned());
        Self { names }
    }

    fn allows(&self, host: &str) -> bool {
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
            _ => host,
        };
        self.names.iter().any(|allowed| allowed.eq_ignore_ascii_case(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{ServeArgs, ServeConfig};

    #[test]
    fn only_own_names_are_answered() {
        let config = ServeConfig::load(&ServeArgs::default(), |name| {
            (name == "EASEL_ALLOWED_HOSTS").then(|| "easel.example, Studio.Example".into())
        })
        .unwrap();
        let hosts = Hosts::new(&config);
        for name in [
            "localhost:3000",
            "127.0.0.1:3000",
            "[::1]:3000",
            "LOCALHOST",
            "easel.example:443",
            "studio.example",
        ] {
            assert!(hosts.allows(name), "{name}");
        }
        for name in ["evil.example", "localhost.evil.example:3000", "127.0.0.1.evil:80", "", "10.0.0.1"] {
            assert!(!hosts.allows(name), "{name}");
        }
    }

    #[test]
    fn a_foreign_or_opaque_origin_is_not_ours() {
        let check = |origin: Option<&'static str>| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, header::HeaderValue::from_static("127.0.0.1:3000"));
            if let Some(origin) = origin {
                headers.insert(header::ORIGIN, header::HeaderValue::from_static(origin));
            }
            same_origin(&headers)
        };
        assert!(check(None));
        assert!(check(Some("http://127.0.0.1:3000")));
        assert!(!check(Some("null")));
        assert!(!check(Some("http://127.0.0.1:4000")));
        assert!(!check(Some("http://evil.example")));
    }
}
