//! Values in a text, each found once.
//!
//! The passes run from the most to the least certain, and what one has taken no later one sees:
//! documents and phones, hours, instalments, days, lengths of time, shares, sums; then the bare
//! numbers, as what was asked resolves them; last, what the message itself takes back is dropped.
//! Never a bare guess. To find a new sort of value: a variant of [`Value`], a pass beside the
//! others, and its place in [`Scan::run`].

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::intent::Expectation;
use super::lexicon::Class;
use super::normalise::{Kind, Text};
use super::numbers::{self, Number};
use super::reading::{Entity, Value};
use super::{clock, counts, dates, identity, money, shares, spans, taken_back};
use crate::domain::calendar::Calendar;

/// What a text is read against.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// What the question before asked for.
    pub expected: Expectation,
    /// The customer's day.
    pub today: NaiveDate,
    /// Banking days.
    pub calendar: &'a Calendar,
}

/// A value and the tokens it stands in.
#[derive(Clone, Debug)]
pub struct Held {
    /// The value.
    pub entity: Entity,
    /// Its first token.
    pub from: usize,
    /// The token after it.
    pub end: usize,
}

/// A text whose values are being found.
#[derive(Debug)]
pub struct Scan<'a> {
    /// The tokens.
    pub text: &'a Text<'a>,
    /// What it is read against.
    pub setting: Setting<'a>,
    /// The values found so far, in the order of finding.
    pub held: Vec<Held>,
    typed: &'a [char],
    taken: Vec<bool>,
    labels: Vec<&'static str>,
}

/// What was found, and what stands for it among the words.
#[derive(Debug)]
pub struct Found {
    /// The values in the order of the text.
    pub entities: Vec<Entity>,
    /// For each token: what it is part of, or nothing. Repeats follow a first one.
    pub labels: Vec<&'static str>,
    /// True where a plan without a down payment is asked for.
    pub no_down_payment: bool,
}

impl<'a> Scan<'a> {
    /// Finds every value of a text.
    pub fn run(text: &'a Text<'a>, typed: &'a [char], setting: Setting<'a>) -> Found {
        let (taken, labels) = (vec![false; text.len()], vec![""; text.len()]);
        let mut scan = Self { text, setting, typed, taken, labels, held: Vec::new() };
        if setting.expected == Expectation::Identity {
            identity::own_data(&mut scan);
        }
        identity::numbers(&mut scan);
        dates::habits(&mut scan);
        clock::hours(&mut scan);
        counts::ordinals(&mut scan);
        dates::each_month(&mut scan);
        counts::plans(&mut scan);
        dates::days(&mut scan);
        spans::lengths(&mut scan);
        shares::shares(&mut scan);
        money::sums(&mut scan);
        scan.bare();
        scan.held.sort_by_key(|held| held.from);
        taken_back::drop_all(&mut scan);
        counts::settle(&mut scan);
        let no_down_payment = (0..text.len()).any(|at| text.at(at, Class::NoDown).is_some());
        let entities = scan.held.into_iter().map(|held| held.entity).collect();
        Found { entities, labels: scan.labels, no_down_payment }
    }

    /// True where none of these tokens belongs to a value yet.
    pub fn is_free(&self, from: usize, end: usize) -> bool {
        self.taken.get(from..end).is_some_and(|range| range.iter().all(|taken| !taken))
    }

    /// Gives tokens to a value; what an earlier value holds, even in part, stays with it.
    pub fn take(&mut self, from: usize, end: usize, value: Value) {
        if self.held.iter().any(|held| held.from < end && from < held.end) {
            return;
        }
        let label = label(&value);
        self.mask(from, end, label);
        let tokens = &self.text.tokens;
        let Some(start) = tokens.get(from).map(|token| token.start) else { return };
        let stop = tokens.get(end.wrapping_sub(1)).map_or(start, |token| token.end);
        let text = self.typed.get(start..stop).unwrap_or(&[]).iter().collect();
        self.held.push(Held { entity: Entity { value, text, start }, from, end });
    }

    /// Hides tokens that are no value of ours: an order, a second copy.
    pub fn mask(&mut self, from: usize, end: usize, label: &'static str) {
        for at in from..end {
            if let (Some(taken), Some(own)) = (self.taken.get_mut(at), self.labels.get_mut(at)) {
                *taken = true;
                *own = if at == from { label } else { "+" };
            }
        }
    }

    /// Takes tokens out of every later pass, and leaves them to the classifier as words.
    pub fn set_aside(&mut self, from: usize, end: usize) {
        for taken in self.taken.get_mut(from..end).unwrap_or(&mut []) {
            *taken = true;
        }
    }

    /// The number that begins here, where no value has taken it yet.
    pub fn number(&self, at: usize) -> Option<Number> {
        let sign = |at: usize| matches!(self.text.word(at), "o" | "a") && self.text.glued(at);
        let digits = self.text.kind(at) == Some(Kind::Number);
        numbers::read(self.text, at)
            .filter(|number| self.is_free(at, number.end) && !(digits && sign(number.end)))
    }

