use contract::{Event, Usage};
use store::{PriceRow, ProviderRow};
use test_support::both;

use super::{append, open, text};

both! {
    async fn a_provider_is_replaced_and_forgotten(db) {
        let (store, ..) = open(&db).await;
        let row = ProviderRow {
            id: "openai".into(),
            address: Some("http://127.0.0.1:9/v1".into()),
            models: "a,b".into(),
            sealed_key: Some(vec![0, 1, 255]),
            key_hint: Some("cdef".into()),
        };
        store.put_provider(&row).await.unwrap();
        let other = ProviderRow { id: "anthropic".into(), ..ProviderRow::default() };
        store.put_provider(&other).await.unwrap();
        assert_eq!(store.list_providers().await.unwrap(), [other.clone(), row.clone()]);
        let changed = ProviderRow { address: None, sealed_key: None, key_hint: None, ..row };
        store.put_provider(&changed).await.unwrap();
        store.delete_provider("anthropic").await.unwrap();
        store.delete_provider("anthropic").await.unwrap();
        assert_eq!(store.list_providers().await.unwrap(), std::slice::from_ref(&changed));
        let broken = ProviderRow { models: "a\0".into(), ..changed };
        assert!(matches!(store.put_provider(&broken).await, Err(store::StoreError::NulInText)));
        store.close().await;
    }

    async fn a_stage_has_one_model_or_none(db) {
        let (store, ..) = open(&db).await;
        store.put_stage_model("repair", Some("a/b")).await.unwrap();
        store.put_stage_model("generate", Some("c/d")).await.unwrap();
        store.put_stage_model("repair", Some("e/f")).await.unwrap();
        let listed = store.list_stage_models().await.unwrap();
        assert_eq!(listed, [("generate".to_owned(), "c/d".to_owned()), ("repair".to_owned(), "e/f".to_owned())]);
        store.put_stage_model("generate", None).await.unwrap();
        assert_eq!(store.list_stage_models().await.unwrap().len(), 1);
        store.close().await;
    }

    async fn prices_replace_each_other(db) {
        let (store, ..) = open(&db).await;
        let price = PriceRow { model: "a/b".into(), input: 3_000_000, cached: 300_000, output: 15_000_000 };
        store.put_price(&price).await.unwrap();
        let dearer = PriceRow { output: 16_000_000, ..price };
        store.put_price(&dearer).await.unwrap();
        assert_eq!(store.list_prices().await.unwrap(), [dearer]);
        store.delete_price("a/b").await.unwrap();
        assert!(store.list_prices().await.unwrap().is_empty());
        store.close().await;
    }

    async fn usage_is_summed_by_day_project_and_model(db) {
        let (store, user, project) = open(&db).await;
        let call = |model: &str, tokens, cost_micros| Event::UsageRecorded {
            model: model.into(),
            usage: Usage { input_tokens: tokens, output_tokens: 2, cached_tokens: 1, estimated: false },
            cost_micros,
        };
        let calls = vec![call("a/b", 10, Some(40)), call("a/b", 20, Some(60)), call("demo/easel", 5, None)];
        store.append(append(&user, &project, Some("run"), calls)).await.unwrap();
        assert_eq!(store.sum_costs(&project).await.unwrap(), 100);
        assert_eq!(store.sum_costs(&"other".into()).await.unwrap(), 0);

        let rows = store.list_usage(&user, 0).await.unwrap();
        assert_eq!(rows.len(), 2);
        let row = &rows[0];
        assert_eq!((row.model.as_str(), row.calls, row.input_tokens, row.cached_tokens), ("a/b", 2, 30, 2));
        assert_eq!((row.output_tokens, row.cost_micros, row.unpriced), (4, 100, 0));
        assert_eq!((row.project.as_str(), rows[1].unpriced), ("Name", 1));
        assert!(row.day > 20_000);
        let budgets = store.list_budgets(&user).await.unwrap();
        assert_eq!((budgets[0].spent_micros, budgets[0].limit_micros), (100, None));
        assert!(store.list_budgets(&"stranger".into()).await.unwrap().is_empty());
        assert!(store.list_usage(&user, i64::MAX).await.unwrap().is_empty());
        assert!(store.list_usage(&"stranger".into(), 0).await.unwrap().is_empty());
        store.close().await;
    }

    async fn a_budget_is_set_and_lifted(db) {
        let (store, _, project) = open(&db).await;
        store.set_budget(&project, Some(5_000_000)).await.unwrap();
        assert_eq!(store.find_project(&project).await.unwrap().unwrap().budget_micros, Some(5_000_000));
        store.set_budget(&project, None).await.unwrap();
        assert_eq!(store.find_project(&project).await.unwrap().unwrap().budget_micros, None);
        store.close().await;
    }

    async fn a_waiting_prompt_is_taken_once_and_a_refusal_leaves_nothing(db) {
        let (store, user, project) = open(&db).await;
        let queued = Event::PromptQueued { prompt: "more".into(), model: "a/b".into(), options: Default::default() };
        let stored = store.append(append(&user, &project, None, vec![queued])).await.unwrap();
        let seq = stored[0].seq;
        assert_eq!(store.list_queued(Some(&project)).await.unwrap()[0].seq, seq);
        let taken = || append(&user, &project, None, vec![Event::PromptUnqueued { queued: seq }]);
        store.append(taken()).await.unwrap();
        assert!(matches!(store.append(taken()).await, Err(store::StoreError::NotFound)));
        assert!(store.list_queued(None).await.unwrap().is_empty());
        // The next event takes the number that was not used.
        let next = store.append(append(&user, &project, None, vec![text("x")])).await.unwrap();
        assert_eq!(next[0].seq, seq + 2);
        store.close().await;
    }
}
