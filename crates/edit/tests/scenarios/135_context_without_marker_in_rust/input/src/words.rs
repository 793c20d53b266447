use std::collections::HashMap;

/// Counts words.
pub fn count(text: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for word in text.split_whitespace() {
        *counts.entry(word.to_lowercase()).or_insert(0) += 1;
    }
    counts
}

pub fn most(counts: &HashMap<String, usize>) -> Option<&str> {
    counts
        .iter()
        .max_by_key(|(_, count)| **count)
        .map(|(word, _)| word.as_str())
}
