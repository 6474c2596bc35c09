//! Which kind of payer a customer is, from facts alone.
//!
//! No age, gender or place goes in. The reading carries its facts, so that a person can be shown
//! them and contest it. To add a fact, add a variant and let [`read`] weigh it.

use serde::{Deserialize, Serialize};

use super::policy::SegmentRules;
use crate::domain::debt::reason::Reason;

/// The kind of payer.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Segment {
    /// Late for once, for a reason that passes.
    Temporary,
    /// Late again and again.
    Chronic,
    /// Neither follows from the facts.
    #[default]
    Undefined,
}

/// A segment with the facts it follows from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentReading {
    /// The kind of payer.
    pub segment: Segment,
    /// What was weighed.
    pub facts: Vec<SegmentFact>,
}

/// One fact that was weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fact", content = "value", rename_all = "snake_case")]
pub enum SegmentFact {
    /// Late payments in the last twelve months.
    LateIn12Months(u32),
    /// Nobody knows how many payments were late.
    LatenessUnknown,
    /// Agreements broken before.
    BrokenAgreements(u32),
    /// Negotiations that ran out of rungs.
    Seeking(u32),
    /// The reason told.
    ReasonTold(Reason),
}

/// The facts that decide a segment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Conduct {
    /// Late payments in the last twelve months; none where unknown.
    pub late_12m: Option<u32>,
    /// Agreements broken before.
    pub broken: u32,
    /// Negotiations that ran out of rungs.
    pub seeking: u32,
    /// The reason told.
    pub reason: Option<Reason>,
}

impl Segment {
    /// Every segment.
    pub const ALL: [Self; 3] = [Self::Temporary, Self::Chronic, Self::Undefined];

    /// The code of files and machine output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Temporary => "temporary",
            Self::Chronic => "chronic",
            Self::Undefined => "undefined",
        }
    }

    /// Finds a segment by its code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|segment| segment.as_str() == code)
    }
}

/// Reads the segment from the facts; what makes chronic outweighs what makes temporary.
pub fn read(rules: &SegmentRules, conduct: &Conduct) -> SegmentReading {
    let late = conduct.late_12m;
    let chronic = late.is_some_and(|late| late >= rules.chronic_late_from)
        || conduct.broken >= rules.chronic_broken_from
        || conduct.seeking >= rules.chronic_seeking_from;
    let temporary = late.is_some_and(|late| late <= rules.temporary_late_at_most)
        && conduct.broken == 0
        && conduct.reason.is_some_and(|reason| rules.temporary_reasons.contains(&reason));
    let segment = match (chronic, temporary) {
        (true, _) => Segment::Chronic,
        (false, true) => Segment::Temporary,
        (false, false) => Segment::Undefined,
    };
    SegmentReading { segment, facts: facts(conduct) }
}

fn facts(conduct: &Conduct) -> Vec<SegmentFact> {
    let late = conduct.late_12m.map_or(SegmentFact::LatenessUnknown, SegmentFact::LateIn12Months);
    let mut facts = vec![late, SegmentFact::BrokenAgreements(conduct.broken)];
    if conduct.seeking > 0 {
        facts.push(SegmentFact::Seeking(conduct.seeking));
    }
    facts.extend(conduct.reason.map(SegmentFact::ReasonTold));
    facts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> SegmentRules {
        SegmentRules {
            temporary_late_at_most: 1,
            temporary_reasons: vec![Reason::Forgot],
            chronic_late_from: 3,
            chronic_broken_from: 2,
            chronic_seeking_from: 2,
        }
    }

    fn segment(late: Option<u32>, broken: u32, seeking: u32, reason: Option<Reason>) -> Segment {
        read(&rules(), &Conduct { late_12m: late, broken, seeking, reason }).segment
    }

    #[test]
    fn one_late_payment_with_a_passing_reason_is_temporary() {
        assert_eq!(segment(Some(1), 0, 0, Some(Reason::Forgot)), Segment::Temporary);
        assert_eq!(segment(Some(2), 0, 0, Some(Reason::Forgot)), Segment::Undefined);
        assert_eq!(segment(Some(1), 1, 0, Some(Reason::Forgot)), Segment::Undefined);
        assert_eq!(segment(Some(1), 0, 0, Some(Reason::Other)), Segment::Undefined);
        assert_eq!(segment(Some(1), 0, 0, None), Segment::Undefined);
    }

    #[test]
    fn any_of_three_habits_is_chronic() {
        assert_eq!(segment(Some(3), 0, 0, Some(Reason::Forgot)), Segment::Chronic);
        assert_eq!(segment(Some(0), 2, 0, None), Segment::Chronic);
        assert_eq!(segment(None, 0, 2, None), Segment::Chronic);
    }

    #[test]
    fn unknown_lateness_is_never_temporary_and_is_shown() {
        let reading =
            read(&rules(), &Conduct { reason: Some(Reason::Forgot), ..Conduct::default() });

        assert_eq!(reading.segment, Segment::Undefined);
        assert!(reading.facts.contains(&SegmentFact::LatenessUnknown));
    }
}
