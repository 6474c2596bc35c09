//! Values in a text, each found once.
//!
//! The passes run from the most to the least certain, and what one has taken no later one sees:
//! documents and phones, hours, instalments, days, lengths of time, shares, sums; last, the bare
//! numbers, as what was asked resolves them. Never a bare guess. To find a new sort of value:
//! a variant of [`Value`], a pass beside the others, and its place in [`Scan::run`].

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::intent::Expectation;
use super::lexicon::Class;
use super::normalise::{Kind, Text};
use super::numbers::{self, Number};
use super::reading::{Entity, Value};
use super::{dates, identity, money};
use crate::domain::calendar::Calendar;
use crate::domain::money::Rate;

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

/// A text whose values are being found.
#[derive(Debug)]
pub struct Scan<'a> {
    /// The tokens.
    pub text: &'a Text<'a>,
    /// What it is read against.
    pub setting: Setting<'a>,
    typed: &'a [char],
    taken: Vec<bool>,
    labels: Vec<&'static str>,
    found: Vec<Entity>,
}

/// What was found, and what stands for it among the words.
#[derive(Debug)]
pub struct Found {
    /// The values in the order of the text.
    pub entities: Vec<Entity>,
    /// For each token: what it is part of, or nothing. Repeats follow a first one.
    pub labels: Vec<&'static str>,
}

impl<'a> Scan<'a> {
    /// Finds every value of a text.
    pub fn run(text: &'a Text<'a>, typed: &'a [char], setting: Setting<'a>) -> Found {
        let (taken, labels) = (vec![false; text.len()], vec![""; text.len()]);
        let mut scan = Self { text, setting, typed, taken, labels, found: Vec::new() };
        if setting.expected == Expectation::Identity {
            identity::own_data(&mut scan);
        }
        identity::numbers(&mut scan);
        scan.hours();
        scan.ordinals();
        dates::each_month(&mut scan);
        scan.plans();
        dates::days(&mut scan);
        dates::lengths(&mut scan);
        scan.shares();
        money::sums(&mut scan);
        scan.bare();
        scan.found.sort_by_key(|entity| entity.start);
        Found { entities: scan.found, labels: scan.labels }
    }

    /// True where none of these tokens belongs to a value yet.
    pub fn is_free(&self, from: usize, end: usize) -> bool {
        self.taken.get(from..end).is_some_and(|range| range.iter().all(|taken| !taken))
    }

    /// Gives tokens to a value.
    pub fn take(&mut self, from: usize, end: usize, value: Value) {
        let label = label(&value);
        self.mask(from, end, label);
        let tokens = &self.text.tokens;
        let Some(start) = tokens.get(from).map(|token| token.start) else { return };
        let stop = tokens.get(end.wrapping_sub(1)).map_or(start, |token| token.end);
        let text = self.typed.get(start..stop).unwrap_or(&[]).iter().collect();
        self.found.push(Entity { value, text, start });
    }

    /// Hides tokens that are no value of ours: an hour, a second copy.
    pub fn mask(&mut self, from: usize, end: usize, label: &'static str) {
        for at in from..end {
            if let (Some(taken), Some(own)) = (self.taken.get_mut(at), self.labels.get_mut(at)) {
                *taken = true;
                *own = if at == from { label } else { "+" };
            }
        }
    }

    /// The number that begins here, where no value has taken it yet.
    pub fn number(&self, at: usize) -> Option<Number> {
        numbers::read(self.text, at).filter(|number| self.is_free(at, number.end))
    }

    /// True where the sentence spoke of the past shortly before.
    pub fn is_past(&self, at: usize) -> bool {
        let near = (at.saturating_sub(5)..at).rev();
        let mut sentence = near.take_while(|at| !self.text.is_stop(*at));
        sentence.any(|at| self.text.at(at, Class::Past).is_some())
    }

