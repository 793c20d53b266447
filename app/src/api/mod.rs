//! Server functions: every one is a public endpoint under `/api/fn/` and reads as guard, call, answer.

mod error;
mod files;
mod library;
mod links;
mod models;
mod projects;
mod runs;
mod sync;
mod usage;
mod versions;

pub use error::ApiError;
#[cfg(feature = "ssr")]
pub use error::status;
pub use files::{
    AddPackage, ChangeFiles, DeleteFile, SaveFile, SpliceFiles, UndoFiles, add_package, change_files,
    delete_file, save_file, splice_files, undo_files,
};
pub use library::{
    ArchiveProject, CreateFromPlan, DuplicateProject, ImportRepository, ListTemplates, PurgeProject,
    RestoreProject, SearchProjects, UnarchiveProject, archive_project, create_from_plan, duplicate_project,
    import_repository, list_templates, purge_project, restore_project, search_projects, unarchive_project,
};
#[cfg(feature = "ssr")]
pub use links::host_address;
pub use links::{
    CreateLink, ForkShared, ListLinks, OpenShared, RestoreLink, RevokeLink, create_link, fork_shared,
    list_links, open_shared, restore_link, revoke_link,
};
pub use models::{
    ForgetProvider, ListPrices, ListProviders, ListStageModels, SavePrice, SaveProvider, SaveStageModels,
    TestProvider, forget_provider, list_prices, list_providers, list_stage_models, save_price, save_provider,
    save_stage_models, test_provider,
};
pub use projects::{
    CreateProject, DeleteProject, ListModels, ListProjects, OpenWorkspace, RenameProject, create_project,
    delete_project, list_models, list_projects, open_workspace, rename_project,
};
pub use runs::{
    CancelRun, ImprovePrompt, ListChanges, PreviewContext, QueuePrompt, RejectHunks, ReplaceRun, StartQueued,
    StartRun, UndoRun, UnqueuePrompt, cancel_run, improve_prompt, list_changes, preview_context,
    queue_prompt, reject_hunks, replace_run, start_queued, start_run, undo_run, unqueue_prompt,
};
pub use sync::{SyncFile, sync_file};
pub use usage::{ListBudgets, ListUsage, SaveBudget, list_budgets, list_usage, save_budget};
pub use versions::{
    CompareVersions, CountChanges, OpenVersion, RestoreVersion, compare_versions, count_changes,
    open_version, restore_version,
};

/// Paths of all endpoints, for the test that no one appears unnoticed.
pub fn endpoints() -> Vec<&'static str> {
    use server_fn::ServerFn;
    vec![
        AddPackage::PATH,
        ArchiveProject::PATH,
        CancelRun::PATH,
        ChangeFiles::PATH,
        CompareVersions::PATH,
        CountChanges::PATH,
        CreateFromPlan::PATH,
        CreateLink::PATH,
        CreateProject::PATH,
        DeleteFile::PATH,
        DeleteProject::PATH,
        DuplicateProject::PATH,
        ForgetProvider::PATH,
        ForkShared::PATH,
        ImportRepository::PATH,
        ImprovePrompt::PATH,
        ListBudgets::PATH,
        ListChanges::PATH,
        ListLinks::PATH,
        ListModels::PATH,
        ListPrices::PATH,
        ListProjects::PATH,
        ListProviders::PATH,
        ListStageModels::PATH,
        ListTemplates::PATH,
        ListUsage::PATH,
        OpenShared::PATH,
        OpenVersion::PATH,
        OpenWorkspace::PATH,
        PreviewContext::PATH,
        PurgeProject::PATH,
        QueuePrompt::PATH,
        RejectHunks::PATH,
        RenameProject::PATH,
        ReplaceRun::PATH,
        RestoreLink::PATH,
        RestoreProject::PATH,
        RestoreVersion::PATH,
        RevokeLink::PATH,
        SaveBudget::PATH,
        SaveFile::PATH,
        SavePrice::PATH,
        SaveProvider::PATH,
        SaveStageModels::PATH,
        SearchProjects::PATH,
        SpliceFiles::PATH,
        StartQueued::PATH,
        StartRun::PATH,
        SyncFile::PATH,
        TestProvider::PATH,
        UnarchiveProject::PATH,
        UndoFiles::PATH,
        UndoRun::PATH,
        UnqueuePrompt::PATH,
    ]
}

/// The guard: the services, and who asks. Whether the project is theirs is asked by each use case.
#[cfg(feature = "ssr")]
fn caller() -> Result<(backend::Context, contract::UserId), ApiError> {
    let user = leptos::prelude::use_context::<contract::UserId>().ok_or_else(ApiError::no_user)?;
    Ok((services()?, user))
}

/// For what anyone may call.
#[cfg(feature = "ssr")]
fn services() -> Result<backend::Context, ApiError> {
    leptos::prelude::use_context::<backend::Context>().ok_or_else(ApiError::no_user)
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_endpoint_is_known() {
        let listed = super::endpoints();
        let names: Vec<_> = listed.iter().filter_map(|path| path.strip_prefix("/api/fn/")).collect();
        assert_eq!(names.len(), listed.len(), "all under one prefix, without a hash: {listed:?}");
        assert_eq!(
            names,
            [
                "add_package",
                "archive_project",
                "cancel_run",
                "change_files",
                "compare_versions",
                "count_changes",
                "create_from_plan",
                "create_link",
                "create_project",
                "delete_file",
                "delete_project",
                "duplicate_project",
                "forget_provider",
                "fork_shared",
                "import_repository",
                "improve_prompt",
                "list_budgets",
                "list_changes",
                "list_links",
                "list_models",
                "list_prices",
                "list_projects",
                "list_providers",
                "list_stage_models",
                "list_templates",
                "list_usage",
                "open_shared",
                "open_version",
                "open_workspace",
                "preview_context",
                "purge_project",
                "queue_prompt",
                "reject_hunks",
                "rename_project",
                "replace_run",
                "restore_link",
                "restore_project",
                "restore_version",
                "revoke_link",
                "save_budget",
                "save_file",
                "save_price",
                "save_provider",
                "save_stage_models",
                "search_projects",
                "splice_files",
                "start_queued",
                "start_run",
                "sync_file",
                "test_provider",
                "unarchive_project",
                "undo_files",
                "undo_run",
                "unqueue_prompt",
            ]
        );
        #[cfg(feature = "ssr")]
        {
            let mut served: Vec<_> = server_fn::axum::server_fn_paths().map(|(path, _)| path).collect();
            served.sort_unstable();
            assert_eq!(served, listed);
        }
    }
}
