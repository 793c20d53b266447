use std::sync::Arc;

use contract::{ModelId, ModelView};

use crate::guard::{Gate, Guarded, Link};
use crate::{Anthropic, Demo, Gemini, Ollama, OpenAi, Policy, Provider, settings};

/// All models that can be chosen.
#[derive(Clone, Default)]
pub struct Registry {
    entries: Vec<Entry>,
    /// None leaves calls as they are.
    policy: Option<Arc<Policy>>,
}

#[derive(Clone)]
struct Entry {
    provider: Arc<dyn Provider>,
    gate: Gate,
}

impl Registry {
    /// Without guards: a failure is the caller's at once.
    pub fn new(providers: Vec<Arc<dyn Provider>>) -> Self {
        Self { entries: entries(providers, &Policy::default()), policy: None }
    }

    /// With attempts, limits and fallbacks around each call.
    pub fn guarded(providers: Vec<Arc<dyn Provider>>, policy: Policy) -> Self {
        Self { entries: entries(providers, &policy), policy: Some(Arc::new(policy)) }
    }

    /// What the environment configures, an Ollama that runs on this computer, and the demo model last. Asks
    /// Ollama for its models, for some seconds at most.
    pub async fn from_env() -> Self {
        Self::with_settings(&|name: &str| std::env::var(name).ok()).await
    }

    /// The same with `env` in place of the environment: it answers the value of a variable.
    pub async fn with_settings(env: &impl Fn(&str) -> Option<String>) -> Self {
        let (registry, ollama) = Self::configured(env);
        ollama.find_models().await;
        registry
    }

    fn configured(env: &impl Fn(&str) -> Option<String>) -> (Self, Ollama) {
        let patience = settings::patience(env);
        let mut providers: Vec<Arc<dyn Provider>> = Vec::new();
        if let Some(openai) = OpenAi::from_env(env) {
            providers.push(Arc::new(openai.with_patience(patience)));
        }
        if let Some(anthropic) = Anthropic::from_env(env) {
            providers.push(Arc::new(anthropic.with_patience(patience)));
        }
        if let Some(gemini) = Gemini::from_env(env) {
            providers.push(Arc::new(gemini.with_patience(patience)));
        }
        let ollama = Ollama::from_env(env).with_patience(patience);
        providers.push(Arc::new(ollama.clone()));
        providers.push(Arc::new(Demo::from_env(env)));
        (Self::guarded(providers, settings::policy(env)), ollama)
    }

    /// The demo model alone, without delay.
    pub fn demo() -> Self {
        Self::new(vec![Arc::new(Demo::at_rate(0))])
    }

    /// In the order of preference; the first is the default.
    pub fn models(&self) -> Vec<ModelView> {
        let mut models: Vec<ModelView> =
            self.entries.iter().flat_map(|entry| entry.provider.models()).collect();
        for (i, model) in models.iter_mut().enumerate() {
            model.is_default = i == 0;
        }
        models
    }

    /// What answers for this model.
    pub fn find(&self, id: &ModelId) -> Option<Arc<dyn Provider>> {
        let first = self.link(id)?;
        match &self.policy {
            // The demo model needs no network that could fail.
            Some(policy) if first.provider.id() != "demo" => {
                let rest = self.fallback(policy, id);
                Some(Arc::new(Guarded::new(first, rest, policy.clone())))
            }
            Some(_) | None => Some(first.provider),
        }
    }

    fn link(&self, id: &ModelId) -> Option<Link> {
        let Entry { provider, gate } = self.entries.iter().find(|entry| entry.provider.has(id))?.clone();
        Some(Link { provider, gate, model: id.clone() })
    }

    /// Who answers instead of `id`, each once. What is not there now is left out.
    fn fallback(&self, policy: &Policy, id: &ModelId) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        for name in &policy.fallback {
            let model = if name.contains('/') {
                ModelId::from(name.as_str())
            } else {
                // Another model of the provider that failed is no help.
                let own = id.as_str().split('/').next() == Some(name.as_str());
                let named = |entry: &&Entry| !own && entry.provider.id() == name;
                let models = self.entries.iter().find(named).map(|entry| entry.provider.models());
                let Some(first) = models.and_then(|models| models.into_iter().next()) else { continue };
                first.id
            };
            if model != *id && links.iter().all(|link| link.model != model) {
                links.extend(self.link(&model));
            }
        }
        links
    }
}

fn entries(providers: Vec<Arc<dyn Provider>>, policy: &Policy) -> Vec<Entry> {
    let entry = |provider: Arc<dyn Provider>| Entry { gate: Gate::new(policy, provider.id()), provider };
    providers.into_iter().map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(registry: &Registry) -> Vec<String> {
        registry.models().iter().map(|model| model.id.as_str().to_owned()).collect()
    }

    fn configured(pairs: &[(&str, &str)]) -> Registry {
        let value =
            |name: &str| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        Registry::configured(&value).0
    }

    #[test]
    fn the_first_model_is_the_default_and_each_is_found() {
        let registry = Registry::new(vec![
            Arc::new(OpenAi::new("http://127.0.0.1:9/v1", "key", vec!["a/b".into(), "c".into()])),
            Arc::new(Demo::at_rate(0)),
        ]);
        let models = registry.models();
        assert_eq!(ids(&registry), ["openai/a/b", "openai/c", "demo/easel"]);
        assert!(models[0].is_default && !models[1].is_default);
        assert_eq!(registry.find(&"openai/a/b".into()).unwrap().id(), "openai");
        assert!(registry.find(&"openai/unknown".into()).is_none());
    }

    #[test]
    fn the_same_name_at_two_providers_is_two_models() {
        let registry = configured(&[
            ("OPENAI_API_KEY", "k"),
            ("OPENAI_MODEL", "m, m,n"),
            ("ANTHROPIC_API_KEY", "k"),
            ("ANTHROPIC_MODEL", "m"),
            ("GEMINI_API_KEY", " k "),
            ("GEMINI_MODEL", "models/m"),
        ]);
        assert_eq!(ids(&registry), ["openai/m", "openai/n", "anthropic/m", "gemini/m", "demo/easel"]);
        for provider in ["openai", "anthropic", "gemini", "ollama"] {
            let id = ModelId::from(format!("{provider}/m"));
            assert_eq!(registry.find(&id).unwrap().id(), provider);
        }
    }

    #[test]
    fn without_settings_there_is_the_demo_model() {
        assert_eq!(ids(&configured(&[("OPENAI_API_KEY", " "), ("ANTHROPIC_API_KEY", "")])), ["demo/easel"]);
    }

    #[test]
    fn a_fallback_is_a_provider_or_a_model_and_never_the_same_again() {
        let registry = configured(&[
            ("OPENAI_API_KEY", "k"),
            ("OPENAI_MODEL", "big,small"),
            ("ANTHROPIC_API_KEY", "k"),
            ("ANTHROPIC_MODEL", "m"),
            ("EASEL_FALLBACK", "openai,anthropic,openai/small,gemini,ollama/q,anthropic,ollama"),
        ]);
        let policy = registry.policy.clone().unwrap();
        let chain = |id: &str| -> Vec<String> {
            let links = registry.fallback(&policy, &id.into());
            links.iter().map(|link| link.model.as_str().to_owned()).collect()
        };
        assert_eq!(chain("openai/big"), ["anthropic/m", "openai/small", "ollama/q"]);
        assert_eq!(chain("anthropic/m"), ["openai/big", "openai/small", "ollama/q"]);
    }
}
