//! A report counted again, from all rows there are, by nothing but loops.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Timelike, Utc};
use chrono_tz::America::Sao_Paulo;
use combinado::app::watch::reports::{Asked, By};
use combinado::app::watch::tally::Sums;
use combinado::domain::access::Who;
use combinado::domain::calendar::Calendar;
use combinado::store::Db;
use combinado::store::views::reports::funnel::Stage;

use super::day;

type At = DateTime<Utc>;
type Text = Option<String>;

/// Every row that a report may be counted from.
pub struct World {
    /// creditor, id, customer, flow
    conversations: Vec<(String, String, String, String)>,
    /// creditor, conversation, sender, at, `sent_at`
    messages: Vec<(String, String, String, At, Option<At>)>,
    cases: Vec<Case>,
    /// creditor, id, customer, conversation, `accepted_at`, owed, total
    deals: Vec<(String, String, String, String, At, i64, i64)>,
    /// creditor, customer, `made_at`
    promises: Vec<(String, String, At)>,
    /// creditor, customer, agreement, amount, `paid_on`
    payments: Vec<(String, String, Text, i64, NaiveDate)>,
    /// creditor, conversation, reason, `told_at`
    reasons: Vec<(String, String, String, At)>,
    /// creditor, conversation, customer, kind, at
    milestones: Vec<(String, String, String, String, At)>,
    /// creditor, customer, `due_on`, status, `paid_on`
    invoices: Vec<(String, String, NaiveDate, String, Option<NaiveDate>)>,
}

#[derive(sqlx::FromRow)]
struct Case {
    creditor: String,
    conversation: String,
    queue: String,
    reason: String,
    agent: Text,
    opened_at: At,
    taken_at: Option<At>,
    returned_at: Option<At>,
    outcome: Text,
    closed_at: Option<At>,
}

/// What was counted again.
#[derive(Debug, Default, PartialEq)]
pub struct Counted {
    pub funnel: Vec<i64>,
    pub reasons: BTreeMap<String, i64>,
    pub handoffs: BTreeMap<String, i64>,
    pub outcomes: BTreeMap<String, i64>,
    pub groups: BTreeMap<String, Sums>,
    pub total: Sums,
}

/// Something that happened, with what it adds.
struct Happened<'a> {
    creditor: &'a str,
    day: NaiveDate,
    agent: Text,
    flow: Text,
    sector: Text,
    adds: Adds,
}

enum Adds {
    Case(Option<i64>),
    End(bool),
    Deal(i64, i64),
    Payment(i64),
    Silence,
}

impl World {
    pub async fn read(db: &Db) -> Self {
        macro_rules! all {
            ($sql:expr) => {
                db.sql($sql).all(db).await.expect("rows")
            };
        }
        Self {
            conversations: all!("select creditor, id, customer, flow from conversation"),
            messages: all!("select creditor, conversation, sender, at, sent_at from message"),
            cases: all!(
                "select creditor, conversation, queue, reason, agent, opened_at, taken_at,
                        returned_at, outcome, closed_at from handoff"
            ),
            deals: all!(
                "select creditor, id, customer, conversation, accepted_at, owed, total
                 from agreement"
            ),
            promises: all!("select creditor, customer, made_at from promise"),
            payments: all!("select creditor, customer, agreement, amount, paid_on from payment"),
            reasons: all!("select creditor, conversation, reason, told_at from delay_reason"),
            milestones: all!("select creditor, conversation, customer, kind, at from milestone"),
            invoices: all!("select creditor, customer, due_on, status, paid_on from invoice"),
        }
    }

    /// Counts what is asked for, as somebody sees it.
    pub fn count(&self, who: &Who, asked: &Asked) -> Counted {
        let mut counted = Counted::default();
        let mut waits: BTreeMap<Option<String>, Vec<i64>> = BTreeMap::new();
        for it in self.happened(asked) {
            if !is_wanted(who, asked, &it) {
                continue;
            }
            let key = key(asked.by, &it);
            if let Adds::Case(Some(minutes)) = it.adds {
                waits.entry(None).or_default().push(minutes);
                waits.entry(Some(key.clone())).or_default().push(minutes);
            }
            add(counted.groups.entry(key).or_default(), &it.adds);
            add(&mut counted.total, &it.adds);
        }
        for (key, mut minutes) in waits {
            let sums = match key {
                None => &mut counted.total,
                Some(key) => counted.groups.get_mut(&key).expect("it was counted"),
            };
            minutes.sort_unstable();
            let not_above = |tenths: usize| {
                let enough = |limit: &&i64| {
                    let below = minutes.iter().filter(|it| it <= limit).count();
                    below * 10 >= minutes.len() * tenths
                };
                minutes.iter().find(enough).copied()
            };
            (sums.median, sums.ninth) = (not_above(5), not_above(9));
        }
        self.codes(who, asked, &mut counted);
        counted.funnel = self.funnel(who, asked);
        counted
    }

