//! The world that a transcript's header asks for, and how its messages look.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Bench;
use super::fault::{Fault, Why, Word};
use crate::app::import::{CustomerRecord, creditors, demo_portfolio, expand, read};
use crate::domain::calendar::Calendar;
use crate::domain::dialogue::text::{Attachment, Message, Part};
use crate::domain::locale::Locale;
use crate::domain::problem::{Problem, Source};
use crate::domain::simulation::{Outgoing, Said, World, case};
use chrono::{DateTime, NaiveDate, Utc};

/// What a header asks for, each with its line.
#[derive(Default)]
pub(super) struct Header {
    customer: Option<(usize, String)>,
    set: Vec<(usize, Vec<(String, String)>)>,
    also: Vec<(usize, Vec<(String, String)>)>,
    creditor: Vec<(usize, String)>,
}

impl Header {
    /// Takes one more line, without its mark; words that ask for nothing are passed over.
    pub(super) fn read(&mut self, rest: &str, line: usize) {
        if let Some(customer) = rest.strip_prefix("customer:") {
            self.customer = Some((line, customer.trim().to_owned()));
        } else if let Some(set) = rest.strip_prefix("set:") {
            self.set.push((line, pairs(set)));
        } else if let Some(creditor) = rest.strip_prefix("creditor:") {
            self.creditor.push((line, creditor.trim().to_owned()));
        } else if let Some(also) = rest.strip_prefix("also:") {
            self.also.push((line, pairs(also)));
        }
    }

    /// What the import says of the customer, at the line that wrote its column.
    fn of_customer(&self, problem: Problem) -> Fault {
        let column = problem.values.get("column");
        let values = self.set.iter().chain(&self.also);
        let writes =
            |pairs: &[(String, String)]| pairs.iter().any(|(name, _)| Some(name) == column);
        let wrote = values.rev().find(|(_, pairs)| writes(pairs)).map(|(line, _)| *line);
        let customer = self.customer.as_ref().map(|(line, _)| *line);
        Why::Header(problem).at(wrote.or(customer).unwrap_or(1))
    }

    /// What the import says of the creditor, at the line that wrote its value.
    fn of_creditor(&self, problem: Problem) -> Fault {
        let key = problem.values.get("key").map_or("", String::as_str);
        let wrote = self.creditor.iter().find(|(_, text)| text.starts_with(key));
        Why::Header(problem).at(wrote.map_or(1, |(line, _)| *line))
    }
}

/// Reads `a=1; b=2`; what has no sign of equality is a name without a value.
pub(super) fn pairs(text: &str) -> Vec<(String, String)> {
    let parts = text.split(';').filter(|part| !part.trim().is_empty());
    let pair = |part: &str| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        (name.trim().to_owned(), value.trim().to_owned())
    };
    parts.map(pair).collect()
}

/// Sets the stage: the customer of the example with the header's changes; `at` is the line that begins.
pub(super) fn world(
    bench: &Bench,
    (header, at): (&Header, usize),
    start: DateTime<Utc>,
    today: NaiveDate,
) -> Result<World, Fault> {
    let (toml, csv) = demo_portfolio(today);
    let with = |toml: String, (_, line): &(usize, String)| {
        toml.replace("[[creditor]]\n", &format!("[[creditor]]\n{line}\n"))
    };
    let toml = header.creditor.iter().fold(toml, with);
    let known = creditors(&Source::new("creditors.toml", toml));
    let known = known.map_err(|problems| first(problems, |it| header.of_creditor(it)))?;
    let text = rows((header, at), &csv, today)?;
    let import = read("header", text.as_bytes(), &known, today, &mut |_| {});
    let import = import.map_err(|problems| first(problems, |it| header.of_customer(it)))?;
    if let Some(bad) = import.rejected.into_iter().next() {
        return Err(first(bad.problems, |it| header.of_customer(it)));
    }
    let record = import.portfolio.customers.into_iter().next();
    let CustomerRecord { customer, invoices, .. } = record.ok_or(Why::Nobody.at(at))?;
    let creditor = known.into_iter().find(|each| each.id == customer.creditor);
    let creditor = creditor.expect("the import takes customers of known creditors only");
    let (rules, issue) = (bench.rules.clone(), bench.issue);
    let facts = case(creditor, customer, invoices);
    Ok(World::new(Arc::new(Calendar::brazil()), rules, facts, start, Box::new(issue)))
}

