//! Where a second opinion may be asked, and how much it may cost: the keys that begin with `hint_`.

use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use super::Values;
use crate::domain::problem::{Problem, Source};
use crate::domain::understanding::budget::Budget;

/// The keys and their variables.
pub const KEYS: [(&str, &str); 7] = [
    ("hint_url", "COMBINADO_HINT_URL"),
    ("hint_key", "COMBINADO_HINT_KEY"),
    ("hint_model", "COMBINADO_HINT_MODEL"),
    ("hint_seconds", "COMBINADO_HINT_SECONDS"),
    ("hint_at_once", "COMBINADO_HINT_AT_ONCE"),
    ("hint_calls", "COMBINADO_HINT_CALLS"),
    ("hint_tokens", "COMBINADO_HINT_TOKENS"),
];

/// The time limit of an answer, where none is set.
const SECONDS: u64 = 3;
/// The longest time limit: a customer waits for it.
const MOST_SECONDS: u64 = 20;
/// Questions on their way at once, where nothing is set.
const AT_ONCE: u64 = 4;
/// The most of them.
const MOST_AT_ONCE: u64 = 64;

/// An endpoint for second opinions, and its limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hints {
    /// The endpoint's address, up to `/v1` or the like.
    pub url: String,
    /// The key, where the endpoint wants one.
    pub key: Option<Secret>,
    /// The model's name.
    pub model: String,
    /// The time after which the built-in reading stands.
    pub limit: Duration,
    /// How many questions may be on their way at once.
    pub at_once: usize,
    /// How much a day may cost.
    pub budget: Budget,
}

/// A text that shows nowhere but where it is used.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Keeps a text secret.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for the one place that must send it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Hints {
    /// An endpoint with the usual limits.
    pub fn new(url: impl Into<String>, model: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            key: None,
            model: model.into(),
            limit: Duration::from_secs(SECONDS),
            at_once: usize::try_from(AT_ONCE).unwrap_or(1),
            budget: Budget::default(),
        }
    }

    /// The address that questions are posted to.
    pub fn completions(&self) -> String {
        let base = self.url.trim_end_matches('/');
        let path = "/chat/completions";
        if base.ends_with(path) { base.to_owned() } else { format!("{base}{path}") }
    }

    /// Reads the keys; none where no address is given.
    ///
    /// # Errors
    /// Every problem of them.
    pub(super) fn read(source: &Source, values: &Values) -> Result<Option<Self>, Vec<Problem>> {
        let mut problems = Vec::new();
        let text = |key: &str| values.get(key).map(|it| it.text.clone());
        let mut number = |key: &'static str, most: u64| {
            let given = values.get(key)?;
            let number = given.text.trim().parse::<u64>().ok().filter(|n| (1..=most).contains(n));
            if number.is_none() {
                let problem = given.problem(source, "config-not-number");
                problems.push(problem.with("key", key).with("most", most));
            }
            number
        };
        let seconds = number("hint_seconds", MOST_SECONDS).unwrap_or(SECONDS);
        let at_once = number("hint_at_once", MOST_AT_ONCE).unwrap_or(AT_ONCE);
        let calls = number("hint_calls", MOST);
        let tokens = number("hint_tokens", MOST);
        let (url, model) = (values.get("hint_url"), text("hint_model"));
        if let Some(given) = url.filter(|given| !is_fit(&given.text)) {
            problems.push(given.problem(source, "config-hint-url"));
        }
        if url.is_some() != model.is_some() {
            problems.push(source.problem("config-hint-half"));
        }
        match (url, model) {
            _ if !problems.is_empty() => Err(problems),
            (Some(url), Some(model)) => Ok(Some(Self {
                key: text("hint_key").map(Secret::new),
                limit: Duration::from_secs(seconds),
                at_once: usize::try_from(at_once).unwrap_or(1),
                budget: Budget { calls, tokens },
                ..Self::new(url.text.trim(), model.trim())
            })),
            (Some(_) | None, Some(_) | None) => Ok(None),
        }
    }
}

