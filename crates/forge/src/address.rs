//! Addresses as people copy them from the bar of a browser or from a clone button.

use reqwest::Url;

use crate::ForgeError;

/// Who is asked, and for what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    GitHub,
    GitLab,
    Bitbucket,
}

/// Every host that a repository is fetched from.
pub const HOSTS: [&str; 3] = ["github.com", "gitlab.com", "bitbucket.org"];
/// Longest path to a repository and longest name of a branch.
const MOST_PARTS: usize = 8;
const LONGEST_BRANCH: usize = 200;

/// A repository at one of the hosts, and a branch, tag or commit of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repository {
    kind: Kind,
    /// `owner`, or the groups that lead to it.
    owner: String,
    pub name: String,
    /// None for what the repository shows first.
    branch: Option<String>,
}

impl Repository {
    pub fn read(text: &str) -> Result<Self, ForgeError> {
        let text = text.trim();
        if !text.contains("://") {
            let host = text.split('/').next().unwrap_or_default();
            // As people say it. What begins with `git@` is no address of the web.
            return match HOSTS.contains(&host) {
                true => Self::read(&format!("https://{text}")),
                false => Err(ForgeError::Address),
            };
        }
        let url = Url::parse(text).map_err(|_| ForgeError::Address)?;
        if url.scheme() != "https" {
            return Err(ForgeError::NotHttps);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(ForgeError::Credentials);
        }
        let kind = match (url.host_str(), url.port()) {
            (Some("github.com" | "www.github.com"), None) => Kind::GitHub,
            (Some("gitlab.com"), None) => Kind::GitLab,
            (Some("bitbucket.org"), None) => Kind::Bitbucket,
            _ => return Err(ForgeError::Host),
        };
        let parts: Vec<&str> = url.path().split('/').filter(|part| !part.is_empty()).collect();
        let (path, branch) = split(kind, &parts);
        let (name, owner) = path.split_last().ok_or(ForgeError::Address)?;
        let name = name.strip_suffix(".git").unwrap_or(name);
        let fit = |part: &&str| is_name(part);
        if owner.is_empty() || path.len() > MOST_PARTS || !owner.iter().all(fit) || !is_name(name) {
            return Err(ForgeError::Address);
        }
        if branch.as_deref().is_some_and(|branch| !is_branch(branch)) {
            return Err(ForgeError::Address);
        }
        Ok(Self { kind, owner: owner.join("/"), name: name.to_owned(), branch })
    }

    pub(crate) fn host(&self) -> &'static str {
        match self.kind {
            Kind::GitHub => "github.com",
            Kind::GitLab => "gitlab.com",
            Kind::Bitbucket => "bitbucket.org",
        }
    }

    /// Where the archive is: a host of ours and a path.
    pub(crate) fn archive(&self) -> (&'static str, String) {
        let Self { owner, name, .. } = self;
        let branch = self.branch.as_deref().unwrap_or("HEAD");
        match self.kind {
            Kind::GitHub => ("codeload.github.com", format!("/{owner}/{name}/zip/{branch}")),
            Kind::GitLab => ("gitlab.com", format!("/{owner}/{name}/-/archive/{branch}/{name}.zip")),
            Kind::Bitbucket => ("bitbucket.org", format!("/{owner}/{name}/get/{branch}.zip")),
        }
    }
}

/// What leads to the repository, and the branch after it.
fn split<'p>(kind: Kind, parts: &[&'p str]) -> (Vec<&'p str>, Option<String>) {
    let joined = |rest: &[&str]| (!rest.is_empty()).then(|| rest.join("/"));
    match kind {
        Kind::GitHub | Kind::Bitbucket => {
            let mark = if kind == Kind::GitHub { "tree" } else { "src" };
            let (path, rest) = parts.split_at(parts.len().min(2));
            // Of a branch with a slash in its name and a folder after it, nobody can tell which is which.
            let branch = rest.split_first().filter(|(first, _)| **first == mark).map(|(_, rest)| rest);
            (path.to_vec(), branch.and_then(joined))
        }
        Kind::GitLab => match parts.iter().position(|part| *part == "-") {
            Some(at) => {
                let branch = parts[at + 1..].split_first().filter(|(first, _)| **first == "tree");
                (parts[..at].to_vec(), branch.and_then(|(_, rest)| joined(rest)))
            }
            None => (parts.to_vec(), None),
        },
    }
}

fn is_name(part: &str) -> bool {
    let fit = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
    !part.is_empty() && part.len() <= 100 && part.bytes().all(fit) && !part.bytes().all(|byte| byte == b'.')
}

fn is_branch(branch: &str) -> bool {
    let fit =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'/' | b'+' | b'@');
    branch.len() <= LONGEST_BRANCH
        && branch.bytes().all(fit)
        && branch.split('/').all(|part| !part.is_empty() && !part.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_as_people_copy_them() {
        for (text, host, path) in [
            ("https://github.com/ada/shop", "codeload.github.com", "/ada/shop/zip/HEAD"),
            (" https://github.com/ada/shop.git ", "codeload.github.com", "/ada/shop/zip/HEAD"),
            ("github.com/ada/shop/", "codeload.github.com", "/ada/shop/zip/HEAD"),
            ("https://www.github.com/ada/shop?tab=readme#top", "codeload.github.com", "/ada/shop/zip/HEAD"),
            ("https://github.com/ada/shop/issues/3", "codeload.github.com", "/ada/shop/zip/HEAD"),
            ("https://github.com/ada/shop/tree/feature/x", "codeload.github.com", "/ada/shop/zip/feature/x"),
            ("https://gitlab.com/group/sub/shop", "gitlab.com", "/group/sub/shop/-/archive/HEAD/shop.zip"),
            ("https://gitlab.com/g/shop/-/tree/v1.0", "gitlab.com", "/g/shop/-/archive/v1.0/shop.zip"),
            ("https://bitbucket.org/ada/shop/src/main", "bitbucket.org", "/ada/shop/get/main.zip"),
        ] {
            let repository = Repository::read(text).unwrap();
            assert_eq!(repository.archive(), (host, path.to_owned()), "{text}");
            assert_eq!(repository.name, "shop");
        }
    }

    #[test]
    fn nothing_leads_anywhere_else() {
        use ForgeError as E;
        for (text, error) in [
            ("", E::Address),
            ("shop", E::Address),
            ("git@github.com:ada/shop.git", E::Address),
            ("http://github.com/ada/shop", E::NotHttps),
            ("file:///etc/passwd", E::NotHttps),
            ("ssh://git@github.com/ada/shop", E::NotHttps),
            ("https://localhost/ada/shop", E::Host),
            ("https://127.0.0.1/ada/shop", E::Host),
            ("https://[::1]/ada/shop", E::Host),
            ("https://169.254.169.254/latest/meta-data", E::Host),
            ("https://10.0.0.1/ada/shop", E::Host),
            ("https://0x7f000001/ada/shop", E::Host),
            ("https://github.com.evil.example/ada/shop", E::Host),
            ("https://github.com:8443/ada/shop", E::Host),
            ("https://github.com@evil.example/ada/shop", E::Credentials),
            ("https://ada:secret@github.com/ada/shop", E::Credentials),
            ("https://github.com", E::Address),
            ("https://github.com/ada", E::Address),
            ("https://github.com/ada/%2e%2e", E::Address),
            ("https://github.com/a%2fb/shop", E::Address),
            ("https://github.com/ada/shop/tree/..%2f..", E::Address),
            ("https://github.com/ada/shop/tree/a%0d%0ab", E::Address),
        ] {
            assert_eq!(Repository::read(text), Err(error), "{text}");
        }
    }
}
