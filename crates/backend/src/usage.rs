//! What turns cost: prices, budgets, and who used how much.

use contract::{BudgetView, Event, ModelId, Price, PriceView, ProjectId, Usage, UsageLine, UserId};
use store::{PriceRow, UsageRow};

use crate::{BackendError, Context, now_ms};

const DAY_MS: i64 = 86_400_000;
/// More days are no longer a page.
const MOST_DAYS: u32 = 3_660;
const MILLION: i128 = 1_000_000;
/// Ten thousand dollars for a million tokens.
const DEAREST: i64 = 10_000 * 1_000_000;

/// How near a project is to its budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spending {
    Free,
    /// At least 80%.
    Near {
        percent: i64,
    },
    Over,
}

impl Context {
    /// Of one user's calls in the last `days` days, newest first.
    pub async fn list_usage(&self, user: &UserId, days: u32) -> Result<Vec<UsageLine>, BackendError> {
        let days = i64::from(days.clamp(1, MOST_DAYS));
        let today = now_ms() / DAY_MS;
        let rows = self.0.store.list_usage(user, (today - days + 1) * DAY_MS).await?;
        Ok(rows.into_iter().map(line).collect())
    }

    /// Of the models that can be chosen, and of those a person set a price for.
    pub async fn list_prices(&self, _user: &UserId) -> Result<Vec<PriceView>, BackendError> {
        let own = self.0.store.list_prices().await?;
        let mut ids: Vec<ModelId> = self.models().models().into_iter().map(|model| model.id).collect();
        for row in &own {
            if !ids.iter().any(|id| id.as_str() == row.model) {
                ids.push(ModelId(row.model.clone()));
            }
        }
        let view = |id: ModelId| {
            let set = own.iter().find(|row| row.model == id.as_str()).map(price_of);
            PriceView { price: set.or_else(|| llm::price(&id)), own: set.is_some(), model: id }
        };
        Ok(ids.into_iter().map(view).collect())
    }

    /// None goes back to the built-in price. Calls that are already counted keep theirs.
    pub async fn save_price(
        &self,
        _user: &UserId,
        model: &ModelId,
        price: Option<Price>,
    ) -> Result<(), BackendError> {
        let Some(Price { input, cached, output }) = price else {
            return Ok(self.0.store.delete_price(model.as_str()).await?);
        };
        if [input, cached, output].iter().any(|price| !(0..=DEAREST).contains(price)) {
            return Err(BackendError::Invalid("A price is a number of dollars from 0 to 10000."));
        }
        let row = PriceRow { model: model.as_str().to_owned(), input, cached, output };
        Ok(self.0.store.put_price(&row).await?)
    }

    /// Of the user's projects, last changed first.
    pub async fn list_budgets(&self, user: &UserId) -> Result<Vec<BudgetView>, BackendError> {
        Ok(self.0.store.list_budgets(user).await?)
    }

    /// Millionths of a US dollar; none for no limit.
    pub async fn save_budget(
        &self,
        user: &UserId,
        project: &ProjectId,
        limit_micros: Option<i64>,
    ) -> Result<(), BackendError> {
        self.owned(user, project).await?;
        if limit_micros.is_some_and(|limit| limit < 0) {
            return Err(BackendError::Invalid("A budget is a number of dollars, or empty for none."));
        }
        Ok(self.0.store.set_budget(project, limit_micros).await?)
    }

    /// Fails when the project may cost no more.
    pub(crate) async fn check_budget(
        &self,
        project: &ProjectId,
        limit_micros: Option<i64>,
    ) -> Result<(), BackendError> {
        let Some(limit) = limit_micros else { return Ok(()) };
        let spent = self.0.store.sum_costs(project).await?;
        match spending(spent, limit) {
            Spending::Free | Spending::Near { .. } => Ok(()),
            Spending::Over => Err(BackendError::BudgetSpent { spent, limit }),
        }
    }

    /// How near the project is to its budget now.
    pub(crate) async fn spending(&self, project: &ProjectId) -> Result<Spending, BackendError> {
        let row = self.0.store.find_project(project).await?;
        let Some(limit) = row.and_then(|row| row.budget_micros) else { return Ok(Spending::Free) };
        Ok(spending(self.0.store.sum_costs(project).await?, limit))
    }

