//! The tables `[[whatsapp]]` and `[[telegram]]`: our accounts at channels, one table each.
//!
//! Secrets may stand in the file, but belong into variables: `COMBINADO_WHATSAPP_TOKEN` is the
//! first table's, `COMBINADO_WHATSAPP_TOKEN_<phone_number_id>` that of any; of a bot the suffix is
//! its creditor. A secret that is missing stops no command but those that need the account, so it
//! is told apart in [`Channels::missing`]. To add a key: the struct, its line in `whatsapp` or
//! `telegram` below, its lines in the manual.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::channels::{Telegram, WhatsApp};
use super::hints::{Secret, is_fit};
use crate::domain::problem::{Problem, Source};

/// The names of the tables.
pub(super) const TABLES: [&str; 2] = ["whatsapp", "telegram"];

const WHATSAPP_KEYS: [&str; 10] = [
    "creditor",
    "phone_number_id",
    "business_account_id",
    "token",
    "app_secret",
    "verify_token",
    "base_url",
    "version",
    "per_second",
    "payments",
];
const TELEGRAM_KEYS: [&str; 5] = ["creditor", "token", "webhook_secret", "base_url", "polling"];

/// The most messages a second that Meta allows anybody.
const MOST_PER_SECOND: u32 = 1_000;
/// The longest secret that Telegram takes.
const LONGEST_SECRET: usize = 256;

/// Our accounts at channels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Channels {
    /// The WhatsApp numbers.
    pub whatsapp: Vec<WhatsApp>,
    /// The Telegram bots.
    pub telegram: Vec<Telegram>,
    /// What keeps accounts from being used: secrets that nobody gave.
    pub missing: Vec<Problem>,
}

impl Channels {
    /// True where no account is set at all.
    pub const fn is_empty(&self) -> bool {
        self.whatsapp.is_empty() && self.telegram.is_empty() && self.missing.is_empty()
    }

    /// Reads every table.
    ///
    /// # Errors
    /// Every problem of them but missing secrets.
    pub(super) fn read(
        source: &Source,
        document: &DeTable<'_>,
        variable: Variable<'_>,
    ) -> Result<Self, Vec<Problem>> {
        let mut read = Self::default();
        let mut problems = Vec::new();
        let (mut numbers, mut bots) = (BTreeSet::new(), BTreeSet::new());
        for (kind, keys) in [("whatsapp", &WHATSAPP_KEYS[..]), ("telegram", &TELEGRAM_KEYS)] {
            for (place, (table, span)) in
                tables(source, document, kind, &mut problems).into_iter().enumerate()
            {
                let mut section = Section::new((source, variable), (kind, place), (table, span));
                section.unknown(keys);
                if kind == "whatsapp" {
                    let made = section.whatsapp(&mut numbers);
                    read.whatsapp.extend(made.filter(|_| section.is_complete()));
                } else {
                    let made = section.telegram(&mut bots);
                    read.telegram.extend(made.filter(|_| section.is_complete()));
                }
                problems.extend(section.problems);
                read.missing.extend(section.missing);
            }
        }
        if problems.is_empty() { Ok(read) } else { Err(problems) }
    }
}

/// The tables of a kind; a problem where the key holds anything else.
fn tables<'d, 's>(
    source: &Source,
    document: &'d DeTable<'s>,
    kind: &'static str,
    problems: &mut Vec<Problem>,
) -> Vec<(&'d DeTable<'s>, Range<usize>)> {
    let Some(value) = document.get(kind) else { return Vec::new() };
    let all: Option<Vec<_>> = match value.get_ref() {
        DeValue::Array(tables) => each_table(tables),
        DeValue::Table(table) => Some(vec![(table, value.span())]),
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => None,
    };
    all.unwrap_or_else(|| {
        let problem = source.problem_at("config-not-table", value.span());
        problems.push(problem.with("key", kind));
        Vec::new()
    })
}

fn each_table<'d, 's>(values: &'d DeArray<'s>) -> Option<Vec<(&'d DeTable<'s>, Range<usize>)>> {
    values.iter().map(|value| Some((value.get_ref().as_table()?, value.span()))).collect()
}

/// Reads a variable.
pub(super) type Variable<'a> = &'a dyn Fn(&str) -> Option<String>;

