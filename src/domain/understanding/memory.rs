//! The examples as they were said: which of them a text is nearest to.
//!
//! A second opinion beside the regression, and the proof that can be shown: this text leans
//! there because of these examples. Nearness is the share of words and pairs of words in common.

#![expect(clippy::cast_precision_loss, reason = "statistics: small counts become weights")]

use std::collections::BTreeMap;

use super::features::{ByKey, Feature, Sort};
use super::intent::Intent;

/// How many of the nearest examples vote.
const VOTERS: usize = 15;
/// The nearness below which an example is not near.
const FAR: f32 = 0.05;

/// The examples by their words.
#[derive(Debug)]
pub struct Memory {
    intents: Vec<Intent>,
    /// The examples that hold a word or a pair, with what it counts in each.
    places: ByKey<(f32, Vec<(u32, f32)>)>,
}

impl Memory {
    /// Remembers examples, in their order.
    pub fn new(examples: impl Iterator<Item = (Vec<Feature>, Intent)>) -> Self {
        let mut places: ByKey<(f32, Vec<(u32, f32)>)> = ByKey::default();
        let mut intents = Vec::new();
        for (number, (features, intent)) in (0..).zip(examples) {
            intents.push(intent);
            for feature in features.iter().filter(|feature| feature.sort != Sort::Letters) {
                let place = places.entry(feature.key).or_default();
                place.1.push((number, feature.weight));
            }
        }
        let total = intents.len() as f32;
        let mut lengths = vec![0.0_f32; intents.len()];
        for (rarity, texts) in places.values_mut() {
            *rarity = ((1.0 + total) / (1.0 + texts.len() as f32)).ln() + 1.0;
            for (number, weight) in texts.iter_mut() {
                *weight *= *rarity;
                if let Some(length) = lengths.get_mut(*number as usize) {
                    *length += *weight * *weight;
                }
            }
        }
        for (_, texts) in places.values_mut() {
            for (number, weight) in texts.iter_mut() {
                let length = lengths.get(*number as usize).copied().unwrap_or(1.0);
                *weight /= length.sqrt().max(1e-6);
            }
            texts.shrink_to_fit();
        }
        Self { intents, places }
    }

    /// The examples nearest to a text, nearest first, with their nearness from 0 to 1.
    pub fn nearest(&self, features: &[Feature], most: usize) -> Vec<(usize, f32)> {
        let mut near = vec![0.0_f32; self.intents.len()];
        let mut length = 0.0_f32;
        for feature in features.iter().filter(|feature| feature.sort != Sort::Letters) {
            let Some((rarity, texts)) = self.places.get(&feature.key) else { continue };
            let weight = feature.weight * rarity;
            length += weight * weight;
            for (number, own) in texts {
                if let Some(near) = near.get_mut(*number as usize) {
                    *near += own * weight;
                }
            }
        }
        let length = length.sqrt().max(1e-6);
        let close = near.into_iter().map(|sum| sum / length).enumerate();
        let mut close: Vec<(usize, f32)> = close.filter(|(_, near)| *near > FAR).collect();
        let order = |a: &(usize, f32), b: &(usize, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if close.len() > most {
            close.select_nth_unstable_by(most, order);
            close.truncate(most);
        }
        close.sort_by(order);
        close
    }

    /// What the nearest examples vote for; the votes add up to one.
    pub fn votes(&self, features: &[Feature]) -> BTreeMap<Intent, f32> {
        let mut votes: BTreeMap<Intent, f32> = BTreeMap::new();
        for (number, near) in self.nearest(features, VOTERS) {
            if let Some(intent) = self.intents.get(number) {
                *votes.entry(*intent).or_default() += near * near;
            }
        }
        let sum = votes.values().sum::<f32>().max(1e-6);
        for vote in votes.values_mut() {
            *vote /= sum;
        }
        votes
    }

    /// The bytes that the memory takes.
    pub fn size(&self) -> usize {
        let entries: usize = self.places.values().map(|(_, texts)| texts.len()).sum();
        entries * 8 + self.places.len() * 48
    }
}
