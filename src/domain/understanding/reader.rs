//! The reader: made once from the locale's files, asked once a message, and able to say why.
//!
//! Nothing a person types is an error. How a reading comes about is `draft`'s matter.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::classifier::{Classifier, Example};
use super::draft::Draft;
use super::entities::{Scan, Setting};
use super::glossary::Glossary;
use super::intent::{Expectation, Intent};
use super::lexicon::Lexicon;
use super::normalise::{READ_CHARS, Text};
use super::parts::{core, words};
use super::reading::Reading;
use super::rules::Rules;
use super::train::{Lesson, Lessons};
use crate::domain::calendar::Calendar;
use crate::domain::locale::Locale;
use crate::domain::problem::{Problem, Source};

/// Reads chat messages; made once from the locale's files.
#[derive(Debug)]
pub struct Reader {
    pub(super) lexicon: Lexicon,
    pub(super) rules: Rules,
    pub(super) classifier: Classifier,
    lessons: Vec<Lesson>,
    glossaries: BTreeMap<Locale, Glossary>,
}

/// Why a text leans to its intent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// What the whole text leans to, rules and question aside, in thousandths.
    pub intent: Intent,
    /// How likely that is.
    pub confidence: u16,
    /// The next best.
    pub against: Intent,
    /// Words, pairs of words and runs of letters that speak for the one rather than the other,
    /// the strongest first; what speaks the other way is below zero and last.
    pub pulls: Vec<(String, i32)>,
    /// The rules that spoke up, the most urgent first.
    pub rules: Vec<Intent>,
    /// The nearest examples, with their nearness in thousandths, the nearest first.
    pub nearest: Vec<(Lesson, u16)>,
}

/// How many examples are shown.
const SHOWN: usize = 5;
/// How many features are shown on either side.
const PULLS: usize = 12;

impl Reader {
    /// Learns from the files of `locales/<locale>/understanding/`.
    ///
    /// # Errors
    /// Every problem of every file at once.
    pub fn train(sources: &[Source]) -> Result<Self, Vec<Problem>> {
        Lessons::load(sources).map(Self::learn)
    }

    /// Learns from files that were read before.
    pub fn learn(lessons: Lessons) -> Self {
        let examples = examples(&lessons, NaiveDate::default(), &Calendar::brazil());
        let Lessons { lexicon, rules, examples: lessons, glossaries } = lessons;
        let classifier = Classifier::train(&examples, lexicon.temperature);
        Self { lexicon, rules, classifier, lessons, glossaries }
    }

    /// The bytes that the tables of the model take in memory, about.
    pub fn size(&self) -> usize {
        self.classifier.size()
    }

    /// Reads one message.
    pub fn read(
        &self,
        text: &str,
        expected: Expectation,
        today: NaiveDate,
        calendar: &Calendar,
    ) -> Reading {
        let typed: Vec<char> = text.chars().take(READ_CHARS).collect();
        let text = Text::new(&typed, &self.lexicon);
        let found = Scan::run(&text, &typed, Setting { expected, today, calendar });
        let draft = Draft::new(self, &text, found, expected, &typed);
        draft.weighed(typed.iter().collect())
    }

    /// The same of somebody who is spoken to in a locale: what they write in it is read in our
    /// words, where there is a glossary.
    pub fn read_in(
        &self,
        locale: Option<Locale>,
        text: &str,
        expected: Expectation,
        today: NaiveDate,
        calendar: &Calendar,
    ) -> Reading {
        let Some((locale, glossary)) = self.glossary(locale) else {
            return self.read(text, expected, today, calendar);
        };
        let typed: String = text.chars().take(READ_CHARS).collect();
        let read = self.read(&glossary.translate(&typed), expected, today, calendar);
        let language = read.language.filter(|it| it.tag() != locale.language());
        Reading { text: typed, language, ..read }
    }

    /// True where a locale's words are read by a glossary.
    pub fn translates(&self, locale: Option<Locale>) -> bool {
        self.glossary(locale).is_some()
    }

    /// The glossary of a locale, or of its language.
    fn glossary(&self, locale: Option<Locale>) -> Option<(Locale, &Glossary)> {
        let locale = locale.filter(|it| it.language() != Locale::OWN.language())?;
        let same = |it: &&Locale| it.language() == locale.language();
        let own = self.glossaries.get(&locale);
        let near = || self.glossaries.iter().find(|(it, _)| same(it)).map(|(_, found)| found);
        own.or_else(near).map(|found| (locale, found))
    }
}

impl Reader {
    /// Why a text leans to its intent: for those who teach it.
    pub fn why(&self, text: &str, today: NaiveDate, calendar: &Calendar) -> Why {
        let words = words_of(&self.lexicon, text, today, calendar);
        let leaning = self.classifier.classify(&words, None).intents;
        let mut ranked = leaning.iter().copied();
        let (intent, confidence) = ranked.next().unwrap_or((Intent::OutOfScope, 0));
        let (against, _) = ranked.next().unwrap_or((Intent::OutOfScope, 0));
        let mut pulls = self.classifier.pulls(&words, intent, against);
        if pulls.len() > PULLS * 2 {
            pulls.drain(PULLS..pulls.len() - PULLS);
        }
        let typed: Vec<char> = text.chars().take(READ_CHARS).collect();
        let heard = self.rules.hear(&Text::new(&typed, &self.lexicon));
        let rules = heard.hits.iter().map(|hit| hit.intent).collect();
        let near = self.classifier.nearest(&words, SHOWN).into_iter();
        let lesson = |(number, near): (usize, u16)| Some((self.lessons.get(number)?.clone(), near));
        Why {
            intent,
            confidence,
            against,
            pulls,
            rules,
            nearest: near.filter_map(lesson).collect(),
        }
    }
}

/// The examples as the classifier sees them.
pub fn examples(lessons: &Lessons, today: NaiveDate, calendar: &Calendar) -> Vec<Example> {
    let learn = |lesson: &Lesson| {
        let words = words_of(&lessons.lexicon, &lesson.text, today, calendar);
        Example { words, meaning: lesson.meaning }
    };
    lessons.examples.iter().map(learn).collect()
}

/// A text as the classifier sees it.
pub fn words_of(
    lexicon: &Lexicon,
    text: &str,
    today: NaiveDate,
    calendar: &Calendar,
) -> Vec<String> {
    let setting = Setting { expected: Expectation::Free, today, calendar };
    let typed: Vec<char> = text.chars().take(READ_CHARS).collect();
    let text = Text::new(&typed, lexicon);
    let found = Scan::run(&text, &typed, setting);
    words(&text, &found, core(&text, (0, text.len())))
}
