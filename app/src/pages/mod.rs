mod budgets;
pub mod desk;
mod landing;
mod missing;
mod new;
mod prices;
mod projects;
mod settings;
mod shared;
mod usage;
mod workspace;

pub use desk::{SharedProject, WorkspacePage};
pub use landing::Landing;
pub use missing::Missing;
pub use new::NewProject;
pub use projects::Projects;
pub use settings::Settings;
pub use usage::Usage;
