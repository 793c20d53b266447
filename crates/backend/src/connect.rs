//! Connecting models: keys and addresses of providers, and which model a stage calls.

use std::collections::BTreeMap;

use contract::{KeyState, ModelId, ProviderDraft, ProviderView, StageModels, UserId};
use llm::Offer;
use store::ProviderRow;

use crate::{BackendError, Context};

const PLAN: &str = "plan";
const GENERATE: &str = "generate";
const REPAIR: &str = "repair";
/// More is no key, no address and no list of models.
const MOST_BYTES: usize = 8 * 1024;
const HINT_CHARS: usize = 4;

/// Variables and their values; an empty one hides what the environment has.
type Settings = BTreeMap<&'static str, String>;

impl Context {
    /// What can be connected, and what is.
    pub async fn list_providers(&self, _user: &UserId) -> Result<Vec<ProviderView>, BackendError> {
        let rows = self.0.store.list_providers().await?;
        let models = self.models().models();
        let mut views = Vec::new();
        for offer in llm::OFFERS {
            let row = rows.iter().find(|row| row.id == offer.id).cloned().unwrap_or_default();
            let own = |model: &&contract::ModelView| model.id.as_str().split('/').next() == Some(offer.id);
            views.push(ProviderView {
                id: offer.id.to_owned(),
                name: offer.name.to_owned(),
                key: self.key_state(&offer, &row)?,
                address: row.address,
                default_address: offer.default_address.to_owned(),
                models: row.models,
                default_model: offer.default_model.to_owned(),
                keys_page: offer.keys_page.map(str::to_owned),
                available: u32::try_from(models.iter().filter(own).count()).unwrap_or(u32::MAX),
            });
        }
        Ok(views)
    }

    fn key_state(&self, offer: &Offer, row: &ProviderRow) -> Result<KeyState, BackendError> {
        let Some(variable) = offer.key else { return Ok(KeyState::NotNeeded) };
        Ok(match &row.sealed_key {
            Some(sealed) => match self.0.vault.open(offer.id, sealed)? {
                Some(_) => KeyState::Stored { hint: row.key_hint.clone().unwrap_or_default() },
                None => KeyState::Unreadable,
            },
            None if row.address.is_none() && environment(variable).is_some() => {
                KeyState::Environment { variable: variable.to_owned() }
            }
            None => KeyState::Missing,
        })
    }

    /// Stores what was typed and uses it from the next call on.
    pub async fn save_provider(&self, _user: &UserId, draft: &ProviderDraft) -> Result<(), BackendError> {
        let row = self.drafted(draft).await?;
        if row.address.is_none() && row.models.is_empty() && row.sealed_key.is_none() {
            self.0.store.delete_provider(&row.id).await?;
        } else {
            self.0.store.put_provider(&row).await?;
        }
        self.reload_models().await
    }

    /// Forgets what was stored about a provider, its key first of all.
    pub async fn forget_provider(&self, _user: &UserId, id: &str) -> Result<(), BackendError> {
        self.0.store.delete_provider(offer(id)?.id).await?;
        self.reload_models().await
    }

    /// Asks the provider for its models with what was typed, and stores nothing. Their names are the proof that key and
    /// address are right.
    pub async fn test_provider(
        &self,
        _user: &UserId,
        draft: &ProviderDraft,
    ) -> Result<Vec<String>, BackendError> {
        let row = self.drafted(draft).await?;
        let mut settings = Settings::new();
        self.set(&mut settings, &row)?;
        Ok(llm::find_models(&row.id, &layered(settings)).await?)
    }

    pub async fn list_stage_models(&self, _user: &UserId) -> Result<StageModels, BackendError> {
        self.stage_models().await
    }

    /// A model that is not connected is refused.
    pub async fn save_stage_models(&self, _user: &UserId, choice: &StageModels) -> Result<(), BackendError> {
        let known = self.models().models();
        for (stage, model) in [(PLAN, &choice.plan), (GENERATE, &choice.generate), (REPAIR, &choice.repair)] {
            if let Some(id) = model
                && !known.iter().any(|model| model.id == *id)
            {
                return Err(BackendError::UnknownModel(id.clone()));
            }
            self.0.store.put_stage_model(stage, model.as_ref().map(ModelId::as_str)).await?;
        }
        Ok(())
    }

