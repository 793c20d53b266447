//! The query of a list as an address, and back.

use contract::{ProjectQuery, ProjectShelf, ProjectSort};
use leptos_router::location::Url;
use leptos_router::params::ParamsMap;

const PATH: &str = "/projects";

/// Names in addresses, and words on the page.
pub const SORTS: [(ProjectSort, &str, &str); 3] = [
    (ProjectSort::Changed, "changed", "Last changed"),
    (ProjectSort::Name, "name", "Name"),
    (ProjectSort::Created, "created", "Newest"),
];
pub const SHELVES: [(ProjectShelf, &str, &str); 3] = [
    (ProjectShelf::Active, "", "Active"),
    (ProjectShelf::Archived, "archived", "Archived"),
    (ProjectShelf::Deleted, "deleted", "Deleted"),
];

/// What an address asks for; whatever it says wrong is as if it were not there.
pub fn read(params: &ParamsMap) -> ProjectQuery {
    let named = |key| params.get(key).unwrap_or_default();
    let (sort, show) = (named("sort"), named("show"));
    let page: u32 = named("page").parse().unwrap_or(1);
    ProjectQuery {
        search: named("q"),
        shelf: SHELVES
            .iter()
            .find(|(_, name, _)| *name == show)
            .map(|(shelf, ..)| *shelf)
            .unwrap_or_default(),
        sort: sort_named(&sort),
        page: page.saturating_sub(1),
    }
}

pub fn sort_named(name: &str) -> ProjectSort {
    SORTS.iter().find(|(_, known, _)| *known == name).map(|(sort, ..)| *sort).unwrap_or_default()
}

pub fn sort_name(sort: ProjectSort) -> &'static str {
    SORTS.iter().find(|(known, ..)| *known == sort).map_or("", |(_, name, _)| name)
}

pub fn shelf_name(shelf: ProjectShelf) -> &'static str {
    SHELVES.iter().find(|(known, ..)| *known == shelf).map_or("", |(_, name, _)| name)
}

/// Without what is so by default.
pub fn address(query: &ProjectQuery) -> String {
    let mut parts = Vec::new();
    if !query.search.trim().is_empty() {
        parts.push(format!("q={}", Url::escape(query.search.trim())));
    }
    if query.shelf != ProjectShelf::Active {
        parts.push(format!("show={}", shelf_name(query.shelf)));
    }
    if query.sort != ProjectSort::Changed {
        parts.push(format!("sort={}", sort_name(query.sort)));
    }
    if query.page > 0 {
        parts.push(format!("page={}", query.page + 1));
    }
    if parts.is_empty() { PATH.to_owned() } else { format!("{PATH}?{}", parts.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_what_was_asked() {
        let query = ProjectQuery {
            search: "list".into(),
            shelf: ProjectShelf::Archived,
            sort: ProjectSort::Name,
            page: 2,
        };
        assert_eq!(address(&query), "/projects?q=list&show=archived&sort=name&page=3");
        let pairs = [("q", "list"), ("show", "archived"), ("sort", "name"), ("page", "3")];
        let params: ParamsMap = pairs.into_iter().collect();
        assert_eq!(read(&params), query);
        assert_eq!(address(&ProjectQuery::default()), "/projects");
    }

    #[test]
    fn nonsense_is_the_usual_list() {
        for pairs in [
            [("show", "x"), ("page", "0")],
            [("sort", "'"), ("page", "-1")],
            [("other", "x"), ("page", "99999999999999")],
        ] {
            assert_eq!(read(&pairs.into_iter().collect()), ProjectQuery::default(), "{pairs:?}");
        }
    }
}
