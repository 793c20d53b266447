use std::time::Duration;

/// What a call survives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Calls of one provider for one reply, until its first text came.
    pub attempts: u32,
    /// Before the second attempt, about; doubled for each further one.
    pub backoff: Duration,
    /// A provider that wants to be left alone for longer is not waited for.
    pub most_wait: Duration,
    /// Failures in a row after which a provider is left alone.
    pub failures: u32,
    /// For how long.
    pub rest: Duration,
    /// Who answers instead, in this order: ids of providers, or of models.
    pub fallback: Vec<String>,
    pub rates: Rates,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            attempts: 3,
            backoff: Duration::from_millis(500),
            most_wait: Duration::from_secs(30),
            failures: 5,
            rest: Duration::from_secs(30),
            fallback: Vec::new(),
            rates: Rates::default(),
        }
    }
}

/// Requests a minute, by provider.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rates {
    /// For those that are not named.
    all: Option<usize>,
    named: Vec<(String, usize)>,
}

impl Rates {
    /// Reads `60`, or `openai=60,gemini=10`; none if it is neither.
    pub fn parse(text: &str) -> Option<Self> {
        let mut rates = Self::default();
        for entry in text.split(',').map(str::trim).filter(|entry| !entry.is_empty()) {
            let (name, number) = match entry.split_once('=') {
                Some((name, number)) => (Some(name.trim()), number.trim()),
                None => (None, entry),
            };
            let number = number.parse().ok().filter(|number| *number > 0)?;
            match name {
                Some(name) => rates.named.push((name.to_owned(), number)),
                None => rates.all = Some(number),
            }
        }
        Some(rates)
    }

    /// None for no limit.
    pub(crate) fn of(&self, provider: &str) -> Option<usize> {
        let named = self.named.iter().find(|(name, _)| name == provider);
        named.map(|(_, number)| *number).or(self.all)
    }

    pub(crate) fn named(&self) -> impl Iterator<Item = &str> {
        self.named.iter().map(|(name, _)| name.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_for_all_or_for_each() {
        let rates = Rates::parse("60, gemini=10").unwrap();
        assert_eq!((rates.of("gemini"), rates.of("openai")), (Some(10), Some(60)));
        assert_eq!(Rates::parse("gemini = 10").unwrap().of("openai"), None);
        assert_eq!(Rates::parse("").unwrap(), Rates::default());
        for wrong in ["many", "0", "gemini=-1", "gemini="] {
            assert_eq!(Rates::parse(wrong), None, "{wrong}");
        }
    }
}