/// The first problem that an import names, as a fault.
fn first(problems: Vec<Problem>, fault: impl FnOnce(Problem) -> Fault) -> Fault {
    fault(problems.into_iter().next().expect("an import that refuses says why"))
}

/// The lines of the header's customer in the example's portfolio, with the header's changes.
fn rows((header, at): (&Header, usize), csv: &str, today: NaiveDate) -> Result<String, Fault> {
    let (line, wanted) = header.customer.as_ref().ok_or(Why::Nobody.at(at))?;
    let (head, lines) = csv.split_once('\n').unwrap_or_default();
    let columns: Vec<&str> = head.split(';').collect();
    let all = lines.lines().map(|line| line.split(';').map(str::to_owned).collect());
    let all: Vec<Vec<String>> = all.collect();
    let own = all.iter().filter(|row| row.first() == Some(wanted));
    let mut rows: Vec<Vec<String>> = own.cloned().collect();
    let Some(face) = rows.first().cloned() else {
        let known: BTreeSet<&str> =
            all.iter().filter_map(|row| row.first()).map(String::as_str).collect();
        let known: Vec<&str> = known.into_iter().collect();
        return Err(Why::word(Word::Customer, wanted, &known).at(*line));
    };
    rows.extend(header.also.iter().map(|_| face.clone()));
    let count = rows.len() - header.also.len();
    for (at, row) in rows.iter_mut().enumerate() {
        let also = at.checked_sub(count).and_then(|at| header.also.get(at));
        for (line, pairs) in header.set.iter().chain(also) {
            for (name, value) in pairs {
                let place = columns.iter().position(|column| column == name);
                let unknown = || Why::word(Word::Column, name, &columns).at(*line);
                if let Some(cell) = row.get_mut(place.ok_or_else(unknown)?) {
                    *cell = expand(value, today);
                }
            }
        }
    }
    let body: Vec<String> = rows.iter().map(|row| row.join(";")).collect();
    Ok(format!("{head}\n{}\n", body.join("\n")))
}

impl Bench {
    /// The words of a part; its key where they cannot be said.
    fn words(&self, part: &Part, locale: Option<Locale>) -> Result<String, String> {
        let text = self.words.of(locale).nth(&part.key, &part.args, part.variant);
        text.map_err(|error| error.key().to_owned())
    }

    /// The labels that a message's choices show.
    pub(super) fn labels(&self, world: &World) -> Vec<(String, String)> {
        let locale = world.facts().language();
        world
            .choices()
            .iter()
            .map(|choice| (choice.id.clone(), self.words(&choice.label, locale)))
            .map(|(id, label)| (id, label.unwrap_or_else(|key| key)))
            .collect()
    }

    /// A message as a transcript shows it, and the keys of what could not be said, which stand in it.
    pub(super) fn shown(
        &self,
        outgoing: &Outgoing,
        locale: Option<Locale>,
    ) -> (String, Vec<String>) {
        let mut unsaid = Vec::new();
        let text = match &outgoing.said {
            Said::Bot(message) => self.bot(message, locale, &mut unsaid),
            Said::Agent(text) => format!("(atendente) {text}"),
        };
        let mut lines = text.lines();
        let mut shown = format!("< {}\n", lines.next().unwrap_or_default());
        for line in lines {
            shown.push_str(format!("| {line}").trim_end());
            shown.push('\n');
        }
        (shown, unsaid)
    }

    fn bot(&self, message: &Message, locale: Option<Locale>, unsaid: &mut Vec<String>) -> String {
        let mut note = |key: String| {
            unsaid.push(key.clone());
            format!("({key})")
        };
        let composed = self.words.of(locale).compose(&message.parts);
        let mut text = composed.unwrap_or_else(|error| note(error.key().to_owned()));
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