    /// The typed text as it is, for what hides between tokens.
    pub fn typed(&self) -> &'a [char] {
        self.typed
    }

    /// Hours of the day: "às 10", "14:30", "10h30". Seen, and nobody's value.
    fn hours(&mut self) {
        for at in 0..self.text.len() {
            let text = self.text;
            if text.kind(at) != Some(Kind::Number) || !self.is_free(at, at + 1) {
                continue;
            }
            if text.word(at).contains(':') {
                self.mask(at, at + 1, "hora");
                continue;
            }
            let hour = text.word(at).parse::<u32>().is_ok_and(|hour| hour <= 24);
            if let Some(end) = text.at(at + 1, Class::Clock).filter(|_| hour) {
                let minutes = text.kind(end) == Some(Kind::Number) && text.glued(end);
                self.mask(at, end + usize::from(minutes), "hora");
            } else if hour && text.before(at, Class::AtClock).is_some() && self.ends_clause(at + 1)
            {
                self.mask(at, at + 1, "hora");
            }
        }
        self.spoken_hours();
    }

    /// "Às dez", "duas horas".
    fn spoken_hours(&mut self) {
        for at in 0..self.text.len() {
            let Some(number) = self.number(at) else { continue };
            let hour = number.whole().is_some_and(|hour| hour <= 24);
            let clock = self.text.at(number.end, Class::Clock);
            let cued = self.text.before(at, Class::AtClock).is_some();
            if let Some(end) = clock.filter(|_| hour) {
                self.mask(at, end, "hora");
            } else if hour && cued && !number.article && self.ends_clause(number.end) {
                self.mask(at, number.end, "hora");
            }
        }
    }

    /// True where nothing that could be counted follows.
    fn ends_clause(&self, at: usize) -> bool {
        let text = self.text;
        let counted = [Class::Times, Class::Currency, Class::Percent, Class::Days, Class::Months];
        counted.iter().all(|class| text.at(at, *class).is_none())
            && (text.is_pause(at) || text.at(at, Class::AfterSum).is_some())
    }

    /// "2ª via", "segunda parcela", "terceira vez": an order, not a number.
    fn ordinals(&mut self) {
        for at in 0..self.text.len() {
            let Some((_, end)) = self.ordinal(at) else { continue };
            let of_days = self.text.at(self.text.skip(end, Class::Day), Class::BusinessDay);
            let noun = self.text.at(end, Class::OrdinalNoun).filter(|_| of_days.is_none());
            if noun.is_some() && self.is_free(at, end) {
                self.mask(at, end, "ordem");
            }
        }
    }

    /// The ordinal that begins here: "5º", "quinto"; with the token after it.
    pub fn ordinal(&self, at: usize) -> Option<(u32, usize)> {
        let text = self.text;
        if let Some(value) = text.lexicon.ordinals.get(text.word(at)) {
            return Some((*value, at + 1));
        }
        let sign = matches!(text.word(at + 1), "o" | "a") && text.glued(at + 1);
        let number = text.word(at).parse().ok().filter(|_| sign)?;
        Some((number, at + 2))
    }

    /// Numbers of instalments, with the value of each where it is said.
    fn plans(&mut self) {
        for at in 0..self.text.len() {
            if let Some(end) = self.text.at(at, Class::NotSingle) {
                self.mask(at, end, "");
            } else if let Some(end) =
                self.text.at(at, Class::Single).filter(|e| self.is_free(at, *e))
            {
                self.take(at, end, Value::Count(1));
            } else if let Some((n, end)) = self.count_at(at) {
                self.take(at, end, Value::Count(n));
                money::each(self, end);
            }
        }
    }

    /// The count that begins here, if one does.
    fn count_at(&self, at: usize) -> Option<(u32, usize)> {
        let text = self.text;
        let number = self.number(at)?;
        let n = number.whole().filter(|n| (1..=420).contains(n))?;
        let dozens = text.skip(number.end, Class::Of);
        let after =
            if number.scaled || number.value == Decimal::from(6) { dozens } else { number.end };
        let times = text.at(after, Class::Times);
        if let Some(end) = times {
            let counted = text.at(after, Class::TimesOnly).is_none();
            let owed = counted && self.is_owed(at, end);
            let vague = number.article && !counted;
            return (!owed && !vague && !self.is_past(at)).then_some((n, end));
        }
        let divided = text.before(at, Class::InTime)?;
        let asked =
            (divided.saturating_sub(4)..divided).any(|j| text.at(j, Class::Divide).is_some());
        let ends = text.is_pause(number.end) || text.at(number.end, Class::AfterSum).is_some();
        let small = (2..=60).contains(&n) && !number.decimals;
        (asked && ends && small && !self.is_past(at)).then_some((n, number.end))
    }

    /// True where instalments are those already owed: "devo 3 parcelas", "2 parcelas vencidas".
    fn is_owed(&self, at: usize, end: usize) -> bool {
        let text = self.text;
        text.at(end, Class::Arrears).is_some() || text.before(at, Class::OwedBefore).is_some()
    }

    /// Shares: "50%", "trinta por cento", "metade".
    fn shares(&mut self) {
        for at in 0..self.text.len() {
            if let Some(number) = self.number(at) {
                let end = self.text.at(number.end, Class::Percent);
                if let Some(end) = end.filter(|_| number.value <= Decimal::from(1000)) {
                    self.take(at, end, Value::Percent(Rate::percent(number.value)));
                }
            } else if let Some(end) = self.text.at(at, Class::Half) {
                let of_time = self.text.at(end + 1, Class::Month).is_some()
                    || self.text.at(end + 1, Class::Year).is_some();
                if !of_time && self.is_free(at, end) {
                    self.take(at, end, Value::Percent(Rate::whole_percent(50)));
                }
            }
        }
    }

    /// Bare numbers, as what was asked resolves them.
    fn bare(&mut self) {
        for at in 0..self.text.len() {
            let Some(number) = self.number(at) else { continue };
            if self.is_named(at, &number) {
                continue;
            }
            match self.setting.expected {
                Expectation::Money => money::bare(self, at, &number),
                Expectation::Date => dates::bare(self, at, &number),
                Expectation::Count => self.bare_count(at, &number),
                Expectation::Offer if number.value >= Decimal::from(13) => {
                    money::bare(self, at, &number);
                }
                Expectation::Offer
                | Expectation::Free
                | Expectation::YesNo
                | Expectation::Consent
                | Expectation::Reason
                | Expectation::Identity => {}
            }
        }
    }

    /// True where a number counts something else: "2 filhos".
    fn is_named(&self, at: usize, number: &Number) -> bool {
        let text = self.text;
        let follows = text.is_pause(number.end) || text.at(number.end, Class::AfterSum).is_some();
        !follows || number.article || text.before(at, Class::BeforeSumNo).is_some()
    }

    fn bare_count(&mut self, at: usize, number: &Number) {
        match number.whole().filter(|n| (1..=120).contains(n)) {
            Some(n) => self.take(at, number.end, Value::Count(n)),
            None => money::bare(self, at, number),
        }
    }
}

/// The word that stands for a value when the rest is classified.
fn label(value: &Value) -> &'static str {
    match value {
        Value::Money { monthly: true, .. } => "<mensal>",
        Value::Money { down_payment: true, .. } => "<entrada>",
        Value::Money { .. } => "<val>",
        Value::Date { vague: true, .. } => "<quando>",
        Value::Date { .. } => "<dia>",
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
