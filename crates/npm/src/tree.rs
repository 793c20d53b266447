//! Which versions go together, and where each lies in `node_modules`: as near to the root as no other is in the way.

use std::collections::{BTreeMap, VecDeque};

use futures::future::join_all;
use serde::{Deserialize, Serialize};

use crate::error::NpmError;
use crate::packument::{Manifest, parse_range, satisfies};
use crate::registry::Registry;
use crate::tarball::Dist;

/// More is no library for a page.
const MOST_PACKAGES: usize = 200;
/// There is one of these, whatever a package asks for: two Reacts in one page do not work.
const ONE: [&str; 2] = ["react", "react-dom"];

/// A package as a project names it in its `package.json`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Wanted {
    pub name: String,
    /// `^1.2.3`, a tag, or `npm:other@^1.2.3`.
    pub range: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tree {
    /// What contains others comes before them.
    pub packages: Vec<Locked>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Locked {
    /// Below `node_modules`: `a`, or `a/node_modules/b`.
    pub place: String,
    pub name: String,
    pub version: String,
    pub dist: Dist,
}

/// Somebody's wish: of a package, by its index, or of the project.
struct Wish {
    by: Option<usize>,
    wanted: Wanted,
}

struct Builder<'p> {
    /// Names with versions that are there already.
    provided: &'p BTreeMap<String, String>,
    packages: Vec<Locked>,
    parents: Vec<Option<usize>>,
}

impl Registry {
    /// `provided` are packages that the place where the code runs has already: they are left out where their version
    /// fits, and as peers always.
    pub async fn resolve(
        &self,
        wanted: &[Wanted],
        provided: &BTreeMap<String, String>,
    ) -> Result<Tree, NpmError> {
        let mut builder = Builder { provided, packages: Vec::new(), parents: Vec::new() };
        let mut wishes: VecDeque<Wish> =
            wanted.iter().map(|wanted| Wish { by: None, wanted: wanted.clone() }).collect();
        while !wishes.is_empty() {
            // All that is asked for by now is fetched at once; what it leads to is decided in order.
            let mut asked = Vec::new();
            for wish in wishes.iter().filter(|wish| !builder.is_met(wish)) {
                asked.push(self.packument(real_name(&wish.wanted).0));
            }
            for answer in join_all(asked).await {
                answer?;
            }
            let round = std::mem::take(&mut wishes);
            for wish in round {
                if builder.is_met(&wish) {
                    continue;
                }
                let (name, range) = real_name(&wish.wanted);
                let packument = self.packument(name).await?;
                let manifest = packument.choose(name, range)?;
                let at = builder.place(&wish, name, manifest)?;
                wishes.extend(builder.wishes_of(at, manifest));
            }
        }
        Ok(Tree { packages: builder.packages })
    }
}

impl Builder<'_> {
    fn is_met(&self, wish: &Wish) -> bool {
        let Wanted { name, range } = &wish.wanted;
        if wish.by.is_some() && ONE.contains(&name.as_str()) && self.provided.contains_key(name) {
            return true;
        }
        let Ok(parsed) = parse_range(name, real_name(&wish.wanted).1) else { return false };
        // Whoever asks for a provided package by itself wants parts of it that are not there.
        if let Some(version) = self.provided.get(name)
            && wish.by.is_some()
            && !range.starts_with("npm:")
            && satisfies(&parsed, version)
        {
            return true;
        }
        self.visible(wish.by, name).is_some_and(|at| satisfies(&parsed, &self.packages[at].version))
    }

    /// The package that `by` gets when it imports `name`.
    fn visible(&self, mut by: Option<usize>, name: &str) -> Option<usize> {
        loop {
            let place = self.place_in(by, name);
            if let Some(found) = self.packages.iter().position(|known| known.place == place) {
                return Some(found);
            }
            by = self.parents[by?];
        }
    }

    fn place_in(&self, folder: Option<usize>, name: &str) -> String {
        folder
            .map_or_else(|| name.to_owned(), |at| format!("{}/node_modules/{name}", self.packages[at].place))
    }

    fn place(&mut self, wish: &Wish, name: &str, manifest: &Manifest) -> Result<usize, NpmError> {
        if self.packages.len() >= MOST_PACKAGES {
            return Err(NpmError::TooMany(MOST_PACKAGES));
        }
        let alias = &wish.wanted.name;
        let parent = if self.visible(wish.by, alias).is_none() { None } else { wish.by };
        self.packages.push(Locked {
            place: self.place_in(parent, alias),
            name: name.to_owned(),
            version: manifest.version.clone(),
            dist: manifest.dist.clone(),
        });
        self.parents.push(parent);
        Ok(self.packages.len() - 1)
    }

    /// Peers are a wish of whoever needs the package; here they may lie anywhere above it.
    fn wishes_of(&self, at: usize, manifest: &Manifest) -> Vec<Wish> {
        let wish = |(name, range): (&String, &String)| Wish {
            by: Some(at),
            wanted: Wanted { name: name.clone(), range: range.clone() },
        };
        let own = manifest.dependencies.iter();
        // What may fail to install is not what a page needs.
        let own = own.filter(|(name, _)| !manifest.optional_dependencies.contains_key(*name));
        let optional =
            |name: &String| manifest.peer_dependencies_meta.get(name).is_some_and(|meta| meta.optional);
        let peers = manifest.peer_dependencies.iter().filter(|(name, _)| {
            !optional(name) && !self.provided.contains_key(*name) && self.visible(Some(at), name).is_none()
        });
        own.chain(peers).map(wish).collect()
    }
}

/// `npm:other@^1.2.3` is another package under this name.
fn real_name(wanted: &Wanted) -> (&str, &str) {
    let Some(other) = wanted.range.strip_prefix("npm:") else { return (&wanted.name, &wanted.range) };
    match other.char_indices().skip(1).find(|(_, sign)| *sign == '@') {
        Some((at, _)) => (&other[..at], &other[at + 1..]),
        None => (other, "*"),
    }
}
