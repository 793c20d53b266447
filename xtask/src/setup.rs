//! What a machine needs before it can build.

use crate::npm;
use crate::shell::{Failure, Root, fail};
use crate::wasm_target::{self, Toolchain};

const RUST: (u32, u32) = (1, 95);
const NODE: (u32, u32) = (20, 0);
const NPM: (u32, u32) = (9, 0);

pub fn setup(root: &Root) -> Result<Toolchain, Failure> {
    at_least(root, "rustc", RUST, "Install Rust 1.95 or later with rustup.")?;
    at_least(root, "node", NODE, "Install Node 20 or later, with npm.")?;
    at_least(root, "npm", NPM, "Install Node 20 or later, with npm.")?;
    let toolchain = wasm_target::ensure(root)?;
    npm::install(root, "frontend")?;
    Ok(toolchain)
}

fn at_least(root: &Root, program: &str, wanted: (u32, u32), advice: &str) -> Result<(), Failure> {
    let Ok(text) = root.command(program).arg("--version").quiet() else {
        return fail(format!("`{program}` was not found. {advice}"));
    };
    match version(&text) {
        Some(found) if found >= wanted => Ok(()),
        _ => fail(format!("`{program}` is too old ({}). {advice}", text.trim())),
    }
}

/// The first `major.minor` in a version line.
fn version(text: &str) -> Option<(u32, u32)> {
    text.split(|c: char| !c.is_ascii_digit() && c != '.').find_map(|word| {
        let mut parts = word.split('.');
        Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn version_lines_are_understood() {
        assert_eq!(version("rustc 1.95.0 (59807616e 2026-04-14)"), Some((1, 95)));
        assert_eq!(version("v20.20.2\n"), Some((20, 20)));
        assert_eq!(version("nothing"), None);
    }
}
