//! The words the reader knows, by what they do in a sentence.
//!
//! All of them are data: `locales/<locale>/understanding/words.toml`. The code knows classes of
//! words only. To teach a new word, write it under its class there; a new *kind* of word is a
//! variant of [`Class`] here and a place in the grammar that asks for it.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::intent::{Expectation, Intent};
use super::languages::{Languages, Lists};
use crate::domain::problem::{Problem, Source};

/// What a word, or a run of words, does in the grammar of sums, days and counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are those of words.toml, where each shows its words")]
pub enum Class {
    And,
    Or,
    Of,
    Currency,
    CurrencyBefore,
    CurrencyBeforeDigits,
    Cents,
    Percent,
    Half,
    HalfOf,
    Monthly,
    MonthlyBefore,
    Down,
    DownBefore,
    About,
    AboutAfter,
    AtMost,
    AtLeast,
    Between,
    Pay,
    PayFiller,
    AfterSum,
    BeforeSumNo,
    Times,
    TimesOnly,
    Single,
    NotSingle,
    Divide,
    Past,
    Arrears,
    OwedBefore,
    Day,
    Until,
    After,
    Today,
    Tomorrow,
    AfterTomorrow,
    Yesterday,
    BeforeYesterday,
    Next,
    NextBefore,
    This,
    Last,
    Week,
    Month,
    Year,
    End,
    Start,
    Middle,
    Weekend,
    BusinessDay,
    LastWord,
    Hence,
    AgoBefore,
    AgoAfter,
    Days,
    Weeks,
    Months,
    Years,
    Fair,
    Every,
    OrdinalNoun,
    ChoiceNoun,
    ChoiceFiller,
    Clock,
    AtClock,
    DayCue,
    RangeWord,
    Hello,
    Polite,
    Address,
    Binding,
    BindingFiller,
    Yes,
    YesFiller,
    No,
    NoFiller,
    But,
    Clause,
    Link,
    Negation,
    NoNegation,
    Musing,
    Corrects,
    NotMe,
    NotAName,
    MonthCue,
    InTime,
    LinksWeek,
    Holiday,
    Movable,
    Oldest,
    Newest,
    Smallest,
    Largest,
    Firsts,
    Lasts,
    Only,
    OnlyOne,
    OtherOnes,
    AllOnes,
    Except,
    DebtNoun,
}

/// The words the reader knows.
#[derive(Debug)]
pub struct Lexicon {
    /// Short forms and slips, to what they stand for.
    pub short: HashMap<String, Vec<String>>,
    /// Pictures, to the words they stand for.
    pub emoji: HashMap<char, Vec<String>>,
    /// Numbers in words.
    pub numbers: HashMap<String, i64>,
    /// Words that multiply the number before them.
    pub scales: HashMap<String, i64>,
    /// Sums in one word, in reais.
    pub sums: HashMap<String, i64>,
    /// First, second, third.
    pub ordinals: HashMap<String, u32>,
    /// Months by name.
    pub months: HashMap<String, u32>,
    /// Months by three letters.
    pub months_short: HashMap<String, u32>,
    /// Days of the week by name, Monday being 1.
    pub weekdays: HashMap<String, u32>,
    /// Days of the week by three letters.
    pub weekdays_short: HashMap<String, u32>,
    /// Feasts of a fixed day: day and month.
    pub holidays: HashMap<String, (u32, u32)>,
    /// Feasts counted from Easter.
    pub movable: HashMap<String, i64>,
    /// What each expectation does to each intent, in thousandths.
    pub priors: BTreeMap<Expectation, BTreeMap<Intent, u32>>,
    /// Which words only one language has.
    pub languages: Languages,
    /// What sharpens the classifier's confidence, in thousandths.
    pub temperature: u32,
    phrases: HashMap<String, Vec<(Class, Vec<String>)>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Draft {
    temperature: u32,
    short: BTreeMap<String, String>,
    emoji: BTreeMap<String, String>,
    numbers: BTreeMap<String, i64>,
    scales: BTreeMap<String, i64>,
    sums: BTreeMap<String, i64>,
    ordinals: BTreeMap<String, u32>,
    months: BTreeMap<String, u32>,
    months_short: BTreeMap<String, u32>,
    weekdays: BTreeMap<String, u32>,
    weekdays_short: BTreeMap<String, u32>,
    holidays: BTreeMap<String, String>,
    movable: BTreeMap<String, i64>,
    classes: BTreeMap<Class, Vec<String>>,
    courtesy: BTreeMap<Class, Vec<String>>,
    answers: BTreeMap<Class, Vec<String>>,
    priors: BTreeMap<Expectation, BTreeMap<Intent, u32>>,
    languages: Lists,
}

impl Lexicon {
    /// Reads the words file.
    ///
    /// # Errors
    /// The problem `words-broken`, where the file is no words file.
    pub fn load(source: &Source) -> Result<Self, Problem> {
        let draft: Draft = toml::from_str(&source.text).map_err(|error| broken(source, &error))?;
        let mut phrases: HashMap<String, Vec<(Class, Vec<String>)>> = HashMap::new();
        let tables = [&draft.classes, &draft.courtesy, &draft.answers];
        let classed = tables.into_iter().flatten();
        let written = classed.flat_map(|(class, list)| list.iter().map(|text| (*class, text)));
        let fixed = draft.holidays.keys().map(|text| (Class::Holiday, text));
        let moving = draft.movable.keys().map(|text| (Class::Movable, text));
        for (class, text) in written.chain(fixed).chain(moving) {
            let mut words = split(text).into_iter();
            if let Some(first) = words.next() {
                phrases.entry(first).or_default().push((class, words.collect()));
            }
        }
        for list in phrases.values_mut() {
            list.sort_by_key(|(class, rest)| (*class, std::cmp::Reverse(rest.len())));
        }
        Ok(Self {
            short: draft.short.into_iter().map(|(from, to)| (from, split(&to))).collect(),
            emoji: draft.emoji.iter().filter_map(picture).collect(),
            numbers: draft.numbers.into_iter().collect(),
            scales: draft.scales.into_iter().collect(),
            sums: draft.sums.into_iter().collect(),
            ordinals: draft.ordinals.into_iter().collect(),
            months: draft.months.into_iter().collect(),
            months_short: draft.months_short.into_iter().collect(),
            weekdays: draft.weekdays.into_iter().collect(),
            weekdays_short: draft.weekdays_short.into_iter().collect(),
            holidays: draft.holidays.iter().filter_map(feast).collect(),
            movable: draft.movable.into_iter().collect(),
            priors: draft.priors,
            languages: draft.languages.into(),
            temperature: draft.temperature.clamp(100, 3000),
            phrases,
        })
    }

    /// Every phrase that may begin with this word, with the words that must follow.
    pub fn beginning_with(&self, word: &str) -> &[(Class, Vec<String>)] {
        self.phrases.get(word).map_or(&[], Vec::as_slice)
    }
}

/// The problem of a file that is not TOML or lacks what it must have.
pub fn broken(source: &Source, error: &toml::de::Error) -> Problem {
    let problem = match error.span() {
        Some(span) => source.problem_at("words-broken", span),
        None => source.problem("words-broken"),
    };
    problem.with("detail", error.message())
}

fn split(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn picture((from, to): (&String, &String)) -> Option<(char, Vec<String>)> {
    from.chars().next().map(|first| (first, split(to)))
}

fn feast((name, day): (&String, &String)) -> Option<(String, (u32, u32))> {
    let (day, month) = day.split_once('/')?;
    Some((name.clone(), (day.parse().ok()?, month.parse().ok()?)))
}
