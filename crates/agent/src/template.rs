//! Prompt templates: text with `{{variables}}`, compiled in, versioned with the code that fills them.

/// A template under `prompts/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// What is the same in every request comes first, so that a provider's cache holds it.
    Generate,
    /// For a model that only plans.
    Plan,
    Repair,
    Continue,
    Improve,
    App,
    Component,
    Page,
    Types,
    ApiClient,
    Schema,
    Tests,
    Refactor,
    Explain,
    Change,
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum TemplateError {
    #[error("the template needs a value for {{{{{0}}}}}")]
    MissingVariable(String),
    #[error("the template has no variable {{{{{0}}}}}")]
    UnknownVariable(String),
    #[error("a variable in the template is not closed")]
    Unclosed,
}

impl Template {
    pub const ALL: [Self; 15] = [
        Self::Generate,
        Self::Plan,
        Self::Repair,
        Self::Continue,
        Self::Improve,
        Self::App,
        Self::Component,
        Self::Page,
        Self::Types,
        Self::ApiClient,
        Self::Schema,
        Self::Tests,
        Self::Refactor,
        Self::Explain,
        Self::Change,
    ];

    /// Its file without the ending, and the version of its text: a new one for every change, which a test asks for.
    pub fn version(self) -> (&'static str, u32) {
        let (name, version, _) = self.entry();
        (name, version)
    }

    fn entry(self) -> (&'static str, u32, &'static str) {
        match self {
            Self::Generate => ("generate", 3, include_str!("../prompts/generate.md")),
            Self::Plan => ("plan", 1, include_str!("../prompts/plan.md")),
            Self::Repair => ("repair", 1, include_str!("../prompts/repair.md")),
            Self::Continue => ("continue", 2, include_str!("../prompts/continue.md")),
            Self::Improve => ("improve", 1, include_str!("../prompts/improve.md")),
            Self::App => ("kinds/app", 1, include_str!("../prompts/kinds/app.md")),
            Self::Component => ("kinds/component", 1, include_str!("../prompts/kinds/component.md")),
            Self::Page => ("kinds/page", 1, include_str!("../prompts/kinds/page.md")),
            Self::Types => ("kinds/types", 1, include_str!("../prompts/kinds/types.md")),
            Self::ApiClient => ("kinds/api", 1, include_str!("../prompts/kinds/api.md")),
            Self::Schema => ("kinds/schema", 1, include_str!("../prompts/kinds/schema.md")),
            Self::Tests => ("kinds/tests", 1, include_str!("../prompts/kinds/tests.md")),
            Self::Refactor => ("kinds/refactor", 1, include_str!("../prompts/kinds/refactor.md")),
            Self::Explain => ("kinds/explain", 1, include_str!("../prompts/kinds/explain.md")),
            Self::Change => ("kinds/change", 1, include_str!("../prompts/kinds/change.md")),
        }
    }

    fn source(self) -> &'static str {
        self.entry().2
    }

    /// Fills the template in one pass: a value that looks like a variable stays as it is.
    pub fn render(self, values: &[(&str, &str)]) -> Result<String, TemplateError> {
        render(self.source(), values)
    }
}

fn render(source: &str, values: &[(&str, &str)]) -> Result<String, TemplateError> {
    let mut out = String::with_capacity(source.len());
    let mut used = vec![false; values.len()];
    let mut rest = source;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").ok_or(TemplateError::Unclosed)?;
        let at = values
            .iter()
            .position(|(key, _)| *key == name)
            .ok_or_else(|| TemplateError::MissingVariable(name.to_owned()))?;
        out.push_str(before);
        out.push_str(values[at].1);
        used[at] = true;
        rest = after;
    }
    out.push_str(rest);
    match used.iter().position(|used| !used) {
        Some(at) => Err(TemplateError::UnknownVariable(values[at].0.to_owned())),
        None => Ok(out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A changed text whose version stayed shows up here: the figure behind the version is that of the text.
    #[test]
    fn every_text_has_a_version() {
        let lines: Vec<String> = Template::ALL
            .into_iter()
            .map(|template| {
                let (name, version) = template.version();
                format!("{name} {version} {}", vfs::content_hash(template.source()))
            })
            .collect();
        insta::assert_snapshot!(lines.join("\n"));
    }

    #[test]
    fn variables_are_filled_once_and_none_is_missed() {
        assert_eq!(render("a {{x}} b {{x}}", &[("x", "{{y}}")]).unwrap(), "a {{y}} b {{y}}");
        assert_eq!(render("{{x}}", &[]), Err(TemplateError::MissingVariable("x".into())));
        assert_eq!(render("a", &[("x", "1")]), Err(TemplateError::UnknownVariable("x".into())));
        assert_eq!(render("{{x", &[("x", "1")]), Err(TemplateError::Unclosed));
    }
}
