//! Going back through what was asked before, as in a shell.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Back,
    On,
}

/// Which earlier prompt stands in the box.
#[derive(Debug, Default)]
pub struct Recall {
    at: Option<usize>,
}

impl Recall {
    /// What is to stand in the box instead of `draft`. None while something else is being written there, and where
    /// there is nothing to go to: then the key moves the cursor.
    pub fn step(&mut self, prompts: &[String], draft: &str, step: Step) -> Option<String> {
        let here = self.at.filter(|at| prompts.get(*at).is_some_and(|prompt| prompt == draft));
        let next = match (here, step) {
            (None, Step::Back) if draft.is_empty() => prompts.len().checked_sub(1),
            (None, _) => None,
            // The same words again are no step.
            (Some(at), Step::Back) => {
                (0..at).rev().find(|i| prompts.get(*i).is_some_and(|prompt| prompt != draft))
            }
            (Some(at), Step::On) => {
                let next =
                    (at + 1..prompts.len()).find(|i| prompts.get(*i).is_some_and(|prompt| prompt != draft));
                if next.is_none() {
                    self.at = None;
                    return Some(String::new());
                }
                next
            }
        };
        let text = prompts.get(next?)?.clone();
        self.at = next;
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_back_and_on_and_leaves_what_is_being_written() {
        let prompts = ["one", "two", "two", "three"].map(str::to_owned);
        let mut recall = Recall::default();
        let mut draft = String::new();
        let mut seen = Vec::new();
        for step in [Step::Back, Step::Back, Step::Back, Step::Back, Step::On, Step::On, Step::On, Step::On] {
            if let Some(text) = recall.step(&prompts, &draft, step) {
                draft = text;
            }
            seen.push(draft.clone());
        }
        assert_eq!(seen, ["three", "two", "one", "one", "two", "three", "", ""]);
        assert_eq!(recall.step(&prompts, "mine", Step::Back), None);
        // A recalled prompt that was changed is one's own.
        recall.step(&prompts, "", Step::Back);
        assert_eq!(recall.step(&prompts, "three!", Step::Back), None);
        assert_eq!(recall.step(&[], "", Step::Back), None);
    }
}
