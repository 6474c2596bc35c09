//! Whatever bytes a person sends, they are read: mutated messages, and what must hold of each.
//!
//! Messages of `tests/fixtures/understanding/corpus/`, and well-formed ones of our other fixtures,
//! are changed at random as people, keyboards and attackers change them. The same seed gives the
//! same messages. What ever broke the reader goes into the corpus as a file of its own.
//!
//! Longer: `cargo test --release --test it hostile -- --ignored --nocapture`.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::LazyLock;

use chrono::NaiveDate;
use combinado::domain::calendar::Calendar;
use combinado::domain::money::Money;
use combinado::domain::understanding::{Expectation, Reading, Value, shipped_reader};

const CORPUS: &str = "tests/fixtures/understanding/corpus";
/// Characters of a message that are read; a promise of the reader.
const READ: usize = 2_000;
/// Messages of the short run, and of the long one.
const CASES: u64 = 2_500;
const MANY_CASES: u64 = 400_000;

/// What nobody sees.
const UNSEEN: [char; 9] = [
    '\u{200b}', '\u{200c}', '\u{200d}', '\u{200f}', '\u{202e}', '\u{2060}', '\u{feff}', '\u{ad}',
    '\u{2069}',
];
/// Letters and what passes for them.
const LOOK_ALIKES: [(char, char); 8] = [
    ('a', 'а'),
    ('e', 'е'),
    ('o', 'о'),
    ('p', 'р'),
    ('c', 'с'),
    ('i', 'і'),
    ('s', 'ѕ'),
    ('x', 'х'),
];
/// What the grammar of values turns on.
const PIECES: [&str; 32] = [
    "R$",
    "31/02",
    "1.1.1,1",
    "99999999999999999999",
    "3x",
    "%",
    "mil",
    "meia",
    "dúzia",
    "dia",
    "de",
    "até",
    "que vem",
    "não",
    "sim",
    "aceito",
    "por mês",
    "entrada",
    "e",
    "ou",
    ",",
    "?",
    "\n",
    "às 18h",
    "529.982.247-25",
    "(11) 93000-0000",
    "quinto dia útil",
    "0",
    "-",
    "uns",
    "👍",
    "já paguei",
];
const STRANGE: [char; 12] = [
    '\0',
    '\u{7}',
    '\u{1b}',
    '\u{85}',
    '\u{301}',
    '\u{336}',
    '😂',
    '🏽',
    '\u{20e3}',
    'ﷺ',
    '½',
    '\u{10ffff}',
];

/// Messages to begin with: the corpus, and sentences of our fixtures.
static SEEDS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let mut paths: Vec<_> = std::fs::read_dir(CORPUS)
        .expect("the corpus is there")
        .map(|entry| entry.expect("a file").path())
        .collect();
    paths.sort();
    let read = |path: &Path| std::fs::read(path).expect("a readable file");
    let mut seeds: Vec<Vec<u8>> = paths.iter().map(|path| read(path)).collect();
    seeds.extend(SENTENCES.iter().map(|text| text.as_bytes().to_vec()));
    seeds
});

/// Well-formed sentences, from the fixture of values.
static SENTENCES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let file = include_str!("../fixtures/understanding/entities.txt");
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| Some(line.split('|').nth(1)?.trim().to_owned())).collect()
});

/// A small generator of our own: the same seed, the same messages.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % sides.max(1) as u64).expect("it is small")
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.roll(all.len())]
    }
}

/// A message of a seed, as bytes that arrive.
fn message(seed: u64) -> Vec<u8> {
    let mut dice = Dice(seed);
    let mut bytes = SEEDS[dice.roll(SEEDS.len())].clone();
    for _ in 0..dice.roll(5) {
        bytes = if dice.roll(6) == 0 { torn(bytes, &mut dice) } else { changed(&bytes, &mut dice) };
        bytes.truncate(12_000);
    }
    bytes
}

/// Bytes that went astray: cut, flipped or glued.
fn torn(mut bytes: Vec<u8>, dice: &mut Dice) -> Vec<u8> {
    let at = dice.roll(bytes.len());
    match dice.roll(3) {
        0 => bytes.truncate(at),
        1 => bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte ^= 1 << (at % 8)),
        _ => {
            let other = &SEEDS[dice.roll(SEEDS.len())];
            bytes.splice(at..at, other.iter().take(400).copied());
        }
    }
    bytes
}

/// The same message with something changed in its letters or words.
fn changed(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let mut chars: Vec<char> = text.chars().collect();
    let mut words: Vec<&str> = text.split(' ').collect();
    let (place, word) = (dice.roll(chars.len() + 1), dice.roll(words.len()));
    match dice.roll(10) {
        0 => chars.insert(place, dice.of(&UNSEEN)),
        1 => chars.insert(place, dice.of(&STRANGE)),
        2 => chars.iter_mut().for_each(|c| *c = look_alike(*c)),
        3 => return text.to_uppercase().into_bytes(),
        4 => return text.repeat(1 + dice.roll(40)).into_bytes(),
        5 => {
            let stretched = chars.get(place).copied().into_iter().cycle();
            let stretched: Vec<char> = stretched.take(dice.roll(300)).collect();
            chars.splice(place..place, stretched);
        }
        6 => words.insert(word, dice.of(&PIECES)),
        7 => {
            let other = dice.roll(words.len());
            words.swap(word, other);
        }
        8 => drop(words.remove(word)),
        _ => chars.extend(dice.of(&PIECES).chars()),
    }
    let by_letters: String = chars.into_iter().collect();
    if by_letters == text { words.join(" ").into_bytes() } else { by_letters.into_bytes() }
}

