//! Learns anew while serving: a better reader takes the place of the one in use, a worse one not.
//!
//! Nothing is read from disk here and nothing is told to anybody: files come in, what came of them
//! goes out. Training takes a second or two; call it where nobody waits.

use std::sync::Arc;

use super::ear::Ear;
use super::golden::{Golden, Verdict};
use crate::domain::problem::{Problem, Source};
use crate::domain::understanding::Reader;
use crate::domain::understanding::train::Lessons;

/// What came of learning anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learnt {
    /// How many examples the new reader learnt from.
    pub examples: usize,
    /// Golden sentences that it reads otherwise; few enough to serve.
    pub misread: Vec<Problem>,
}

/// Learns from files, and lets the new reader serve where it keeps the golden sentences.
///
/// # Errors
/// Every problem of the files, or the golden sentences that were lost; the reader in use stays.
pub fn relearn(
    ear: &Ear,
    understanding: &[Source],
    golden: Option<&Source>,
) -> Result<Learnt, Vec<Problem>> {
    let golden = golden.map(Golden::parse).transpose();
    let lessons = Lessons::load(understanding);
    let (golden, lessons) = match (golden, lessons) {
        (Ok(golden), Ok(lessons)) => (golden, lessons),
        (golden, lessons) => {
            return Err([golden.err(), lessons.err()].into_iter().flatten().flatten().collect());
        }
    };
    let examples = lessons.examples.len();
    let reader = Reader::learn(lessons);
    let verdict = golden.map(|golden| golden.judge(&reader)).unwrap_or_default();
    let Verdict { misread, refused } = verdict;
    if !refused.is_empty() {
        return Err(refused.into_iter().chain(misread).collect());
    }
    ear.exchange(Arc::new(reader));
    Ok(Learnt { examples, misread })
}
