//! Softmax regression: which of a few classes a text leans to.
//!
//! Training is deterministic: same examples, same model. Weights lie in lanes of eight, added
//! without a loop, so that even an unoptimised build trains in a moment; a trained model keeps
//! each weight in one byte.

#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "statistics: small counts become weights, and weights become bytes"
)]

use std::collections::BTreeMap;

use super::features::{ByKey, Feature, Sort, below, features, next};

/// How often all examples are gone through.
const EPOCHS: u32 = 5;
/// How far one example moves the weights.
const RATE: f32 = 1.1;
/// The pull of every weight towards zero.
const DECAY: f32 = 2e-5;
/// How many examples must hold a run of letters for it to count.
const LETTERS_IN: u32 = 3;

type Lane = [f32; 8];
/// Rows of the weights with what each counts in one text.
type Vector = Vec<(u32, f32)>;

/// A text to learn from. What is seen in it is looked at anew each time: kept for all of them it
/// would take more memory than the rest of the program.
#[derive(Clone, Copy, Debug)]
pub struct Lesson<'a, C> {
    /// Its words.
    pub words: &'a [String],
    /// Its class.
    pub class: C,
    /// True for a copy with slips: its words are no words.
    pub slipped: bool,
}

/// A trained model.
#[derive(Debug)]
pub struct Linear<C> {
    /// The classes, in the order of their weights.
    classes: Vec<C>,
    lanes: usize,
    rows: ByKey<u32>,
    rarity: Vec<f32>,
    /// A lane's weights as bytes, and what one of them is worth.
    weights: Vec<([i8; 8], f32)>,
    bias: Vec<Lane>,
}

/// A model in the making.
struct Draft {
    lanes: usize,
    weights: Vec<Lane>,
    moved: Vec<f32>,
    bias: Vec<Lane>,
    count: usize,
}

impl<C: Copy + Ord> Linear<C> {
    /// Learns from lessons.
    pub fn train(lessons: &[Lesson<'_, C>]) -> Self {
        let mut sizes: BTreeMap<C, u32> = BTreeMap::new();
        for lesson in lessons {
            *sizes.entry(lesson.class).or_default() += 1;
        }
        let classes: Vec<C> = sizes.keys().copied().collect();
        let kept = vocabulary(lessons);
        let total = lessons.len() as f32;
        let rarity = |texts: u32| (((1.0 + total) / (1.0 + texts as f32)).ln() + 1.0).sqrt();
        let mut model = Self {
            lanes: classes.len().div_ceil(8),
            rows: kept.iter().zip(0..).map(|((key, _), row)| (*key, row)).collect(),
            rarity: kept.iter().map(|(_, texts)| rarity(*texts)).collect(),
            weights: Vec::new(),
            bias: Vec::new(),
            classes,
        };
        let mean = total / sizes.len().max(1) as f32;
        let text = |lesson: &Lesson<'_, C>| {
            let class = model.classes.binary_search(&lesson.class).unwrap_or(0);
            let size = sizes.get(&lesson.class).copied().unwrap_or(1) as f32;
            (model.vector(&features(lesson.words)), class, (mean / size).sqrt().sqrt())
        };
        let texts: Vec<(Vector, usize, f32)> = lessons.iter().map(text).collect();
        let mut draft = Draft::new(model.classes.len(), kept.len());
        draft.fit(&texts);
        model.bias = draft.bias;
        model.weights = draft.weights.iter().map(pack).collect();
        model
    }

    /// The classes with their likelihoods, the scores multiplied by `sharpness`.
    pub fn likelihoods(&self, features: &[Feature], sharpness: f32) -> Vec<(C, f32)> {
        let mut scores = self.bias.clone();
        for (row, x) in self.vector(features) {
            for (sum, (lane, unit)) in scores.iter_mut().zip(self.row(row)) {
                let times = unit * x;
                for (sum, weight) in sum.iter_mut().zip(lane) {
                    *sum += f32::from(*weight) * times;
                }
            }
        }
        scores.iter_mut().flatten().for_each(|score| *score *= sharpness);
        softmax(&mut scores, self.classes.len());
        self.classes.iter().copied().zip(scores.into_iter().flatten()).collect()
    }

    /// What each feature of a text says for one class rather than for another.
    pub fn pulls(&self, features: &[Feature], of: C, against: C) -> Vec<(u64, f32)> {
        let place = |class: C| self.classes.binary_search(&class).ok();
        let (Some(of), Some(against)) = (place(of), place(against)) else { return Vec::new() };
        let weight = |row: u32, class: usize| {
            let lane = self.row(row).get(class / 8);
            lane.map_or(0.0, |(lane, unit)| {
                f32::from(lane.get(class % 8).copied().unwrap_or(0)) * unit
            })
        };
        let length = self.length(features);
        let known = features.iter().filter_map(|feature| {
            let row = *self.rows.get(&feature.key)?;
            let x = feature.weight * self.rarity.get(row as usize)? / length;
            Some((feature.key, x * (weight(row, of) - weight(row, against))))
        });
        known.collect()
    }

    /// True where a feature was seen in training.
    pub fn knows(&self, feature: &Feature) -> bool {
        self.rows.contains_key(&feature.key)
    }