fn look_alike(c: char) -> char {
    LOOK_ALIKES.iter().find(|(ours, _)| *ours == c).map_or(c, |(_, other)| *other)
}

fn read(text: &str, expected: Expectation) -> Reading {
    let day = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    static CALENDAR: LazyLock<Calendar> = LazyLock::new(Calendar::brazil);
    shipped_reader().read(text, expected, day, &CALENDAR)
}

/// What is true of every reading of every text.
fn must_hold(text: &str, reading: &Reading) {
    let typed: Vec<char> = text.chars().take(READ).collect();
    assert_eq!(reading.text, typed.iter().collect::<String>(), "the text is kept as it came");
    assert!(reading.confidence <= 1000);
    assert!(reading.alternatives.windows(2).all(|two| two[0].1 >= two[1].1), "best first");
    assert!(reading.alternatives.iter().all(|(intent, _)| *intent != reading.intent));
    assert!(!reading.also.contains(&reading.intent), "nothing is said twice");
    assert!(reading.detail.is_none_or(|detail| detail.intent() == reading.intent));
    let mut end = 0;
    for entity in &reading.entities {
        let length = entity.text.chars().count();
        let there: String = typed.iter().skip(entity.start).take(length).collect();
        assert_eq!(there, entity.text, "a value is where it says");
        assert!(entity.start >= end, "values stand one after the other");
        end = entity.start + length;
        sane(&entity.value);
    }
    let stored = serde_json::to_string(reading).expect("it can be stored");
    let loaded: Reading = serde_json::from_str(&stored).expect("it can be loaded");
    assert_eq!(&loaded, reading, "the log gives back what it was given");
}

/// What is true of every value.
fn sane(value: &Value) {
    match value {
        Value::Money { amount, .. } => assert!(*amount >= Money::ZERO),
        Value::Count(count) => assert!(*count > 0),
        Value::Digits(digits) => {
            assert!(digits.len() == 3 && digits.chars().all(|c| c.is_ascii_digit()));
        }
        Value::DayMonth { day, month, .. } => {
            assert!((1..=31).contains(day) && (1..=12).contains(month));
        }
        Value::DayOfMonth(day) => assert!((1..=31).contains(day)),
        _ => {}
    }
}

/// Reads a message of a seed; a broken promise is told with the message.
fn survives(seed: u64) {
    let bytes = message(seed);
    let text = String::from_utf8_lossy(&bytes);
    let expected = Expectation::ALL[Dice(seed ^ 1).roll(Expectation::ALL.len())];
    let read = || must_hold(&text, &read(&text, expected));
    if catch_unwind(AssertUnwindSafe(read)).is_err() {
        panic!("seed {seed}, asked {expected:?}, message {:?}", bytes.escape_ascii().to_string());
    }
}

#[test]
fn every_message_of_the_corpus_is_read() {
    for (number, bytes) in SEEDS.iter().take(SEEDS.len() - SENTENCES.len()).enumerate() {
        let text = String::from_utf8_lossy(bytes);
        for expected in Expectation::ALL.iter().copied() {
            let reading = read(&text, expected);
            must_hold(&text, &reading);
            assert_eq!(reading, read(&text, expected), "message {number} is read twice alike");
        }
    }
}

#[test]
fn whatever_is_typed_is_read() {
    (0..CASES).for_each(survives);
}

#[test]
#[ignore = "minutes; run it by name in a release build"]
fn whatever_is_typed_is_read_for_long() {
    (CASES..CASES + MANY_CASES).for_each(survives);
}

#[test]
fn what_nobody_sees_changes_nothing() {
    let mut dice = Dice(7);
    for text in SENTENCES.iter() {
        let mut disguised = String::new();
        for c in text.chars() {
            disguised.push(look_alike(c));
            if dice.roll(3) == 0 {
                disguised.push(dice.of(&UNSEEN));
            }
        }

        let (plain, odd) = (read(text, Expectation::Free), read(&disguised, Expectation::Free));

        assert_eq!(odd.intent, plain.intent, "{text}");
        assert_eq!(odd.answer, plain.answer, "{text}");
        assert!(
            odd.values().eq(plain.values()),
            "{text}: {:?}, {:?}",
            plain.entities,
            odd.entities
        );
    }
}

#[test]
fn what_comes_after_the_limit_is_not_read() {
    let long = "quero falar com um atendente ".repeat(400);
    let cut: String = long.chars().take(READ).collect();

    assert_eq!(read(&long, Expectation::Free), read(&cut, Expectation::Free));
}

#[test]
fn signs_and_pictures_alone_bind_nobody() {
    let mut dice = Dice(3);
    let signs: Vec<char> = UNSEEN
        .iter()
        .chain(&STRANGE)
        .copied()
        .chain("?!.,;%$()/+-:*=@& 0123456789".chars())
        .collect();
    for _ in 0..400 {
        let text: String = (0..dice.roll(30)).map(|_| dice.of(&signs)).collect();
        let reading = read(&text, Expectation::Consent);

        assert_ne!(
            reading.answer,
            Some(combinado::domain::understanding::Answer::BindingYes),
            "{text:?}"
        );
    }
}