    /// Choices whose models are gone count as none.
    pub(crate) async fn stage_models(&self) -> Result<StageModels, BackendError> {
        let known = self.models().models();
        let mut choice = StageModels::default();
        for (stage, model) in self.0.store.list_stage_models().await? {
            let model = Some(ModelId(model)).filter(|id| known.iter().any(|model| model.id == *id));
            match stage.as_str() {
                PLAN => choice.plan = model,
                GENERATE => choice.generate = model,
                REPAIR => choice.repair = model,
                _ => {}
            }
        }
        Ok(choice)
    }

    /// The stored row with the draft on top. A stored key stays with the address it was stored for: whoever names
    /// another address has to give the key again, or it could be sent anywhere.
    async fn drafted(&self, draft: &ProviderDraft) -> Result<ProviderRow, BackendError> {
        let offer = offer(&draft.id)?;
        let rows = self.0.store.list_providers().await?;
        let stored = rows.into_iter().find(|row| row.id == offer.id).unwrap_or_default();
        let texts = [&draft.key, &draft.address, &draft.models];
        if texts.iter().any(|text| text.len() > MOST_BYTES || text.contains('\0')) {
            return Err(BackendError::Invalid("This is too long, or no text. Paste the key alone."));
        }
        let address = Some(draft.address.trim().trim_end_matches('/'))
            .filter(|address| !address.is_empty() && *address != offer.default_address);
        if let Some(address) = address
            && offer.key.is_some()
            && !["http://", "https://"].iter().any(|scheme| address.starts_with(scheme))
        {
            return Err(BackendError::Invalid("The address has to begin with http:// or https://."));
        }
        let models: Vec<&str> =
            draft.models.split([',', '\n']).map(str::trim).filter(|name| !name.is_empty()).collect();
        let mut row = ProviderRow {
            id: offer.id.to_owned(),
            address: address.map(str::to_owned),
            models: models.join(","),
            ..ProviderRow::default()
        };
        let key = draft.key.trim();
        if !key.is_empty() {
            if key.contains(|c: char| c.is_whitespace() || c.is_control()) {
                return Err(BackendError::Invalid(
                    "A key has no blanks and no line ends. Paste the key alone.",
                ));
            }
            row.sealed_key = Some(self.0.vault.seal(offer.id, key)?);
            row.key_hint = Some(hint(key));
        } else if stored.address == row.address {
            row.sealed_key = stored.sealed_key;
            row.key_hint = stored.key_hint;
        } else if stored.sealed_key.is_some() {
            return Err(BackendError::Invalid(
                "The key was stored for another address. Enter the key again.",
            ));
        }
        Ok(row)
    }

    /// Takes in what is stored. Without anything stored the models stay those that the server was started with.
    pub(crate) async fn load_models(&self) -> Result<(), BackendError> {
        if self.0.store.list_providers().await?.is_empty() { Ok(()) } else { self.reload_models().await }
    }

    async fn reload_models(&self) -> Result<(), BackendError> {
        let mut settings = Settings::new();
        for row in self.0.store.list_providers().await? {
            self.set(&mut settings, &row)?;
        }
        let models = llm::Registry::with_settings(&layered(settings)).await;
        self.set_models(models);
        Ok(())
    }

    /// The variables that say what the row says.
    fn set(&self, settings: &mut Settings, row: &ProviderRow) -> Result<(), BackendError> {
        let Some(offer) = Offer::find(&row.id) else { return Ok(()) };
        let key = match &row.sealed_key {
            Some(sealed) => Some(self.0.vault.open(offer.id, sealed)?.unwrap_or_default()),
            // The environment's key belongs to the environment's address.
            None if row.address.is_some() => Some(String::new()),
            None => None,
        };
        if let Some(variable) = offer.key {
            if row.sealed_key.is_some() && row.address.is_none() {
                // Nor is a stored key meant for the environment's address.
                settings.insert(offer.address, String::new());
            }
            settings.extend(key.map(|key| (variable, key)));
        }
        settings.extend(row.address.clone().map(|address| (offer.address, address)));
        if !offer.models.is_empty() && !row.models.is_empty() {
            settings.insert(offer.models, row.models.clone());
        }
        Ok(())
    }
}

fn offer(id: &str) -> Result<Offer, BackendError> {
    Offer::find(id).ok_or(BackendError::NotFound("provider"))
}

fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

fn layered(settings: Settings) -> impl Fn(&str) -> Option<String> {
    move |name| settings.get(name).cloned().or_else(|| std::env::var(name).ok())
}

/// The last characters of a key; nothing of a short one, of which they would be too much.
fn hint(key: &str) -> String {
    let chars = key.chars().count();
    if chars < 4 * HINT_CHARS { String::new() } else { key.chars().skip(chars - HINT_CHARS).collect() }
}
