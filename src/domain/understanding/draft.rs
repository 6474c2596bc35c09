//! One message in the making: whole, clauses, values, rules and the question asked, weighed.
//!
//! A request outranks a reason, a reason outranks a courtesy, and rules have the last word unless
//! the whole clearly says another thing. What a message says besides goes to `also`.

use std::collections::BTreeMap;

use super::answer;
use super::classifier::Leaning;
use super::entities::Found;
use super::intent::{Answer, Detail, Expectation, Intent, Kind};
use super::normalise::{self, Text};
use super::parts::{
    Span, choice, clauses, core, corrects, denied_name, is_no_name, linked, undone, unwanted, words,
};
use super::reader::Reader;
use super::reading::{Reading, SURE, Value};
use super::rules::{Heard, Hit};
use super::selection::selection;

/// The confidence of what follows from the question asked.
const ANSWERED: u16 = 950;
/// From this confidence on, a part of a message counts beside the whole.
const HEARD: u16 = 550;
/// From this confidence on, the whole message outweighs a rule that it makes unlikely.
const FIRM: u16 = 600;
/// How likely the whole must at least make what a rule hears.
const DOUBTED: u16 = 200;
/// How likely the whole must make what only a part of it says.
const ECHOED: u16 = 50;

/// A reading in the making.
pub struct Draft<'a> {
    reader: &'a Reader,
    text: &'a Text<'a>,
    found: Found,
    expected: Expectation,
    intent: Intent,
    confidence: u16,
    ranked: Vec<(Intent, u16)>,
    also: Vec<Intent>,
    details: BTreeMap<Intent, Detail>,
    answer: Option<Answer>,
    choice: Option<u32>,
    denied_name: Option<String>,
}

impl<'a> Draft<'a> {
    /// A reading of which only the values are known.
    pub fn new(
        reader: &'a Reader,
        text: &'a Text<'a>,
        mut found: Found,
        expected: Expectation,
        typed: &[char],
    ) -> Self {
        let choice = choice(text, expected);
        if choice.is_some() {
            found.entities.clear();
        }
        let answer = answer::whole(text, expected, !found.entities.is_empty());
        let denied_name = denied_name(text, typed, expected);
        Self {
            reader,
            text,
            found,
            expected,
            intent: Intent::OutOfScope,
            confidence: 0,
            ranked: Vec::new(),
            also: Vec::new(),
            details: BTreeMap::new(),
            answer,
            choice,
            denied_name,
        }
    }

    /// Lets the classifier judge the whole, then its clauses.
    fn classify(&mut self) {
        let whole = (0, self.text.len());
        let Leaning { intents, details } = self.rank(core(self.text, whole));
        (self.ranked, self.details) = (intents, details);
        if let Some((intent, confidence)) = self.ranked.first() {
            (self.intent, self.confidence) = (*intent, *confidence);
        }
        let clauses = clauses(self.text);
        if clauses.len() > 1 {
            let parts = self.meanings(&clauses);
            self.weigh(&parts);
        }
        let linked: Vec<Span> = clauses.iter().flat_map(|one| linked(self.text, *one)).collect();
        if linked.len() > clauses.len() {
            let parts = self.meanings(&linked);
            let sure = parts.iter().filter(|(_, confidence)| **confidence >= SURE);
            self.hear_besides(sure);
        }
    }

    /// What parts of the message lean to by themselves, each meaning at its surest.
    fn meanings(&mut self, parts: &[Span]) -> BTreeMap<Intent, u16> {
        let mut meanings: BTreeMap<Intent, u16> = BTreeMap::new();
        for part in parts {
            let Leaning { intents, details } = self.rank(core(self.text, *part));
            let Some((intent, confidence)) = intents.first().copied() else { continue };
            if confidence >= HEARD
                && let Some(detail) = details.get(&intent)
            {
                self.details.entry(intent).or_insert(*detail);
            }
            let known = meanings.entry(intent).or_default();
            *known = confidence.max(*known);
        }
        meanings
    }

    /// How likely the whole message makes an intent.
    fn of_whole(&self, intent: Intent) -> u16 {
        let own = self.ranked.iter().find(|(other, _)| *other == intent);
        own.map_or(0, |(_, confidence)| *confidence)
    }

