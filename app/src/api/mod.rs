//! Server functions: every one is a public endpoint under `/api/fn/` and reads as guard, call, answer.

mod error;
mod files;
mod links;
mod projects;
mod runs;

pub use error::ApiError;
pub use files::{AddPackage, DeleteFile, SaveFile, add_package, delete_file, save_file};
pub use links::{
    CreateLink, ListLinks, OpenShared, RevokeLink, create_link, list_links, open_shared, revoke_link,
};
pub use projects::{
    CreateProject, DeleteProject, ListModels, ListProjects, OpenWorkspace, RenameProject, create_project,
    delete_project, list_models, list_projects, open_workspace, rename_project,
};
pub use runs::{
    CancelRun, ListChanges, RejectHunks, StartRun, UndoRun, cancel_run, list_changes, reject_hunks,
    start_run, undo_run,
};

/// Paths of all endpoints, for the test that no one appears unnoticed.
pub fn endpoints() -> Vec<&'static str> {
    use server_fn::ServerFn;
    vec![
        AddPackage::PATH,
        CancelRun::PATH,
        CreateLink::PATH,
        CreateProject::PATH,
        DeleteFile::PATH,
        DeleteProject::PATH,
        ListChanges::PATH,
        ListLinks::PATH,
        ListModels::PATH,
        ListProjects::PATH,
        OpenShared::PATH,
        OpenWorkspace::PATH,
        RejectHunks::PATH,
        RenameProject::PATH,
        RevokeLink::PATH,
        SaveFile::PATH,
        StartRun::PATH,
        UndoRun::PATH,
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
                "cancel_run",
                "create_link",
                "create_project",
                "delete_file",
                "delete_project",
                "list_changes",
                "list_links",
                "list_models",
                "list_projects",
                "open_shared",
                "open_workspace",
                "reject_hunks",
                "rename_project",
                "revoke_link",
                "save_file",
                "start_run",
                "undo_run",
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
