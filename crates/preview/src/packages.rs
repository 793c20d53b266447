//! The packages that are built into Easel and can be imported by bare name.

/// Specifiers with a vendored build, or an alias of one. The build of the frame's vendor files must cover them.
pub const PACKAGES: &[&str] =
    &["react", "react/jsx-runtime", "react/jsx-dev-runtime", "react-dom", "react-dom/client"];

pub fn is_known_package(specifier: &str) -> bool {
    PACKAGES.contains(&specifier)
}