    /// A person's price, or the built-in one.
    pub(crate) async fn find_price(&self, model: &ModelId) -> Result<Option<Price>, BackendError> {
        let own = self.0.store.list_prices().await?;
        let set = own.iter().find(|row| row.model == model.as_str()).map(price_of);
        Ok(set.or_else(|| llm::price(model)))
    }

    /// The event that counts a call, with what it cost at today's price.
    pub(crate) async fn priced(&self, model: ModelId, usage: Usage) -> Result<Event, BackendError> {
        let cost_micros = self.find_price(&model).await?.map(|price| cost(usage, price));
        Ok(Event::UsageRecorded { model, usage, cost_micros })
    }
}

fn price_of(row: &PriceRow) -> Price {
    Price { input: row.input, cached: row.cached, output: row.output }
}

/// Millionths of a US dollar, rounded up: a budget may be reached early, not late.
pub(crate) fn cost(usage: Usage, price: Price) -> i64 {
    let cached = usage.cached_tokens.clamp(0, usage.input_tokens.max(0));
    let fresh = usage.input_tokens.max(0) - cached;
    let parts = [(fresh, price.input), (cached, price.cached), (usage.output_tokens.max(0), price.output)];
    let sum: i128 = parts.iter().map(|(tokens, price)| i128::from(*tokens) * i128::from(*price)).sum();
    i64::try_from((sum + MILLION - 1) / MILLION).unwrap_or(i64::MAX)
}

fn spending(spent: i64, limit: i64) -> Spending {
    if spent >= limit {
        return Spending::Over;
    }
    let percent = i64::try_from(i128::from(spent) * 100 / i128::from(limit.max(1))).unwrap_or(100);
    if percent >= 80 { Spending::Near { percent } } else { Spending::Free }
}

fn line(row: UsageRow) -> UsageLine {
    UsageLine {
        day: date(row.day),
        project: row.project,
        project_id: row.project_id.into(),
        model: row.model,
        calls: row.calls,
        input_tokens: row.input_tokens,
        cached_tokens: row.cached_tokens,
        output_tokens: row.output_tokens,
        cost_micros: row.cost_micros,
        unpriced: row.unpriced,
    }
}

/// `2026-11-28`, from days since 1970-01-01, in the Gregorian calendar. The year is taken to begin in March, which puts
/// the leap day at its end.
fn date(days: i64) -> String {
    let shifted = days + 719_468;
    let (era, day) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day_of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day_of_month = day_of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    format!("{:04}-{month:02}-{day_of_month:02}", year + era * 400 + next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cached_tokens_cost_less_and_nothing_is_rounded_away() {
        let price = Price { input: 3_000_000, cached: 300_000, output: 15_000_000 };
        let usage = Usage { input_tokens: 1_000, cached_tokens: 400, output_tokens: 200, estimated: false };
        assert_eq!(cost(usage, price), 600 * 3 + 120 + 200 * 15);
        let one = Usage { input_tokens: 1, ..Usage::default() };
        assert_eq!(cost(one, Price { input: 1, cached: 0, output: 0 }), 1);
        // A provider may claim anything.
        let odd = Usage { input_tokens: -5, cached_tokens: 9, output_tokens: i64::MAX, estimated: false };
        assert_eq!(cost(odd, Price { input: 1, cached: 1, output: DEAREST }), i64::MAX);
    }

    #[test]
    fn the_warning_comes_at_four_fifths_and_the_end_at_the_limit() {
        assert_eq!(spending(79, 100), Spending::Free);
        assert_eq!(spending(80, 100), Spending::Near { percent: 80 });
        assert_eq!(spending(100, 100), Spending::Over);
        assert_eq!(spending(0, 0), Spending::Over);
    }

    #[test]
    fn days_have_their_dates() {
        assert_eq!(date(0), "1970-01-01");
        assert_eq!(date(11_016), "2000-02-29");
        assert_eq!(date(20_785), "2026-11-28");
        assert_eq!(date(-1), "1969-12-31");
    }
}
