//! What a draft would understand: a reader that learnt it, kept for as long as it teaches the same.
//!
//! Learning takes seconds and a reader is large, so that only the last one is kept.

use std::sync::{Arc, Mutex, PoisonError};

use crate::app::ear::Ear;
use crate::app::edition::Edition;
use crate::domain::problem::Problem;
use crate::domain::understanding::Reader;

static LAST: Mutex<Option<(String, Arc<Reader>)>> = Mutex::new(None);

/// The reader that a release would have: the one in use where it teaches nothing else than what serves.
/// It learns with its thread.
///
/// # Errors
/// Every problem of what it learns from.
pub(super) fn reader(
    (edition, live): (&Edition, &Edition),
    ear: &Ear,
) -> Result<Arc<Reader>, Vec<Problem>> {
    let lesson = edition.lesson();
    if lesson == live.lesson() {
        return Ok(ear.reader());
    }
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, reader)) = last.as_ref().filter(|(known, _)| *known == lesson) {
        return Ok(reader.clone());
    }
    let reader = Arc::new(Reader::train(&edition.lessons.understanding)?);
    *last = Some((lesson, reader.clone()));
    Ok(reader)
}