/// The most of a daily limit.
const MOST: u64 = 1_000_000_000;

/// True for an address that a text may be sent to: encrypted, or within the own house.
pub fn is_fit(url: &str) -> bool {
    let url = url.trim();
    let (rest, plain) = match (url.strip_prefix("https://"), url.strip_prefix("http://")) {
        (Some(rest), _) => (rest, false),
        (None, Some(rest)) => (rest, true),
        (None, None) => return false,
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.is_empty()
        || url.contains(['@', '?', '#', '\\'])
        || url.contains(char::is_whitespace)
    {
        return false;
    }
    let host = match authority.strip_prefix('[') {
        Some(six) => six.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    !plain || is_own(host)
}

/// True for this machine and its own network.
fn is_own(host: &str) -> bool {
    match host.parse::<IpAddr>() {
        Ok(IpAddr::V4(four)) => four.is_loopback() || four.is_private(),
        Ok(IpAddr::V6(six)) => six.is_loopback() || six.is_unique_local(),
        Err(_) => {
            let host = host.to_lowercase();
            let domain = host.rsplit_once('.').map(|(_, last)| last);
            !host.is_empty() && domain.is_none_or(|last| last == "local" || last == "internal")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;

    fn read(text: &str) -> Result<Option<Hints>, Vec<&'static str>> {
        let settings = Settings::read(&Source::new("combinado.toml", text), |_| None);
        settings.map(|it| it.hints).map_err(|found| found.iter().map(|it| it.code).collect())
    }

    #[test]
    fn it_is_off_until_an_address_and_a_model_are_given() {
        assert_eq!(read(""), Ok(None));
        assert_eq!(read("hint_key = \"k\""), Ok(None));
        assert_eq!(read("hint_url = \"https://a.example/v1\""), Err(vec!["config-hint-half"]));
        assert_eq!(read("hint_model = \"m\""), Err(vec!["config-hint-half"]));

        let hints = read("hint_url = \"https://a.example/v1/\"\nhint_model = \"m\"");
        let hints = hints.expect("good").expect("on");
        assert_eq!(hints.completions(), "https://a.example/v1/chat/completions");
        assert_eq!((hints.limit, hints.at_once), (Duration::from_secs(3), 4));
        assert_eq!(hints.budget, Budget::default());
    }

    #[test]
    fn its_limits_are_numbers_within_reason() {
        let text = "hint_seconds = \"21\"\nhint_calls = \"many\"\nhint_tokens = \"0\"";
        assert_eq!(read(text), Err(vec!["config-not-number"; 3]));

        let on = "hint_url = \"https://a.example\"\nhint_model = \"m\"\n";
        let hints = read(&format!("{on}hint_seconds = \"5\"\nhint_calls = \"100\""));
        let hints = hints.expect("good").expect("on");
        assert_eq!(hints.limit, Duration::from_secs(5));
        assert_eq!(hints.budget, Budget { calls: Some(100), tokens: None });
    }

    #[test]
    fn a_text_leaves_encrypted_or_stays_in_the_house() {
        for fit in [
            "https://api.example/v1",
            "http://127.0.0.1:8000/v1",
            "http://localhost:11434/v1",
            "http://[::1]:80",
            "http://10.1.2.3",
            "http://modelo:8000",
            "http://modelo.internal",
        ] {
            assert!(is_fit(fit), "{fit}");
        }
        for unfit in [
            "",
            "api.example",
            "http://api.example/v1",
            "http://8.8.8.8",
            "ftp://a",
            "https://",
            "https://key@api.example",
            "https://api.example/v1?key=1",
            "https://api .example",
            "http://127.0.0.1.evil.example",
        ] {
            assert!(!is_fit(unfit), "{unfit}");
        }
    }

    #[test]
    fn the_key_shows_nowhere() {
        let text = "hint_url = \"https://a.example\"\nhint_model = \"m\"\nhint_key = \"sk-123\"";
        let settings = Settings::read(&Source::new("combinado.toml", text), |_| None);

        assert!(!format!("{settings:?}").contains("sk-123"));
    }
}
