//! Where a provider is reached: the connection, its key, and what its refusals mean.

use std::time::{Duration, SystemTime};

use contract::ModelView;
use reqwest::header::HeaderValue;
use reqwest::{RequestBuilder, Response};
use serde_json::Value;

use crate::LlmError;

/// Bytes of a refusal that are read; a reason is shorter.
const MOST_OF_REFUSAL: usize = 64 * 1024;

/// Variables a person sets for one provider, for the sentences that name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Variables {
    pub(crate) key: &'static str,
    pub(crate) address: &'static str,
}

/// One provider's address and key. Has no `Debug`: the key must not get into a log.
#[derive(Clone)]
pub(crate) struct Endpoint {
    pub(crate) http: reqwest::Client,
    /// Without a slash at its end.
    pub(crate) base: String,
    /// Host and port, for messages.
    pub(crate) address: String,
    pub(crate) variables: Variables,
    key: String,
}

impl Endpoint {
    pub(crate) fn new(base: &str, key: &str, variables: Variables) -> Self {
        let base = base.trim().trim_end_matches('/').to_owned();
        let address = address(&base);
        Self { http: client(&address), base, address, variables, key: key.trim().to_owned() }
    }

    /// The base with `version` behind it, unless it ends in a version already: both are usual.
    pub(crate) fn versioned(&self, version: &str) -> String {
        let last = self.base.rsplit('/').next().unwrap_or_default();
        let digit = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
        if last.strip_prefix('v').is_some_and(digit) {
            return self.base.clone();
        }
        format!("{}/{version}", self.base)
    }

    /// The key as a header's value that no log shows. One with a line end in it cannot be right.
    pub(crate) fn signature(&self) -> Result<HeaderValue, LlmError> {
        let mut value = HeaderValue::from_str(&self.key).map_err(|_| self.unauthorized())?;
        value.set_sensitive(true);
        Ok(value)
    }

    pub(crate) fn sign(&self, request: RequestBuilder, header: &str) -> Result<RequestBuilder, LlmError> {
        Ok(request.header(header, self.signature()?))
    }

    pub(crate) fn sign_bearer(&self, request: RequestBuilder) -> Result<RequestBuilder, LlmError> {
        let mut value =
            HeaderValue::from_str(&format!("Bearer {}", self.key)).map_err(|_| self.unauthorized())?;
        value.set_sensitive(true);
        Ok(request.header("authorization", value))
    }

    pub(crate) fn is_keyless(&self) -> bool {
        self.key.is_empty()
    }

    /// What came is not what this provider's protocol allows.
    pub(crate) fn unreadable(&self) -> LlmError {
        LlmError::Unreadable(format!(
            "what it sent is no list of models; is {} right?",
            self.variables.address
        ))
    }

    /// Sends the request; anything but success is an error.
    pub(crate) async fn send(&self, request: RequestBuilder) -> Result<Response, LlmError> {
        let response = request.send().await.map_err(|error| self.unreachable(&error))?;
        if response.status().is_success() { Ok(response) } else { Err(self.refusal(response).await) }
    }

    pub(crate) fn unauthorized(&self) -> LlmError {
        LlmError::Unauthorized { key: self.variables.key }
    }

    pub(crate) fn unreachable(&self, error: &reqwest::Error) -> LlmError {
        // The library's own text has the whole URL in it, which may hold a password; its causes have not.
        let causes = std::iter::successors(std::error::Error::source(error), |cause| cause.source());
        let causes: Vec<String> = causes.map(|cause| self.redact(&cause.to_string())).collect();
        tracing::warn!(cause = causes.join(": "), address = %self.address, "a model did not answer");
        LlmError::Unreachable { address: self.address.clone(), variable: self.variables.address }
    }

