//! Which intent a text leans to: softmax regression on hashed word and letter n-grams.
//!
//! The only place of the domain that counts in floats; what leaves it are thousandths. Training
//! is deterministic: same examples, same model. Weights lie in lanes of eight, added without a
//! loop, so that even an unoptimised build trains in a moment. It knows no word of any language.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "statistics: small counts become weights, and weights become thousandths"
)]

use std::collections::{BTreeMap, HashMap};

use super::intent::{Detail, Intent, Meaning};

/// One class for each intent, and one for each kind of it.
const CLASSES: usize = Intent::ALL.len() + Detail::ALL.len();
const LANES: usize = CLASSES.div_ceil(8);
/// How often all examples are gone through.
const EPOCHS: u32 = 5;
/// How far one example moves the weights.
const RATE: f32 = 1.1;
/// The pull of every weight towards zero.
const DECAY: f32 = 2e-5;
/// What a whole word counts beside its letters.
const WORD: f32 = 2.0;

type Lane = [f32; 8];
type Row = [Lane; LANES];
/// Rows of the weights with what each counts in one text.
type Vector = Vec<(u32, f32)>;

/// The share of known letters from which a word is taken for a known one misspelt.
const ALIKE: f32 = 0.7;

/// A text to learn from: its words, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The words, values already replaced by what they are.
    pub words: Vec<String>,
    /// What it means.
    pub meaning: Meaning,
}

/// What a text leans to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leaning {
    /// How likely each intent is, best first, in thousandths.
    pub intents: Vec<(Intent, u16)>,
    /// The likeliest kind of an intent, where it is likelier than all others together.
    pub details: BTreeMap<Intent, Detail>,
}

/// A trained model.
#[derive(Debug)]
pub struct Classifier {
    rows: HashMap<u64, u32>,
    rarity: Vec<f32>,
    weights: Vec<Row>,
    bias: Row,
    sharpness: f32,
}

impl Classifier {
    /// Learns from examples; `temperature` in thousandths sharpens or softens the confidence.
    pub fn train(examples: &[Example], temperature: u32) -> Self {
        let mut seen: Vec<(Vec<(u64, f32)>, Meaning)> = Vec::with_capacity(examples.len() * 2);
        for (number, example) in examples.iter().enumerate() {
            seen.push((features(&example.words), example.meaning));
            if number % 2 == 0
                && let Some(words) = misspelt(&example.words, number as u64)
            {
                seen.push((features(&words), example.meaning));
            }
        }
        let mut model = Self::empty(&seen, temperature);
        let texts: Vec<(Vector, usize, f32)> = model.vectors(&seen);
        model.fit(&texts);
        model
    }

    /// What a text leans to.
    pub fn classify(&self, words: &[String], prior: Option<&BTreeMap<Intent, u32>>) -> Leaning {
        let features = features(words);
        let familiar = self.familiar(&features);
        let mut scores = self.scores(&self.vector(&features));
        for (at, meaning) in Meaning::all().enumerate() {
            if let Some(score) = slot(&mut scores, at) {
                let prior = prior.and_then(|prior| prior.get(&meaning.intent));
                let prior = prior.copied().unwrap_or(1000).max(1) as f32 / 1000.0;
                *score = *score * self.sharpness + prior.ln();
            }
        }
        softmax(&mut scores);
        let mut sums: BTreeMap<Intent, (f32, f32, Option<Detail>)> = BTreeMap::new();
        for (meaning, p) in Meaning::all().zip(scores.iter().flatten()) {
            let (sum, most, detail) = sums.entry(meaning.intent).or_default();
            *sum += p;
            if *p > *most {
                (*most, *detail) = (*p, meaning.detail);
            }
        }
        let kind = |(intent, (sum, most, detail)): (&Intent, &(f32, f32, Option<Detail>))| {
            detail.filter(|_| most * 2.0 > *sum).map(|detail| (*intent, detail))
        };
        let details = sums.iter().filter_map(kind).collect();
        let share = |p: f32| (p * familiar * 1000.0).round() as u16;
        let mut intents: Vec<(Intent, u16)> =
            sums.into_iter().map(|(intent, (sum, _, _))| (intent, share(sum))).collect();
        intents.sort_by_key(|(intent, p)| (std::cmp::Reverse(*p), *intent));
        Leaning { intents, details }
    }

    /// How far a text may be believed, from 0 to 1: letters that look like something are no words.
    ///
    /// With one known word it is believed whole; without any, as far as its letters are known.
    fn familiar(&self, features: &[(u64, f32)]) -> f32 {
        let known = |(feature, _): &&(u64, f32)| self.rows.contains_key(feature);
        if features.iter().filter(|(_, weight)| *weight > 1.0).any(|word| known(&word)) {
            return 1.0;
        }
        let share = features.iter().filter(known).count() as f32 / features.len().max(1) as f32;
        if share < ALIKE { share * share } else { share }
    }

