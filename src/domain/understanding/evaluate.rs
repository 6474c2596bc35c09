//! How well a reader reads sentences whose meaning is known.
//!
//! Sentences with their labels and readings go in, figures come out: no file is opened and nothing
//! is printed here. To add a figure: a field of [`Evaluation`] and its line in
//! [`Evaluation::of`]. Shares are kept as counts, so that two sets can be added and nothing is
//! rounded before it is shown.

#![expect(clippy::cast_precision_loss, reason = "statistics: counts become shares")]

use std::collections::BTreeMap;

use serde::Deserialize;

use super::intent::{Expectation, Intent, Kind};
use super::reading::Reading;

/// From this confidence on (in thousandths) the bot acts instead of asking.
///
/// Below it a message of an unknown subject does no harm: the customer is asked what was meant.
pub const ACTS: u16 = 500;
/// The confidences, in thousandths, at which answering is weighed against being right.
const THRESHOLDS: [u16; 7] = [300, 400, 500, 600, 700, 800, 900];
/// The width of a bin of the reliability table, in thousandths.
const BIN: u16 = 100;
/// How many of the worst readings are kept.
const WORST: usize = 20;

/// A sentence whose meaning is known.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Labelled {
    /// What a person typed.
    pub text: String,
    /// What it asks or, asking nothing, its reason.
    #[serde(default)]
    pub intent: Option<Intent>,
    /// What else it says.
    #[serde(default)]
    pub also: Vec<Intent>,
    /// What the question before asked for.
    #[serde(default)]
    pub expect: Expectation,
    /// Every value in it, where the values are known.
    #[serde(default)]
    pub entities: Option<Vec<Named>>,
    /// The manner it is written in.
    #[serde(default)]
    pub style: Option<String>,
}

/// A value as files name it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct Named {
    /// Its kind, such as `money`.
    pub kind: String,
    /// What it is, such as `300.00`.
    #[serde(deserialize_with = "plain")]
    pub value: String,
}

/// A value written as text or as a number.
fn plain<'de, D: serde::Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Text(String),
        Number(i64),
    }
    Ok(match Written::deserialize(from)? {
        Written::Text(text) => text,
        Written::Number(number) => number.to_string(),
    })
}

/// A sentence, what was read of it, and the values found as files name them.
#[derive(Clone, Debug)]
pub struct Judged<'a> {
    /// The sentence with its meaning.
    pub case: &'a Labelled,
    /// Its line in the file, from 1.
    pub line: usize,
    /// What was read.
    pub reading: Reading,
    /// The values found.
    pub found: Vec<Named>,
}

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many were right.
    pub right: usize,
    /// Of how many.
    pub of: usize,
}

/// How one intent fared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Score {
    /// The intent.
    pub intent: Intent,
    /// Of the sentences that mean it, how many were read so.
    pub recall: Share,
    /// Of the sentences read so, how many mean it.
    pub precision: Share,
}

/// A meaning taken for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confused {
    /// What was meant.
    pub meant: Intent,
    /// What was read.
    pub read: Intent,
    /// How often.
    pub times: usize,
}

/// Readings of about the same confidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bin {
    /// The least confidence in it, in thousandths.
    pub from: u16,
    /// How many were right.
    pub right: Share,
    /// The confidences added up, in thousandths.
    pub confidence: u64,
}

/// What acting from some confidence on comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// The confidence, in thousandths.
    pub at: u16,
    /// Sentences about the matter that are answered without asking.
    pub answered: Share,
    /// Of those, how many rightly.
    pub right: Share,
    /// Sentences about something else that are answered as if they were not.
    pub strayed: Share,
}

/// A sentence read wrongly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Its line in the file, from 1.
    pub line: usize,
    /// The sentence.
    pub text: String,
    /// What it means.
    pub meant: Intent,
    /// What was read.
    pub read: Intent,
    /// How sure of it, in thousandths.
    pub confidence: u16,
    /// What the question before asked for.
    pub expect: Expectation,
}

