//! Picks what goes now: by account as much as its rate allows, the most urgent first.
//!
//! What an account has spent is held until the claim is committed, so that two instances together
//! keep its rate. What one recipient may not have yet is put off and does not stand in the way.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};

use super::HOLD;
use super::judge::{Bench, Verdict, judge};
use crate::app::Result;
use crate::domain::calendar::Calendar;
use crate::domain::channel::health::{Gate, Health};
use crate::domain::channel::pacing::Rates;
use crate::domain::channel::{Outgoing, Payment, WHATSAPP};
use crate::domain::debt::charge::Charge;
use crate::domain::debt::party::Creditor;
use crate::domain::id::Id;
use crate::domain::people::KeyKind;
use crate::store::account::{self, Accounts};
use crate::store::outbox::Claimed;
use crate::store::outbox::claim::{self, Candidate};
use crate::store::outbox::settle::{self, Settled, Status};
use crate::store::pace::{self, Pace};
use crate::store::{Tx, alert, charge, creditor, template_state};

/// One account, as far as this process sends by it.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Whose it is.
    pub creditor: String,
    /// The account, as channel/account.
    pub lane: String,
    /// How fast it may send.
    pub rates: Rates,
    /// True where sending twice does no harm.
    pub repeatable: bool,
    /// How many this process can send now.
    pub free: i64,
}

/// What was picked.
#[derive(Clone, Debug, Default)]
pub struct Picked {
    /// What goes, with how.
    pub go: Vec<(Claimed, Verdict)>,
    /// What does not go, with how it is settled.
    pub aside: Vec<Settled>,
    /// What goes later, when, and in which lane.
    pub later: Vec<(Claimed, DateTime<Utc>, String)>,
    /// What accounts and recipients have spent.
    pub paces: Vec<Pace>,
}

/// Picks what goes now.
///
/// # Errors
/// When the database refuses.
pub async fn pick(
    tx: &mut Tx,
    (plans, accounts): (&[Plan], &Accounts),
    calendar: &Calendar,
    now: DateTime<Utc>,
) -> Result<Picked> {
    let mut picked = Picked::default();
    let mut spent = HashMap::new();
    let lanes: Vec<(String, String)> =
        plans.iter().map(|plan| (plan.creditor.clone(), plan.lane.clone())).collect();
    let held: BTreeMap<(String, String), Pace> = pace::hold(tx, &lanes)
        .await?
        .into_iter()
        .map(|pace| ((pace.creditor.clone(), pace.scope.clone()), pace))
        .collect();
    let mut open = Vec::with_capacity(plans.len());
    for plan in plans {
        let of = (plan.creditor.clone(), plan.lane.clone());
        let health = accounts.get(&of).cloned().unwrap_or_default();
        let pace = held.get(&(plan.creditor.clone(), Pace::account(&plan.lane)));
        match room(plan, &health, pace, now) {
            // What came in is spent all the same, so that its time begins to pass.
            0 => charge_account(tx, &mut picked, (plan, health, pace), (0, now)).await?,
            room => open.push((plan, health, pace, room)),
        }
    }
    let mut due = due(tx, &open, now).await?;
    let unusable = if due.values().flatten().any(may_need_template) {
        switched_off(tx).await?
    } else {
        HashSet::new()
    };
    for (plan, health, pace, room) in open {
        let mut bench = Bench {
            now,
            calendar,
            recipient: plan.rates.recipient,
            repeatable: plan.repeatable,
            unusable: &unusable,
            spent: &mut spent,
        };
        let before = picked.go.len();
        let of = (plan.creditor.clone(), plan.lane.clone());
        let room = usize::try_from(room).unwrap_or(0);
        for candidate in due.remove(&of).unwrap_or_default().into_iter().take(room) {
            sort(&mut picked, judge(&mut bench, &candidate), candidate, now);
        }
        let count = i64::try_from(picked.go.len() - before).unwrap_or(0);
        charge_account(tx, &mut picked, (plan, health, pace), (count, now)).await?;
    }
    picked.paces.extend(spent.into_iter().map(|((creditor, line), until)| Pace {
        creditor,
        scope: Pace::recipient(line.as_str()),
        spent_until: until,
        owed: 0,
    }));
    payments(tx, &mut picked).await?;
    Ok(picked)
}

/// An account by which something may go: as it does, what it has spent, how many may go.
type Open<'a> = (&'a Plan, Health, Option<&'a Pace>, i64);

