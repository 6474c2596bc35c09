//! `combinado simulate --against`: the same simulated customers meet two folders of content.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use rust_decimal::Decimal;
use serde_json::{Value as Json, json};

use super::Exit;
use super::simulate::Args;
use crate::app::tuning::impact::{Asked, Stage, compare};
use crate::config::content;
use crate::domain::dialogue::Rules;
use crate::domain::dialogue::text::{Args as Values, Value};
use crate::domain::money::Money;
use crate::domain::problem::Problem;
use crate::domain::simulation::paired::{Compared, Measure, Pairs, Sure, Unit};
use crate::domain::understanding::Reader;
use crate::text::{Catalog, problems};

/// Compares, and prints what differs with its intervals.
///
/// # Errors
/// When the result cannot be written.
pub fn run(
    args: &Args,
    against: &Path,
    (words, reader): (&Catalog, Arc<Reader>),
) -> anyhow::Result<Exit> {
    let (stage, rules) = match set(args, against, reader) {
        Ok(set) => set,
        Err(found) => {
            for problem in &found {
                writeln!(std::io::stderr(), "{}", problems::line(words, problem))?;
            }
            return Ok(Exit::WrongInput);
        }
    };
    let pairs = simulate(&stage, args, &rules);
    if args.json {
        writeln!(std::io::stdout(), "{}", as_json(args, &rules, &pairs))?;
    } else {
        write!(std::io::stderr(), "{}", as_text(words, &pairs))?;
    }
    Ok(Exit::Done)
}

fn set(
    args: &Args,
    against: &Path,
    reader: Arc<Reader>,
) -> Result<(Stage, [Rules; 2]), Vec<Problem>> {
    let stage = Stage::set(reader, super::issue::pix)?;
    let before = stage.rules(&content::files(args.content.as_deref())?)?;
    let after = stage.rules(&content::files(Some(against))?)?;
    Ok((stage, [before, after]))
}

/// Plays every pair, a share of them on each core; who plays which changes nothing.
fn simulate(stage: &Stage, args: &Args, [before, after]: &[Rules; 2]) -> Pairs {
    let workers = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let workers = u64::try_from(workers).unwrap_or(1).min(args.customers);
    let asked = Asked { customers: args.customers, seed: args.seed, days: args.days };
    let mut pairs = Pairs::default();
    thread::scope(|scope| {
        let work = |worker| move || compare(stage, [before, after], (asked, (worker, workers)));
        let playing: Vec<_> = (0..workers).map(|worker| scope.spawn(work(worker))).collect();
        for worker in playing {
            match worker.join() {
                Ok(own) => pairs.add(&own),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
    });
    pairs
}

fn as_json(args: &Args, [before, after]: &[Rules; 2], pairs: &Pairs) -> Json {
    let side = |rules: &Rules| json!({ "flow": rules.flow.reference(), "policy": rules.policy.reference() });
    let measures = Measure::ALL.into_iter();
    let measures: serde_json::Map<String, Json> =
        measures.map(|it| (it.as_str().to_owned(), measured(it, &pairs.of(it)))).collect();
    let (low_before, low_after) = pairs.below_floor;
    json!({
        "customers": args.customers,
        "seed": args.seed,
        "days": args.days,
        "before": side(before),
        "after": side(after),
        "measures": measures,
        "below_floor": { "before": low_before, "after": low_after },
    })
}

fn measured(measure: Measure, compared: &Compared) -> Json {
    let told = |hundredths: i128| plain(measure.unit(), hundredths);
    let interval = compared.interval();
    json!({
        "pairs": compared.pairs,
        "before": told(compared.before * 100),
        "after": told(compared.after * 100),
        "difference": told((compared.after - compared.before) * 100),
        "low": interval.map(|it| told(it.low)),
        "high": interval.map(|it| told(it.high)),
        "verdict": sure(compared.sure()),
    })
}

/// Hundredths of a customer, or of a centavo, as a decimal number.
fn plain(unit: Unit, hundredths: i128) -> String {
    let places = match unit {
        Unit::Customers => 2,
        Unit::Sum => 4,
    };
    let number = Decimal::try_from_i128_with_scale(hundredths, places).unwrap_or_default();
    match unit {
        Unit::Customers => number.normalize().to_string(),
        Unit::Sum => format!("{:.2}", number.round_dp(2)),
    }
}

const fn sure(sure: Sure) -> &'static str {
    match sure {
        Sure::More => "more",
        Sure::Less => "less",
        Sure::Unsure => "unsure",
        Sure::Same => "same",
    }
}

fn as_text(words: &Catalog, pairs: &Pairs) -> String {
    let mut lines = vec![told(words, "simulate-impact-header", &[])];
    for measure in Measure::ALL {
        let compared = pairs.of(measure);
        let whole = |hundredths: i128| shown(words, measure.unit(), hundredths);
        let interval = compared.interval();
        let ends = interval.map(|it| format!("{} … {}", whole(it.low), whole(it.high)));
        lines.push(format!(
            "{:<34}{:>18}{:>18}{:>18}  {:<34}{}",
            told(words, "simulate-impact-measure", &[("code", measure.as_str())]),
            whole(compared.before * 100),
            whole(compared.after * 100),
            whole((compared.after - compared.before) * 100),
            ends.unwrap_or_else(|| "–".to_owned()),
            told(words, "simulate-impact-sure", &[("sure", sure(compared.sure()))]),
        ));
    }
    let (before, after) = pairs.below_floor;
    let (before, after) = (before.to_string(), after.to_string());
    let counts = [("before", before.as_str()), ("after", after.as_str())];
    lines.extend([String::new(), told(words, "simulate-impact-floor", &counts), String::new()]);
    lines.join("\n")
}

fn shown(words: &Catalog, unit: Unit, hundredths: i128) -> String {
    match unit {
        Unit::Customers => plain(unit, hundredths).replace('.', ","),
        Unit::Sum => {
            let sum = Money::centavos(i64::try_from(hundredths / 100).unwrap_or(i64::MAX));
            let values = Values::from([("sum".to_owned(), Value::Money(sum))]);
            words.render("simulate-sum", &values).unwrap_or_else(|_| sum.to_string())
        }
    }
}

/// A text of ours; its key where it is missing, so that no result is lost over a word.
fn told(words: &Catalog, key: &str, values: &[(&str, &str)]) -> String {
    let value = |(name, text): &(&str, &str)| ((*name).to_owned(), Value::Text((*text).to_owned()));
    let values: Values = values.iter().map(value).collect();
    words.render(key, &values).unwrap_or_else(|_| key.to_owned())
}
