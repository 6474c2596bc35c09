//! What really was offered and agreed on, held against a draft's policy.
//!
//! Each agreement is judged as of its day by the policy it was made under and by the draft's of the
//! same name, under the least authority that could make it. Whoever got an offer is quoted by both,
//! at the opening and at the bot's last rung. What customers would have done is not guessed.

use chrono::{NaiveDate, TimeDelta};
use serde::Serialize;

use super::super::look::aside;
use super::super::{Error, Refused};
use crate::app::App;
use crate::app::shelf::Pins;
use crate::app::watch::seen;
use crate::domain::access::{Right, Who};
use crate::domain::content::{Content, Files};
use crate::domain::debt::agreement::Agreement;
use crate::domain::debt::invoice::Invoice;
use crate::domain::debt::reason::Reason;
use crate::domain::dialogue::effect::Effect;
use crate::domain::dialogue::facts::Facts;
use crate::domain::id::Id;
use crate::domain::money::Money;
use crate::domain::people::Uf;
use crate::domain::policy::{
    Authority, Counter, Family, History, Negotiation, Policy, Request, Verdict, Wishes, grant,
    quote,
};
use crate::domain::problem::Problem;
use crate::store::turn::Logged;
use crate::store::views::steps;
use crate::store::{conversation, turn};

/// How many days are looked back on.
const DAYS: i64 = 90;

/// The most conversations that are looked at.
pub const MOST: i64 = 1_000;

/// More concessions than any ladder has.
const ALL: u32 = 1_000;

/// A sum under the policy of then and under the draft's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sums {
    /// Of then.
    pub before: Money,
    /// The draft's.
    pub after: Money,
}

/// What the last ninety days come to under a draft's policy.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Past {
    /// Conversations looked at.
    pub conversations: u64,
    /// Those whose rules of then can no longer be loaded.
    pub unreadable: u64,
    /// Those in which an offer was made.
    pub offered: u64,
    /// Their first offers in one payment, summed.
    pub opening: Sums,
    /// The least in one payment that the bot could grant them, summed.
    pub least: Sums,
    /// Those to whom the draft grants less to pay.
    pub cheaper: u64,
    /// Those to whom it grants more to pay, or nothing.
    pub dearer: u64,
    /// Agreements made.
    pub agreements: u64,
    /// What they came to.
    pub agreed: Money,
    /// What they ask less than was owed.
    pub discount: Money,
    /// Agreements that cannot be judged again as of their day, such as over changed due dates.
    pub unjudged: u64,
    /// Agreements that stand as they are.
    pub stand: u64,
    /// What those come to.
    pub stand_agreed: Money,
    /// What those ask less than was owed.
    pub stand_discount: Money,
    /// Agreements in whose place the draft would offer others.
    pub otherwise: u64,
    /// What those others come to, and what was agreed in their place.
    pub others: Sums,
    /// Agreements in whose place the draft would offer nothing.
    pub nothing: u64,
}

/// Somebody's case as it was at a turn.
struct Moment<'a> {
    app: &'a App,
    facts: &'a Facts,
    reason: Option<Reason>,
    day: NaiveDate,
}

/// Holds the conversations of the last ninety days that somebody sees against a draft's policies.
///
/// # Errors
/// [`Refused::Problems`] where these files cannot serve; or when the database refuses.
pub async fn past(app: &App, who: &Who, files: &Files) -> Result<Past, Error> {
    if !who.may(Right::ReadTuning) {
        return Err(Refused::Right.into());
    }
    let files = files.clone();
    let draft = aside(move || policies(&files)).await?;
    let draft = draft.map_err(|problems| Refused::Problems { problems })?;
    let since = app.clock.now() - TimeDelta::days(DAYS);
    let failed = |_| Error::from(Refused::Unknown);
    let mut all = Vec::new();
    for (creditor, _) in seen(&app.db, who, None).await.map_err(failed)? {
        let talks = steps::talks(&app.db, &creditor, since, MOST).await?;
        all.extend(talks.into_iter().map(|talk| (talk.changed_at, creditor.clone(), talk.id)));
    }
    all.sort_unstable_by(|a, b| b.cmp(a));
    all.truncate(usize::try_from(MOST).unwrap_or_default());
    let mut past = Past::default();
    for (_, creditor, id) in all {
        let id = Id::stored(id);
        let Some(found) = conversation::find(&app.db, &creditor, &id).await? else { continue };
        past.conversations += 1;
        let pins = Pins { flow: found.flow, policy: found.policy };
        let Ok(own) = app.live().shelf.read_rules(&app.db, &creditor, &pins).await else {
            past.unreadable += 1;
            continue;
        };
        let named = draft.iter().find(|policy| policy.name() == own.policy.name());
        let log = turn::of(&app.db, &creditor, &id).await?;
        past.look(app, &log, [&own.policy, named.unwrap_or(&own.policy)]);
    }
    Ok(past)
}

/// The policies of a draft; what else is wrong with it does not matter here.
fn policies(files: &Files) -> Result<Vec<Policy>, Vec<Problem>> {
    Content::of(files)?.policies.iter().map(Policy::load).collect()
}

