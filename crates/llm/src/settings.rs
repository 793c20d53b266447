//! The variables that this crate reads, and what they may be.

use std::time::Duration;

use crate::native::{names, set};
use crate::{Patience, Policy, Rates};

/// Ids of all providers, as they stand before the slash in a model's id.
const PROVIDERS: [&str; 5] = ["openai", "anthropic", "gemini", "ollama", "demo"];

/// A variable whose value can be wrong.
#[derive(Clone, Copy, Debug)]
pub struct Variable {
    pub name: &'static str,
    /// What it may be, as the rest of a sentence that begins with "use".
    pub allowed: &'static str,
    right: fn(&str) -> bool,
}

impl Variable {
    pub fn accepts(&self, value: &str) -> bool {
        (self.right)(value.trim())
    }
}

pub const VARIABLES: [Variable; 8] = [
    Variable {
        name: "OPENAI_BASE_URL",
        allowed: "an http:// or https:// address, such as https://host/v1",
        right: is_url,
    },
    Variable { name: "ANTHROPIC_BASE_URL", allowed: "an http:// or https:// address", right: is_url },
    Variable { name: "GEMINI_BASE_URL", allowed: "an http:// or https:// address", right: is_url },
    Variable {
        name: "EASEL_FIRST_TOKEN_SECONDS",
        allowed: "a whole number of seconds from 1 to 3600",
        right: is_limit,
    },
    Variable {
        name: "EASEL_NEXT_TOKEN_SECONDS",
        allowed: "a whole number of seconds from 1 to 3600",
        right: is_limit,
    },
    Variable {
        name: "EASEL_FALLBACK",
        allowed: "openai, anthropic, gemini, ollama, demo or ids of their models, separated by commas",
        right: |value| {
            names(value).iter().all(|name| is_provider(name.split('/').next().unwrap_or_default()))
        },
    },
    Variable {
        name: "EASEL_REQUESTS_PER_MINUTE",
        allowed: "a whole number above 0, or one for each provider, such as openai=60,gemini=10",
        right: |value| Rates::parse(value).is_some_and(|rates| rates.named().all(is_provider)),
    },
    Variable {
        name: "EASEL_DEMO_RATE",
        allowed: "a whole number of characters per second, 0 for no delay",
        right: |value| value.parse::<u32>().is_ok(),
    },
];

fn is_url(value: &str) -> bool {
    value.starts_with("http://") || value.starts_with("https://")
}

fn is_limit(value: &str) -> bool {
    value.parse().is_ok_and(|seconds: u32| (1..=3600).contains(&seconds))
}

fn is_provider(name: &str) -> bool {
    PROVIDERS.contains(&name)
}

/// How long models may be silent. Wrong values count as unset.
pub(crate) fn patience(env: &impl Fn(&str) -> Option<String>) -> Patience {
    let seconds = |name| set(env, name)?.parse().ok().map(Duration::from_secs);
    let first = seconds("EASEL_FIRST_TOKEN_SECONDS").unwrap_or(Patience::default().first);
    Patience { first, next: seconds("EASEL_NEXT_TOKEN_SECONDS").unwrap_or(first) }
}

pub(crate) fn policy(env: &impl Fn(&str) -> Option<String>) -> Policy {
    Policy {
        fallback: set(env, "EASEL_FALLBACK").map(|list| names(&list)).unwrap_or_default(),
        rates: set(env, "EASEL_REQUESTS_PER_MINUTE").and_then(|text| Rates::parse(&text)).unwrap_or_default(),
        ..Policy::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_values_are_told_from_right_ones() {
        let accepts = |name: &str, value: &str| {
            VARIABLES.iter().find(|variable| variable.name == name).unwrap().accepts(value)
        };
        assert!(accepts("ANTHROPIC_BASE_URL", "http://127.0.0.1:9") && !accepts("GEMINI_BASE_URL", "host"));
        assert!(accepts("EASEL_NEXT_TOKEN_SECONDS", "1") && !accepts("EASEL_FIRST_TOKEN_SECONDS", "0"));
        assert!(accepts("EASEL_FALLBACK", "anthropic, ollama/qwen3:8b,demo"));
        assert!(!accepts("EASEL_FALLBACK", "antropic"));
        assert!(accepts("EASEL_REQUESTS_PER_MINUTE", "openai=3,5"));
        assert!(!accepts("EASEL_REQUESTS_PER_MINUTE", "opnai=3"));
    }

    #[test]
    fn the_limit_between_pieces_is_the_first_one_unless_it_is_set() {
        let read = |pairs: &'static [(&'static str, &'static str)]| {
            patience(&move |name: &str| {
                pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
            })
        };
        assert_eq!(read(&[]), Patience::of(Duration::from_secs(60)));
        assert_eq!(read(&[("EASEL_FIRST_TOKEN_SECONDS", "5")]), Patience::of(Duration::from_secs(5)));
        let both = read(&[("EASEL_FIRST_TOKEN_SECONDS", "300"), ("EASEL_NEXT_TOKEN_SECONDS", "20")]);
        assert_eq!((both.first.as_secs(), both.next.as_secs()), (300, 20));
    }
}
