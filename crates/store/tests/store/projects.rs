use contract::{Event, ListedProject, ProjectId, ProjectPage, ProjectQuery, ProjectShelf, ProjectSort};
use store::{Append, NewProject, Store, StoreError};
use test_support::both;

use super::{append, open, written};

async fn named(store: &Store, user: &contract::UserId, id: &str, name: &str) -> ProjectId {
    let project = ProjectId::from(id);
    let create = Some(NewProject { name: name.into() });
    let append = Append { project: project.clone(), user: user.clone(), entries: vec![], create };
    store.append(append).await.unwrap();
    project
}

fn names(page: &ProjectPage) -> Vec<&str> {
    page.projects.iter().map(|ListedProject { project, .. }| project.name.as_str()).collect()
}

fn search(text: &str) -> ProjectQuery {
    ProjectQuery { search: text.into(), sort: ProjectSort::Name, ..Default::default() }
}

both! {
    async fn lists_are_searched_sorted_and_paged(db) {
        let (store, user, first) = open(&db).await;
        for (id, name) in [("1", "Äpfel"), ("2", "to-do List"), ("3", "Zebra"), ("4", "100% wool"), ("5", "apple")] {
            named(&store, &user, id, name).await;
        }
        let find = async |query: ProjectQuery| store.search_projects(&user, &query, Some(4)).await.unwrap();
        let all = find(search("")).await;
        assert_eq!(names(&all), ["100% wool", "apple", "Name", "to-do List"]);
        assert_eq!((all.found, all.page, all.counts.active), (6, 0, 6));
        let second = find(ProjectQuery { page: 1, ..search("") }).await;
        assert_eq!(names(&second), ["Zebra", "Äpfel"]);
        // Beyond the last one stands the last one.
        assert_eq!(find(ProjectQuery { page: 99, ..search("") }).await, second);

        for (text, found) in [
            ("TO LIST", vec!["to-do List"]), ("list to", vec![]), ("äPF", vec!["Äpfel"]), ("%", vec!["100% wool"]),
            ("_", vec![]), ("p", vec!["apple", "Äpfel"]), ("nothing", vec![]), ("'; DROP TABLE", vec![]),
        ] {
            assert_eq!(names(&find(search(text)).await), found, "{text}");
        }

        // A change brings a project to the front, a new name to another place.
        let event = Event::ProjectRenamed { name: "ÖL".into() };
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        store.append(append(&user, &first, None, vec![event])).await.unwrap();
        let changed = find(ProjectQuery::default()).await;
        assert_eq!(names(&changed)[0], "ÖL");
        assert_eq!(names(&find(search("öl")).await), ["ÖL"]);
        let nobody = store.search_projects(&"nobody".into(), &search(""), None).await.unwrap();
        assert_eq!((nobody.projects.len(), nobody.counts.active), (0, 0));
        store.close().await;
    }

    async fn a_project_is_in_one_list_and_comes_back_as_it_was(db) {
        let (store, user, project) = open(&db).await;
        store.append(append(&user, &project, None, vec![written("a", "1")])).await.unwrap();
        let before = store.find_project(&project).await.unwrap().unwrap();
        let counts = async || {
            let counts = store.search_projects(&user, &search(""), None).await.unwrap().counts;
            (counts.active, counts.archived, counts.deleted)
        };
        let on = async |shelf| {
            let query = ProjectQuery { shelf, ..Default::default() };
            store.search_projects(&user, &query, None).await.unwrap().projects
        };
        assert_eq!(counts().await, (1, 0, 0));
        store.set_archived(&project, true).await.unwrap();
        assert_eq!(counts().await, (0, 1, 0));
        assert_eq!(on(ProjectShelf::Archived).await.len(), 1);
        assert!(store.list_projects(&user).await.unwrap().is_empty());
        assert!(store.list_budgets(&user).await.unwrap().is_empty());
        // Put aside, and still there.
        assert!(store.find_project(&project).await.unwrap().is_some());

        store.trash_project(&project).await.unwrap();
        assert_eq!(counts().await, (0, 0, 1));
        assert!(store.find_project(&project).await.unwrap().is_none());
        assert!(on(ProjectShelf::Deleted).await[0].deleted_at_ms.is_some());
        assert!(matches!(store.trash_project(&project).await, Err(StoreError::NotFound)));
        assert!(matches!(store.set_archived(&project, false).await, Err(StoreError::NotFound)));

        store.restore_project(&project).await.unwrap();
        assert!(matches!(store.restore_project(&project).await, Err(StoreError::NotFound)));
        store.set_archived(&project, false).await.unwrap();
        let after = store.find_project(&project).await.unwrap().unwrap();
        assert_eq!((after.name, after.updated_at_ms, after.files), (before.name, before.updated_at_ms, 1));
        assert!(store.find_deleted_project(&project).await.unwrap().is_none());
        store.close().await;
    }

    async fn what_was_deleted_long_ago_is_listed_to_go(db) {
        let (store, user, project) = open(&db).await;
        let kept = named(&store, &user, "kept", "Kept").await;
        store.trash_project(&project).await.unwrap();
        assert!(store.list_expired_projects(0).await.unwrap().is_empty());
        assert_eq!(store.list_expired_projects(i64::MAX).await.unwrap(), std::slice::from_ref(&project));
        store.delete_project(&project).await.unwrap();
        assert!(store.find_deleted_project(&project).await.unwrap().is_none());
        assert!(store.find_project(&kept).await.unwrap().is_some());
        store.close().await;
    }

    async fn names_from_before_are_searched_too_and_a_downgrade_loses_none(db) {
        let (store, user, project) = open(&db).await;
        let event = Event::ProjectRenamed { name: "ÄRA".into() };
        store.append(append(&user, &project, None, vec![event])).await.unwrap();
        store.trash_project(&project).await.unwrap();
        store.db().migrate_down(3).await.unwrap();
        store.db().migrate_up().await.unwrap();
        let query = ProjectQuery { shelf: ProjectShelf::Archived, ..search("ära") };
        assert_eq!(names(&store.search_projects(&user, &query, None).await.unwrap()), ["ÄRA"]);
        store.close().await;
    }

    async fn a_thousand_projects_are_listed_in_no_time(db) {
        let (store, user, _) = open(&db).await;
        let making = (0..1000).map(|n| {
            let (store, user) = (store.clone(), user.clone());
            async move { named(&store, &user, &format!("p{n:04}"), &format!("Project {n:04}")).await }
        });
        futures::future::join_all(making).await;
        let began = std::time::Instant::now();
        let page = store.search_projects(&user, &ProjectQuery { page: 7, ..search("project") }, None).await.unwrap();
        assert_eq!((page.found, page.projects.len()), (1000, 48));
        assert_eq!(names(&page)[0], "Project 0336");
        // Generous: other tests use the same machine.
        assert!(began.elapsed() < std::time::Duration::from_secs(2), "{:?}", began.elapsed());
        store.close().await;
    }
}
