//! What came of an experiment, in words.

use crate::domain::dialogue::text::{Args, Value};
use crate::domain::experiment::stats::{Interval, Part};
use crate::domain::experiment::verdict::{Count, Outcome, Told, Verdict as Found};
use crate::domain::experiment::{CONTROL, Experiment};
use crate::web::texts::Texts;

/// An arm's counts.
pub(super) struct Row {
    pub name: String,
    pub all: String,
    pub ready: String,
    pub paid: String,
    pub agreed: String,
    pub complaints: String,
    pub opt_outs: String,
    pub handoffs: String,
}

/// What may be told, sentence by sentence.
pub(super) struct Verdict {
    /// What must be heard first: harm, or a split gone wrong.
    pub loud: Vec<String>,
    /// How each arm does.
    pub said: Vec<Said>,
    /// How far it is.
    pub far: String,
}

/// How an arm does.
pub(super) struct Said {
    pub class: &'static str,
    pub words: String,
    pub more: String,
}

/// An arm's name as people read it.
pub(super) fn arm(t: &Texts, name: &str) -> String {
    if name == CONTROL { t.say("web-tuning-experiment-control") } else { name.to_owned() }
}

/// What is counted, arm by arm.
pub(super) fn rows(t: &Texts, of: &Experiment, verdict: &Found) -> Vec<Row> {
    let row = |(it, count): (&crate::domain::experiment::Arm, &Count)| Row {
        name: arm(t, &it.name),
        all: count.all.to_string(),
        ready: count.ready.to_string(),
        paid: part(t, count.paid, count.ready),
        agreed: part(t, count.agreed, count.all),
        complaints: part(t, count.complaints, count.all),
        opt_outs: part(t, count.opt_outs, count.all),
        handoffs: part(t, count.handoffs, count.all),
    };
    of.arms.iter().zip(&verdict.counts).map(row).collect()
}

/// What may be told.
pub(super) fn verdict(t: &Texts, of: &Experiment, found: &Found) -> Verdict {
    let named = |told: &Told| of.arms.get(told.arm).map(|it| it.name.clone()).unwrap_or_default();
    let mut loud = Vec::new();
    for told in &found.told {
        for harm in &told.harms {
            let values = [("arm", named(told)), ("harm", harm.as_str().to_owned())];
            let values = values.map(|(name, value)| (name.to_owned(), Value::Text(value)));
            loud.push(t.tell("web-tuning-experiment-harm", &Args::from(values)));
        }
    }
    if found.is_skewed {
        loud.push(t.say("web-tuning-experiment-skewed"));
    }
    let said = found.told.iter().map(|told| said(t, &named(told), told, found)).collect();
    let values = [("ready", found.ready), ("size", found.size), ("next", found.next.unwrap_or(0))];
    let values = values.map(|(name, value)| (name.to_owned(), Value::Count(i64::from(value))));
    let key = if found.next.is_some() {
        "web-tuning-experiment-far"
    } else {
        "web-tuning-experiment-full"
    };
    Verdict { loud, said, far: t.tell(key, &Args::from(values)) }
}

fn said(t: &Texts, name: &str, told: &Told, found: &Found) -> Said {
    let (code, class) = match told.outcome {
        Outcome::Early => ("early", ""),
        Outcome::Better => ("better", "good"),
        Outcome::Worse => ("worse", "bad"),
        Outcome::Even => ("even", ""),
    };
    let values = [("arm", name.to_owned()), ("code", code.to_owned())];
    let values = values.map(|(name, value)| (name.to_owned(), Value::Text(value)));
    let known = found.counts.iter().all(|count| count.ready > 0);
    Said {
        class: if found.is_skewed { "" } else { class },
        words: t.tell("web-tuning-experiment-verdict", &Args::from(values)),
        more: if known { more(t, told.more) } else { String::new() },
    }
}

/// How many of a thousand more or less paid, with what it may be.
fn more(t: &Texts, interval: Interval) -> String {
    let mut args = Args::new();
    for (name, value) in [("at", interval.at), ("low", interval.low), ("high", interval.high)] {
        let whole = format!("{:.0}", value * 1_000.0).parse::<i64>().unwrap_or_default();
        let how = if whole < 0 { "less" } else { "more" };
        args.insert(name.to_owned(), Value::Count(whole.abs()));
        args.insert(format!("{name}_how"), Value::Text(how.to_owned()));
    }
    t.tell("web-tuning-experiment-more", &args)
}

/// Some of so many, with the part in percent.
fn part(t: &Texts, some: u32, of: u32) -> String {
    let percent = format!("{:.0}", Part { some, of }.rate() * 100.0).parse().unwrap_or_default();
    let values = [("some", i64::from(some)), ("percent", percent)];
    let values = values.map(|(name, value)| (name.to_owned(), Value::Count(value)));
    t.tell("web-tuning-experiment-part", &Args::from(values))
}
