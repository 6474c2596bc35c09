//! `combinado understand`: one utterance a line in, what it means a line out.
//!
//! The reader is the same that serves customers, fed from standard input. A line may be plain
//! text or a JSON object with `text` and, for this line only, `expect`. With `--evaluate` or
//! `--cross-validate` it is measured instead, see [`evaluate`].

use std::io::{self, BufRead, BufWriter, Write};
use std::path::PathBuf;

use anyhow::Context;
use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
use chrono_tz::America::Sao_Paulo;
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};

use super::kit::tell;
use super::second::Second;
use super::{Exit, Failure, evaluate};
use crate::domain::calendar::Calendar;
use crate::domain::problem::{Problem, Source};
use crate::domain::understanding::evaluate::Named;
use crate::domain::understanding::train::Lessons;
use crate::domain::understanding::{
    Bound, DateBound, Entity, Expectation, Intent, Meaning, Reader, Reading, Value, Weighed,
};
use crate::text::Catalog;

/// Shows what the bot understands of each line of standard input.
///
/// Example: `echo "pago 300 dia 10" | combinado understand --jsonl`
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Args {
    /// One JSON object a line instead of a line for people
    #[arg(long)]
    pub jsonl: bool,
    /// The moment the messages are read at, such as 2026-11-23T10:00:00-03:00
    #[arg(long, value_name = "RFC3339", value_parser = super::moment::<FixedOffset>)]
    pub now: Option<DateTime<FixedOffset>>,
    /// What the question before asked for: free, `yes_no`, money, date, count, reason, identity
    #[arg(long, value_name = "EXPECTATION", default_value_t)]
    pub expect: Expectation,
    /// Measure the reading of a file of labelled sentences, one JSON object a line
    #[arg(long, value_name = "FILE.jsonl", conflicts_with = "cross_validate")]
    pub evaluate: Option<PathBuf>,
    /// Measure on the training examples, each part by a reader of the others
    #[arg(long)]
    pub cross_validate: bool,
    /// With a measurement: every figure as JSON on standard output
    #[arg(long)]
    pub json: bool,
    /// With a measurement: put the figures between the markers of this page
    #[arg(long, value_name = "FILE.md")]
    pub report: Option<PathBuf>,
    /// Ask the configured language model about what is read with doubt
    #[arg(long)]
    pub hint: bool,
}

/// The day that our own sets of labelled sentences are written for.
const SETS: &str = "2026-11-23T13:00:00Z";

/// A line of JSON.
#[derive(Deserialize)]
struct Line {
    text: String,
    #[serde(default)]
    expect: Option<Expectation>,
}

/// Reads standard input to its end, or measures; `now` counts where `--now` is not given.
///
/// # Errors
/// Where the files of understanding are broken, or standard input or output fails.
pub fn run(
    args: &Args,
    now: DateTime<Utc>,
    words: &Catalog,
    sources: &[Source],
    second: Option<&Second>,
) -> Result<Exit, Failure> {
    let reader =
        || Reader::train(sources).map_err(|found| Failure::problems(words, &found, sources));
    if args.evaluate.is_some() || args.cross_validate {
        return measure(args, words, sources, reader);
    }
    listen(args, now, &reader()?, second)?;
    Ok(Exit::Done)
}

/// Measures the reader, and shows the figures as asked.
fn measure(
    args: &Args,
    words: &Catalog,
    sources: &[Source],
    reader: impl Fn() -> Result<Reader, Failure>,
) -> Result<Exit, Failure> {
    let set: DateTime<Utc> = SETS.parse().context("the day of our own sets")?;
    let today = day(args.now.map_or(set, |now| now.with_timezone(&Utc)));
    let figures = match &args.evaluate {
        None => {
            let told = |found: Vec<Problem>| Failure::problems(words, &found, sources);
            Lessons::load(sources).map_err(told)?;
            evaluate::cross_validate(sources, today)?
        }
        Some(file) => {
            let shown = file.display();
            let text =
                std::fs::read_to_string(file).with_context(|| format!("could not read {shown}"))?;
            let cases = match evaluate::labelled(&text) {
                Ok(cases) => cases,
                Err(wrong) => {
                    for line in &wrong {
                        let (file, at) = (shown.to_string(), line.line.to_string());
                        let values =
                            [("file", file.as_str()), ("line", &at), ("why", line.why.as_str())];
                        eprintln!("{}", tell(words, "evaluate-line", &values));
                    }
                    return Ok(Exit::WrongInput);
                }
            };
            evaluate::judge(&reader()?, &cases, today)
        }
    };
    if let Some(page) = &args.report {
        let english = |key: &str| key.replace('-', " ");
        evaluate::onto_page(page, &evaluate::for_page(&evaluate::tables(&figures), &english))?;
    }
    if args.json {
        println!("{}", evaluate::as_json(&figures));
    } else {
        let say = |key: &str| tell(words, &format!("evaluate-{key}"), &[]);
        eprint!("{}", evaluate::for_terminal(&evaluate::tables(&figures), &say));
    }
    Ok(Exit::Done)
}

