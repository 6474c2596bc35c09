//! The world that a transcript's header asks for, and how its messages look.

use std::sync::Arc;

use super::Bench;
use crate::app::import::{CustomerRecord, creditors, demo_portfolio, expand, read};
use crate::domain::calendar::Calendar;
use crate::domain::dialogue::text::{Attachment, Message, Part};
use crate::domain::locale::Locale;
use crate::domain::problem::Source;
use crate::domain::simulation::{Outgoing, Said, World, case};
use chrono::{DateTime, NaiveDate, Utc};

/// What a header asks for.
#[derive(Default)]
pub(super) struct Header {
    pub customer: String,
    pub set: Vec<(String, String)>,
    pub also: Vec<Vec<(String, String)>>,
    pub creditor: Vec<String>,
}

/// Reads `a=1; b=2`.
pub(super) fn pairs(text: &str) -> Vec<(String, String)> {
    let pair = |part: &str| {
        let (name, value) = part.split_once('=')?;
        Some((name.trim().to_owned(), value.trim().to_owned()))
    };
    text.split(';').filter_map(pair).collect()
}

/// Sets the stage: the customer of the example with the header's changes.
pub(super) fn world(
    bench: &Bench,
    header: &Header,
    start: DateTime<Utc>,
    today: NaiveDate,
) -> Result<World, String> {
    let (toml, csv) = demo_portfolio(today);
    let with = |toml: String, line: &String| {
        toml.replace("[[creditor]]\n", &format!("[[creditor]]\n{line}\n"))
    };
    let toml = header.creditor.iter().fold(toml, with);
    let known = creditors(&Source::new("creditors.toml", toml))
        .map_err(|problems| format!("{problems:?}"))?;
    let (head, lines) = csv.split_once('\n').unwrap_or_default();
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
            if let Some(cell) = row.get_mut(place) {
                *cell = expand(value, today);
            }
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
    let creditor = creditor.ok_or_else(|| format!("no creditor {:?}", customer.creditor))?;
    let (rules, issue) = (bench.rules.clone(), bench.issue);
    let facts = case(creditor, customer, invoices);
    Ok(World::new(Arc::new(Calendar::brazil()), rules, facts, start, Box::new(issue)))
}

impl Bench {
    fn words(&self, part: &Part, locale: Option<Locale>) -> Result<String, String> {
        let text = self.words.of(locale).nth(&part.key, &part.args, part.variant);
        text.map_err(|error| format!("({error})"))
    }

    /// The labels that a message's choices show.
    pub(super) fn labels(&self, world: &World) -> Vec<(String, String)> {
        let locale = world.facts().language();
        world
            .choices()
            .iter()
            .map(|choice| (choice.id.clone(), self.words(&choice.label, locale)))
            .map(|(id, label)| (id, label.unwrap_or_else(|why| why)))
            .collect()
    }

    /// A message as a transcript shows it; what could not be said is shown and noted.
    pub(super) fn shown(
        &self,
        outgoing: &Outgoing,
        locale: Option<Locale>,
        unsaid: &mut Vec<String>,
    ) -> String {
        let text = match &outgoing.said {
            Said::Bot(message) => self.bot(message, locale, unsaid),
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

    fn bot(&self, message: &Message, locale: Option<Locale>, unsaid: &mut Vec<String>) -> String {
        let mut note = |why: String| {
            unsaid.push(why.clone());
            why
        };
        let composed = self.words.of(locale).compose(&message.parts);
        let mut text = composed.unwrap_or_else(|error| note(format!("({error})")));
        for attachment in &message.attachments {
            text.push('\n');
            let line = match attachment {
                Attachment::Pix { code, .. } => (self.tell)(code),
                Attachment::Boleto { line } => format!("(boleto {line})"),
                Attachment::File(file) => format!("(arquivo {})", file.name),
            };
            text.push_str(&line);
        }
        let choices: Vec<String> = message
            .choices
            .iter()
            .enumerate()
            .map(|(at, choice)| {
                let label = self.words(&choice.label, locale).unwrap_or_else(&mut note);
                format!("[{}] {label}", at + 1)
            })
            .collect();
        if !choices.is_empty() {
            text.push('\n');
            text.push_str(&choices.join("  "));
        }
        text
    }
}
