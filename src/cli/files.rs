//! The files of a fresh world: a portfolio (CSV) and its creditors (TOML).

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;

use super::kit::tell;
use super::told::Failure;
use crate::app::import::{self, CustomerRecord, Portfolio};
use crate::domain::debt::party::Creditor;
use crate::domain::problem::Source;
use crate::text::{Catalog, problems};

/// Where a fresh world comes from.
#[derive(Clone, Debug, Args)]
pub struct PortfolioFiles {
    /// Run on a fresh world made of this portfolio (CSV).
    #[arg(long, value_name = "FILE.csv", requires = "creditors")]
    pub portfolio: Option<PathBuf>,
    /// The creditors of that portfolio (TOML).
    #[arg(long, value_name = "FILE.toml", requires = "portfolio")]
    pub creditors: Option<PathBuf>,
}

/// One customer's side of a portfolio.
pub struct Found {
    /// Who is owed.
    pub creditor: Creditor,
    /// Who owes, and what.
    pub record: CustomerRecord,
}

impl PortfolioFiles {
    /// The paths, where both were given; clap lets nobody give one alone.
    pub fn paths(&self) -> Option<(&Path, &Path)> {
        self.portfolio.as_deref().zip(self.creditors.as_deref())
    }
}

/// Reads a customer out of the files; lines of others that are wrong are told and left out.
///
/// # Errors
/// Every problem of the files, or that no customer, or more than one, bears the id.
pub fn find(
    words: &Catalog,
    (portfolio, creditors): (&Path, &Path),
    id: &str,
    today: NaiveDate,
) -> Result<Found, Failure> {
    let portfolio = load(words, portfolio, creditors, today)?;
    let mut found = portfolio.find(id);
    let record = match (found.pop(), found.len()) {
        (Some(record), 0) => record.clone(),
        (Some(_), _) => {
            return Err(Failure::Input(tell(words, "cli-customer-many", &[("id", id)])));
        }
        (None, _) => {
            return Err(Failure::Input(tell(words, "cli-customer-unknown", &[("id", id)])));
        }
    };
    let creditor = portfolio.creditor(&record.customer.creditor).cloned();
    let creditor = creditor.ok_or_else(|| anyhow::anyhow!("a customer without a creditor"))?;
    Ok(Found { creditor, record })
}

fn load(
    words: &Catalog,
    portfolio: &Path,
    creditors: &Path,
    today: NaiveDate,
) -> Result<Portfolio, Failure> {
    let bytes = |path: &Path| {
        std::fs::read(path).map_err(|error| {
            let (path, error) = (path.display().to_string(), error.to_string());
            let values = [("file", path.as_str()), ("detail", error.as_str())];
            Failure::Input(tell(words, "cli-unreadable", &values))
        })
    };
    let toml = String::from_utf8_lossy(&bytes(creditors)?).into_owned();
    let source = Source::new(creditors.display().to_string(), toml);
    let known = import::creditors(&source)
        .map_err(|found| Failure::problems(words, &found, std::slice::from_ref(&source)))?;
    let file = portfolio.display().to_string();
    let read = import::read(&file, &bytes(portfolio)?, &known, today, &mut |_| {})
        .map_err(|found| Failure::problems(words, &found, &[]))?;
    for problem in read.rejected.iter().flat_map(|line| &line.problems) {
        eprintln!("{}", problems::line(words, problem));
    }
    Ok(Portfolio { creditors: known, ..read.portfolio })
}
