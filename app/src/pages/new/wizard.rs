//! What a person has said so far, and what is still missing. Plain values, apart from how they are shown.

use contract::{Look, ProjectPlan, ProjectSource};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Start,
    Details,
    Look,
    Review,
}

impl Step {
    pub const ALL: [Self; 4] = [Self::Start, Self::Details, Self::Look, Self::Review];

    /// In the row of steps.
    pub fn name(self) -> &'static str {
        match self {
            Self::Start => "Start from",
            Self::Details => "Name",
            Self::Look => "Look",
            Self::Review => "Review",
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Self::Start => "What do you start from?",
            Self::Details => "What is it called?",
            Self::Look => "How shall it look?",
            Self::Review => "Is this what you want?",
        }
    }

    pub fn number(self) -> usize {
        Self::ALL.iter().position(|step| *step == self).unwrap_or_default()
    }

    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self.number() + 1).copied()
    }

    pub fn before(self) -> Option<Self> {
        self.number().checked_sub(1).and_then(|number| Self::ALL.get(number)).copied()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    Template,
    Description,
    Import,
}

impl Start {
    pub const ALL: [Self; 3] = [Self::Template, Self::Description, Self::Import];

    pub fn name(self) -> &'static str {
        match self {
            Self::Template => "Template",
            Self::Description => "Description",
            Self::Import => "Import",
        }
    }

    pub fn about(self) -> &'static str {
        match self {
            Self::Template => "A finished small app to change",
            Self::Description => "Your own words",
            Self::Import => "A folder, a .zip or a repository",
        }
    }

    /// As an address names it; a template for anything else.
    pub fn named(name: &str) -> Self {
        let known = Self::ALL.into_iter().find(|start| start.name().eq_ignore_ascii_case(name));
        known.unwrap_or(Self::Template)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Wizard {
    pub step: Step,
    pub start: Start,
    pub template: Option<String>,
    /// What to build, or what to change of the template.
    pub request: String,
    pub name: String,
    pub look: Look,
    /// What was brought along, in words: "shop · 34 files · 210 KB".
    pub brought: Option<String>,
}

impl Wizard {
    pub fn beginning(start: Start, template: Option<String>) -> Self {
        Self {
            step: Step::Start,
            start,
            template,
            request: String::new(),
            name: String::new(),
            look: Look::default(),
            brought: None,
        }
    }

    /// Why the next step cannot be taken yet, and what to do.
    pub fn missing(&self) -> Option<&'static str> {
        match (self.step, self.start) {
            (Step::Start | Step::Review, Start::Template) if self.template.is_none() => {
                Some("Choose a template.")
            }
            (Step::Start | Step::Review, Start::Description) if self.request.trim().is_empty() => {
                Some("Describe what you want to make, in a sentence or two.")
            }
            (Step::Start | Step::Review, Start::Import) if self.brought.is_none() => {
                Some("Choose a folder, a .zip or a repository first.")
            }
            (Step::Start | Step::Details | Step::Look | Step::Review, _) => None,
        }
    }

    pub fn plan(&self) -> ProjectPlan {
        let source = match (self.start, &self.template) {
            (Start::Template, Some(template)) => ProjectSource::Template(template.clone()),
            (Start::Template | Start::Description | Start::Import, _) => ProjectSource::Description,
        };
        ProjectPlan {
            source,
            name: self.name.trim().to_owned(),
            request: self.request.trim().to_owned(),
            look: self.look.clone(),
            model: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_lead_on_and_back() {
        let there: Vec<_> = std::iter::successors(Some(Step::Start), |step| step.next()).collect();
        assert_eq!(there, Step::ALL);
        let back: Vec<_> = std::iter::successors(Some(Step::Review), |step| step.before()).collect();
        assert_eq!(back, [Step::Review, Step::Look, Step::Details, Step::Start]);
    }

    #[test]
    fn what_is_missing_is_said_before_it_is_needed() {
        let mut wizard = Wizard::beginning(Start::named("import"), Some("blank".into()));
        assert_eq!(wizard.start, Start::Import);
        assert!(wizard.missing().is_some());
        wizard.brought = Some("shop".into());
        assert_eq!(wizard.missing(), None);
        wizard.start = Start::Description;
        assert!(wizard.missing().is_some());
        wizard.request = "A shop".into();
        assert_eq!(wizard.missing(), None);
        assert_eq!(wizard.plan().source, ProjectSource::Description);
        wizard.start = Start::Template;
        assert_eq!((wizard.missing(), wizard.plan().source), (None, ProjectSource::Template("blank".into())));
        wizard.template = None;
        assert!(wizard.missing().is_some());
        assert_eq!(Start::named("nonsense"), Start::Template);
    }
}