    /// True where the sentence speaks of the past around here.
    ///
    /// What stands nearest before decides: "não paguei, pago dia 10" looks ahead.
    pub fn is_past(&self, at: usize) -> bool {
        let text = self.text;
        let mut parted = false;
        for near in (at.saturating_sub(6)..at).rev() {
            if text.is_stop(near) {
                break;
            }
            parted |= text.word(near) == ",";
            let past = if parted { Class::PastPay } else { Class::Past };
            if text.before(near + 1, past).is_some() {
                return true;
            }
            if text.at(near, Class::Future).is_some() {
                return false;
            }
        }
        let ahead = (at..at + 6).take_while(|at| !text.is_pause(*at));
        for near in ahead {
            if text.at(near, Class::Future).is_some() {
                return false;
            }
            if text.at(near, Class::Past).is_some() {
                return true;
            }
        }
        false
    }

    /// The typed text as it is, for what hides between tokens.
    pub fn typed(&self) -> &'a [char] {
        self.typed
    }

    /// True where the whole message is these tokens, signs and courtesies aside.
    pub fn is_whole(&self, from: usize, end: usize) -> bool {
        let text = self.text;
        let (first, last) = super::parts::core(text, (0, text.len()));
        let sign = |at: usize| text.kind(at) == Some(Kind::Mark);
        (first..from).all(sign) && (end..last).all(sign)
    }

    /// The ordinal that begins here: "5º", "quinto", "vigésimo segundo"; with the token after it.
    pub fn ordinal(&self, at: usize) -> Option<(u32, usize)> {
        let text = self.text;
        if let Some(value) = text.lexicon.ordinals.get(text.word(at)) {
            let unit = text.lexicon.ordinals.get(text.word(at + 1)).filter(|unit| **unit < 10);
            return match unit.filter(|_| *value >= 10) {
                Some(unit) => Some((value + unit, at + 2)),
                None => Some((*value, at + 1)),
            };
        }
        let sign = matches!(text.word(at + 1), "o" | "a") && text.glued(at + 1);
        let number = text.word(at).parse().ok().filter(|_| sign)?;
        Some((number, at + 2))
    }

    /// Bare numbers, as what was asked resolves them.
    fn bare(&mut self) {
        for at in 0..self.text.len() {
            let Some(number) = self.number(at) else { continue };
            if self.setting.expected == Expectation::Count {
                counts::bare(self, at, &number);
                continue;
            }
            if self.is_named(at, &number) {
                continue;
            }
            match self.setting.expected {
                Expectation::Money => money::bare(self, at, &number),
                Expectation::Date => dates::bare(self, at, &number),
                Expectation::Offer if number.value >= Decimal::from(13) => {
                    money::bare(self, at, &number);
                }
                Expectation::Offer
                | Expectation::Count
                | Expectation::Free
                | Expectation::YesNo
                | Expectation::Consent
                | Expectation::Reason
                | Expectation::Identity => {}
            }
        }
    }

    /// True where a number counts or names something else: "2 filhos", "casa 20".
    pub fn is_named(&self, at: usize, number: &Number) -> bool {
        !self.follows(number.end) || number.article || self.has_a_name(at)
    }

    /// True where a word before says that the number is a name: "protocolo 20", "casa nº 5".
    pub fn has_a_name(&self, at: usize) -> bool {
        let text = self.text;
        let mut from = at;
        for _ in 0..2 {
            if text.before(from, Class::BeforeSumNo).is_some() {
                return true;
            }
            match text.before(from, Class::NameFiller) {
                Some(before) => from = before,
                None => return false,
            }
        }
        text.before(from, Class::BeforeSumNo).is_some()
    }

    /// True where nothing that a number could count stands here.
    pub fn follows(&self, at: usize) -> bool {
        let text = self.text;
        text.is_pause(at)
            || text.at(at, Class::AfterSum).is_some()
            || text.at(at, Class::AboutAfter).is_some()
            || !self.is_free(at, at + 1)
    }
}

/// The word that stands for a value when the rest is classified.
fn label(value: &Value) -> &'static str {
    match value {
        Value::Money { income: true, .. } => "<renda>",
        Value::Money { monthly: true, .. } | Value::Money { weekly: true, .. } => "<mensal>",
        Value::Money { down_payment: true, .. } => "<entrada>",
        Value::Money { .. } => "<val>",
        Value::Date { vague: true, .. } => "<quando>",
        Value::Date { .. } => "<dia>",
        Value::Time { .. } => "hora",
        Value::Count(1) => "<avista>",
        Value::Count(_) => "<parc>",
        Value::Percent(_) => "<pct>",
        Value::Document(_) => "<doc>",
        Value::Phone(_) => "<fone>",
        Value::Duration { .. } => "<prazo>",
        Value::Digits(_) | Value::DayMonth { .. } => "<id>",
        Value::DayOfMonth(_) => "<tododia>",
    }
}