    /// The bytes that the model takes in memory.
    pub fn size(&self) -> usize {
        self.weights.len() * size_of::<([i8; 8], f32)>() + self.rows.len() * 20
    }

    fn row(&self, row: u32) -> &[([i8; 8], f32)] {
        let from = row as usize * self.lanes;
        self.weights.get(from..from + self.lanes).unwrap_or(&[])
    }

    fn weighed(&self, features: &[Feature]) -> impl Iterator<Item = (u32, f32)> {
        features.iter().filter_map(|feature| {
            let row = *self.rows.get(&feature.key)?;
            Some((row, feature.weight * self.rarity.get(row as usize)?))
        })
    }

    fn length(&self, features: &[Feature]) -> f32 {
        self.weighed(features).map(|(_, x)| x * x).sum::<f32>().sqrt().max(1e-6)
    }

    fn vector(&self, features: &[Feature]) -> Vector {
        let length = self.length(features);
        self.weighed(features).map(|(row, x)| (row, x / length)).collect()
    }
}

/// The features worth keeping, with the number of texts that hold each.
fn vocabulary<C>(lessons: &[Lesson<'_, C>]) -> Vec<(u64, u32)> {
    let mut texts_with: ByKey<(u32, Sort)> = ByKey::default();
    for lesson in lessons {
        for feature in features(lesson.words) {
            if !lesson.slipped || feature.sort == Sort::Letters {
                texts_with.entry(feature.key).or_insert((0, feature.sort)).0 += 1;
            }
        }
    }
    let enough = |(texts, sort): (u32, Sort)| match sort {
        Sort::Word => true,
        Sort::Pair | Sort::Apart => texts >= 2,
        Sort::Letters => texts >= LETTERS_IN,
    };
    let kept = texts_with.into_iter().filter(|(_, found)| enough(*found));
    let mut kept: Vec<(u64, u32)> = kept.map(|(key, (texts, _))| (key, texts)).collect();
    kept.sort_unstable();
    kept
}

impl Draft {
    fn new(count: usize, rows: usize) -> Self {
        let lanes = count.div_ceil(8);
        Self {
            lanes,
            weights: vec![[0.0; 8]; rows * lanes],
            moved: vec![1e-3; rows],
            bias: vec![[0.0; 8]; lanes],
            count,
        }
    }

    /// Goes through the texts in a fixed shuffle, again and again, in ever smaller steps.
    fn fit(&mut self, texts: &[(Vector, usize, f32)]) {
        let mut order: Vec<usize> = (0..texts.len()).collect();
        let mut chance = 0x9e37_79b9_7f4a_7c15_u64;
        let mut wrong = self.bias.clone();
        for epoch in 0..EPOCHS {
            for at in (1..order.len()).rev() {
                chance = next(chance);
                order.swap(at, below(chance, at + 1));
            }
            let rate = RATE * (1.0 - 0.8 * epoch as f32 / EPOCHS as f32);
            for (vector, class, weight) in order.iter().filter_map(|at| texts.get(*at)) {
                self.step(vector, *class, rate * weight, &mut wrong);
            }
        }
    }

    fn step(&mut self, vector: &Vector, class: usize, rate: f32, wrong: &mut [Lane]) {
        wrong.copy_from_slice(&self.bias);
        for (row, x) in vector {
            let from = *row as usize * self.lanes;
            let own = self.weights.get(from..from + self.lanes).unwrap_or(&[]);
            for (sum, lane) in wrong.iter_mut().zip(own) {
                shrink_add(sum, lane, 1.0, *x);
            }
        }
        softmax(wrong, self.count);
        if let Some(own) = wrong.get_mut(class / 8).and_then(|lane| lane.get_mut(class % 8)) {
            *own -= 1.0;
        }
        let size: f32 = wrong.iter().flatten().map(|g| g * g).sum();
        if size < 2e-3 {
            return;
        }
        for (bias, wrong) in self.bias.iter_mut().zip(wrong.iter()) {
            shrink_add(bias, wrong, 1.0, -rate * 0.02);
        }
        for (row, x) in vector {
            let at = *row as usize;
            let Some(moved) = self.moved.get_mut(at) else { continue };
            *moved += x * x * size;
            let step = rate / moved.sqrt();
            let from = at * self.lanes;
            let own = self.weights.get_mut(from..from + self.lanes).unwrap_or_default();
            for (own, wrong) in own.iter_mut().zip(wrong.iter()) {
                shrink_add(own, wrong, 1.0 - DECAY * step, -step * x);
            }
        }
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

/// A lane as bytes of one size.
fn pack(lane: &Lane) -> ([i8; 8], f32) {
    let most = lane.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
    let unit = (most / 127.0).max(f32::MIN_POSITIVE);
    (lane.map(|weight| (weight / unit).round() as i8), unit)
}

/// Turns scores into likelihoods; the spare places beyond the last class get none.
fn softmax(scores: &mut [Lane], count: usize) {
    for spare in scores.iter_mut().flatten().skip(count) {
        *spare = f32::NEG_INFINITY;
    }
    let top = scores.iter().flatten().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut().flatten() {
        *score = (*score - top).exp();
        sum += *score;
    }
    for score in scores.iter_mut().flatten() {
        *score /= sum;
    }
}
