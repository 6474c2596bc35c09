//! What the bot learns from: can it be learnt, does it teach well, and is nothing unlearnt by it.

use super::Report;
use crate::app::golden::{Golden, Verdict};
use crate::domain::content::is_golden;
use crate::domain::problem::Source;
use crate::domain::understanding::review::{personal, review};
use crate::domain::understanding::{Reader, train};

/// Checks that lessons can be learnt from, without learning: notation, names, duplicates.
pub(super) fn read(lessons: &[Source]) -> Report {
    let mut report = Report::default();
    let (golden, understanding): (Vec<_>, Vec<_>) = lessons.iter().cloned().partition(is_golden);
    report.problems.extend(golden.iter().filter_map(|it| Golden::parse(it).err()).flatten());
    if !understanding.is_empty() {
        report.problems.extend(match train::Lessons::load(&understanding) {
            Ok(lessons) => personal(&lessons, &understanding),
            Err(found) => found,
        });
    }
    report
}

/// Checks lessons whole, by learning from them.
pub(super) fn judge(lessons: &[Source]) -> Report {
    let mut report = Report::default();
    let (golden, understanding): (Vec<_>, Vec<_>) = lessons.iter().cloned().partition(is_golden);
    let golden = golden.first().map(Golden::parse).transpose();
    let golden = golden.map_err(|found| report.problems.extend(found)).ok().flatten();
    match train::Lessons::load(&understanding) {
        Ok(learnt) => {
            report.problems.extend(personal(&learnt, &understanding));
            report.warnings = review(&learnt, &understanding);
            if let Some(golden) = golden {
                let Verdict { misread, refused } = golden.judge(&Reader::learn(learnt));
                report.problems.extend(refused);
                report.warnings.extend(misread);
            }
        }
        Err(found) => report.problems.extend(found),
    }
    report
}
