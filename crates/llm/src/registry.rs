use std::sync::Arc;

use contract::{ModelId, ModelView};

use crate::{Demo, OpenAi, Provider};

/// All models that can be chosen.
#[derive(Clone, Default)]
pub struct Registry {
    providers: Vec<Arc<dyn Provider>>,
}

impl Registry {
    pub fn new(providers: Vec<Arc<dyn Provider>>) -> Self {
        Self { providers }
    }

    /// What the environment configures, and the demo model last.
    pub fn from_env() -> Self {
        let mut providers: Vec<Arc<dyn Provider>> = Vec::new();
        if let Some(openai) = OpenAi::from_env(|name| std::env::var(name).ok()) {
            providers.push(Arc::new(openai));
        }
        providers.push(Arc::new(Demo::from_env(|name| std::env::var(name).ok())));
        Self { providers }
    }

    /// The demo model alone, without delay.
    pub fn demo() -> Self {
        Self { providers: vec![Arc::new(Demo::at_rate(0))] }
    }

    /// In the order of preference; the first is the default.
    pub fn models(&self) -> Vec<ModelView> {
        let mut models: Vec<ModelView> =
            self.providers.iter().flat_map(|provider| provider.models()).collect();
        for (i, model) in models.iter_mut().enumerate() {
            model.is_default = i == 0;
        }
        models
    }

    pub fn find(&self, id: &ModelId) -> Option<Arc<dyn Provider>> {
        let has = |provider: &&Arc<dyn Provider>| provider.models().iter().any(|model| model.id == *id);
        self.providers.iter().find(has).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_model_is_the_default_and_each_is_found() {
        let registry = Registry::new(vec![
            Arc::new(OpenAi::new("http://127.0.0.1:9/v1", "key", vec!["a/b".into(), "c".into()])),
            Arc::new(Demo::at_rate(0)),
        ]);
        let models = registry.models();
        assert_eq!(
            models.iter().map(|m| m.id.as_str()).collect::<Vec<_>>(),
            ["openai/a/b", "openai/c", "demo/easel"]
        );
        assert!(models[0].is_default && !models[1].is_default);
        assert_eq!(registry.find(&"openai/a/b".into()).unwrap().id(), "openai");
        assert!(registry.find(&"openai/unknown".into()).is_none());
    }
}
