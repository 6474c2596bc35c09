//! When those who wait will be answered, at the pace of the last days.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::America::Sao_Paulo;

use super::local;
use crate::domain::calendar::Calendar;
use crate::domain::dialogue::facts::DeskHours;

/// How much time of the desk passes from one case taken to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace(TimeDelta);

impl Pace {
    /// The pace at which so many cases were taken in so much time of the desk; none where none was.
    pub fn of(worked: TimeDelta, cases: i64) -> Option<Self> {
        let cases = i32::try_from(cases).ok().filter(|cases| *cases > 0)?;
        Some(Self((worked / cases).max(TimeDelta::seconds(1))))
    }

    /// The pace in whole minutes.
    pub const fn minutes(self) -> i64 {
        self.0.num_minutes()
    }
}

/// When each of those who wait will be taken, in the order in which they are; none where no pace
/// is known.
pub fn taken_at(
    desk: &DeskHours,
    calendar: &Calendar,
    pace: Option<Pace>,
    (now, promised): (DateTime<Utc>, &[DateTime<Utc>]),
) -> Vec<Option<DateTime<Utc>>> {
    let Some(Pace(step)) = pace else { return vec![None; promised.len()] };
    let mut at = local(now);
    let moments = promised.iter().map(|_| {
        at = desk.after(at, step, calendar);
        at.and_local_timezone(Sao_Paulo).earliest().map(|at| at.with_timezone(&Utc))
    });
    moments.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a moment")
    }

    #[test]
    fn who_waits_behind_others_is_taken_after_them_and_after_the_night() {
        let pace = Pace::of(TimeDelta::hours(45), 90);
        assert_eq!(pace.map(Pace::minutes), Some(30));
        // Five in the afternoon in São Paulo on a Wednesday.
        let now = at("2026-11-18T20:00:00Z");

        let taken =
            taken_at(&DeskHours::default(), &Calendar::brazil(), pace, (now, &[now, now, now]));

        let expected = ["2026-11-18T20:30:00Z", "2026-11-18T21:00:00Z", "2026-11-19T12:30:00Z"];
        assert_eq!(taken, expected.map(|text| Some(at(text))));
    }

    #[test]
    fn nothing_is_foretold_where_nobody_took_anything() {
        assert_eq!(Pace::of(TimeDelta::hours(45), 0), None);
        let now = at("2026-11-18T20:00:00Z");

        let taken = taken_at(&DeskHours::default(), &Calendar::brazil(), None, (now, &[now]));

        assert_eq!(taken, [None]);
    }
}