    fn happened(&self, asked: &Asked) -> Vec<Happened<'_>> {
        let (first, last) = asked.days;
        let mut all = Vec::new();
        let within = |day: NaiveDate| day >= first && day <= last;
        for case in &self.cases {
            let of = |day, adds| Happened {
                creditor: &case.creditor,
                day,
                agent: case.agent.clone(),
                flow: self.flow(&case.creditor, &case.conversation),
                sector: Some(case.queue.clone()),
                adds,
            };
            if within(day(case.opened_at)) {
                all.push(of(day(case.opened_at), Adds::Case(self.waited(case))));
            }
            if let (Some(at), Some(outcome)) = (case.closed_at, &case.outcome)
                && within(day(at))
            {
                all.push(of(day(at), Adds::End(outcome == "complaint")));
            }
        }
        for (creditor, _, _, conversation, at, owed, total) in &self.deals {
            let (agent, sector) = self.holder(creditor, conversation, *at);
            let (flow, adds) = (self.flow(creditor, conversation), Adds::Deal(*owed, *total));
            all.push(Happened { creditor, day: day(*at), agent, flow, sector, adds });
        }
        for (creditor, _, agreement, amount, paid_on) in &self.payments {
            let deal =
                self.deals.iter().find(|it| it.0 == *creditor && Some(&it.1) == agreement.as_ref());
            let (agent, sector) =
                deal.map(|it| self.holder(creditor, &it.3, it.4)).unwrap_or_default();
            let flow = deal.and_then(|it| self.flow(creditor, &it.3));
            let adds = Adds::Payment(*amount);
            all.push(Happened { creditor, day: *paid_on, agent, flow, sector, adds });
        }
        let mut quiet = BTreeMap::new();
        for (creditor, conversation, customer, kind, at) in &self.milestones {
            if kind == "opted_out" && within(day(*at)) {
                let earlier = quiet.entry((creditor, customer)).or_insert((*at, conversation));
                *earlier = (*earlier).min((*at, conversation));
            }
        }
        for ((creditor, _), (at, conversation)) in quiet {
            let flow = self.flow(creditor, conversation);
            let (agent, sector, adds) = (None, None, Adds::Silence);
            all.push(Happened { creditor, day: day(at), agent, flow, sector, adds });
        }
        all.retain(|it| within(it.day));
        all
    }

    fn flow(&self, creditor: &str, conversation: &str) -> Text {
        let found = self.conversations.iter().find(|it| it.0 == creditor && it.1 == conversation);
        found.map(|it| it.3.clone())
    }

    /// Who had a case of a conversation at a moment, and its sector.
    fn holder(&self, creditor: &str, conversation: &str, at: At) -> (Text, Text) {
        let had = |case: &&Case| {
            case.creditor == creditor
                && case.conversation == conversation
                && case.taken_at.is_some_and(|taken| taken <= at)
                && case.returned_at.is_none_or(|returned| returned >= at)
        };
        let case = self.cases.iter().find(had);
        case.map(|case| (case.agent.clone(), Some(case.queue.clone()))).unwrap_or_default()
    }

    /// Minute by minute until a human wrote.
    fn waited(&self, case: &Case) -> Option<i64> {
        let said = self.messages.iter().filter(|it| {
            it.0 == case.creditor
                && it.1 == case.conversation
                && it.2 == "agent"
                && it.3 >= case.opened_at
        });
        let until = said.map(|it| it.3).min()?;
        let (mut at, mut minutes) = (case.opened_at, 0);
        while at < until {
            let local = at.with_timezone(&Sao_Paulo);
            let opens = local.weekday().num_days_from_monday() < 5
                && Calendar::brazil().national_holiday(local.date_naive()).is_none();
            minutes += i64::from(opens && (9..18).contains(&local.hour()));
            at += TimeDelta::minutes(1);
        }
        Some(minutes)
    }

    fn codes(&self, who: &Who, asked: &Asked, counted: &mut Counted) {
        let within = |at: At| day(at) >= asked.days.0 && day(at) <= asked.days.1;
        let is = |wanted: &Text, found: &Text| wanted.is_none() || wanted == found;
        let mut theirs = BTreeSet::new();
        for case in &self.cases {
            let sees = who.sees(&case.creditor, Some(&case.queue));
            let flow = self.flow(&case.creditor, &case.conversation);
            let wanted = is(&asked.creditor, &Some(case.creditor.clone()))
                && is(&asked.agent, &case.agent)
                && is(&asked.flow, &flow);
            if within(case.opened_at) && asked.agent == case.agent {
                theirs.insert((&case.creditor, &case.conversation));
            }
            if sees && wanted && within(case.opened_at) {
                *counted.handoffs.entry(case.reason.clone()).or_default() += 1;
            }
            if let (true, true, Some(at), Some(outcome)) =
                (sees, wanted, case.closed_at, &case.outcome)
                && within(at)
            {
                *counted.outcomes.entry(outcome.clone()).or_default() += 1;
            }
        }
        let mut once = BTreeSet::new();
        for (creditor, conversation, reason, at) in &self.reasons {
            let wanted = who.sees(creditor, None)
                && is(&asked.creditor, &Some(creditor.clone()))
                && is(&asked.flow, &self.flow(creditor, conversation))
                && (asked.agent.is_none() || theirs.contains(&(creditor, conversation)));
            if wanted && within(*at) && once.insert((creditor, conversation, reason)) {
                *counted.reasons.entry(reason.clone()).or_default() += 1;
            }
        }
    }

    fn funnel(&self, who: &Who, asked: &Asked) -> Vec<i64> {
        let (first, last) = asked.days;
        let within = |at: &At| day(*at) >= first && day(*at) <= last;
        let mut counts = vec![0; Stage::ALL.len()];
        let mut customers = BTreeSet::new();
        for (creditor, customer, due_on, status, paid_on) in &self.invoices {
            let stood = status == "open"
                || status == "disputed"
                || (status == "paid" && paid_on.is_some_and(|paid| paid >= first));
            let seen = who.sees(creditor, None)
                && (asked.creditor.is_none() || asked.creditor.as_ref() == Some(creditor));
            if *due_on <= last && stood && seen && self.is_of(creditor, customer, asked) {
                customers.insert((creditor, customer));
            }
        }
        for (creditor, customer) in customers {
            let own =
                |it: &&(String, String, String, String)| it.0 == *creditor && it.2 == *customer;
            let talks: BTreeSet<&String> =
                self.conversations.iter().filter(own).map(|it| &it.1).collect();
            let said = |it: &&(String, String, String, At, Option<At>)| {
                it.0 == *creditor && talks.contains(&it.1)
            };
            let mut said = self.messages.iter().filter(said);
            let mut heard = said.clone();
            let reached = |kind: &str, fits: &dyn Fn(&At) -> bool| {
                self.milestones
                    .iter()
                    .any(|it| it.0 == *creditor && it.2 == *customer && it.3 == kind && fits(&it.4))
            };
            let steps = [
                true,
                said.any(|it| it.2 != "customer" && it.4.as_ref().is_some_and(within)),
                heard.any(|it| it.2 == "customer" && within(&it.3)),
                reached("identified", &|at| day(*at) <= last),
                reached("offered", &within),
                self.deals.iter().any(|it| it.0 == *creditor && it.2 == *customer && within(&it.4))
                    || self
                        .promises
                        .iter()
                        .any(|it| it.0 == *creditor && it.1 == *customer && within(&it.2)),
                self.payments.iter().any(|it| {
                    it.0 == *creditor && it.1 == *customer && it.4 >= first && it.4 <= last
                }),
            ];
            for (count, _) in counts.iter_mut().zip(steps.iter().take_while(|step| **step)) {
                *count += 1;
            }
        }
        counts
    }

    /// True where a conversation of theirs is the one that is asked for.
    fn is_of(&self, creditor: &str, customer: &str, asked: &Asked) -> bool {
        if asked.flow.is_none() && asked.agent.is_none() {
            return true;
        }
        self.conversations.iter().filter(|it| it.0 == creditor && it.2 == customer).any(|it| {
            let had = |case: &Case| {
                case.creditor == creditor && case.conversation == it.1 && case.agent == asked.agent
            };
            asked.flow.as_ref().is_none_or(|flow| *flow == it.3)
                && (asked.agent.is_none() || self.cases.iter().any(had))
        })
    }
}