/// One table while it is read.
pub(super) struct Section<'a> {
    source: &'a Source,
    variable: Variable<'a>,
    kind: &'static str,
    place: usize,
    table: &'a DeTable<'a>,
    span: Range<usize>,
    pub(super) problems: Vec<Problem>,
    pub(super) missing: Vec<Problem>,
}

impl<'a> Section<'a> {
    pub(super) fn new(
        (source, variable): (&'a Source, Variable<'a>),
        (kind, place): (&'static str, usize),
        (table, span): (&'a DeTable<'a>, Range<usize>),
    ) -> Self {
        let (problems, missing) = (Vec::new(), Vec::new());
        Self { source, variable, kind, place, table, span, problems, missing }
    }

    /// What stands under a key.
    pub(super) fn get(&self, key: &str) -> Option<&'a DeValue<'a>> {
        self.table.get(key).map(Spanned::get_ref)
    }

    pub(super) fn is_complete(&self) -> bool {
        self.problems.is_empty() && self.missing.is_empty()
    }

    pub(super) fn unknown(&mut self, known: &[&str]) {
        for (key, _) in self.table {
            if !known.contains(&key.get_ref().as_ref()) {
                let problem = self.source.problem_at("config-unknown-key", key.span());
                let problem = problem.with("key", key.get_ref()).with("known", known.join(", "));
                self.problems.push(problem);
            }
        }
    }

    fn whatsapp(&mut self, known: &mut BTreeSet<String>) -> Option<WhatsApp> {
        let creditor = self.needed("creditor");
        let number = self.needed("phone_number_id");
        if let Some(id) = number.as_ref().filter(|id| !is_id(id)) {
            let id = id.clone();
            self.report("config-channel-id", "phone_number_id", &[("value", &id)]);
        }
        let business_account_id = self.text("business_account_id");
        if business_account_id.as_ref().is_some_and(|id| !is_id(id)) {
            let id = business_account_id.clone().unwrap_or_default();
            self.report("config-channel-id", "business_account_id", &[("value", &id)]);
        }
        let suffix = number.clone().unwrap_or_default();
        if number.is_some() && !known.insert(suffix.clone()) {
            self.report("config-channel-twice", "phone_number_id", &[("value", &suffix)]);
        }
        let token = self.secret("token", &suffix, true);
        let app_secret = self.secret("app_secret", &suffix, true);
        let verify_token = self.secret("verify_token", &suffix, true);
        let base_url = self.address(WhatsApp::BASE_URL);
        let version = self.text("version").unwrap_or_else(|| WhatsApp::VERSION.to_owned());
        if !is_version(&version) {
            self.report("config-channel-version", "version", &[]);
        }
        let per_second = self.number("per_second", MOST_PER_SECOND);
        let payments = self.flag("payments");
        Some(WhatsApp {
            creditor: creditor?,
            phone_number_id: number?,
            business_account_id,
            token,
            app_secret,
            verify_token,
            base_url,
            version,
            per_second: per_second.unwrap_or(WhatsApp::PER_SECOND),
            payments: payments.unwrap_or(false),
        })
    }

    fn telegram(&mut self, known: &mut BTreeSet<String>) -> Option<Telegram> {
        let creditor = self.needed("creditor");
        let suffix = creditor.as_deref().map(as_variable).unwrap_or_default();
        let polling = self.flag("polling").unwrap_or(false);
        let token = self.secret("token", &suffix, true);
        let webhook_secret = self.secret("webhook_secret", &suffix, !polling);
        let base_url = self.address(Telegram::BASE_URL);
        let bot = Telegram { creditor: creditor?, token, webhook_secret, base_url, polling };
        if !bot.token.expose().is_empty() && !is_bot_token(bot.token.expose()) {
            self.report("config-telegram-token", "token", &[]);
        } else if !bot.token.expose().is_empty() && !known.insert(bot.bot_id().to_owned()) {
            self.report("config-channel-twice", "token", &[("value", bot.bot_id())]);
        }
        let secret = bot.webhook_secret.expose();
        let is_fit = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        if secret.len() > LONGEST_SECRET || !secret.chars().all(is_fit) {
            self.report("config-telegram-secret", "webhook_secret", &[]);
        }
        Some(bot)
    }

    /// A text that must be there.
    pub(super) fn needed(&mut self, key: &'static str) -> Option<String> {
        if self.table.get(key).is_none() {
            self.report("config-channel-missing", key, &[]);
            return None;
        }
        self.text(key)
    }

    /// A secret: the table's own variable, the first table's, the file.
    pub(super) fn secret(&mut self, key: &'static str, suffix: &str, needed: bool) -> Secret {
        // The variable of a webhook's secret is short: COMBINADO_TELEGRAM_SECRET.
        let short = key.trim_start_matches("webhook_");
        let name = format!("COMBINADO_{}_{}", as_variable(self.kind), as_variable(short));
        let own = (self.variable)(&format!("{name}_{suffix}"));
        let first = own.or_else(|| (self.variable)(&name).filter(|_| self.place == 0));
        let found = first.or_else(|| self.text(key)).map(|text| text.trim().to_owned());
        match found.filter(|text| !text.is_empty()) {
            Some(text) => Secret::new(text),
            None if !needed
                || self.problems.iter().any(|it| it.values.get("key") == Some(&key.to_owned())) =>
            {
                Secret::new("")
            }
            None => {
                let name = if self.place == 0 { name } else { format!("{name}_{suffix}") };
                let desk = self.kind.starts_with("desk.");
                let code = if desk { "config-desk-secret" } else { "config-channel-secret" };
                let problem = self.source.problem_at(code, self.span.clone());
                let problem = problem.with("key", key).with("variable", name);
                self.missing.push(problem.with("table", self.kind));
                Secret::new("")
            }
        }
    }

    pub(super) fn address(&mut self, usual: &str) -> String {
        let given = self.text("base_url").unwrap_or_else(|| usual.to_owned());
        if !is_fit(&given) {
            self.report("config-channel-url", "base_url", &[]);
        }
        given.trim().trim_end_matches('/').to_owned()
    }

    pub(super) fn text(&mut self, key: &'static str) -> Option<String> {
        let value = self.table.get(key)?;
        let text = super::text(value);
        if text.is_none() {
            self.report("config-not-text", key, &[]);
        }
        text.map(|text| text.trim().to_owned())
    }

    pub(super) fn flag(&mut self, key: &'static str) -> Option<bool> {
        let value = self.table.get(key)?.get_ref();
        let flag = value.as_bool().or_else(|| match value.as_str() {
            Some("true") => Some(true),
            Some("false") => Some(false),
            Some(_) | None => None,
        });
        if flag.is_none() {
            self.report("config-not-flag", key, &[]);
        }
        flag
    }

    fn number(&mut self, key: &'static str, most: u32) -> Option<u32> {
        let value = self.table.get(key)?.get_ref();
        let digits = value.as_integer().map(ToString::to_string);
        let digits = digits.or_else(|| value.as_str().map(str::to_owned));
        let number = digits.and_then(|it| it.trim().parse().ok());
        let number = number.filter(|number| (1..=most).contains(number));
        if number.is_none() {
            self.report("config-not-number", key, &[("most", &most.to_string())]);
        }
        number
    }

    /// A problem of a key, at its place where it stands in the file.
    pub(super) fn report(
        &mut self,
        code: &'static str,
        key: &'static str,
        values: &[(&'static str, &str)],
    ) {
        let span = self.table.get(key).map_or_else(|| self.span.clone(), Spanned::span);
        let problem = self.source.problem_at(code, span).with("key", key).with("table", self.kind);
        let problem = values.iter().fold(problem, |it, (name, value)| it.with(name, value));
        self.problems.push(problem);
    }
}

/// A name as it stands in a variable's name.
pub fn as_variable(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    name.chars().map(plain).collect()
}

/// True for an id of Meta's, which is also safe within an address.
pub(super) fn is_id(text: &str) -> bool {
    (1..=32).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// True for a version of the Graph API, such as `v25.0`.
fn is_version(text: &str) -> bool {
    let parts = text.strip_prefix('v').and_then(|rest| rest.split_once('.'));
    let digits = |it: &str| (1..=3).contains(&it.len()) && it.bytes().all(|b| b.is_ascii_digit());
    parts.is_some_and(|(major, minor)| digits(major) && digits(minor))
}

/// True for a bot's token: its id, a colon, what proves it.
pub(super) fn is_bot_token(text: &str) -> bool {
    let Some((id, proof)) = text.split_once(':') else { return false };
    let is_fit = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    is_id(id) && !proof.is_empty() && proof.chars().all(is_fit)
}

#[cfg(test)]
mod tests;
