//! Reports: what happened in a period, counted from its rows, by whatever one asks.
//!
//! Every number is told by one kind of row, and each row is counted once: what a page shows by
//! groups adds up to what it shows in all.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};

use super::tally::{Sums, Tally};
use super::{Error, Result, begins, day_of, local, need, seen};
use crate::app::App;
use crate::domain::access::{Right, Who};
use crate::store::audit::{self, Entry};
use crate::store::views::reports::funnel::{self, Stages};
use crate::store::views::reports::{self as rows, Period};

/// The most days that are reported at once.
const LONGEST: u64 = 731;

/// The outcome by which a case is a complaint.
const COMPLAINT: &str = "complaint";

/// By what sums are told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// By day.
    #[default]
    Day,
    /// By month, named by its first day.
    Month,
    /// By creditor.
    Creditor,
    /// By who had the case; the bot's own stand under an empty name.
    Agent,
    /// By flow and version; what belongs to none stands under an empty name.
    Flow,
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The first and the last day.
    pub days: (NaiveDate, NaiveDate),
    /// One creditor alone.
    pub creditor: Option<String>,
    /// One agent alone.
    pub agent: Option<String>,
    /// One flow and version alone.
    pub flow: Option<String>,
    /// By what sums are told apart.
    pub by: By,
}

/// How often each of something was, by its code.
pub type Counts = BTreeMap<String, i64>;

/// What happened in a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// How far customers came.
    pub funnel: Stages,
    /// Why customers said they are late.
    pub reasons: Counts,
    /// Why cases went to a human.
    pub handoffs: Counts,
    /// What came of cases.
    pub outcomes: Counts,
    /// The sums by whatever was asked for.
    pub groups: BTreeMap<String, Sums>,
    /// The sums of all.
    pub total: Sums,
}

/// What a row tells of itself, so that it is found and counted where it belongs.
#[derive(Clone, Copy)]
struct Mark<'a> {
    day: NaiveDate,
    agent: Option<&'a str>,
    flow: Option<&'a str>,
    sector: Option<&'a str>,
}

/// A report on its way.
struct Count<'a> {
    app: &'a App,
    who: &'a Who,
    asked: &'a Asked,
    creditor: String,
    report: Report,
    groups: BTreeMap<String, Tally>,
    total: Tally,
}

impl By {
    /// Every way.
    pub const ALL: [Self; 5] = [Self::Day, Self::Month, Self::Creditor, Self::Agent, Self::Flow];

    /// The code of forms and texts.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Creditor => "creditor",
            Self::Agent => "agent",
            Self::Flow => "flow",
        }
    }
}

impl Asked {
    /// The last thirty days, of everything.
    pub fn lately(now: DateTime<Utc>) -> Self {
        let last = day_of(now);
        let first = last - Days::new(29);
        Self { days: (first, last), creditor: None, agent: None, flow: None, by: By::default() }
    }

    /// The period, from the earlier day to the later, and not too long.
    pub fn period(&self) -> Period {
        let (first, last) = (self.days.0.min(self.days.1), self.days.0.max(self.days.1));
        let last = last.min(first.checked_add_days(Days::new(LONGEST - 1)).unwrap_or(last));
        let to = begins(last.succ_opt().unwrap_or(last));
        Period { from: begins(first), to, first, last }
    }
}

/// Reports what happened.
///
/// # Errors
/// Where they may not see reports, or not that creditor; or when the database refuses.
pub async fn report(app: &App, who: &Who, asked: &Asked) -> Result<Report> {
    need(who, Right::ReadReports)?;
    let creditors = seen(&app.db, who, asked.creditor.as_deref()).await?;
    let mut count = Count {
        app,
        who,
        asked,
        creditor: String::new(),
        report: Report::default(),
        groups: BTreeMap::new(),
        total: Tally::default(),
    };
    for (creditor, _) in creditors {
        count.creditor = creditor;
        count.of_creditor().await?;
    }
    let Count { mut report, groups, total, .. } = count;
    report.groups = groups.into_iter().map(|(key, tally)| (key, tally.done())).collect();
    report.total = total.done();
    Ok(report)
}