    fn empty(seen: &[(Vec<(u64, f32)>, Meaning)], temperature: u32) -> Self {
        let mut texts_with: HashMap<u64, (u32, bool)> = HashMap::new();
        for (features, _) in seen {
            for (feature, weight) in features {
                let entry = texts_with.entry(*feature).or_insert((0, *weight > 1.0));
                entry.0 += 1;
            }
        }
        let mut kept: Vec<(u64, u32)> = texts_with
            .into_iter()
            .filter(|(_, (texts, word))| *texts >= if *word { 1 } else { 3 })
            .map(|(feature, (texts, _))| (feature, texts))
            .collect();
        kept.sort_unstable();
        let total = seen.len() as f32;
        let rarity =
            kept.iter().map(|(_, texts)| ((1.0 + total) / (1.0 + *texts as f32)).ln() + 1.0);
        Self {
            rarity: rarity.collect(),
            weights: vec![[[0.0; 8]; LANES]; kept.len()],
            rows: kept.iter().zip(0..).map(|((feature, _), row)| (*feature, row)).collect(),
            bias: [[0.0; 8]; LANES],
            sharpness: 1000.0 / temperature as f32,
        }
    }

    /// The texts as vectors, each with its class and what it counts.
    fn vectors(&self, seen: &[(Vec<(u64, f32)>, Meaning)]) -> Vec<(Vector, usize, f32)> {
        let mut sizes: BTreeMap<Meaning, u32> = BTreeMap::new();
        for (_, meaning) in seen {
            *sizes.entry(*meaning).or_default() += 1;
        }
        let classes: BTreeMap<Meaning, usize> = Meaning::all().zip(0..).collect();
        let mean = seen.len() as f32 / sizes.len().max(1) as f32;
        let text = |(features, meaning): &(Vec<(u64, f32)>, Meaning)| {
            let class = classes.get(meaning).copied().unwrap_or(0);
            let size = sizes.get(meaning).copied().unwrap_or(1) as f32;
            (self.vector(features), class, (mean / size).sqrt())
        };
        seen.iter().map(text).collect()
    }

    fn vector(&self, features: &[(u64, f32)]) -> Vector {
        let known = features.iter().filter_map(|(feature, weight)| {
            let row = *self.rows.get(feature)?;
            let rarity = self.rarity.get(row as usize)?;
            Some((row, weight * rarity))
        });
        let mut vector: Vector = known.collect();
        let length = vector.iter().map(|(_, x)| x * x).sum::<f32>().sqrt().max(1e-6);
        for (_, x) in &mut vector {
            *x /= length;
        }
        vector
    }

    fn scores(&self, vector: &Vector) -> Row {
        let mut scores = self.bias;
        for (row, x) in vector {
            if let Some(weights) = self.weights.get(*row as usize) {
                add_row(&mut scores, weights, *x);
            }
        }
        scores
    }

    /// Goes through the texts in a fixed shuffle, again and again, in ever smaller steps.
    fn fit(&mut self, texts: &[(Vector, usize, f32)]) {
        let mut moved: Vec<f32> = vec![1e-3; self.weights.len()];
        let mut order: Vec<usize> = (0..texts.len()).collect();
        let mut chance = 0x9e37_79b9_7f4a_7c15_u64;
        for epoch in 0..EPOCHS {
            for at in (1..order.len()).rev() {
                chance = next(chance);
                order.swap(at, (chance % (at as u64 + 1)) as usize);
            }
            let rate = RATE * (1.0 - 0.8 * epoch as f32 / EPOCHS as f32);
            for (vector, class, weight) in order.iter().filter_map(|at| texts.get(*at)) {
                self.step(vector, *class, *weight, rate, &mut moved);
            }
        }
    }

    fn step(&mut self, vector: &Vector, class: usize, weight: f32, rate: f32, moved: &mut [f32]) {
        let mut wrong = self.scores(vector);
        softmax(&mut wrong);
        if let Some(own) = slot(&mut wrong, class) {
            *own -= 1.0;
        }
        let size: f32 = wrong.iter().flatten().map(|g| g * g).sum();
        if size < 2e-3 {
            return;
        }
        add_row(&mut self.bias, &wrong, -rate * 0.02 * weight);
        for (row, x) in vector {
            let at = *row as usize;
            if let (Some(weights), Some(moved)) = (self.weights.get_mut(at), moved.get_mut(at)) {
                *moved += x * x * size;
                let step = rate * weight / moved.sqrt();
                let keep = 1.0 - DECAY * step;
                for (own, wrong) in weights.iter_mut().zip(&wrong) {
                    shrink_add(own, wrong, keep, -step * x);
                }
            }
        }
    }
}