fn day(moment: DateTime<Utc>) -> NaiveDate {
    moment.with_timezone(&Sao_Paulo).date_naive()
}

fn listen(
    args: &Args,
    now: DateTime<Utc>,
    reader: &Reader,
    second: Option<&Second>,
) -> anyhow::Result<()> {
    let today = day(args.now.map_or(now, |now| now.with_timezone(&Utc)));
    let output = BufWriter::new(io::stdout().lock());
    let read = |text: &str, expected| {
        let calendar = Calendar::brazil();
        let reading = reader.read(text, expected, today, &calendar);
        match second {
            Some(second) => second.weigh(reader, reading, (expected, today), &calendar),
            None => reading,
        }
    };
    match read_all(read, args, io::stdin().lock(), output) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        done => done.context("could not read standard input or write the readings"),
    }
}

/// Reads every line of an input, whatever bytes it holds.
fn read_all(
    read: impl Fn(&str, Expectation) -> Reading,
    args: &Args,
    mut input: impl BufRead,
    mut output: impl Write,
) -> io::Result<()> {
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        let said = String::from_utf8_lossy(&line);
        let said = said.trim_end_matches(['\n', '\r']);
        let spoken = serde_json::from_str::<Line>(said).ok();
        let expected = spoken.as_ref().and_then(|line| line.expect).unwrap_or(args.expect);
        let text = spoken.as_ref().map_or(said, |line| line.text.as_str());
        let reading = read(text, expected);
        if args.jsonl {
            writeln!(output, "{}", as_json(&reading))?;
        } else {
            writeln!(output, "{}", for_people(&reading))?;
        }
        output.flush()?;
        line.clear();
    }
    Ok(())
}

/// A reading as the stable format has it.
fn as_json(reading: &Reading) -> Json {
    let share = |permille: u16| json!(f64::from(permille) / 1000.0);
    let weighed = |(intent, permille): &(Intent, u16)| json!({ "intent": intent, "confidence": share(*permille) });
    let alternatives: Vec<Json> = reading.alternatives.iter().map(weighed).collect();
    let hour = |found: &&Entity| matches!(found.value, Value::Time { .. });
    let (hours, values): (Vec<&Entity>, Vec<&Entity>) = reading.entities.iter().partition(hour);
    let cash = is_cash(reading);
    let listed = values.into_iter().filter(|found| !(cash && found.value == Value::Count(1)));
    let entities: Vec<Json> = listed.map(entity).collect();
    let times: Vec<Json> = hours.into_iter().map(entity).collect();
    let mut object = json!({
        "text": reading.text,
        "intent": reading.intent,
        "confidence": share(reading.confidence),
        "alternatives": alternatives,
        "entities": entities,
    });
    if let Some(fields) = object.as_object_mut() {
        if !times.is_empty() {
            fields.insert("times".to_owned(), json!(times));
        }
        if cash {
            fields.insert("cash".to_owned(), json!(true));
        }
        if reading.no_down_payment {
            fields.insert("no_down_payment".to_owned(), json!(true));
        }
        if let Some(detail) = reading.detail {
            fields.insert("detail".to_owned(), json!(detail));
        }
        if reading.corrects {
            fields.insert("corrects".to_owned(), json!(true));
        }
        if let Some(language) = reading.language {
            fields.insert("language".to_owned(), json!(language));
        }
        if !reading.also.is_empty() {
            fields.insert("also".to_owned(), json!(reading.also));
        }
        if let Some(answer) = reading.answer {
            fields.insert("answer".to_owned(), json!(answer));
        }
        if let Some(choice) = reading.choice {
            fields.insert("choice".to_owned(), json!(choice));
        }
        if let Some(weighed) = &reading.hint {
            let own = weighed_by_us(weighed);
            fields.insert("hint".to_owned(), own);
        }
    }
    object
}

/// What a second opinion was weighed against, what it proposed, and what was heeded.
fn weighed_by_us(weighed: &Weighed) -> Json {
    json!({
        "doubt": weighed.doubt,
        "own": weighed.own,
        "own_confidence": f64::from(weighed.own_confidence) / 1000.0,
        "says": weighed.hint.says,
        "heeded": weighed.heeded,
    })
}

/// True where "à vista" says how a sum is paid, rather than in how many parts.
fn is_cash(reading: &Reading) -> bool {
    let priced = |value: &Value| matches!(value, Value::Money { .. } | Value::Percent(_));
    reading.count() == Some(1) && reading.values().any(priced)
}

fn entity(entity: &Entity) -> Json {
    let (kind, value, more) = described(&entity.value);
    let mut fields = Map::new();
    fields.insert("kind".to_owned(), json!(kind));
    fields.insert("value".to_owned(), value);
    fields.insert("text".to_owned(), json!(entity.text));
    fields.insert("start".to_owned(), json!(entity.start));
    fields.extend(more.into_iter().map(|(name, value)| (name.to_owned(), value)));
    Json::Object(fields)
}