/// How well a set of sentences was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evaluation {
    /// The intent read first is the one meant.
    pub first: Share,
    /// The one meant is among the first three.
    pub among_three: Share,
    /// Each intent that is meant or read, in their order.
    pub by_intent: Vec<Score>,
    /// What was taken for what, the most frequent first.
    pub confusion: Vec<Confused>,
    /// How sure the readings are, and how right, by confidence.
    pub reliability: Vec<Bin>,
    /// What acting from several confidences on comes to.
    pub thresholds: Vec<Threshold>,
    /// Each safety intent heard, as the first or among others.
    pub safety: Vec<(Intent, Share)>,
    /// Sentences of no safety intent that were read as one.
    pub false_alarms: Share,
    /// Sentences about something else that are recognised as such.
    pub elsewhere: Share,
    /// The same, or read so unsurely that the bot asks.
    pub elsewhere_unsure: Share,
    /// What a sentence says besides, heard in any place.
    pub also: Share,
    /// Sentences of known values whose values are all found, and no other.
    pub entities: Share,
    /// Sentences without values in which none is found.
    pub no_entities: Share,
    /// By manner of writing.
    pub styles: BTreeMap<String, Share>,
    /// Sentences read wrongly, the surest first.
    pub worst: Vec<Mistake>,
}

impl Share {
    /// The share itself, from 0 to 1; of nothing, 0.
    pub fn of_one(self) -> f64 {
        if self.of == 0 { 0.0 } else { self.right as f64 / self.of as f64 }
    }

    fn count(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }
}

impl Score {
    /// The harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision.of_one(), self.recall.of_one());
        if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
    }
}

impl Bin {
    /// The mean confidence, from 0 to 1.
    pub fn mean(&self) -> f64 {
        if self.right.of == 0 {
            0.0
        } else {
            self.confidence as f64 / 1000.0 / self.right.of as f64
        }
    }
}

impl Evaluation {
    /// Judges readings against what was meant.
    pub fn of(judged: &[Judged<'_>]) -> Self {
        let mut sum = Self::default();
        let mut tally = Tally::default();
        for one in judged {
            if let Some(meant) = one.case.intent {
                sum.count(one, meant, &mut tally);
            }
            if let Some(named) = &one.case.entities {
                let (mut wanted, mut found) = (named.clone(), one.found.clone());
                wanted.sort();
                found.sort();
                sum.entities.count(wanted == found);
                if wanted.is_empty() {
                    sum.no_entities.count(found.is_empty());
                }
            }
        }
        sum.by_intent = tally.scores();
        sum.confusion = tally.confusion();
        sum.thresholds = tally.thresholds.into_values().collect();
        sum.reliability = tally.bins.into_values().collect();
        sum.safety = tally.safety.into_iter().collect();
        sum.worst.sort_by_key(|one| (std::cmp::Reverse(one.confidence), one.line));
        sum.worst.truncate(WORST);
        sum
    }

    /// The mean F1 of the intents that are meant at least once.
    pub fn macro_f1(&self) -> f64 {
        let meant = self.by_intent.iter().filter(|score| score.recall.of > 0);
        let (sum, count) = meant.fold((0.0, 0), |(sum, n), score| (sum + score.f1(), n + 1));
        if count == 0 { 0.0 } else { sum / f64::from(count) }
    }

    /// All safety intents together.
    pub fn safety_recall(&self) -> Share {
        self.safety.iter().fold(Share::default(), |sum, (_, share)| Share {
            right: sum.right + share.right,
            of: sum.of + share.of,
        })
    }

    /// The expected calibration error: how far confidence and being right lie apart.
    pub fn calibration_error(&self) -> f64 {
        let all: usize = self.reliability.iter().map(|bin| bin.right.of).sum();
        let apart = |bin: &Bin| (bin.mean() - bin.right.of_one()).abs() * bin.right.of as f64;
        let sum: f64 = self.reliability.iter().map(apart).sum();
        if all == 0 { 0.0 } else { sum / all as f64 }
    }

    fn count(&mut self, one: &Judged<'_>, meant: Intent, tally: &mut Tally) {
        let reading = &one.reading;
        let (read, confidence) = (reading.intent, reading.confidence);
        let right = read == meant;
        self.first.count(right);
        let next = reading.alternatives.iter().take(2).any(|(intent, _)| *intent == meant);
        self.among_three.count(right || next);
        let style = one.case.style.clone().unwrap_or_default();
        self.styles.entry(style).or_default().count(right);
        for other in &one.case.also {
            self.also.count(reading.has(*other));
        }
        if meant.kind() == Kind::Safety {
            tally.safety.entry(meant).or_default().count(reading.has(meant));
        } else {
            let named = one.case.also.iter().any(|other| other.kind() == Kind::Safety);
            self.false_alarms.count(read.kind() == Kind::Safety && !named);
        }
        if meant == Intent::OutOfScope {
            self.elsewhere.count(right);
            self.elsewhere_unsure.count(right || confidence < ACTS);
        }
        if !right {
            self.worst.push(Mistake {
                line: one.line,
                text: one.case.text.clone(),
                meant,
                read,
                confidence,
                expect: one.case.expect,
            });
        }
        tally.count(meant, read, confidence);
    }
}

/// What is added up by intent and by confidence.
#[derive(Default)]
struct Tally {
    pairs: BTreeMap<(Intent, Intent), usize>,
    bins: BTreeMap<u16, Bin>,
    thresholds: BTreeMap<u16, Threshold>,
    safety: BTreeMap<Intent, Share>,
}

impl Tally {
    fn count(&mut self, meant: Intent, read: Intent, confidence: u16) {
        let right = meant == read;
        *self.pairs.entry((meant, read)).or_default() += 1;
        let from = confidence.min(999) / BIN * BIN;
        let bin = self.bins.entry(from).or_insert(Bin { from, ..Bin::default() });
        bin.right.count(right);
        bin.confidence += u64::from(confidence);
        for at in THRESHOLDS {
            let none = Share::default();
            let empty = Threshold { at, answered: none, right: none, strayed: none };
            let threshold = self.thresholds.entry(at).or_insert(empty);
            let acts = confidence >= at && read != Intent::OutOfScope;
            if meant == Intent::OutOfScope {
                threshold.strayed.count(acts);
            } else {
                threshold.answered.count(acts);
                if acts {
                    threshold.right.count(right);
                }
            }
        }
    }