fn add_row(sum: &mut Row, row: &Row, times: f32) {
    for (sum, lane) in sum.iter_mut().zip(row) {
        shrink_add(sum, lane, 1.0, times);
    }
}

/// `own = own * keep + other * times`, eight at a time.
#[inline]
fn shrink_add(own: &mut Lane, other: &Lane, keep: f32, times: f32) {
    own[0] = own[0] * keep + other[0] * times;
    own[1] = own[1] * keep + other[1] * times;
    own[2] = own[2] * keep + other[2] * times;
    own[3] = own[3] * keep + other[3] * times;
    own[4] = own[4] * keep + other[4] * times;
    own[5] = own[5] * keep + other[5] * times;
    own[6] = own[6] * keep + other[6] * times;
    own[7] = own[7] * keep + other[7] * times;
}

fn slot(row: &mut Row, at: usize) -> Option<&mut f32> {
    row.get_mut(at / 8).and_then(|lane| lane.get_mut(at % 8))
}

/// Turns scores into likelihoods; the spare places beyond the last class get none.
fn softmax(row: &mut Row) {
    for at in CLASSES..LANES * 8 {
        if let Some(spare) = slot(row, at) {
            *spare = f32::NEG_INFINITY;
        }
    }
    let top = row.iter().flatten().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for score in row.iter_mut().flatten() {
        *score = (*score - top).exp();
        sum += *score;
    }
    for score in row.iter_mut().flatten() {
        *score /= sum;
    }
}

/// The features of a text: words, pairs of words, letters within words; with their weights.
fn features(words: &[String]) -> Vec<(u64, f32)> {
    let mut hashes: Vec<(u64, bool)> = Vec::with_capacity(words.len() * 24 + 2);
    let mut before = hash(1, "^");
    for word in words {
        let own = hash(2, word);
        hashes.push((own, true));
        hashes.push((mix(before, own), true));
        before = own;
        if !word.starts_with('<') {
            letters(word, &mut hashes);
        }
    }
    hashes.push((mix(before, hash(1, "$")), true));
    if words.len() <= 5 {
        let whole = words.iter().fold(hash(3, ""), |sum, word| mix(sum, hash(2, word)));
        hashes.push((whole, true));
    }
    hashes.sort_unstable();
    let counted = hashes.chunk_by(|a, b| a == b).filter_map(|run| {
        let (feature, word) = run.first()?;
        let times = 1.0 + (run.len() as f32).ln();
        Some((*feature, times * if *word { WORD } else { 1.0 }))
    });
    counted.collect()
}

/// Runs of two to five letters, the borders of the word included.
fn letters(word: &str, hashes: &mut Vec<(u64, bool)>) {
    let bytes: Vec<u8> = std::iter::once(b' ').chain(word.bytes()).chain([b' ']).collect();
    for from in 0..bytes.len().min(24) {
        let mut sum = 0xcbf2_9ce4_8422_2325_u64;
        for (length, byte) in bytes.iter().skip(from).take(5).enumerate() {
            sum = (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
            if length > 0 {
                hashes.push((sum, false));
            }
        }
    }
}

fn hash(seed: u64, text: &str) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325_u64 ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    text.bytes().fold(start, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn mix(a: u64, b: u64) -> u64 {
    (a.rotate_left(23) ^ b).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn next(chance: u64) -> u64 {
    let mut x = chance;
    x ^= x << 13;
    x ^= x >> 7;
    x ^ (x << 17)
}

/// The same words with a slip of the finger or two, as chat has them.
fn misspelt(words: &[String], seed: u64) -> Option<Vec<String>> {
    let mut chance = next(seed.wrapping_mul(0x2545_f491_4f6c_dd1d) | 1);
    let long: Vec<usize> = (0..words.len())
        .filter(|at| words.get(*at).is_some_and(|w| w.len() >= 4 && !w.starts_with('<')))
        .collect();
    let mut out = words.to_vec();
    for _ in 0..(long.len().min(2)) {
        chance = next(chance);
        let at = *long.get((chance % long.len() as u64) as usize)?;
        let word = out.get_mut(at)?;
        chance = next(chance);
        *word = slip(word, chance);
    }
    (!long.is_empty()).then_some(out)
}

fn slip(word: &str, chance: u64) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = 1 + ((chance >> 8) % (letters.len() as u64 - 1)) as usize;
    match chance % 4 {
        0 => {
            letters.remove(at);
        }
        1 => letters.swap(at - 1, at),
        2 => letters.insert(at, letters[at - 1]),
        _ => letters[at] = char::from(b'a' + ((chance >> 32) % 26) as u8),
    }
    letters.into_iter().collect()
}
