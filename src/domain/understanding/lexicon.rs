//! The words the reader knows, by what they do in a sentence.
//!
//! All of them are data: `locales/<locale>/understanding/words.toml`. The code knows classes of
//! words only. To teach a new word, write it under its class there; a new *kind* of word is a
//! variant of [`Class`] here and a place in the grammar that asks for it.

mod spelling;

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;

use super::intent::{Expectation, Intent};
use super::languages::{Languages, Lists};
use super::reading::DayPart;
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
    YearsLong,
    Fair,
    Every,
    OrdinalNoun,
    ChoiceNoun,
    ChoiceFiller,
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
    Unwanted,
    Undone,
    Musing,
    Corrects,
    NotMe,
    NotAName,
    NoNamesake,
    MonthCue,
    InTime,
    LinksWeek,
    Holiday,
    Movable,
    Street,
    NameAfter,
    MaybeNameAfter,
    AtSign,
    Institution,
    Oldest,
    Newest,
    Smallest,
    Largest,
    Firsts,
    Lasts,
    OnlyThese,
    OnlyOne,
    OtherOnes,
    AllOnes,
    Except,
    DebtNoun,
    AfterClock,
    Already,
    AndHalf,
    AtHand,
    AtLeastAfter,
    AtMostAfter,
    Avos,
    BeforeClock,
    ClockWord,
    CurrencyAfter,
    DaysPlural,
    EachMonth,
    Fortnights,
    Future,
    Grace,
    Have,
    Income,
    IncomeAfter,
    Instead,
    LastBefore,
    Leftover,
    Lasting,
    Limit,
    LinksDay,
    Lowered,
    Measure,
    Midnight,
    Minutes,
    NameFiller,
    NextDay,
    NoDay,
    NoDown,
    Noon,
    NthHoliday,
    Often,
    OnDay,
    OnThe,
    Only,
    Onwards,
    Over,
    PartAfter,
    PartOfDay,
    PastPay,
    PaySure,
    PlaceBefore,
    Point,
    RangeOpen,
    Recurring,
    Refusal,
    RightNow,
    Settle,
    ShareOf,
    Sharp,
    Slip,
    Split,
    Still,
    SumLink,
    TermFiller,
    ToTheHour,
    TurnOfMonth,
    ValueLead,
    WeekdayCue,
    WeekdaySpan,
    Weekly,
    Whole,
    With,
    YearCue,
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
    /// Letters that multiply the digits they hang on.
    pub scale_letters: HashMap<String, i64>,
    /// What a whole is divided into: "terço", "quintos".
    pub denominators: HashMap<String, i64>,
    /// The words that name a part of the day.
    pub day_parts: HashMap<String, DayPart>,
    /// Feasts on the nth weekday of a month: n, weekday, month, days after it.
    pub nth_holidays: HashMap<String, (u8, u8, u32, i64)>,
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
    misspelt: HashMap<String, String>,
    known: HashSet<String>,
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
    sounds: BTreeMap<String, String>,
    real_words: Vec<String>,
    scale_letters: BTreeMap<String, i64>,
    denominators: BTreeMap<String, i64>,
    day_parts: BTreeMap<String, DayPart>,
    nth_holidays: BTreeMap<String, (u8, u8, u32, i64)>,
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
        let ruled = draft.nth_holidays.keys().map(|text| (Class::NthHoliday, text));
        for (class, text) in written.chain(fixed).chain(moving).chain(ruled) {
            let mut words = split(text).into_iter();
            if let Some(first) = words.next() {
                phrases.entry(first).or_default().push((class, words.collect()));
            }
        }
        for list in phrases.values_mut() {
            list.sort_by_key(|(class, rest)| (*class, std::cmp::Reverse(rest.len())));
        }
        let (misspelt, known) = spelling::learn(&draft, &phrases);
        Ok(Self {
            misspelt,
            known,
            short: draft.short.into_iter().map(|(from, to)| (from, split(&to))).collect(),
            emoji: draft.emoji.iter().filter_map(picture).collect(),
            numbers: draft.numbers.into_iter().collect(),
            scales: draft.scales.into_iter().collect(),
            scale_letters: draft.scale_letters.into_iter().collect(),
            denominators: draft.denominators.into_iter().collect(),
            day_parts: draft.day_parts.into_iter().collect(),
            sums: draft.sums.into_iter().collect(),
            ordinals: draft.ordinals.into_iter().collect(),
            months: draft.months.into_iter().collect(),
            months_short: draft.months_short.into_iter().collect(),
            weekdays: draft.weekdays.into_iter().collect(),
            weekdays_short: draft.weekdays_short.into_iter().collect(),
            holidays: draft.holidays.iter().filter_map(feast).collect(),
            movable: draft.movable.into_iter().collect(),
            nth_holidays: draft.nth_holidays.into_iter().collect(),
            priors: draft.priors,
            languages: draft.languages.into(),
            temperature: draft.temperature.clamp(100, 3000),
            phrases,
        })
    }

    /// The name of a day, a month or a number that a word misspells.
    pub fn respell(&self, word: &str) -> Option<&str> {
        if word.len() < 4 || self.known.contains(word) {
            return None;
        }
        let heard = || self.misspelt.get(&spelling::sound(word));
        self.misspelt.get(word).or_else(heard).map(String::as_str).filter(|name| *name != word)
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