    fn scores(&self) -> Vec<Score> {
        let sum = |wanted: &dyn Fn(&(Intent, Intent)) -> bool| -> usize {
            self.pairs.iter().filter(|(pair, _)| wanted(pair)).map(|(_, times)| times).sum()
        };
        let score = |intent: Intent| {
            let right = self.pairs.get(&(intent, intent)).copied().unwrap_or(0);
            let recall = Share { right, of: sum(&|(meant, _)| *meant == intent) };
            let precision = Share { right, of: sum(&|(_, read)| *read == intent) };
            Score { intent, recall, precision }
        };
        let all = Intent::ALL.iter().map(|intent| score(*intent));
        all.filter(|score| score.recall.of + score.precision.of > 0).collect()
    }

    fn confusion(&self) -> Vec<Confused> {
        let wrong = self.pairs.iter().filter(|((meant, read), _)| meant != read);
        let mut pairs: Vec<Confused> = wrong
            .map(|((meant, read), times)| Confused { meant: *meant, read: *read, times: *times })
            .collect();
        pairs.sort_by_key(|one| (std::cmp::Reverse(one.times), one.meant, one.read));
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(text: &str, meant: Intent, also: &[Intent]) -> Labelled {
        Labelled {
            text: text.to_owned(),
            intent: Some(meant),
            also: also.to_vec(),
            expect: Expectation::Free,
            entities: None,
            style: Some("plain".to_owned()),
        }
    }

    fn read(case: &Labelled, intent: Intent, confidence: u16, also: &[Intent]) -> Reading {
        Reading {
            text: case.text.clone(),
            intent,
            confidence,
            alternatives: Vec::new(),
            detail: None,
            also: also.to_vec(),
            also_details: Vec::new(),
            entities: Vec::new(),
            answer: None,
            choice: None,
            denied_name: None,
            corrects: false,
            selection: None,
            no_down_payment: false,
            language: None,
            hint: None,
        }
    }

    fn judge(readings: &[(Labelled, Intent, u16, Vec<Intent>)]) -> Evaluation {
        let judged: Vec<Judged<'_>> = readings
            .iter()
            .zip(1..)
            .map(|((case, intent, confidence, also), line)| Judged {
                case,
                line,
                reading: read(case, *intent, *confidence, also),
                found: Vec::new(),
            })
            .collect();
        Evaluation::of(&judged)
    }

    #[test]
    fn counts_are_what_a_person_would_count() {
        let (greet, deny) = (Intent::Greet, Intent::Deny);
        let figures = judge(&[
            (case("oi", greet, &[]), greet, 950, vec![]),
            (case("opa", greet, &[]), deny, 650, vec![]),
            (case("nada", deny, &[]), deny, 850, vec![]),
            (case("nem", deny, &[]), deny, 350, vec![]),
        ]);

        assert_eq!(figures.first, Share { right: 3, of: 4 });
        assert_eq!(figures.confusion, [Confused { meant: greet, read: deny, times: 1 }]);
        let deny =
            figures.by_intent.iter().find(|score| score.intent == deny).expect("it is meant");
        assert_eq!((deny.recall.right, deny.recall.of), (2, 2));
        assert_eq!((deny.precision.right, deny.precision.of), (2, 3));
        assert!((figures.macro_f1() - f64::midpoint(0.8, 2.0 / 3.0)).abs() < 1e-9);
        assert_eq!(figures.worst.len(), 1);
        let at_700 = figures.thresholds.iter().find(|one| one.at == 700).expect("it is weighed");
        assert_eq!((at_700.answered.right, at_700.right.right), (2, 2));
    }

    #[test]
    fn confidence_that_is_as_right_as_it_says_has_no_error() {
        let greet = Intent::Greet;
        let mut readings: Vec<_> =
            (0..8).map(|_| (case("oi", greet, &[]), greet, 800, vec![])).collect();
        readings.extend((0..2).map(|_| (case("oi", greet, &[]), Intent::Deny, 800, vec![])));

        assert!(judge(&readings).calibration_error() < 1e-9);
    }

    #[test]
    fn safety_counts_wherever_it_is_heard_and_false_alarms_only_without_cause() {
        let figures = judge(&[
            (case("a", Intent::Distress, &[]), Intent::Hardship, 700, vec![Intent::Distress]),
            (case("b", Intent::Distress, &[]), Intent::Hardship, 700, vec![]),
            (case("c", Intent::Greet, &[]), Intent::AskHuman, 700, vec![]),
            (case("d", Intent::Greet, &[Intent::AskHuman]), Intent::AskHuman, 700, vec![]),
        ]);

        assert_eq!(figures.safety, [(Intent::Distress, Share { right: 1, of: 2 })]);
        assert_eq!(figures.false_alarms, Share { right: 1, of: 2 });
        assert_eq!(figures.also, Share { right: 1, of: 1 });
    }

    #[test]
    fn something_else_does_no_harm_where_the_bot_would_ask() {
        let elsewhere = Intent::OutOfScope;
        let figures = judge(&[
            (case("a", elsewhere, &[]), elsewhere, 900, vec![]),
            (case("b", elsewhere, &[]), Intent::Greet, ACTS - 1, vec![]),
            (case("c", elsewhere, &[]), Intent::Greet, ACTS, vec![]),
        ]);

        assert_eq!(figures.elsewhere, Share { right: 1, of: 3 });
        assert_eq!(figures.elsewhere_unsure, Share { right: 2, of: 3 });
    }

    #[test]
    fn values_are_right_when_all_are_found_and_no_other() {
        let value = |value: &str| Named { kind: "money".to_owned(), value: value.to_owned() };
        let mut wanted = case("300 e 20", Intent::CounterOffer, &[]);
        wanted.entities = Some(vec![value("300.00"), value("20.00")]);
        let mut none = case("tenho 2 filhos", Intent::Hardship, &[]);
        none.entities = Some(Vec::new());
        let judged = |case, found: Vec<Named>| Judged {
            case,
            line: 1,
            reading: read(case, Intent::CounterOffer, 900, &[]),
            found,
        };

        let figures = Evaluation::of(&[
            judged(&wanted, vec![value("20.00"), value("300.00")]),
            judged(&wanted, vec![value("300.00")]),
            judged(&none, vec![value("2.00")]),
        ]);

        assert_eq!(figures.entities, Share { right: 1, of: 3 });
        assert_eq!(figures.no_entities, Share { right: 0, of: 1 });
    }
}
