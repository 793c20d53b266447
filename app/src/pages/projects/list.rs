use contract::{DAYS_IN_TRASH, PROJECTS_PER_PAGE, ProjectPage, ProjectQuery, ProjectShelf};
use icondata_lu::{
    LuArchive, LuChevronLeft, LuChevronRight, LuFolderUp, LuLayoutTemplate, LuMessageSquareText, LuSearchX,
    LuTrash2,
};
use leptos::prelude::*;
use leptos_router::components::A;

use super::card::{DeletedCard, ListedCard};
use super::place;
use crate::parts::Icon;
use crate::state::words;

/// What a query found, or what there is to know where it found nothing.
#[component]
pub fn ProjectList(query: ProjectQuery, page: ProjectPage) -> impl IntoView {
    if page.projects.is_empty() {
        return view! { <Nothing query=query /> }.into_any();
    }
    let (found, number, shelf) = (page.found, page.page, query.shelf);
    let cards = page
        .projects
        .into_iter()
        .map(|listed| match listed.deleted_at_ms {
            Some(deleted_at_ms) => {
                view! { <DeletedCard project=listed.project deleted_at_ms=deleted_at_ms /> }.into_any()
            }
            None => {
                view! { <ListedCard project=listed.project archived={shelf == ProjectShelf::Archived} /> }
                    .into_any()
            }
        })
        .collect_view();
    let note = match shelf {
        ProjectShelf::Active => None,
        ProjectShelf::Archived => {
            Some("Archived projects keep everything and can be opened as before.".to_owned())
        }
        ProjectShelf::Deleted => Some(format!(
            "Deleted projects are kept for {DAYS_IN_TRASH} days and then removed for good, with their links and history."
        )),
    };
    view! {
        {note.map(|note| view! { <p class="shelf-note muted">{note}</p> })}
        <p class="sr-only" role="status">
            {words::count(usize::try_from(found).unwrap_or_default(), "project")}
        </p>
        <ul class="grid projects" aria-label="Projects">
            {cards}
        </ul>
        <Pager query=query page=number found=found />
    }
    .into_any()
}

/// The way from page to page, where there is more than one.
#[component]
fn Pager(query: ProjectQuery, page: u32, found: i64) -> impl IntoView {
    let pages = u32::try_from(found).unwrap_or(u32::MAX).div_ceil(PROJECTS_PER_PAGE);
    let to = move |page: u32| place::address(&ProjectQuery { page, ..query.clone() });
    (pages > 1).then(|| {
        view! {
            <nav class="pager" aria-label="Pages of the list">
                {(page > 0)
                    .then(|| {
                        view! {
                            <a class="btn" rel="prev" href=to(page - 1)>
                                <Icon icon=LuChevronLeft />
                                "Previous"
                            </a>
                        }
                    })}
                <span class="muted">
                    {format!(
                        "Page {} of {} · {} projects",
                        words::thousands((page + 1).into()),
                        words::thousands(pages.into()),
                        words::thousands(found),
                    )}
                </span>
                {(page + 1 < pages)
                    .then(|| {
                        view! {
                            <a class="btn" rel="next" href=to(page + 1)>
                                "Next"
                                <Icon icon=LuChevronRight />
                            </a>
                        }
                    })}
            </nav>
        }
    })
}

#[component]
fn Nothing(query: ProjectQuery) -> impl IntoView {
    let searched = query.search.trim().to_owned();
    if !searched.is_empty() {
        let all = place::address(&ProjectQuery { search: String::new(), page: 0, ..query });
        return view! {
            <div class="nothing">
                <Icon icon=LuSearchX />
                <h2>{format!("No project here is called “{searched}”")}</h2>
                <p class="muted">"A search looks at names, in the list that is open."</p>
                <a class="btn" href=all>
                    "Clear the search"
                </a>
            </div>
        }
        .into_any();
    }
    let (icon, head, text) = match query.shelf {
        ProjectShelf::Active => return view! { <FirstSteps /> }.into_any(),
        ProjectShelf::Archived => (
            LuArchive,
            "Nothing is archived",
            "Archive a project from its menu when you are done with it: it leaves the list and keeps everything.",
        ),
        ProjectShelf::Deleted => (
            LuTrash2,
            "Nothing is deleted",
            "Projects that you delete stay here for 30 days, so that you can take them back.",
        ),
    };
    view! {
        <div class="nothing">
            <Icon icon=icon />
            <h2>{head}</h2>
            <p class="muted">{text}</p>
        </div>
    }
    .into_any()
}

/// Three ways to a first project.
#[component]
fn FirstSteps() -> impl IntoView {
    let ways = [
        (
            LuMessageSquareText,
            "/",
            "Describe it",
            "Say what you want to make. The code arrives while you watch, and the page comes alive beside it.",
        ),
        (
            LuLayoutTemplate,
            "/new",
            "Begin with a template",
            "Ten small finished apps, from a counter to a scene in 3D. Change them by hand or in words.",
        ),
        (
            LuFolderUp,
            "/new?from=import",
            "Bring your own",
            "A folder or a .zip of a React project. node_modules and build outputs stay behind by themselves.",
        ),
    ];
    let cards = ways
        .map(|(icon, href, head, text)| {
            view! {
                <li>
                    <A href=href attr:class="way">
                        <Icon icon=icon />
                        <b>{head}</b>
                        <span class="muted">{text}</span>
                    </A>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="first-steps" aria-labelledby="first-steps">
            <h2 id="first-steps">"Your projects will be listed here"</h2>
            <p class="muted">"There are three ways to the first one."</p>
            <ul class="ways">{cards}</ul>
        </section>
    }
    .into_any()
}
