//! What the bot learns from: can it be learnt, does it teach well, and is nothing unlearnt by it.

use crate::app::golden::{Golden, Verdict};
use crate::domain::content::Lessons;
use crate::domain::problem::Problem;
use crate::domain::understanding::review::review;
use crate::domain::understanding::{Reader, train};

/// What was found wrong, and what is only doubtful.
#[derive(Default)]
pub struct Judged {
    /// What must be mended.
    pub problems: Vec<Problem>,
    /// What had better be looked at.
    pub warnings: Vec<Problem>,
}

/// Checks lessons whole, by learning from them.
pub fn judge(lessons: &Lessons) -> Judged {
    let mut judged = Judged::default();
    let golden = lessons.golden.as_ref().map(Golden::parse).transpose();
    let golden = golden.map_err(|found| judged.problems.extend(found)).ok().flatten();
    match train::Lessons::load(&lessons.understanding) {
        Ok(learnt) => {
            judged.warnings = review(&learnt, &lessons.understanding);
            if let Some(golden) = golden {
                let Verdict { misread, refused } = golden.judge(&Reader::learn(learnt));
                judged.problems.extend(refused);
                judged.warnings.extend(misread);
            }
        }
        Err(found) => judged.problems.extend(found),
    }
    judged
}