/// What is due by accounts, by creditor and lane; what cannot be read is set aside.
async fn due(
    tx: &mut Tx,
    open: &[Open<'_>],
    now: DateTime<Utc>,
) -> Result<HashMap<(String, String), Vec<Candidate>>> {
    let lanes: Vec<(&str, &str)> =
        open.iter().map(|(plan, ..)| (plan.creditor.as_str(), plan.lane.as_str())).collect();
    let most = open.iter().map(|(.., room)| *room).max().unwrap_or(0);
    let due = claim::due(tx, &lanes, now, most).await?;
    for (key, lane) in &due.unreadable {
        settle::bury(tx, key, "unreadable", now).await?;
        alert::raise(tx, &key.0, ("dead-letter", lane, "unreadable"), now).await?;
    }
    let mut by_lane: HashMap<(String, String), Vec<Candidate>> = HashMap::new();
    for candidate in due.candidates {
        let of = (candidate.item.new.creditor.clone(), candidate.item.lane.clone());
        by_lane.entry(of).or_default().push(candidate);
    }
    Ok(by_lane)
}

/// How many may go by an account now.
fn room(plan: &Plan, health: &Health, pace: Option<&Pace>, now: DateTime<Utc>) -> i64 {
    let by_rate = match plan.rates.account {
        None => plan.free,
        Some(rate) => {
            let (rate, now) = (rate.slowed(health.share(now)), now.timestamp_micros());
            let (spent, owed) = pace.map_or((0, 0), |pace| (pace.spent_until, pace.owed));
            rate.room(rate.spend(spent, now, rate.owed(owed)), now)
        }
    };
    match health.gate(now) {
        Gate::Open => by_rate.min(plan.free),
        Gate::Trial => by_rate.min(plan.free).min(1),
        Gate::Shut(_) => 0,
    }
}

async fn charge_account(
    tx: &mut Tx,
    picked: &mut Picked,
    (plan, mut health, pace): (&Plan, Health, Option<&Pace>),
    (count, now): (i64, DateTime<Utc>),
) -> Result<()> {
    if count > 0 && health.gate(now) == Gate::Trial {
        health.tried(now);
        account::save(tx, (&plan.creditor, &plan.lane), &health, now).await?;
    }
    let owed = pace.map_or(0, |pace| pace.owed);
    if let Some(rate) = plan.rates.account.filter(|_| count + owed > 0) {
        let rate = rate.slowed(health.share(now));
        let spent = pace.map_or(0, |pace| pace.spent_until);
        picked.paces.push(Pace {
            creditor: plan.creditor.clone(),
            scope: Pace::account(&plan.lane),
            spent_until: rate.spend(spent, now.timestamp_micros(), count + rate.owed(owed)),
            owed,
        });
    }
    Ok(())
}

fn may_need_template(candidate: &Candidate) -> bool {
    use crate::store::outbox::Errand;
    matches!(&candidate.item.new.errand, Errand::Say { template: Some(_), .. })
}

async fn switched_off(tx: &mut Tx) -> Result<HashSet<(String, String)>> {
    let all = template_state::all(&mut *tx).await?;
    let off = all.into_iter().filter(|state| !state.usable);
    Ok(off.map(|state| (state.name, state.language)).collect())
}

fn sort(picked: &mut Picked, verdict: Verdict, candidate: Candidate, now: DateTime<Utc>) {
    let item = candidate.item;
    match verdict {
        Verdict::Send(_) | Verdict::Tell(_) | Verdict::Issue(_) => {
            picked.go.push((item, verdict));
        }
        Verdict::Later(at, lane) => picked.later.push((item, at, lane)),
        Verdict::Moot => picked.aside.push(Settled::new(&item, Status::Done, None)),
        Verdict::Unknown => {
            let until = Status::Unknown(now + HOLD);
            picked.aside.push(Settled::new(&item, until, Some("claim-lost".to_owned())));
        }
        Verdict::Dead(why) => {
            picked.aside.push(Settled::new(&item, Status::Dead, Some(why.to_owned())));
        }
    }
}

/// Tells a channel that shows payments what each attached code pays.
async fn payments(tx: &mut Tx, picked: &mut Picked) -> Result<()> {
    let mut paying = Vec::new();
    for (_, verdict) in &mut picked.go {
        if let Verdict::Send(outgoing) = verdict
            && outgoing.channel == WHATSAPP
            && let Some(charge) = outgoing.charge().cloned()
        {
            paying.push((outgoing, charge));
        }
    }
    let wanted: Vec<(&str, &Id)> =
        paying.iter().map(|(outgoing, id)| (outgoing.creditor.as_str(), id)).collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let charges = charge::find_all(tx, &wanted).await?;
    let mut payees: HashMap<String, Option<Creditor>> = HashMap::new();
    for (outgoing, id) in paying {
        let Some(charge) = charges.get(&(outgoing.creditor.clone(), id.clone())) else { continue };
        if !payees.contains_key(&outgoing.creditor) {
            let found = creditor::find(&mut *tx, &outgoing.creditor).await?;
            payees.insert(outgoing.creditor.clone(), found);
        }
        let payee = payees.get(&outgoing.creditor).and_then(Option::as_ref);
        outgoing.payment = payee.map(|payee| payment(payee, charge, outgoing));
    }
    Ok(())
}

fn payment(payee: &Creditor, charge: &Charge, outgoing: &Outgoing) -> Payment {
    Payment {
        reference: reference(&charge.id, &outgoing.id),
        amount: charge.amount,
        payee: payee.legal_name.clone(),
        key: payee.pix_key.as_str().to_owned(),
        key_type: match payee.pix_key.kind() {
            KeyKind::Cpf => "CPF",
            KeyKind::Cnpj => "CNPJ",
            KeyKind::Phone => "PHONE",
            KeyKind::Email => "EMAIL",
            KeyKind::Evp => "EVP",
        },
    }
}

/// A reference that no other message bears, and that names its charge.
fn reference(charge: &Id, message: &Id) -> String {
    let message: String = message.as_str().chars().take(8).collect();
    format!("{charge}-{message}")
}
