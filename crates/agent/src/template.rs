//! Prompt templates: text with `{{variables}}`, compiled in, versioned with the code that fills them.

/// A template under `prompts/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    Generate,
    Repair,
    Continue,
    Improve,
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
    pub const ALL: [Self; 4] = [Self::Generate, Self::Repair, Self::Continue, Self::Improve];

    fn source(self) -> &'static str {
        match self {
            Self::Generate => include_str!("../prompts/generate.md"),
            Self::Repair => include_str!("../prompts/repair.md"),
            Self::Continue => include_str!("../prompts/continue.md"),
            Self::Improve => include_str!("../prompts/improve.md"),
        }
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

    #[test]
    fn variables_are_filled_once_and_none_is_missed() {
        assert_eq!(render("a {{x}} b {{x}}", &[("x", "{{y}}")]).unwrap(), "a {{y}} b {{y}}");
        assert_eq!(render("{{x}}", &[]), Err(TemplateError::MissingVariable("x".into())));
        assert_eq!(render("a", &[("x", "1")]), Err(TemplateError::UnknownVariable("x".into())));
        assert_eq!(render("{{x", &[("x", "1")]), Err(TemplateError::Unclosed));
    }
}