    /// What an answer without success means.
    pub(crate) async fn refusal(&self, mut response: Response) -> LlmError {
        let status = response.status().as_u16();
        if response.status().is_redirection() {
            let message = format!("it sends callers elsewhere; is {} right?", self.variables.address);
            return LlmError::Refused { status, message };
        }
        let header = response.headers().get("retry-after").and_then(|value| value.to_str().ok());
        let wait = header.and_then(|value| seconds(value).or_else(|| until(value)));
        let mut body = Vec::new();
        while let Ok(Some(piece)) = response.chunk().await
            && body.len() < MOST_OF_REFUSAL
        {
            body.extend_from_slice(&piece);
        }
        let body = String::from_utf8_lossy(&body).into_owned();
        let told = serde_json::from_str::<Value>(&body).unwrap_or_default();
        // Some answer with a list of one.
        let told = told.get(0).unwrap_or(&told);
        match told.get("error") {
            Some(error) => self.error(status, error, wait),
            None => self.error(status, &Value::String(body), wait),
        }
    }

    /// What a provider's `error`, an object or a text, means. `status` is that of the answer, 200 within a reply.
    pub(crate) fn error(&self, status: u16, error: &Value, wait: Option<Duration>) -> LlmError {
        let word = |name: &str| error.get(name).and_then(Value::as_str).unwrap_or_default();
        let message = error.as_str().unwrap_or_else(|| word("message"));
        let code = error.get("code").and_then(Value::as_u64).and_then(|code| u16::try_from(code).ok());
        // Within a reply the words stand for the status.
        let status = match (word("type"), word("code"), word("status")) {
            ("overloaded_error", ..) | (_, _, "UNAVAILABLE") => 529,
            ("rate_limit_error", ..) | (_, _, "RESOURCE_EXHAUSTED") if status == 200 => 429,
            ("authentication_error" | "permission_error", ..) if status == 200 => 401,
            ("api_error" | "server_error", ..) | (_, _, "INTERNAL") if status == 200 => 500,
            _ => code.filter(|code| status == 200 && (400..600).contains(code)).unwrap_or(status),
        };
        let list = error.get("details").and_then(Value::as_array).into_iter().flatten();
        let detail = |name: &str| list.clone().find_map(|detail| detail.get(name)?.as_str());
        let wait = wait.or_else(|| seconds(detail("retryDelay")?.strip_suffix('s')?));
        // An empty account answers 429 too, and waiting does not fill it.
        let spent = word("code") == "insufficient_quota";
        match status {
            401 | 403 => self.unauthorized(),
            400 if detail("reason") == Some("API_KEY_INVALID") => self.unauthorized(),
            429 if !spent => LlmError::RateLimited { retry_after: wait },
            status => LlmError::Refused { status, message: self.redact(message) },
        }
    }

    /// Providers repeat the key they refuse.
    pub(crate) fn redact(&self, text: &str) -> String {
        if self.key.is_empty() { text.to_owned() } else { text.replace(&self.key, "…") }
    }

    pub(crate) fn model(&self, provider: &str, name: &str) -> ModelView {
        ModelView {
            id: format!("{provider}/{name}").into(),
            name: name.to_owned(),
            provider: self.address.clone(),
            note: None,
            is_default: false,
            sees_images: crate::image::sees_images(name),
        }
    }
}

/// A number of seconds, fractions rounded up, a day at most.
fn seconds(text: &str) -> Option<Duration> {
    let seconds = text.trim().parse::<f64>().ok().filter(|seconds| seconds.is_finite() && *seconds >= 0.0)?;
    Some(Duration::from_secs_f64(seconds.ceil().min(86_400.0)))
}

/// From now until a date, which is the other way to say it.
fn until(date: &str) -> Option<Duration> {
    let date = httpdate::parse_http_date(date.trim()).ok()?;
    let wait = date.duration_since(SystemTime::now()).unwrap_or_default();
    seconds(&wait.as_secs_f64().to_string())
}

