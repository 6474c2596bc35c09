//! A text as numbers: its words, pairs of words and runs of letters, hashed.
//!
//! Also the slips by which one example becomes two. It knows no word of any language, and what a
//! feature is worth is the models' matter.

#![expect(clippy::cast_precision_loss, reason = "a text's few features become weights")]

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// What a whole word, or a pair of words, counts beside the letters.
const WORD: f32 = 2.0;
/// What two words count that stand with one between them.
const APART: f32 = 1.0;
/// The letters of a word that are read.
const LETTERS: usize = 24;
/// A message of up to so many words is known as a whole, too.
const WHOLE: usize = 5;

/// What a feature is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// A whole word.
    Word,
    /// Two words, or a short message as a whole.
    Pair,
    /// Two words with one between them.
    Apart,
    /// A run of letters within a word.
    Letters,
}

/// One thing seen in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Feature {
    /// Its hash.
    pub key: u64,
    /// What it is made of.
    pub sort: Sort,
    /// How much of it there is.
    pub weight: f32,
}

/// What is found by a hash; the hash is not hashed again.
pub type ByKey<T> = HashMap<u64, T, BuildHasherDefault<Plain>>;

/// A hasher for what is hashed already.
#[derive(Clone, Copy, Debug, Default)]
pub struct Plain(u64);

impl Hasher for Plain {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |sum, byte| mix(sum, u64::from(*byte)));
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// Everything seen in a text, each thing once.
pub fn features(words: &[String]) -> Vec<Feature> {
    let mut seen: Vec<(u64, Sort)> = Vec::with_capacity(words.len() * 28 + 4);
    words_and_pairs(words, |key, sort, _| seen.push((key, sort)));
    for word in words.iter().filter(|word| !is_value(word)) {
        letters(word, |key, _| seen.push((key, Sort::Letters)));
    }
    seen.sort_unstable();
    let counted = seen.chunk_by(|a, b| a == b).filter_map(|run| {
        let (key, sort) = run.first().copied()?;
        let worth = match sort {
            Sort::Word | Sort::Pair => WORD,
            Sort::Apart => APART,
            Sort::Letters => 1.0,
        };
        let times = if run.len() == 1 { 1.0 } else { 1.0 + (run.len() as f32).ln() };
        Some(Feature { key, sort, weight: times * worth })
    });
    counted.collect()
}

/// The words and pairs of a text with their keys, as people can read them.
pub fn spelled(words: &[String]) -> Vec<(u64, String)> {
    let mut seen = Vec::new();
    words_and_pairs(words, |key, _, parts| seen.push((key, parts.join(" "))));
    for word in words.iter().filter(|word| !is_value(word)) {
        letters(word, |key, run| {
            seen.push((key, format!("-{}-", String::from_utf8_lossy(run).replace(' ', "|"))));
        });
    }
    seen
}

fn words_and_pairs(words: &[String], mut take: impl FnMut(u64, Sort, &[&str])) {
    let edge = hash(1, "^");
    let (mut second, mut before) = ((edge, "^"), (edge, "^"));
    for (at, word) in words.iter().enumerate() {
        let own = hash(2, word);
        take(own, Sort::Word, &[word]);
        take(mix(before.0, own), Sort::Pair, &[before.1, word]);
        if at > 0 {
            take(mix(mix(second.0, 7), own), Sort::Apart, &[second.1, "…", word]);
        }
        (second, before) = (before, (own, word.as_str()));
    }
    take(mix(before.0, hash(1, "$")), Sort::Pair, &[before.1, "$"]);
    if words.len() <= WHOLE {
        let whole = words.iter().fold(hash(3, ""), |sum, word| mix(sum, hash(2, word)));
        let parts: Vec<&str> = words.iter().map(String::as_str).collect();
        take(whole, Sort::Pair, &parts);
    }
}

/// Runs of two to five letters, the borders of the word included.
fn letters(word: &str, mut take: impl FnMut(u64, &[u8])) {
    let bytes: Vec<u8> = std::iter::once(b' ').chain(word.bytes()).chain([b' ']).collect();
    for from in 0..bytes.len().min(LETTERS) {
        let mut sum = SEED;
        for (length, byte) in bytes.iter().skip(from).take(5).enumerate() {
            sum = (sum ^ u64::from(*byte)).wrapping_mul(PRIME);
            if length > 0 {
                take(sum, bytes.get(from..=from + length).unwrap_or(&[]));
            }
        }
    }
}

/// True for a word that stands for a value: `<dia>`.
fn is_value(word: &str) -> bool {
    word.starts_with('<')
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

fn hash(seed: u64, text: &str) -> u64 {
    let start = SEED ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let sum = text.bytes().fold(start, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(PRIME));
    mix(sum, seed)
}

fn mix(a: u64, b: u64) -> u64 {
    (a.rotate_left(23) ^ b).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The next of a row of numbers that look like chance, and are always the same.
pub fn next(chance: u64) -> u64 {
    let mut x = chance;
    x ^= x << 13;
    x ^= x >> 7;
    x ^ (x << 17)
}

/// A number below a bound.
pub fn below(chance: u64, bound: usize) -> usize {
    let bound = u64::try_from(bound).unwrap_or(u64::MAX).max(1);
    usize::try_from(chance % bound).unwrap_or(0)
}

/// The same words with one of them gone: the rest must tell the meaning, too.
pub fn shortened(words: &[String], seed: u64) -> Option<Vec<String>> {
    let chance = next(seed.wrapping_add(77).wrapping_mul(0x2545_f491_4f6c_dd1d) | 1);
    let gone = below(chance, words.len());
    let left = words.iter().enumerate().filter(|(at, _)| *at != gone);
    (words.len() >= 4).then(|| left.map(|(_, word)| word.clone()).collect())
}

/// The same words with a slip of the finger or two, as chat has them.
pub fn misspelt(words: &[String], seed: u64) -> Option<Vec<String>> {
    let mut chance = next(seed.wrapping_mul(0x2545_f491_4f6c_dd1d) | 1);
    let long: Vec<usize> = (0..words.len())
        .filter(|at| words.get(*at).is_some_and(|w| w.len() >= 4 && !is_value(w)))
        .collect();
    let mut out = words.to_vec();
    for _ in 0..(long.len().min(2)) {
        chance = next(chance);
        let at = *long.get(below(chance, long.len()))?;
        let word = out.get_mut(at)?;
        chance = next(chance);
        *word = slip(word, chance);
    }
    (!long.is_empty()).then_some(out)
}

/// One letter lost, swapped, doubled or mistaken.
fn slip(word: &str, chance: u64) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() < 2 {
        return word.to_owned();
    }
    let at = 1 + below(chance >> 8, letters.len() - 1);
    let other = (b'a'..=b'z').nth(below(chance >> 32, 26)).map_or('e', char::from);
    match chance % 4 {
        0 => drop(letters.remove(at)),
        1 => letters.swap(at - 1, at),
        2 => letters.insert(at, letters.get(at - 1).copied().unwrap_or('e')),
        _ => letters.iter_mut().skip(at).take(1).for_each(|letter| *letter = other),
    }
    letters.into_iter().collect()
}
