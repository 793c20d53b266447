//! The providers that can be connected, and the variables that connect them.

use crate::endpoint::Variables;
use crate::{anthropic, gemini, ollama, openai};

/// A provider that a person can connect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// As it stands before the slash in a model's id.
    pub id: &'static str,
    pub name: &'static str,
    /// The variable of the key; none where there is no key.
    pub key: Option<&'static str>,
    /// The variable of the address.
    pub address: &'static str,
    /// The variable of the models' names, separated by commas; empty where the provider tells them.
    pub models: &'static str,
    pub default_address: &'static str,
    pub default_model: &'static str,
    /// Where a person gets a key.
    pub keys_page: Option<&'static str>,
}

pub const OFFERS: [Offer; 4] = [
    Offer {
        id: "openai",
        name: "OpenAI or compatible",
        key: Some(openai::VARIABLES.key),
        address: openai::VARIABLES.address,
        models: openai::MODELS,
        default_address: openai::DEFAULT_BASE,
        default_model: openai::DEFAULT_MODEL,
        keys_page: Some("https://platform.openai.com/api-keys"),
    },
    Offer {
        id: "anthropic",
        name: "Anthropic",
        key: Some(anthropic::VARIABLES.key),
        address: anthropic::VARIABLES.address,
        models: anthropic::MODELS,
        default_address: anthropic::DEFAULT_BASE,
        default_model: anthropic::DEFAULT_MODEL,
        keys_page: Some("https://console.anthropic.com/settings/keys"),
    },
    Offer {
        id: "gemini",
        name: "Google Gemini",
        key: Some(gemini::VARIABLES.key),
        address: gemini::VARIABLES.address,
        models: gemini::MODELS,
        default_address: gemini::DEFAULT_BASE,
        default_model: gemini::DEFAULT_MODEL,
        keys_page: Some("https://aistudio.google.com/apikey"),
    },
    Offer {
        id: "ollama",
        name: "Ollama",
        key: None,
        address: ollama::VARIABLES.address,
        models: "",
        default_address: ollama::DEFAULT_BASE,
        default_model: "",
        keys_page: None,
    },
];

impl Offer {
    pub fn find(id: &str) -> Option<Self> {
        OFFERS.into_iter().find(|offer| offer.id == id)
    }

    pub(crate) fn variables(&self) -> Variables {
        Variables { key: self.key.unwrap_or(self.address), address: self.address }
    }
}
