//! What models cost, as their providers published it in early 2026. A person can set other prices.

use contract::{ModelId, Price};

/// Provider and model, then US dollars for a million tokens: input, input read before, output. In thousandths.
const PRICES: [(&str, i64, i64, i64); 17] = [
    ("openai/gpt-5", 1_250, 125, 10_000),
    ("openai/gpt-5.1", 1_250, 125, 10_000),
    ("openai/gpt-5-mini", 250, 25, 2_000),
    ("openai/gpt-5-nano", 50, 5, 400),
    ("openai/gpt-4.1", 2_000, 500, 8_000),
    ("openai/gpt-4o", 2_500, 1_250, 10_000),
    ("openai/gpt-4o-mini", 150, 75, 600),
    ("anthropic/claude-haiku-4-5", 1_000, 100, 5_000),
    ("anthropic/claude-sonnet-4", 3_000, 300, 15_000),
    ("anthropic/claude-sonnet-4-5", 3_000, 300, 15_000),
    ("anthropic/claude-opus-4-5", 5_000, 500, 25_000),
    ("anthropic/claude-opus-4-6", 5_000, 500, 25_000),
    ("anthropic/claude-opus-4-1", 15_000, 1_500, 75_000),
    ("anthropic/claude-opus-4", 15_000, 1_500, 75_000),
    ("gemini/gemini-2.5-pro", 1_250, 125, 10_000),
    ("gemini/gemini-2.5-flash", 300, 30, 2_500),
    ("gemini/gemini-2.5-flash-lite", 100, 10, 400),
];

/// None where nobody knows. Models on this computer cost nothing.
pub fn price(model: &ModelId) -> Option<Price> {
    let id = model.as_str();
    if ["ollama/", "demo/"].iter().any(|local| id.starts_with(local)) {
        return Some(Price::default());
    }
    let (_, input, cached, output) = PRICES.into_iter().find(|(name, ..)| is_version_of(id, name))?;
    Some(Price { input: input * 1_000, cached: cached * 1_000, output: output * 1_000 })
}

/// The model itself, or one of its dated versions.
fn is_version_of(id: &str, name: &str) -> bool {
    let Some(rest) = id.strip_prefix(name) else { return false };
    let Some(version) = rest.strip_prefix('-') else { return rest.is_empty() };
    // A date has eight digits; `claude-opus-4-5` is no version of `claude-opus-4`.
    let digits = version.chars().filter(char::is_ascii_digit).count();
    version == "latest" || digits == 8 && version.chars().all(|c| c.is_ascii_digit() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(id: &str) -> Option<i64> {
        price(&id.into()).map(|price| price.output)
    }

    #[test]
    fn a_dated_version_costs_what_its_model_does_and_a_relative_does_not() {
        assert_eq!(output("openai/gpt-5"), Some(10_000_000));
        assert_eq!(output("openai/gpt-5-2025-08-07"), Some(10_000_000));
        assert_eq!(output("openai/gpt-5-mini"), Some(2_000_000));
        assert_eq!(output("anthropic/claude-opus-4-5-20251101"), Some(25_000_000));
        assert_eq!(output("anthropic/claude-opus-4-20250514"), Some(75_000_000));
        assert_eq!(output("openai/gpt-5-codex"), None);
        assert_eq!(output("openai/gpt-50"), None);
        assert_eq!(output("someone/gpt-5"), None);
        assert_eq!(output("ollama/qwen3:8b"), Some(0));
    }
}
