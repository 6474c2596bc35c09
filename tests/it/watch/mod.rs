//! What those who lead the desk see, over a world in every state: each number proved by its rows.

mod naive;
mod pages;
mod quality;
mod reports;
mod wall;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use combinado::domain::access::{Role, Scope, Who};

use crate::seed::{self, Plan};
use crate::support::{TestApp, monday};

/// An application over a world of so many customers.
async fn a_world(customers: u32, word: u64) -> TestApp {
    let app = TestApp::start().await;
    seed::fill(app.db(), Plan { customers, word, now: monday() }).await.expect("it is filled");
    app
}

/// A supervisor who sees everything.
fn sol() -> Who {
    seed::somebody("sol", Role::Supervisor)
}

/// The same who sees one creditor only.
fn of_creditor(creditor: &str) -> Who {
    Who { creditors: only(creditor), ..sol() }
}

/// The same who sees one sector only.
fn of_sector(sector: &str) -> Who {
    Who { sectors: only(sector), ..sol() }
}

fn only(name: &str) -> Scope {
    Scope::Only(BTreeSet::from([name.to_owned()]))
}

/// The local day of a moment, the naive way.
fn day(at: DateTime<Utc>) -> chrono::NaiveDate {
    at.with_timezone(&chrono_tz::America::Sao_Paulo).date_naive()
}
