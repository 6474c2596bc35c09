//! How steps and what became of customers are told.

use crate::app::tuning::checks::samples;
use crate::app::tuning::funnel::{Count, Funnel, MOST};
use crate::domain::dialogue::text::{Args, Value};
use crate::text::Catalog;
use crate::web::texts::Texts;

/// The most ways to say a text that are shown.
const WAYS: u32 = 8;

/// Tells about steps.
pub(super) struct Teller<'a> {
    /// The page's words.
    pub t: &'a Texts,
    /// What customers are told.
    pub words: &'a Catalog,
}

/// How much is lost at a step, from 0 to 3: nobody, up to a tenth, up to three tenths, more.
pub(super) fn heat(count: &Count) -> u8 {
    match (count.left, count.left * 10, count.entered) {
        (0, _, _) => 0,
        (_, left, all) if left <= all => 1,
        (_, left, all) if left <= all * 3 => 2,
        (_, _, _) => 3,
    }
}

impl Teller<'_> {
    /// What a step does, by the code of its kind.
    pub fn kind(&self, code: &str) -> String {
        self.t.say_of("web-tuning-flow-kind", "kind", code)
    }

    /// What stands under a step's name in its box.
    pub fn below(&self, count: &Count) -> String {
        self.t.tell("web-tuning-flow-below", &args(count))
    }

    /// All about a step, in a sentence.
    pub fn told(&self, (name, kind): (&str, &str), count: Option<&Count>) -> String {
        let Some(count) = count else { return format!("{name}: {kind}") };
        format!("{name}: {kind}. {}", self.counts(count))
    }

    /// What became of those who came to a step.
    pub fn counts(&self, count: &Count) -> String {
        let mut told = vec![self.t.tell("web-tuning-flow-counts", &args(count))];
        if let Some(wait) = count.median_wait() {
            let (unit, number) = match wait {
                0..=59 => ("seconds", wait),
                60..=3599 => ("minutes", wait / 60),
                3600..=86_399 => ("hours", wait / 3600),
                _days => ("days", wait / 86_400),
            };
            let args = Args::from([
                ("unit".to_owned(), Value::Text(unit.to_owned())),
                ("count".to_owned(), Value::Count(number)),
            ]);
            told.push(self.t.tell("web-tuning-flow-wait", &args));
        }
        if count.agreed.is_positive() {
            let args = Args::from([("sum".to_owned(), Value::Money(count.agreed))]);
            told.push(self.t.tell("web-tuning-flow-agreed", &args));
        }
        told.join(" ")
    }

    /// What became of everybody.
    pub fn summary(&self, funnel: &Funnel) -> String {
        if funnel.conversations == 0 {
            return self.t.say("web-tuning-flow-nobody");
        }
        let mut args = args(&funnel.total());
        args.insert("conversations".to_owned(), number(funnel.conversations));
        let told = self.t.tell("web-tuning-flow-summary", &args);
        let cut = Args::from([("most".to_owned(), Value::Count(MOST))]);
        let cut = funnel.is_cut.then(|| self.t.tell("web-tuning-flow-cut", &cut));
        [told].into_iter().chain(cut).collect::<Vec<_>>().join(" ")
    }

    /// How many steps were found; empty where nothing was searched for.
    pub fn found(&self, wanted: &str, count: usize) -> String {
        if wanted.trim().is_empty() {
            return String::new();
        }
        let mut args = Args::from([("count".to_owned(), number(count))]);
        args.insert("words".to_owned(), Value::Text(wanted.trim().to_owned()));
        self.t.tell("web-tuning-flow-found", &args)
    }

    /// Every way in which a text looks, with sample values.
    pub fn looks(&self, key: &str) -> Vec<String> {
        let samples = samples();
        let mut looks: Vec<String> = Vec::new();
        for number in 0..WAYS {
            match self.words.nth(key, &samples, number) {
                Ok(text) if !looks.contains(&text) => looks.push(text),
                Ok(_) | Err(_) => break,
            }
        }
        looks
    }
}

fn args(count: &Count) -> Args {
    let counts = [
        ("entered", count.entered),
        ("answered", count.answered),
        ("left", count.left),
        ("waiting", count.waiting),
        ("handed", count.handed_off),
    ];
    let count = |number: u64| Value::Count(i64::try_from(number).unwrap_or(i64::MAX));
    counts.into_iter().map(|(name, number)| (name.to_owned(), count(number))).collect()
}

fn number(count: usize) -> Value {
    Value::Count(i64::try_from(count).unwrap_or(i64::MAX))
}
