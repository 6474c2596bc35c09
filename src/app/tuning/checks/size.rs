//! What is too much to be looked at: files that nobody wrote by hand, and problems nobody would read.

use std::collections::BTreeMap;

use crate::domain::problem::{Problem, Source};

/// The largest file, in bytes.
const LARGEST: usize = 2 * 1024 * 1024;

/// The longest file, in lines.
const LONGEST: usize = 30_000;

/// The most problems of one file that are told.
const MOST: usize = 500;

/// That a file is too large to be looked into, where it is.
pub(super) fn too_large(source: &Source) -> Option<Problem> {
    let lines = source.text.bytes().filter(|byte| *byte == b'\n').count();
    if source.text.len() <= LARGEST && lines <= LONGEST {
        return None;
    }
    let problem = source.problem("check-too-large").with("kilobytes", source.text.len() / 1024);
    let problem = problem.with("lines", lines).with("largest", LARGEST / 1024);
    Some(problem.with("longest", LONGEST))
}

/// Leaves of each file what somebody would read, and tells how much more there is.
pub(super) fn cut(found: &mut Vec<Problem>) {
    if found.len() <= MOST {
        return;
    }
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    found.retain(|problem| {
        let told = count.entry(problem.file.clone()).or_default();
        *told += 1;
        *told <= MOST
    });
    let more = count.into_iter().filter(|(_, told)| *told > MOST);
    found.extend(more.map(|(file, told)| {
        Source::new(file, "").problem("check-more").with("count", told - MOST)
    }));
}
