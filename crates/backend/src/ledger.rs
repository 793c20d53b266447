//! What goes to the model along with a prompt, put together in one place: for the call, and to be looked at before.

use std::collections::BTreeMap;

use agent::{Hints, Material, estimate_tokens};
use contract::{ContextView, ProjectId, TurnRequest, UserId};

use crate::journal::Journal;
use crate::{BackendError, Context};

/// Tokens a request may have. Models with less room say so, and most have more.
pub(crate) const BUDGET: usize = 100_000;
/// What a model writes when there is nothing to go by: about what a small app takes.
const FIRST_ANSWER: usize = 3_000;
/// Turns that tell how much a model will write.
const TELLING_TURNS: usize = 3;
/// Turns whose files count as recently changed.
const RECENT_TURNS: usize = 3;

impl Context {
    /// What would be sent with this prompt now, by file, with its size and price.
    pub async fn preview_context(
        &self,
        user: &UserId,
        project: &ProjectId,
        ask: impl Into<TurnRequest>,
    ) -> Result<ContextView, BackendError> {
        let row = self.owned(user, project).await?;
        let mut ask: TurnRequest = ask.into();
        if ask.prompt.len() > contract::MAX_PROMPT_BYTES {
            return Err(BackendError::PromptTooLong(ask.prompt.len()));
        }
        let model = self.choose_model(ask.model.as_ref()).await?;
        // Foreign ones would be refused; here they are only counted. A model that does not see gets none.
        ask.options.images.truncate(contract::MAX_IMAGES);
        if !self.models().find(&model).is_none_or(|provider| provider.sees_images(&model)) {
            ask.options.images.clear();
        }
        // An empty box is no mistake here.
        if ask.prompt.trim().is_empty() {
            ask.prompt = String::new();
        }
        let journal = Journal::reading(self, project, user);
        let files = self.0.store.list_files(project).await?;
        let files: Vec<(String, String)> = files.into_iter().map(crate::asset::told).collect();
        let history = journal.history(row.last_seq + 1).await?;
        let turns = history.len();
        let material = Material {
            registry: self.has_registry(),
            prompt: ask.prompt,
            history,
            hints: self.hints(project, &files).await?,
            files,
            options: ask.options,
            budget: BUDGET,
            ..Material::default()
        };
        let price = self.find_price(&model).await?;
        tokio::task::spawn_blocking(move || view(&material, turns, price)).await?
    }

    /// What tells the worth of files; asked only when they may not all fit.
    pub(crate) async fn hints(
        &self,
        project: &ProjectId,
        files: &[(String, String)],
    ) -> Result<Hints, BackendError> {
        let tokens: usize = files.iter().map(|(_, text)| estimate_tokens(text)).sum();
        if tokens < BUDGET / 2 {
            return Ok(Hints::default());
        }
        let runs = self.0.store.list_runs(project).await?;
        let mut recent = Vec::new();
        for run in runs.iter().rev().take(RECENT_TURNS) {
            for event in self.0.store.list_run_events(&run.id.clone().into()).await? {
                if let contract::Event::FileChanged { path, .. } = event.event {
                    recent.push(path);
                }
            }
        }
        let files: BTreeMap<String, String> = files.iter().cloned().collect();
        let imports = tokio::task::spawn_blocking(move || preview::imports(&files)).await?;
        Ok(Hints { imports, recent })
    }
}

/// Tokens, by the mean of the last replies.
fn expected_answer(history: &[agent::Exchange]) -> usize {
    let last: Vec<usize> =
        history.iter().rev().take(TELLING_TURNS).map(|turn| estimate_tokens(&turn.reply)).collect();
    last.iter().sum::<usize>().checked_div(last.len()).unwrap_or(FIRST_ANSWER)
}

fn view(
    material: &Material,
    turns: usize,
    price: Option<contract::Price>,
) -> Result<ContextView, BackendError> {
    let built = material.conversation()?;
    let count = |tokens: usize| u32::try_from(tokens).unwrap_or(u32::MAX);
    let told = material.history.iter().rev().take(built.turns);
    let history: usize = told.map(|turn| estimate_tokens(&turn.prompt) + estimate_tokens(&turn.reply)).sum();
    let console = material.options.console.iter().map(|line| estimate_tokens(line)).sum();
    Ok(ContextView {
        instructions_tokens: count(estimate_tokens(&material.instructions()?)),
        prompt_tokens: count(estimate_tokens(&material.prompt)),
        console_tokens: count(console),
        images_tokens: count(built.images.saturating_mul(contract::IMAGE_TOKENS)),
        turns_sent: count(built.turns),
        turns: count(turns),
        history_tokens: count(history),
        tokens: count(built.tokens()),
        answer_tokens: count(expected_answer(&material.history)),
        budget: count(material.budget),
        price,
        files: built.files,
    })
}
