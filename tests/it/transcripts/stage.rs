//! The world that a transcript's header asks for, and how its messages look.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, NaiveDate, Utc};
use combinado::app::import::{CustomerRecord, creditors, demo_portfolio, expand, read};
use combinado::domain::calendar::Calendar;
use combinado::domain::dialogue::text::{Attachment, Message, Part};
use combinado::domain::dialogue::{Flow, Rules};
use combinado::domain::locale::Locale;
use combinado::domain::policy::Policy;
use combinado::domain::problem::Source;
use combinado::domain::simulation::{Outgoing, Said, World, case};
use combinado::domain::understanding::{Reader, shipped};
use combinado::payments::pix_static::brcode::BrCode;
use combinado::text::{Catalog, Locales};

use crate::support::static_pix;

/// What a header asks for.
#[derive(Default)]
pub struct Header {
    pub customer: String,
    pub set: Vec<(String, String)>,
    pub also: Vec<Vec<(String, String)>>,
    pub creditor: Vec<String>,
}

pub fn reader() -> &'static Reader {
    static READER: OnceLock<Reader> = OnceLock::new();
    READER.get_or_init(|| Reader::train(&shipped()).expect("our words are good"))
}

fn texts(locale: Option<Locale>) -> &'static Catalog {
    static TEXTS: OnceLock<Locales> = OnceLock::new();
    let open = || Locales::open(Path::new("locales")).expect("our texts are good");
    TEXTS.get_or_init(open).of(locale)
}

fn source(path: &str) -> Source {
    Source::new(path, std::fs::read_to_string(path).expect("a file of ours"))
}

fn rules() -> Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    let load = || Rules {
        flow: Arc::new(Flow::load(&source("flows/negotiation.toml")).expect("a good flow")),
        policy: Arc::new(Policy::load(&source("policies/standard.toml")).expect("a good policy")),
    };
    RULES.get_or_init(load).clone()
}

/// Reads `a=1; b=2`.
pub fn pairs(text: &str) -> Vec<(String, String)> {
    let pair = |part: &str| {
        let (name, value) = part.split_once('=')?;
        Some((name.trim().to_owned(), value.trim().to_owned()))
    };
    text.split(';').filter_map(pair).collect()
}

/// Sets the stage: the customer of the example with the header's changes.
pub fn world(header: &Header, start: DateTime<Utc>, today: NaiveDate) -> Result<World, String> {
    let (toml, csv) = demo_portfolio(today);
    let with = |toml: String, line: &String| {
        toml.replace("[[creditor]]\n", &format!("[[creditor]]\n{line}\n"))
    };
    let toml = header.creditor.iter().fold(toml, with);
    let known = creditors(&Source::new("creditors.toml", toml)).expect("good creditors");
    let (head, lines) = csv.split_once('\n').expect("a header");
    let columns: Vec<&str> = head.split(';').collect();
    let mut rows: Vec<Vec<String>> = lines
        .lines()
        .map(|line| line.split(';').map(str::to_owned).collect::<Vec<_>>())
        .filter(|row| row.first() == Some(&header.customer))
        .collect();
    if let Some(first) = rows.first().cloned() {
        rows.extend(header.also.iter().map(|_| first.clone()));
    }
    let count = rows.len() - header.also.len().min(rows.len());
    for (at, row) in rows.iter_mut().enumerate() {
        let own = at.checked_sub(count).and_then(|at| header.also.get(at));
        for (name, value) in header.set.iter().chain(own.into_iter().flatten()) {
            let place = columns.iter().position(|column| column == name);
            let place = place.ok_or_else(|| format!("no column {name:?}"))?;
            row[place] = expand(value, today);
        }
    }
    let body: Vec<String> = rows.iter().map(|row| row.join(";")).collect();
    let text = format!("{head}\n{}\n", body.join("\n"));
    let import = read("header", text.as_bytes(), &known, today, &mut |_| {})
        .map_err(|problems| format!("{problems:?}"))?;
    if let Some(bad) = import.rejected.first() {
        return Err(format!("{:?}", bad.problems));
    }
    let record = import.portfolio.customers.into_iter().next();
    let record = record.ok_or_else(|| format!("no customer {:?}", header.customer))?;
    let CustomerRecord { customer, invoices, .. } = record;
    let creditor = known.into_iter().find(|each| each.id == customer.creditor);
    let facts = case(creditor.expect("a known creditor"), customer, invoices);
    Ok(World::new(Arc::new(Calendar::brazil()), rules(), facts, start, Box::new(static_pix)))
}

fn words(part: &Part, locale: Option<Locale>) -> String {
    let text = texts(locale).nth(&part.key, &part.args, part.variant);
    text.unwrap_or_else(|error| format!("({error})"))
}

/// The labels that a message's choices show.
pub fn labels(world: &World) -> Vec<(String, String)> {
    let locale = world.facts().language();
    let label = |label| words(label, locale);
    world.choices().iter().map(|choice| (choice.id.clone(), label(&choice.label))).collect()
}

/// A message as a transcript shows it.
pub fn shown(outgoing: &Outgoing, locale: Option<Locale>) -> String {
    let text = match &outgoing.said {
        Said::Bot(message) => bot(message, locale),
        Said::Agent(text) => format!("(atendente) {text}"),
    };
    let mut lines = text.lines();
    let mut shown = format!("< {}\n", lines.next().unwrap_or_default());
    for line in lines {
        shown.push_str(format!("| {line}").trim_end());
        shown.push('\n');
    }
    shown
}

fn bot(message: &Message, locale: Option<Locale>) -> String {
    let composed = texts(locale).compose(&message.parts);
    let mut text = composed.unwrap_or_else(|error| format!("({error})"));
    for attachment in &message.attachments {
        text.push('\n');
        let line = match attachment {
            Attachment::Pix { code, .. } => match BrCode::parse(code) {
                Ok(code) => {
                    let amount = code.amount.map(|sum| sum.to_string()).unwrap_or_default();
                    format!("(pix {amount} para {})", code.name)
                }
                Err(error) => format!("({error})"),
            },
            Attachment::Boleto { line } => format!("(boleto {line})"),
        };
        text.push_str(&line);
    }
    let choices: Vec<String> = message
        .choices
        .iter()
        .enumerate()
        .map(|(at, choice)| format!("[{}] {}", at + 1, words(&choice.label, locale)))
        .collect();
    if !choices.is_empty() {
        text.push('\n');
        text.push_str(&choices.join("  "));
    }
    text
}