    /// Chooses among the whole and its parts.
    fn weigh(&mut self, parts: &BTreeMap<Intent, u16>) {
        if let Some(own) = parts.get(&self.intent) {
            self.confidence = self.confidence.max(*own);
        }
        let rank = |intent: Intent| intent.kind().clamp(Kind::Reply, Kind::Request);
        let asks = |(intent, p): &(&Intent, &u16)| {
            rank(**intent) > rank(self.intent) && **p >= SURE && self.of_whole(**intent) >= ECHOED
        };
        let both =
            |(intent, p): (&Intent, &u16)| (*intent, u16::midpoint(*p, self.of_whole(*intent)));
        let urgent = parts.iter().filter(asks).max_by_key(|(_, p)| **p).map(|(i, p)| (*i, *p));
        let likely = parts.iter().map(both).max_by_key(|(_, p)| *p);
        let better = likely.filter(|(_, p)| self.confidence < HEARD && *p > self.confidence);
        if let Some((intent, confidence)) = urgent.or(better).filter(|(i, _)| *i != self.intent) {
            if self.confidence >= HEARD {
                self.also.push(self.intent);
            }
            (self.intent, self.confidence) = (intent, confidence);
        }
        self.hear_besides(parts.iter());
    }

    /// Keeps what parts of the message say besides.
    fn hear_besides<'p>(&mut self, parts: impl Iterator<Item = (&'p Intent, &'p u16)>) {
        for (intent, confidence) in parts {
            // A part alone is weak proof of an alarm: the rules hear those that are meant.
            let alarm = intent.kind() == Kind::Safety;
            let echo = if alarm { ECHOED * 2 } else { 0 };
            if *confidence >= HEARD && self.of_whole(*intent) >= echo {
                self.say_also(*intent);
            }
        }
    }

    fn say_also(&mut self, intent: Intent) {
        let worth = intent.kind() > Kind::Reply;
        if worth && intent != self.intent && !self.also.contains(&intent) {
            self.also.push(intent);
        }
    }

    /// A number of instalments is a wish, whatever reason stands beside it.
    fn heed_counts(&mut self) {
        let values = || self.found.entities.iter().map(|entity| &entity.value);
        let counted = values().any(|value| matches!(value, Value::Count(2..)));
        let elsewhere = self.intent == Intent::OutOfScope;
        if counted && self.intent.kind() < Kind::Request && self.confidence >= HEARD && !elsewhere {
            self.decide(Intent::AskInstalments, SURE);
        }
    }

    /// Takes the place of the intent; what was sure before is also said.
    fn decide(&mut self, intent: Intent, confidence: u16) {
        let (before, sure) = (self.intent, self.confidence >= SURE);
        (self.intent, self.confidence) = (intent, confidence);
        self.also.retain(|other| *other != intent);
        if sure {
            self.say_also(before);
        }
    }

    /// What the question before makes of a short message.
    fn follow_the_question(&mut self) {
        if self.answer.is_none() {
            self.answer = answer::leading(self.text, self.expected).or_else(|| self.leaning());
        } else {
            return self.take_the_answer();
        }
        let short = self.left_over() <= 3;
        let values = || self.found.entities.iter().map(|entity| &entity.value);
        let has = |sort: fn(&Value) -> bool| values().any(sort);
        let settled = match self.expected {
            Expectation::Identity => {
                has(|v| matches!(v, Value::Digits(_) | Value::DayMonth { .. } | Value::Document(_)))
                    .then_some(Intent::Acknowledge)
            }
            Expectation::Date => {
                has(|v| matches!(v, Value::Date { .. })).then_some(Intent::PromiseToPay)
            }
            Expectation::Count if has(|v| matches!(v, Value::Count(2..))) => {
                Some(Intent::AskInstalments)
            }
            Expectation::Offer if self.choice.is_some() => Some(Intent::Affirm),
            Expectation::Money | Expectation::Offer => {
                has(Value::is_offer).then_some(Intent::CounterOffer)
            }
            Expectation::Count
            | Expectation::Free
            | Expectation::YesNo
            | Expectation::Consent
            | Expectation::Reason => None,
        };
        if let Some(intent) = settled.filter(|_| short) {
            (self.intent, self.confidence) = (intent, ANSWERED);
            self.also.clear();
        }
    }

    /// A whole yes or no, unless nobody asked and the words mean something else.
    fn take_the_answer(&mut self) {
        let yes = self.answer != Some(Answer::No);
        let intent = if yes { Intent::Affirm } else { Intent::Deny };
        let asked = !matches!(self.expected, Expectation::Free | Expectation::Reason);
        let other = self.intent != intent && self.confidence >= SURE;
        if !asked && other && self.answer != Some(Answer::BindingYes) {
            self.answer = None;
            return;
        }
        self.also.clear();
        let says_why = matches!(self.intent, Intent::CannotAfford | Intent::BusyNow);
        if !yes && says_why && self.confidence >= SURE {
            return;
        }
        (self.intent, self.confidence) = (intent, ANSWERED);
    }

    /// A yes or no that the classifier hears in free words.
    fn leaning(&self) -> Option<Answer> {
        let sure = self.confidence >= SURE && self.expected != Expectation::Free;
        let asks = (0..self.text.len()).any(|at| self.text.word(at) == "?");
        let binds = matches!(self.expected, Expectation::Consent | Expectation::Offer);
        let hedged = answer::is_hedged(self.text) || !self.found.entities.is_empty();
        match self.intent {
            Intent::Affirm if sure && !asks && !(binds && hedged) => Some(Answer::Yes),
            Intent::Deny if sure => Some(Answer::No),
            _ => None,
        }
    }

    /// "Não quero boleto" asks for no boleto; "não é que eu não pague" refuses nothing.
    fn heed_negations(&mut self) {
        let mut denied = Vec::new();
        for span in unwanted(self.text) {
            denied.extend(self.meant_by(span).filter(|intent| is_wish(*intent)));
        }
        for span in undone(self.text) {
            denied.extend(self.meant_by(span).filter(|intent| can_be_undone(*intent)));
        }
        self.take_back(&denied, Some(Intent::Deny));
    }

    /// What a part of the message means by itself, where that is clear.
    fn meant_by(&self, span: Span) -> impl Iterator<Item = Intent> + use<> {
        let best = self.rank(span).intents.into_iter().next();
        best.filter(|(_, confidence)| *confidence >= HEARD).map(|(intent, _)| intent).into_iter()
    }

    /// A message in another language means what it surely means, and else nothing of ours.
    fn mind_the_language(&mut self) {
        let foreign = self.reader.lexicon.languages.of(self.text).is_some();
        if foreign && self.confidence < SURE && self.intent.kind() != Kind::Safety {
            (self.intent, self.confidence) = (Intent::OutOfScope, SURE);
            self.also.clear();
        }
    }

    /// Rules have the last word.
    fn obey_the_rules(&mut self) {
        let Heard { mut hits, mut taken_back } = self.reader.rules.hear(self.text);
        let other_person = hits.iter().any(|hit| hit.intent == Intent::WrongPerson);
        if is_no_name(self.text) && !other_person && self.denied_name.is_none() {
            taken_back.push(Intent::WrongPerson);
        }
        self.take_back(&taken_back, None);
        if self.denied_name.is_some() {
            let asked = matches!(self.expected, Expectation::YesNo | Expectation::Identity);
            let confidence = if asked { 900 } else { 800 };
            let (intent, rank) = (Intent::WrongPerson, usize::MAX);
            hits.push(Hit { intent, detail: None, confidence, rank });
        }
        let told = hits.iter().rev().filter_map(|hit| Some((hit.intent, hit.detail?)));
        self.details.extend(told);
        let Some((first, others)) = hits.split_first() else { return };
        if self.intent == first.intent {
            self.confidence = self.confidence.max(first.confidence);
        } else if self.outweighs(first) {
            self.say_also(first.intent);
        } else {
            self.decide(first.intent, first.confidence);
        }
        if self.intent.kind() == Kind::Safety && self.answer == Some(Answer::BindingYes) {
            self.answer = Some(Answer::Yes);
        }
        for hit in others {
            self.say_also(hit.intent);
        }
        // Somebody of the customer's died, and the customer speaks of it.
        let mourns = self.details.get(&self.intent) == Some(&Detail::Bereavement);
        if mourns && self.of_whole(Intent::Deceased) < DOUBTED {
            self.also.retain(|other| *other != Intent::Deceased);
        }
    }

    /// True where the whole message clearly says another thing than a few of its words.
    ///
    /// What the words say is then not lost: it is said besides. Danger always leads.
    fn outweighs(&self, hit: &Hit) -> bool {
        let sure = self.confidence >= FIRM && self.intent.kind() > Kind::Reply;
        let doubted = self.of_whole(hit.intent) < DOUBTED;
        sure && doubted && hit.intent != Intent::Distress && self.denied_name.is_none()
    }

    /// Leaves what the words only seemed to say for the next best.
    fn take_back(&mut self, intents: &[Intent], otherwise: Option<Intent>) {
        self.also.retain(|intent| !intents.contains(intent));
        if !intents.contains(&self.intent) {
            return;
        }
        let (gone, left): (Vec<_>, Vec<_>) =
            self.ranked.iter().copied().partition(|(intent, _)| intents.contains(intent));
        let taken: u32 = gone.iter().map(|(_, p)| u32::from(*p)).sum();
        let rest = 1000_u32.saturating_sub(taken).max(1);
        let best = self.also.first().map(|other| (*other, HEARD));
        let likely = left.first().copied().filter(|(_, p)| *p >= DOUBTED || otherwise.is_none());
        let otherwise = (otherwise.unwrap_or(Intent::OutOfScope), HEARD);
        let (intent, p) = best.or(likely).unwrap_or(otherwise);
        let share = (u32::from(p) * 1000 / rest).min(u32::from(SURE));
        (self.intent, self.confidence) = (intent, u16::try_from(share).unwrap_or(SURE));
        self.also.retain(|other| *other != intent);
        self.ranked = left;
    }

    /// Everything weighed.
    pub fn weighed(mut self, text: String) -> Reading {
        self.classify();
        self.heed_counts();
        self.follow_the_question();
        self.heed_negations();
        self.obey_the_rules();
        self.mind_the_language();
        self.finish(text)
    }

    fn finish(self, text: String) -> Reading {
        let alternatives: Vec<(Intent, u16)> = self
            .ranked
            .iter()
            .filter(|(intent, p)| *intent != self.intent && *p >= 10)
            .take(3)
            .copied()
            .collect();
        let left = 1000 - self.confidence.min(1000);
        let most = alternatives.iter().map(|(_, p)| *p).max().unwrap_or(0).max(1);
        let fitted = alternatives.into_iter().map(|(intent, p)| {
            let share = u32::from(p) * u32::from(left.min(most)) / u32::from(most);
            (intent, u16::try_from(share).unwrap_or(0))
        });
        let corrects = corrects(self.text, &self.found);
        Reading {
            text,
            intent: self.intent,
            confidence: self.confidence.min(1000),
            alternatives: fitted.filter(|(_, p)| *p > 0).collect(),
            detail: self.details.get(&self.intent).copied(),
            also_details: self.also.iter().filter_map(|i| self.details.get(i).copied()).collect(),
            also: self.also,
            entities: self.found.entities,
            answer: self.answer,
            choice: self.choice,
            denied_name: self.denied_name,
            no_down_payment: self.found.no_down_payment,
            corrects,
            selection: selection(self.text),
            language: self.reader.lexicon.languages.of(self.text),
            hint: None,
        }
    }

    fn rank(&self, span: Span) -> Leaning {
        let words = words(self.text, &self.found, span);
        if words.iter().all(|word| word == "?") {
            return Leaning { intents: vec![(Intent::OutOfScope, HEARD)], ..Leaning::default() };
        }
        let prior = self.reader.lexicon.priors.get(&self.expected);
        self.reader.classifier.classify(&words, prior)
    }

    /// How many words say more than the values do.
    fn left_over(&self) -> usize {
        let (from, to) = core(self.text, (0, self.text.len()));
        let plain = |at: &usize| {
            let value = self.found.labels.get(*at).is_some_and(|label| !label.is_empty());
            !value && self.text.kind(*at) == Some(normalise::Kind::Word)
        };
        (from..to).filter(plain).count()
    }
}

/// True for what a person may say not to want, in so many words.
const fn is_wish(intent: Intent) -> bool {
    matches!(
        intent,
        Intent::AskHuman
            | Intent::AskDiscount
            | Intent::AskInstalments
            | Intent::AskPix
            | Intent::AskBoleto
            | Intent::AskReceipt
            | Intent::AskDetails
            | Intent::Settle
    )
}

/// True for what "it is not that …" undoes: danger, death and the wish for silence stand.
const fn can_be_undone(intent: Intent) -> bool {
    !matches!(intent, Intent::Distress | Intent::Deceased | Intent::OptOut)
}
