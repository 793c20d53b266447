use contract::{ModelId, Price, PriceView, ProviderDraft, ProviderView, StageModels};
use leptos::prelude::*;

use super::ApiError;
#[cfg(feature = "ssr")]
use super::caller;

/// Without any key: whether there is one is all that a page gets to know.
#[server(prefix = "/api/fn", endpoint = "list_providers")]
pub async fn list_providers() -> Result<Vec<ProviderView>, ApiError> {
    let (context, user) = caller()?;
    Ok(context.list_providers(&user).await?)
}

#[server(prefix = "/api/fn", endpoint = "save_provider", input = server_fn::codec::Json)]
pub async fn save_provider(draft: ProviderDraft) -> Result<(), ApiError> {
    let (context, user) = caller()?;
    Ok(context.save_provider(&user, &draft).await?)
}

#[server(prefix = "/api/fn", endpoint = "forget_provider")]
pub async fn forget_provider(id: String) -> Result<(), ApiError> {
    let (context, user) = caller()?;
    Ok(context.forget_provider(&user, &id).await?)
}

/// The names of the models that the provider offers with what was typed; nothing is stored.
#[server(prefix = "/api/fn", endpoint = "test_provider", input = server_fn::codec::Json)]
pub async fn test_provider(draft: ProviderDraft) -> Result<Vec<String>, ApiError> {
    let (context, user) = caller()?;
    Ok(context.test_provider(&user, &draft).await?)
}

#[server(prefix = "/api/fn", endpoint = "list_stage_models")]
pub async fn list_stage_models() -> Result<StageModels, ApiError> {
    let (context, user) = caller()?;
    Ok(context.list_stage_models(&user).await?)
}

#[server(prefix = "/api/fn", endpoint = "save_stage_models", input = server_fn::codec::Json)]
pub async fn save_stage_models(choice: StageModels) -> Result<(), ApiError> {
    let (context, user) = caller()?;
    Ok(context.save_stage_models(&user, &choice).await?)
}

#[server(prefix = "/api/fn", endpoint = "list_prices")]
pub async fn list_prices() -> Result<Vec<PriceView>, ApiError> {
    let (context, user) = caller()?;
    Ok(context.list_prices(&user).await?)
}

/// None goes back to the built-in price.
#[server(prefix = "/api/fn", endpoint = "save_price", input = server_fn::codec::Json)]
pub async fn save_price(model: ModelId, price: Option<Price>) -> Result<(), ApiError> {
    let (context, user) = caller()?;
    Ok(context.save_price(&user, &model, price).await?)
}