/// The values of a reading as files name them; times of day are no part of the sets.
pub(super) fn named(reading: &Reading) -> Vec<Named> {
    let plain = |entity: &Entity| {
        let (kind, value, _) = described(&entity.value);
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        Named { kind: kind.to_owned(), value }
    };
    let values = reading.entities.iter();
    values.filter(|one| !matches!(one.value, Value::Time { .. })).map(plain).collect()
}

/// What else is known of a value, by name.
type More = Vec<(&'static str, Json)>;

fn described(value: &Value) -> (&'static str, Json, More) {
    match value {
        Value::Money { amount, monthly, approximate, bound, down_payment, weekly, income } => {
            let mut more = flags(&[
                ("monthly", *monthly),
                ("weekly", *weekly),
                ("income", *income),
                ("approximate", *approximate),
                ("down_payment", *down_payment),
            ]);
            more.extend(bound.map(|bound| ("bound", json!(sum_bound(bound)))));
            ("money", json!(amount), more)
        }
        Value::Date { on, bound, vague, alternative } => {
            let mut more = flags(&[("vague", *vague)]);
            more.extend(bound.map(|bound| ("bound", json!(day_bound(bound)))));
            more.extend(alternative.map(|other| ("alternative", json!(other))));
            ("date", json!(on), more)
        }
        Value::Time { hour, minute, part, bound } => {
            let clock = hour.map(|hour| json!(format!("{hour:02}:{minute:02}")));
            let mut more: More = part.map(|part| ("part", json!(part))).into_iter().collect();
            more.extend(bound.map(|bound| ("bound", json!(day_bound(bound)))));
            ("time", clock.unwrap_or_else(|| json!(part)), more)
        }
        Value::Count(n) => ("count", json!(n), Vec::new()),
        Value::Percent(rate) => ("percent", json!(rate), Vec::new()),
        Value::Document(document) => ("document", json!(document.digits()), Vec::new()),
        Value::Phone(phone) => ("phone", json!(phone.e164()), Vec::new()),
        Value::Duration { said, .. } => ("duration", json!(said.to_string()), Vec::new()),
        Value::Digits(digits) => ("digits", json!(digits), Vec::new()),
        Value::DayMonth { day, month, year } => {
            let written = match year {
                Some(year) => format!("{year:04}-{month:02}-{day:02}"),
                None => format!("--{month:02}-{day:02}"),
            };
            ("birthday", json!(written), Vec::new())
        }
        Value::DayOfMonth(day) => ("day_of_month", json!(day), Vec::new()),
    }
}

fn flags(named: &[(&'static str, bool)]) -> More {
    let set = named.iter().filter(|(_, set)| *set);
    set.map(|(name, _)| (*name, json!(true))).collect()
}

const fn sum_bound(bound: Bound) -> &'static str {
    match bound {
        Bound::AtMost => "at_most",
        Bound::AtLeast => "at_least",
    }
}

const fn day_bound(bound: DateBound) -> &'static str {
    match bound {
        DateBound::Before => "before",
        DateBound::After => "after",
    }
}

/// One line for people: the intent, how sure, what else, and the values.
fn for_people(reading: &Reading) -> String {
    let whole = reading.confidence / 10;
    let meaning = Meaning { intent: reading.intent, detail: reading.detail };
    let mut line = format!("{meaning} {whole}%");
    for other in &reading.also {
        let other = Meaning { intent: *other, detail: reading.detail_of(*other) };
        line.push_str(" + ");
        line.push_str(&other.to_string());
    }
    for found in &reading.entities {
        let (kind, value, _) = described(&found.value);
        let plain = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        line.push_str(" · ");
        line.push_str(kind);
        line.push(' ');
        line.push_str(&plain);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_in_is_a_reading_out() {
        let reader = crate::domain::understanding::shipped_reader();
        let args = Args {
            jsonl: true,
            now: None,
            expect: Expectation::Free,
            hint: false,
            evaluate: None,
            cross_validate: false,
            json: false,
            report: None,
        };
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date");
        let input = b"pago 300 dia 10\n\n\xff\xfe\n{\"text\":\"5\",\"expect\":\"count\"}\n";
        let mut output = Vec::new();

        let calendar = Calendar::brazil();
        let read = |text: &str, expected| reader.read(text, expected, today, &calendar);
        read_all(read, &args, &input[..], &mut output).expect("memory does not fail");

        let output = String::from_utf8(output).expect("JSON is UTF-8");
        let lines: Vec<Json> =
            output.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(lines.len(), 4);
        assert_eq!(lines[0]["intent"], "promise_to_pay");
        assert_eq!(lines[0]["entities"][0]["value"], "300.00");
        assert_eq!(lines[0]["entities"][1]["value"], "2026-12-10");
        assert_eq!(lines[3]["entities"][0]["value"], 5);
    }
}
