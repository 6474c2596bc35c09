//! How often somebody may try: a few times freely, then after waits that grow.
//!
//! A try is counted before it is known how it ends, in one transaction with the look whether it
//! may be made, so that many at once are as good as one after another. By login (whoever tries)
//! and by address (whomever they try).

use chrono::{DateTime, TimeDelta, Utc};

use super::super::{App, Result};
use super::veiled;
use crate::store::{self, Tx, sign_in};

/// How long tries are remembered after the last.
const MEMORY: TimeDelta = TimeDelta::hours(24);

/// What is limited: so many tries are free, then the first wait, doubled up to the longest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    key: String,
    free: i64,
    first: TimeDelta,
    longest: TimeDelta,
}

impl Subject {
    /// A login, whether or not somebody has it.
    pub fn login(login: &str) -> Self {
        Self {
            key: veiled("login", login),
            free: 5,
            first: TimeDelta::seconds(30),
            longest: TimeDelta::minutes(15),
        }
    }

    /// The second factor of somebody.
    pub fn code(person: &str) -> Self {
        Self { key: veiled("code", person), ..Self::login("") }
    }

    /// Where the tries come from; a whole house may be behind one address.
    pub fn address(address: &str) -> Self {
        Self {
            key: veiled("address", address),
            free: 40,
            first: TimeDelta::minutes(1),
            longest: TimeDelta::hours(1),
        }
    }

    /// The wait after so many tries.
    fn wait(&self, tries: i64) -> Option<TimeDelta> {
        let beyond = u32::try_from(tries - self.free).ok()?;
        let times = 2_i32.checked_pow(beyond).unwrap_or(i32::MAX);
        Some(self.first.checked_mul(times).map_or(self.longest, |wait| wait.min(self.longest)))
    }
}

/// Counts a try of all subjects; where one must wait, until when.
pub async fn count(app: &App, subjects: Vec<Subject>) -> Result<Option<DateTime<Utc>>> {
    let now = app.clock.now();
    let until = app
        .db
        .write_aside(move |tx| {
            Box::pin(async move {
                let mut until = None;
                for subject in subjects {
                    until = until.max(count_one(tx, &subject, now).await?);
                }
                Ok::<_, store::Error>(until)
            })
        })
        .await?;
    Ok(until)
}

async fn count_one(
    tx: &mut Tx,
    subject: &Subject,
    now: DateTime<Utc>,
) -> Result<Option<DateTime<Utc>>, store::Error> {
    let tries = sign_in::count(tx, &subject.key, (now, now - MEMORY)).await?;
    if let Some(until) = tries.until.filter(|until| *until > now) {
        return Ok(Some(until));
    }
    if let Some(wait) = subject.wait(tries.failures) {
        sign_in::wait(tx, &subject.key, now + wait).await?;
    }
    Ok(None)
}

/// Takes back the try that ended well: the login's tries are forgotten, the address has one less.
pub async fn ended_well(
    tx: &mut Tx,
    (forgotten, less): (&Subject, Option<&Subject>),
    now: DateTime<Utc>,
) -> Result<(), store::Error> {
    sign_in::forget(tx, &forgotten.key, now - MEMORY).await?;
    match less {
        Some(less) => sign_in::take_back(tx, &less.key).await,
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_tries_are_free_and_then_waits_grow_to_a_limit() {
        let login = Subject::login("maria");

        let waits: Vec<_> =
            (1..=12).map(|tries| login.wait(tries).map(|it| it.num_seconds())).collect();

        let expected = [30, 60, 120, 240, 480, 900, 900, 900].map(Some);
        assert_eq!(waits.get(..4), Some([None; 4].as_slice()));
        assert_eq!(waits.get(4..), Some(expected.as_slice()));
        assert_eq!(Subject::address("a").wait(4000), Some(TimeDelta::hours(1)));
    }
}
