//! Connecting models and paying for them.

use serde::{Deserialize, Serialize};

use crate::ModelId;

/// Where the key of a provider comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum KeyState {
    /// This provider needs none.
    NotNeeded,
    Missing,
    /// A variable was set when the server was started.
    Environment {
        variable: String,
    },
    /// Stored on the settings page; `hint` are its last characters.
    Stored {
        hint: String,
    },
    /// Stored, but the server's secret is not the one it was encrypted with.
    Unreadable,
}

/// A provider on the settings page. The key itself is never sent to a browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderView {
    pub id: String,
    pub name: String,
    pub key: KeyState,
    /// None for the default.
    pub address: Option<String>,
    pub default_address: String,
    /// Names separated by commas; empty for the default.
    pub models: String,
    pub default_model: String,
    /// Where a person gets a key.
    pub keys_page: Option<String>,
    /// How many of its models can be chosen now.
    pub available: u32,
}

/// What a person typed about a provider. `key` empty keeps the stored one.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderDraft {
    pub id: String,
    #[serde(default)]
    pub key: String,
    #[serde(default)]
    pub address: String,
    #[serde(default)]
    pub models: String,
}

/// Without the key: drafts end up in logs and panics.
impl std::fmt::Debug for ProviderDraft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ProviderDraft")
            .field("id", &self.id)
            .field("address", &self.address)
            .field("models", &self.models)
            .finish_non_exhaustive()
    }
}

/// Which models the stages of a turn call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageModels {
    /// Makes the plan in a call of its own. None for a plan at the head of the reply, by the model that writes it.
    #[serde(default)]
    pub plan: Option<ModelId>,
    /// Answers a prompt that names no model. None for the first connected one.
    #[serde(default)]
    pub generate: Option<ModelId>,
    /// Mends what the check found. None for the model that wrote it.
    #[serde(default)]
    pub repair: Option<ModelId>,
}

/// US dollars for a million tokens, in millionths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    pub input: i64,
    /// For input that the provider had read before.
    pub cached: i64,
    pub output: i64,
}

/// What a model costs, as the table of prices shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceView {
    pub model: ModelId,
    pub price: Option<Price>,
    /// Set by a person, not the built-in one.
    pub own: bool,
}

/// Tokens and costs of one day (UTC), project and model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsageLine {
    /// `2026-11-28`.
    pub day: String,
    pub project: String,
    pub project_id: crate::ProjectId,
    pub model: String,
    pub calls: i64,
    pub input_tokens: i64,
    pub cached_tokens: i64,
    pub output_tokens: i64,
    /// Millionths of a US dollar, of the calls whose price was known.
    pub cost_micros: i64,
    /// Calls whose price was not known.
    pub unpriced: i64,
}

/// What a project has cost and may cost, in millionths of a US dollar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BudgetView {
    pub project: crate::ProjectId,
    pub name: String,
    pub spent_micros: i64,
    /// None for no limit.
    pub limit_micros: Option<i64>,
}
