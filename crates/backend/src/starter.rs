//! Templates: small finished apps that a project can begin with. The library grows by an entry and a folder in
//! `templates`; apps that the demo model knows are taken from there.

use std::collections::BTreeMap;

use contract::{ProjectId, ProjectPlan, ProjectSource, TemplateView, TurnRequest, UserId};

use crate::project::{clean_name, seed};
use crate::{BackendError, Context, look};

struct Template {
    id: &'static str,
    name: &'static str,
    about: &'static str,
    sources: Sources,
    packages: &'static [&'static str],
}

/// Where the files of a template are.
enum Sources {
    /// Of the demo model, by the name it has there.
    Demo(&'static str),
    /// Path in the project, and text. `__TITLE__` stands for the project's name.
    Own(&'static [(&'static str, &'static str)]),
}

/// Files of a folder in `templates`.
macro_rules! own {
    ($folder:literal, $($name:literal),+ $(,)?) => {
        Sources::Own(&[$((
            concat!("src/", $name),
            include_str!(concat!("../templates/", $folder, "/", $name)),
        )),+])
    };
}

const TEMPLATES: [Template; 10] = [
    Template {
        id: "blank",
        name: "Blank React",
        about: "One component and a style sheet with light and dark colours. Nothing to delete first.",
        sources: own!("blank", "App.tsx", "App.css"),
        packages: &[],
    },
    Template {
        id: "counter",
        name: "Counter",
        about: "The smallest app with state: a number, two buttons, a way back to zero.",
        sources: Sources::Demo("counter"),
        packages: &[],
    },
    Template {
        id: "to-do",
        name: "To-do list",
        about: "Tasks to add, tick off and delete. They are still there after a reload.",
        sources: Sources::Demo("to-do"),
        packages: &[],
    },
    Template {
        id: "dashboard",
        name: "Dashboard",
        about: "Key figures, a bar chart, a ring and a table of orders, drawn without a chart library.",
        sources: Sources::Demo("dashboard"),
        packages: &[],
    },
    Template {
        id: "landing-page",
        name: "Landing page",
        about: "Hero, features, voices, questions and a sign-up that checks the address.",
        sources: Sources::Demo("landing"),
        packages: &[],
    },
    Template {
        id: "form-wizard",
        name: "Form wizard",
        about: "A form in four steps with checks, a progress bar, a review at the end and a draft that is kept.",
        sources: own!(
            "form-wizard",
            "App.tsx",
            "App.css",
            "fields.ts",
            "check.ts",
            "useDraft.ts",
            "Progress.tsx",
            "Field.tsx",
            "steps/Person.tsx",
            "steps/Trip.tsx",
            "steps/Extras.tsx",
            "steps/Review.tsx",
            "Done.tsx",
        ),
        packages: &[],
    },
    Template {
        id: "data-table",
        name: "Data table",
        about: "People in a table that sorts, filters and turns its pages.",
        sources: Sources::Demo("table"),
        packages: &[],
    },
    Template {
        id: "chat",
        name: "Chat",
        about: "A conversation with bubbles, somebody who is writing, and answers.",
        sources: Sources::Demo("chat"),
        packages: &[],
    },
    Template {
        id: "game",
        name: "Memory game",
        about: "Pairs of cards to find, with moves counted and a new game at any time.",
        sources: Sources::Demo("memory"),
        packages: &[],
    },
    Template {
        id: "three",
        name: "Three.js scene",
        about: "A lit scene in 3D to turn and zoom, with colours, shapes and speed to play with.",
        sources: own!("three", "App.tsx", "App.css", "Scene.tsx", "stage.ts", "shapes.ts", "Controls.tsx"),
        packages: &["three"],
    },
];

impl Template {
    /// Every file of a project that begins with it.
    fn files(&self, title: &str) -> BTreeMap<String, String> {
        let mut files: BTreeMap<String, String> = match self.sources {
            Sources::Demo(name) => llm::starter(name, title)
                .unwrap_or_default()
                .into_iter()
                .map(|(path, text)| (path.to_owned(), text))
                .collect(),
            Sources::Own(files) => {
                let shared = [(look::STYLE, llm::base_style())];
                let all = files.iter().copied().chain(shared);
                all.map(|(path, text)| (path.to_owned(), text.replace("__TITLE__", &in_script(title))))
                    .collect()
            }
        };
        files.extend(seed(title).into_iter().map(|(path, text)| (path.to_owned(), text)));
        if let Some(manifest) = crate::export::completed_manifest(&files) {
            files.insert("package.json".to_owned(), manifest);
        }
        files
    }
}

/// A title as it may stand in a string of a script.
fn in_script(title: &str) -> String {
    title.replace('\\', "\\\\").replace('"', "\\\"").replace('<', "\\u003c")
}

impl Context {
    /// What a new project can begin with.
    pub fn list_templates(&self) -> Vec<TemplateView> {
        let view = |template: &Template| TemplateView {
            id: template.id.to_owned(),
            name: template.name.to_owned(),
            about: template.about.to_owned(),
            packages: template.packages.iter().map(|name| (*name).to_owned()).collect(),
            files: u32::try_from(template.files("").len()).unwrap_or(u32::MAX),
        };
        TEMPLATES.iter().map(view).collect()
    }

    /// Makes a project as the plan says. A turn is started if the plan asks for something.
    pub async fn create_from_plan(
        &self,
        user: &UserId,
        plan: ProjectPlan,
    ) -> Result<ProjectId, BackendError> {
        if !look::is_fit(&plan.look) {
            return Err(BackendError::Invalid(
                "A colour is written as #rrggbb. Choose one of those offered.",
            ));
        }
        let request = match (plan.request.trim(), look::described(&plan.look)) {
            ("", _) => String::new(),
            // A template looks like that already.
            (request, _) if plan.source != ProjectSource::Description => request.to_owned(),
            (request, Some(look)) => format!("{request}\n\n{look}"),
            (request, None) => request.to_owned(),
        };
        match &plan.source {
            ProjectSource::Description => {
                let started = self.create_named(user, &request, &plan.name, plan.model.as_ref()).await?;
                Ok(started.project)
            }
            ProjectSource::Template(id) => {
                let template = TEMPLATES.iter().find(|template| template.id == id);
                let template = template.ok_or(BackendError::NotFound("template"))?;
                let ask = TurnRequest { model: plan.model.clone(), ..request.as_str().into() };
                if !request.is_empty() {
                    // What cannot be asked must not leave half of a project behind.
                    self.check(ask.clone()).await?;
                }
                let name = match clean_name(&plan.name) {
                    name if name.is_empty() => template.name.to_owned(),
                    name => name,
                };
                let mut files = template.files(&name);
                if let Some(style) = files.get_mut(look::STYLE) {
                    *style = look::styled(style, &plan.look);
                }
                let (project, _) = self.create_from_files(user, &name, files).await?;
                if !request.is_empty() {
                    self.start_turn(user, &project, ask).await?;
                }
                Ok(project)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_fit_for_addresses_and_given_once() {
        let mut ids: Vec<&str> = TEMPLATES.iter().map(|template| template.id).collect();
        assert!(ids.iter().all(|id| id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')), "{ids:?}");
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), TEMPLATES.len());
    }

    #[test]
    fn every_template_is_a_whole_project() {
        for template in &TEMPLATES {
            let files = template.files("Fish & \"chips\" <b>");
            for path in ["package.json", "src/App.tsx", "src/App.css", "src/index.css"] {
                assert!(files.contains_key(path), "{}: {path}", template.id);
            }
            assert!(files.values().all(|text| !text.contains("__")), "{}", template.id);
            let known = preview::packages(&files);
            for package in template.packages {
                assert!(known.contains(*package), "{}: {package} is not imported", template.id);
                assert!(files["package.json"].contains(package), "{}: {package}", template.id);
            }
        }
        // A skeleton of more than ten files is among them.
        assert!(TEMPLATES.iter().any(|template| template.files("").len() > 10));
    }
}