impl Count<'_> {
    async fn of_creditor(&mut self) -> Result<()> {
        let (db, period) = (&self.app.db, self.asked.period());
        let of = funnel::Of {
            flow: self.asked.flow.clone().unwrap_or_default(),
            agent: self.asked.agent.clone().unwrap_or_default(),
        };
        let stages = funnel::stages(db, &self.creditor, &period, &of).await?;
        self.report.funnel.add(&stages);
        let cases = rows::cases(db, &self.creditor, &period).await?;
        self.reasons(&cases, &period).await?;
        self.cases(&cases);
        self.ends(&period).await?;
        self.deals(&period).await?;
        self.receipts(&period).await?;
        self.silences(&period).await
    }

    /// Each reason once a conversation; of an agent's, those of conversations that they had.
    async fn reasons(&mut self, cases: &[rows::Case], period: &Period) -> Result<()> {
        let told = rows::reasons(&self.app.db, &self.creditor, period).await?;
        let agent = self.asked.agent.as_deref();
        let theirs: BTreeSet<&str> = cases
            .iter()
            .filter(|case| case.agent.as_deref() == agent)
            .map(|case| case.conversation.as_str())
            .collect();
        let mut once = BTreeSet::new();
        for told in &told {
            let is_of_agent = agent.is_none() || theirs.contains(told.conversation.as_str());
            let is_of_flow = self.asked.flow.as_ref().is_none_or(|flow| *flow == told.flow);
            if is_of_agent && is_of_flow && once.insert((&told.conversation, &told.reason)) {
                *self.report.reasons.entry(told.reason.clone()).or_default() += 1;
            }
        }
        Ok(())
    }

    fn cases(&mut self, cases: &[rows::Case]) {
        for case in cases {
            let mark = Mark {
                day: day_of(case.opened_at),
                agent: case.agent.as_deref(),
                flow: Some(&case.flow),
                sector: Some(&case.sector),
            };
            let (desk, calendar) = (&self.app.desk, &self.app.calendar);
            let waited = case.answered_at.map(|answered| {
                desk.between(local(case.opened_at), local(answered), calendar).num_minutes()
            });
            if self.add(mark, |tally| tally.case(waited)) {
                *self.report.handoffs.entry(case.reason.clone()).or_default() += 1;
            }
        }
    }

    async fn ends(&mut self, period: &Period) -> Result<()> {
        for end in rows::ends(&self.app.db, &self.creditor, period).await? {
            let mark = Mark {
                day: day_of(end.closed_at),
                agent: end.agent.as_deref(),
                flow: Some(&end.flow),
                sector: Some(&end.sector),
            };
            if self.add(mark, |tally| tally.end(end.outcome == COMPLAINT)) {
                *self.report.outcomes.entry(end.outcome).or_default() += 1;
            }
        }
        Ok(())
    }

    async fn deals(&mut self, period: &Period) -> Result<()> {
        for deal in rows::deals(&self.app.db, &self.creditor, period).await? {
            let mark = Mark {
                day: day_of(deal.accepted_at),
                agent: deal.agent.as_deref(),
                flow: Some(&deal.flow),
                sector: deal.sector.as_deref(),
            };
            self.add(mark, |tally| tally.deal(deal.owed, deal.total));
        }
        Ok(())
    }

    async fn receipts(&mut self, period: &Period) -> Result<()> {
        for receipt in rows::receipts(&self.app.db, &self.creditor, period).await? {
            let mark = Mark {
                day: receipt.paid_on,
                agent: receipt.agent.as_deref(),
                flow: receipt.flow.as_deref(),
                sector: receipt.sector.as_deref(),
            };
            self.add(mark, |tally| tally.receipt(receipt.amount));
        }
        Ok(())
    }

    /// Each customer once.
    async fn silences(&mut self, period: &Period) -> Result<()> {
        let mut once = BTreeSet::new();
        for silence in rows::silences(&self.app.db, &self.creditor, period).await? {
            let flow = Some(silence.flow.as_str());
            let mark = Mark { day: day_of(silence.at), agent: None, flow, sector: None };
            if self.is_wanted(mark) && once.insert(silence.customer.clone()) {
                self.add(mark, Tally::silence);
            }
        }
        Ok(())
    }

    /// Counts a row in its group and in all; false where it is not asked for, or not seen.
    fn add(&mut self, mark: Mark<'_>, put: impl Fn(&mut Tally)) -> bool {
        let wanted = self.is_wanted(mark);
        if wanted {
            put(self.groups.entry(self.key(mark)).or_default());
            put(&mut self.total);
        }
        wanted
    }

    fn is_wanted(&self, mark: Mark<'_>) -> bool {
        let is = |wanted: &Option<String>, found: Option<&str>| {
            wanted.as_deref().is_none_or(|wanted| Some(wanted) == found)
        };
        self.who.sees(&self.creditor, mark.sector)
            && is(&self.asked.agent, mark.agent)
            && is(&self.asked.flow, mark.flow)
    }

    fn key(&self, mark: Mark<'_>) -> String {
        match self.asked.by {
            By::Day => mark.day.to_string(),
            By::Month => mark.day.with_day(1).unwrap_or(mark.day).to_string(),
            By::Creditor => self.creditor.clone(),
            By::Agent => mark.agent.unwrap_or_default().to_owned(),
            By::Flow => mark.flow.unwrap_or_default().to_owned(),
        }
    }
}

/// Reports what happened so that it leaves the program; who took what is written down first.
///
/// # Errors
/// Where they may not take lists out; else as [`report`].
pub async fn export(app: &App, who: &Who, asked: &Asked, table: &str) -> Result<Report> {
    need(who, Right::Export)?;
    let report = report(app, who, asked).await?;
    let period = asked.period();
    let named = |name: &str, value: &Option<String>| {
        value.as_ref().map(|value| format!(";{name}={value}")).unwrap_or_default()
    };
    let detail = format!(
        "from={};to={};by={}{}{}",
        period.first,
        period.last,
        asked.by.as_str(),
        named("agent", &asked.agent),
        named("flow", &asked.flow)
    );
    let entry = Entry {
        at: app.clock.now(),
        who: who.id.clone(),
        action: "export".to_owned(),
        creditor: asked.creditor.clone(),
        subject: format!("report/{table}"),
        detail,
    };
    app.db
        .write(move |tx| {
            Box::pin(async move {
                audit::add(tx, &entry);
                Ok::<_, Error>(())
            })
        })
        .await?;
    Ok(report)
}
