mod budgets;
pub mod desk;
mod landing;
mod missing;
mod prices;
mod projects;
mod settings;
mod shared;
mod usage;
mod welcome;
mod workspace;

pub use desk::{SharedProject, WorkspacePage};
pub use landing::Landing;
pub use missing::Missing;
pub use projects::Projects;
pub use settings::Settings;
pub use usage::Usage;