/// Host and port of a URL, without a name and password in front.
fn address(base: &str) -> String {
    let rest = base.split("://").last().unwrap_or(base);
    let host = rest.split(['/', '?']).next().unwrap_or(rest);
    host.rsplit('@').next().unwrap_or(host).to_owned()
}

fn client(address: &str) -> reqwest::Client {
    // Before the first client, which reads it.
    crate::install_crypto();
    // Keys travel in headers of the providers' own, which a redirect would carry to whatever place it names.
    let builder = reqwest::Client::builder()
        .connect_timeout(Duration::from_secs(10))
        .redirect(reqwest::redirect::Policy::none());
    let local = ["127.", "localhost", "[::1]"].iter().any(|host| address.starts_with(host));
    // A proxy for the world outside does not know this computer.
    let builder = if local { builder.no_proxy() } else { builder };
    builder.build().unwrap_or_else(|_| reqwest::Client::new())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn endpoint(base: &str) -> Endpoint {
        Endpoint::new(base, "sk-secret", Variables { key: "A_KEY", address: "AN_ADDRESS" })
    }

    #[test]
    fn addresses_are_short_and_hide_passwords() {
        assert_eq!(endpoint("https://user:pass@host:8/v1/").address, "host:8");
        assert_eq!(endpoint("http://[::1]:9?x=1").address, "[::1]:9");
        assert_eq!(endpoint("https://host").versioned("v1beta"), "https://host/v1beta");
        assert_eq!(endpoint("https://host/x/v1/").versioned("v1beta"), "https://host/x/v1");
        assert_eq!(endpoint("https://host/vertex").versioned("v1"), "https://host/vertex/v1");
    }

    #[test]
    fn a_wait_is_a_number_or_a_date() {
        assert_eq!(seconds(" 1.2 "), Some(Duration::from_secs(2)));
        assert_eq!(seconds("1e300"), Some(Duration::from_secs(86_400)));
        assert_eq!((seconds("-1"), seconds("NaN"), seconds("soon")), (None, None, None));
        let in_a_year = SystemTime::now() + Duration::from_secs(365 * 86_400);
        assert_eq!(until(&httpdate::fmt_http_date(in_a_year)), Some(Duration::from_secs(86_400)));
        assert_eq!(until("Sun, 06 Nov 1994 08:49:37 GMT"), Some(Duration::ZERO));
        assert_eq!(until("soon"), None);
    }

    #[test]
    fn errors_within_a_reply_mean_what_their_status_would() {
        let endpoint = endpoint("https://host");
        let read = |error: Value| endpoint.error(200, &error, None);
        let refused = |status, message: &str| LlmError::Refused { status, message: message.to_owned() };
        assert_eq!(
            read(json!({ "type": "overloaded_error", "message": "Overloaded" })),
            refused(529, "Overloaded")
        );
        assert_eq!(read(json!({ "type": "rate_limit_error" })), LlmError::RateLimited { retry_after: None });
        assert_eq!(
            read(json!({ "code": 503, "message": "later", "status": "UNAVAILABLE" })),
            refused(529, "later")
        );
        assert_eq!(read(json!({ "code": 500, "message": "oops" })), refused(500, "oops"));
        assert_eq!(read(json!("sk-secret is wrong")), refused(200, "… is wrong"));
        let delayed = json!({ "code": 429, "details": [{ "@type": "x" }, { "retryDelay": "33.2s" }] });
        assert_eq!(read(delayed), LlmError::RateLimited { retry_after: Some(Duration::from_secs(34)) });
        let reason = json!({ "code": 400, "details": [{ "reason": "API_KEY_INVALID" }] });
        assert_eq!(endpoint.error(400, &reason, None), LlmError::Unauthorized { key: "A_KEY" });
        let spent = json!({ "code": "insufficient_quota", "message": "pay" });
        assert_eq!(endpoint.error(429, &spent, None), refused(429, "pay"), "waiting does not help");
    }
}