impl Past {
    /// Counts one conversation.
    fn look(&mut self, app: &App, log: &[Logged], policies: [&Policy; 2]) {
        let (mut reason, mut was_offered) = (None, false);
        for logged in log {
            let zone = logged.facts.customer.uf.map_or(chrono_tz::America::Sao_Paulo, Uf::zone);
            let day = logged.at.with_timezone(&zone).date_naive();
            for effect in &logged.effects {
                if let Effect::RecordReason { reason: told } = effect {
                    reason = Some(*told);
                }
            }
            let moment = Moment { app, facts: &logged.facts, reason, day };
            if !was_offered && logged.effects.iter().any(is_offer) {
                was_offered = true;
                self.count_offer(&moment, policies);
            }
            for effect in &logged.effects {
                if let Effect::RecordAgreement { agreement } = effect {
                    self.count_agreement(&moment, agreement, policies);
                }
            }
        }
    }

    fn count_offer(&mut self, moment: &Moment<'_>, [then, draft]: [&Policy; 2]) {
        let Some(opening) = moment.least(then, 0) else { return };
        let Some(least) = moment.least(then, ALL) else { return };
        self.offered += 1;
        self.opening.before += opening;
        self.least.before += least;
        let after = moment.least(draft, ALL);
        self.opening.after += moment.least(draft, 0).unwrap_or(Money::ZERO);
        self.least.after += after.unwrap_or(Money::ZERO);
        match after {
            Some(after) if after < least => self.cheaper += 1,
            Some(after) if after == least => {}
            Some(_) | None => self.dearer += 1,
        }
    }

    fn count_agreement(
        &mut self,
        moment: &Moment<'_>,
        agreement: &Agreement,
        [then, draft]: [&Policy; 2],
    ) {
        let discount = agreement.owed.less(agreement.total);
        self.agreements += 1;
        self.agreed += agreement.total;
        self.discount += discount;
        let all = [Authority::Bot, Authority::Agent, Authority::Supervisor];
        let could = |authority: &Authority| {
            matches!(moment.judged(then, agreement, *authority), Some((_, true)))
        };
        let Some(authority) = all.into_iter().find(could) else {
            self.unjudged += 1;
            return;
        };
        match moment.judged(draft, agreement, authority) {
            Some((_, true)) => {
                self.stand += 1;
                self.stand_agreed += agreement.total;
                self.stand_discount += discount;
            }
            Some((total, false)) => {
                self.otherwise += 1;
                self.others.before += agreement.total;
                self.others.after += total;
            }
            None => self.nothing += 1,
        }
    }
}

impl Moment<'_> {
    fn request<'r>(
        &'r self,
        invoices: &'r [Invoice],
        (authority, negotiation): (Authority, &'r Negotiation),
        wishes: &'r Wishes,
    ) -> Request<'r> {
        let history: &History = &self.facts.history;
        Request {
            creditor: &self.facts.creditor,
            customer: &self.facts.customer,
            invoices,
            reason: self.reason,
            authority,
            as_of: self.day,
            calendar: &self.app.calendar,
            wishes,
            negotiation,
            history,
        }
    }

    /// The least in one payment after so many concessions.
    fn least(&self, policy: &Policy, moves: u32) -> Option<Money> {
        let negotiation = Negotiation { moves, ..Negotiation::default() };
        let wishes = Wishes::default();
        let with = (Authority::Bot, &negotiation);
        let quoted = quote(policy, &self.request(&self.facts.invoices, with, &wishes)).ok()?;
        let cash = quoted.offers.iter().filter(|offer| offer.family == Family::Cash);
        cash.map(|offer| offer.total).min()
    }

    /// What a policy makes of an agreement's terms: the total, and whether they are taken.
    fn judged(
        &self,
        policy: &Policy,
        agreement: &Agreement,
        authority: Authority,
    ) -> Option<(Money, bool)> {
        let is_of = |invoice: &&Invoice| agreement.invoices.contains(&invoice.id);
        let invoices: Vec<Invoice> = self.facts.invoices.iter().filter(is_of).cloned().collect();
        let (negotiation, wishes) = (Negotiation::default(), Wishes::default());
        let request = self.request(&invoices, (authority, &negotiation), &wishes);
        match grant(policy, &request, &terms(agreement)).ok()?.verdict {
            Verdict::Accepted(offer) | Verdict::Better(offer) => Some((offer.total, true)),
            Verdict::Nearest { offer, .. } => Some((offer.total, false)),
            Verdict::Refused { .. } => None,
        }
    }
}

/// The terms of an agreement, as somebody would ask for them.
fn terms(agreement: &Agreement) -> Counter {
    let count = agreement.instalments.iter().filter(|part| part.number > 0).count();
    Counter {
        total: Some(agreement.total),
        down_payment: Some(agreement.down_payment).filter(|sum| sum.is_positive()),
        count: u32::try_from(count).ok(),
        first_date: agreement.instalments.first().map(|part| part.due),
        ..Counter::default()
    }
}

/// True where something was offered to choose from.
fn is_offer(effect: &Effect) -> bool {
    let choices = effect.said().map(|message| message.choices.as_slice()).unwrap_or_default();
    choices.iter().any(|choice| choice.id.starts_with("offer:"))
}
