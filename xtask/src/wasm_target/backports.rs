//! `rust-src` of exactly this compiler's version, out of the backports of the next Debian release.

use std::path::{Path, PathBuf};

use super::files;
use crate::shell::{Failure, Root, Run, fail};

/// Downloads and unpacks `rust-src` of rustc's own version; answers the folder that holds `library`.
pub fn source(root: &Root, work: &Path) -> Result<PathBuf, Failure> {
    let version = root.command("rustc").arg("--version").quiet()?;
    let Some(version) = version.split_whitespace().nth(1).map(str::to_owned) else {
        return fail("rustc does not tell its version.");
    };
    let apt = work.join("apt");
    std::fs::create_dir_all(apt.join("lists/partial"))?;
    std::fs::create_dir_all(apt.join("cache/archives/partial"))?;
    std::fs::write(apt.join("sources.list"), backports_source()?)?;
    let with_apt = |program: &str| -> Run {
        root.command(program)
            .args(["-o", &format!("Dir::Etc::sourcelist={}", apt.join("sources.list").display())])
            .args(["-o", "Dir::Etc::sourceparts=/dev/null"])
            .args(["-o", &format!("Dir::State::lists={}", apt.join("lists").display())])
            .args(["-o", &format!("Dir::Cache={}", apt.join("cache").display())])
            .folder(work)
    };
    with_apt("apt-get").arg("update").quiet()?;
    let listed = with_apt("apt-cache").args(["madison", "rust-src"]).quiet()?;
    let Some(package) = listed
        .lines()
        .filter_map(|line| line.split('|').nth(1).map(str::trim))
        .find(|found| found.starts_with(&format!("{version}+")) || found.starts_with(&format!("{version}-")))
    else {
        return fail(format!("Debian's backports hold no rust-src of version {version}."));
    };
    with_apt("apt-get").arg("download").arg(format!("rust-src={package}")).quiet()?;
    let Some(archive) =
        files(work)?.into_iter().find(|path| path.extension().is_some_and(|ext| ext == "deb"))
    else {
        return fail("The package rust-src did not arrive.");
    };
    root.command("dpkg").arg("-x").arg(&archive).arg(work.join("source")).quiet()?;
    let versions = files(&work.join("source/usr/src"))?;
    versions
        .into_iter()
        .find(|folder| folder.join("library/Cargo.lock").is_file())
        .ok_or_else(|| Failure("The package rust-src holds no library.".to_owned()))
}

/// One line for apt: this machine's own mirror and key, the backports of the release after bookworm.
fn backports_source() -> Result<String, Failure> {
    let mut texts = Vec::new();
    for path in files(Path::new("/etc/apt/sources.list.d")).unwrap_or_default() {
        if path.extension().is_some_and(|ext| ext == "sources" || ext == "list") {
            texts.push(std::fs::read_to_string(path)?);
        }
    }
    texts.push(std::fs::read_to_string("/etc/apt/sources.list").unwrap_or_default());
    for text in &texts {
        if let Some(line) = from_stanzas(text).or_else(|| from_lines(text)) {
            return Ok(line);
        }
    }
    fail("No Debian mirror is configured for apt.")
}

const SUITE: &str = "trixie-backports";

fn from_stanzas(text: &str) -> Option<String> {
    text.split("\n\n").find_map(|stanza| {
        let field = |name: &str| {
            stanza.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::trim)
        };
        let suites = field("Suites")?;
        if !suites.split_whitespace().any(|suite| suite == "bookworm" || suite == "trixie") {
            return None;
        }
        let mirror = field("URIs")?.split_whitespace().next()?;
        let key = field("Signed-By").map(|key| format!("[signed-by={key}] ")).unwrap_or_default();
        Some(format!("deb {key}{mirror} {SUITE} main\n"))
    })
}

fn from_lines(text: &str) -> Option<String> {
    text.lines().find_map(|line| {
        let rest = line.strip_prefix("deb ")?.trim();
        let (options, rest) = match rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((options, rest)) => (format!("[{options}] "), rest.trim()),
            None => (String::new(), rest),
        };
        let mut words = rest.split_whitespace();
        let (mirror, suite) = (words.next()?, words.next()?);
        (suite == "bookworm" || suite == "trixie").then(|| format!("deb {options}{mirror} {SUITE} main\n"))
    })
}

#[cfg(test)]
mod tests {
    use super::{from_lines, from_stanzas};

    #[test]
    fn the_mirror_comes_from_the_machine() {
        let stanza = "Types: deb\nURIs: http://mirror.test/debian\nSuites: bookworm bookworm-updates\n\
                      Components: main\nSigned-By: /usr/share/keyrings/debian.gpg\n";
        assert_eq!(
            from_stanzas(stanza).unwrap(),
            "deb [signed-by=/usr/share/keyrings/debian.gpg] http://mirror.test/debian trixie-backports main\n"
        );
        assert_eq!(from_stanzas("URIs: http://mirror.test/node\nSuites: nodistro\n"), None);
        assert_eq!(
            from_lines("# old\ndeb [arch=amd64] http://mirror.test/debian bookworm main\n").unwrap(),
            "deb [arch=amd64] http://mirror.test/debian trixie-backports main\n"
        );
    }
}