fn is_wanted(who: &Who, asked: &Asked, it: &Happened<'_>) -> bool {
    let is = |wanted: &Text, found: &Text| wanted.is_none() || wanted == found;
    who.sees(it.creditor, it.sector.as_deref())
        && is(&asked.creditor, &Some(it.creditor.to_owned()))
        && is(&asked.agent, &it.agent)
        && is(&asked.flow, &it.flow)
}

fn key(by: By, it: &Happened<'_>) -> String {
    match by {
        By::Day => it.day.to_string(),
        By::Month => format!("{}-{:02}-01", it.day.year(), it.day.month()),
        By::Creditor => it.creditor.to_owned(),
        By::Agent => it.agent.clone().unwrap_or_default(),
        By::Flow => it.flow.clone().unwrap_or_default(),
    }
}

fn add(sums: &mut Sums, adds: &Adds) {
    match adds {
        Adds::Case(waited) => {
            sums.cases += 1;
            sums.answered += i64::from(waited.is_some());
        }
        Adds::End(is_complaint) => {
            sums.closed += 1;
            sums.complaints += i64::from(*is_complaint);
        }
        Adds::Deal(owed, total) => {
            sums.deals += 1;
            sums.owed += owed;
            sums.agreed += total;
            sums.discount += (owed - total).max(0);
        }
        Adds::Payment(amount) => {
            sums.payments += 1;
            sums.recovered += amount;
        }
        Adds::Silence => sums.silences += 1,
    }
}
