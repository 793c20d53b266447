//! Small parts that pages are made of.

mod empty;
mod icon;
mod icon_button;
mod markdown;
mod model_picker;
mod site_bar;
mod tabs;
mod theme;
mod toast;

pub use empty::Empty;
pub use icon::{Icon, Logo};
pub use icon_button::IconButton;
pub use markdown::{Markdown, markdown_page};
pub use model_picker::ModelPicker;
pub use site_bar::SiteBar;
pub use tabs::Tabs;
pub use theme::{Theme, ThemeButton, provide_theme, use_theme};
pub use toast::{Toast, Toaster, Toasts, provide_toasts, use_toasts};
