//! What files call by a code, as pages say it: meanings of a message, flows and their steps.
//!
//! A code of which the locale tells nothing is said as it is, its parts apart: flows of one's own
//! have steps that nobody named yet.

use super::texts::Texts;

/// A flow.
pub fn flow(t: &Texts, code: &str) -> String {
    said(t, "flow", code)
}

/// A step of a flow.
pub fn step(t: &Texts, code: &str) -> String {
    said(t, "step", code)
}

/// A meaning, such as `ask_details` or `ask_details/breakdown`.
pub fn meaning(t: &Texts, code: &str) -> String {
    match code.split_once('/') {
        None => said(t, "meaning", code),
        Some((intent, detail)) => {
            format!("{}: {}", said(t, "meaning", intent), said(t, "detail", detail))
        }
    }
}

fn said(t: &Texts, kind: &str, code: &str) -> String {
    let key = format!("{kind}-{}", code.replace('_', "-"));
    if t.has(&key) { t.say(&key) } else { code.replace('_', " ") }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::domain::understanding::{Detail, Intent};
    use crate::text::{Catalog, Locales};

    #[test]
    fn every_meaning_and_every_shipped_step_has_a_name() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let catalog = Catalog::open(&root.join("locales/pt-BR")).expect("our texts are good");
        let flow = std::fs::read_to_string(root.join("flows/negotiation.toml")).expect("a flow");
        let steps = flow.lines().filter_map(|it| it.strip_prefix("[steps.")?.strip_suffix(']'));

        let meanings = Intent::ALL.iter().map(|it| format!("meaning-{it}"));
        let details = Detail::ALL.iter().map(|it| format!("detail-{it}"));
        let all = meanings.chain(details).chain(steps.map(|it| format!("step-{it}")));
        let all: Vec<String> = all.map(|key| key.replace('_', "-")).collect();
        let nameless: Vec<_> = all.iter().filter(|key| !catalog.has(key)).collect();

        assert!(nameless.is_empty(), "{nameless:?}");
        assert!(all.len() > 200);
    }

    #[test]
    fn what_nobody_named_is_said_as_it_is() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let catalog = Catalog::open(&root.join("locales/pt-BR")).expect("our texts are good");
        let t = Texts::new(Locales::from(catalog));

        assert_eq!(step(&t, "my_own_step"), "my own step");
        assert_eq!(step(&t, "ask_reason"), "Pergunta o motivo");
        assert_eq!(meaning(&t, "ask_receipt/discharge"), "pede um documento: quitação");
    }
}
