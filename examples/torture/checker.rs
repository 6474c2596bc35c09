//! What must hold after every fault: the database and the provider's ledger agree.
//!
//! It asks the tables itself, in its own words, and knows nothing of how the program does it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::PoisonError;

use anyhow::Result;
use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta, Timelike, Utc, Weekday};
use combinado::clock::Clock;
use combinado::domain::channel::Outgoing;
use combinado::fake::ledger::Attempt;

use crate::portfolio::{self, STOP};
use crate::world::{SECRET, TOKEN, World};

/// How the ids of messages begin that are posted days late.
pub const LATE: &str = "wamid.late";

/// What leaves within this was on its way.
const ON_ITS_WAY: TimeDelta = TimeDelta::seconds(5);

/// How long it may take until what nobody knows of is left to humans, after its time.
const GIVEN_UP_WITHIN: TimeDelta = TimeDelta::minutes(2);

/// Checks everything; what is wrong, each with the invariant it breaks.
pub async fn check(world: &mut World) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    stored_once(world, &mut wrong).await?;
    chained(world, &mut wrong).await?;
    replays(world, &mut wrong)?;
    sent_once_in_order(world, &mut wrong).await?;
    agreements(world, &mut wrong).await?;
    silence(world, &mut wrong).await?;
    hours(world, &mut wrong).await?;
    ended(world, &mut wrong).await?;
    secrets(world, &mut wrong);
    let pages = world.database.integrity().await?;
    if pages != "ok" {
        wrong.push(format!("I10: {pages}"));
    }
    Ok(wrong)
}

/// I1: every acked message is stored, once; I2: it has a turn, or a reason why not.
async fn stored_once(world: &mut World, wrong: &mut Vec<String>) -> Result<()> {
    let rows = world
        .database
        .ask(
            "select external_id, cast(count(*) as text), cast(sum(case when turn is null and \
             status <> 'dead' then 1 else 0 end) as text) from inbox where channel = 'whatsapp' \
             group by external_id",
        )
        .await?;
    let stored: HashMap<String, (String, String)> = rows
        .into_iter()
        .filter_map(|row| {
            // The account stands before the provider's id.
            let id = row.first()?.as_ref()?.rsplit('/').next()?.to_owned();
            Some((id, (row.get(1)?.clone()?, row.get(2)?.clone()?)))
        })
        .collect();
    let acked = world.acked.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let lost = acked.iter().filter(|id| !stored.contains_key(*id)).count();
    let stored = |id: &String| stored.get(id);
    let twice = acked.iter().filter_map(stored).filter(|(count, _)| count != "1").count();
    if lost + twice > 0 {
        wrong.push(format!("I1: of {} acked, {lost} lost, {twice} stored twice", acked.len()));
    }
    // What comes days late is kept and not answered.
    let timely = acked.iter().filter(|id| !id.starts_with(LATE));
    let idle = timely.filter_map(stored).filter(|(_, idle)| idle != "0").count();
    if idle > 0 {
        wrong.push(format!("I2: {idle} acked messages without a turn"));
    }
    Ok(())
}

/// I2: turns are numbered without a gap up to the version, and each message has at most one.
async fn chained(world: &mut World, wrong: &mut Vec<String>) -> Result<()> {
    let gaps = world
        .database
        .count(
            "select count(*) from conversation c where c.version <> (select count(*) from turn t \
             where t.creditor = c.creditor and t.conversation = c.id) or c.version <> (select \
             coalesce(max(t.number), 0) from turn t where t.creditor = c.creditor and t.conversation = c.id)",
        )
        .await?;
    let doubled = world
        .database
        .count(
            "select count(*) from (select external_id from turn where channel = 'whatsapp' group \
             by creditor, external_id having count(*) > 1) as doubled",
        )
        .await?;
    let unworked = world
        .database
        .count(
            "select count(*) from (select creditor, external_id from inbox where channel = \
             'whatsapp' and status = 'done' and turn is not null except select creditor, \
             external_id from turn where channel = 'whatsapp') as unworked",
        )
        .await?;
    if gaps + doubled + unworked > 0 {
        wrong.push(format!(
            "I2: {gaps} conversations with gaps, {doubled} messages with two turns, {unworked} with none"
        ));
    }
    Ok(())
}

/// I3: the log, taken again, comes out the same.
fn replays(world: &World, wrong: &mut Vec<String>) -> Result<()> {
    let (same, words) = world.command(&["replay", "--all"])?;
    if !same {
        let last = words.lines().last().unwrap_or_default();
        wrong.push(format!("I3: the replay differs: {last}"));
    }
    Ok(())
}

/// A part of an item.
pub type Part = (String, u32);

/// The part that an attempt brought there, where it was accepted.
fn part(attempt: &Attempt) -> Option<Part> {
    let (_, id, part) =
        attempt.id().and(attempt.opaque.as_deref()).and_then(Outgoing::of_opaque)?;
    Some((id.to_string(), part))
}

/// How often the provider accepted each part of everything.
pub fn accepted(world: &World) -> BTreeMap<Part, usize> {
    let mut accepted = BTreeMap::new();
    for part in world.fake.ledger().since(0).iter().filter_map(part) {
        *accepted.entry(part).or_default() += 1;
    }
    accepted
}

/// I4 and I5: each effect was accepted once, unless it is marked ambiguous, in order of its chat.
async fn sent_once_in_order(world: &mut World, wrong: &mut Vec<String>) -> Result<()> {
    // Items of one kind in one conversation are a line.
    let accepted = accepted(world);
    let mut order: HashMap<String, Vec<Part>> = HashMap::new();
    for attempt in world.fake.ledger().since(0) {
        if let Some(part) = part(&attempt) {
            order.entry(attempt.to).or_default().push(part);
        }
    }
    let rows = world
        .database
        .ask(
            "select id, status, cast(parts as text), coalesce(why, ''), conversation, \
             cast(position as text), kind, cast(part as text) from outbox where kind <> 'issue_charge' and lane like 'whatsapp/%'",
        )
        .await?;
    let (mut unsent, mut twice, mut positions) = (0, 0, HashMap::new());
    let (mut unknown, mut untold) = (0, 0);
    for row in rows {
        let text = |at: usize| row.get(at).cloned().flatten().unwrap_or_default();
        let (id, status, parts) = (text(0), text(1), text(2).parse::<u32>().unwrap_or(1));
        let line = format!("{}/{}", text(6), text(4));
        positions.insert(id.clone(), (line, text(5).parse::<i64>().unwrap_or(0)));
        for part in 0..parts.max(1) {
            let count = accepted.get(&(id.clone(), part)).copied().unwrap_or(0);
            twice += usize::from(count > 1);
            unsent += usize::from(status == "done" && text(3).is_empty() && count == 0);
        }
        if status == "unknown" {
            // The provider told what became of it; that settles it.
            let part = text(7).parse::<u32>().unwrap_or(0);
            untold += usize::from(accepted.contains_key(&(id.clone(), part)));
            unknown += 1;
        }
    }
    if unsent + twice > 0 {
        wrong.push(format!(
            "I4: {unsent} done but never accepted, {twice} accepted twice ({unknown} unknown)"
        ));
    }
    if untold > 0 {
        wrong.push(format!("I4: {untold} of {unknown} unknown though the provider told of them"));
    }
    let disordered = order.values().filter(|sent| !ascends(sent, &positions)).count();
    if disordered > 0 {
        wrong.push(format!("I5: {disordered} chats out of order at the provider"));
    }
    Ok(())
}

/// True where positions within each conversation only grow.
fn ascends(sent: &[(String, u32)], positions: &HashMap<String, (String, i64)>) -> bool {
    let mut last: HashMap<&str, (i64, u32)> = HashMap::new();
    sent.iter().all(|(id, part)| {
        let Some((conversation, position)) = positions.get(id) else { return true };
        let before = last.insert(conversation, (*position, *part));
        before.is_none_or(|before| before <= (*position, *part))
    })
}

/// I6: one agreement being paid for an invoice, whose parts add up.
async fn agreements(world: &mut World, wrong: &mut Vec<String>) -> Result<()> {
    let uneven = world
        .database
        .count(
            "select count(*) from agreement a where a.total <> (select coalesce(sum(i.amount), 0) \
             from instalment i where i.creditor = a.creditor and i.agreement = a.id)",
        )
        .await?;
    let doubled = world
        .database
        .count(
            "select count(*) from (select customer from agreement where status = 'active' group by \
             creditor, customer having count(*) > 1) as doubled",
        )
        .await?;
    let shared = world
        .database
        .count(
            "select count(*) from (select i.invoice from agreement_invoice i join agreement a on \
             a.creditor = i.creditor and a.id = i.agreement where a.status = 'active' group by \
             i.creditor, i.invoice having count(*) > 1) as shared",
        )
        .await?;
    if uneven + doubled + shared > 0 {
        wrong.push(format!(
            "I6: {uneven} agreements do not add up, {doubled} customers with two, {shared} debts in two"
        ));
    }
    Ok(())
}

/// I7: nothing that we begin goes out once somebody asked to be left alone, but for what was on its way.
async fn silence(world: &mut World, wrong: &mut Vec<String>) -> Result<()> {
    let (sent, asked) = (world.database.moment("o.done_at"), world.database.moment("t.at"));
    let stop = format!("asked.sender = 'customer' and asked.text = '{STOP}'");
    let rows = world
        .database
        .ask(&format!(
            "select {sent}, {asked} from message asked join turn t on t.creditor = asked.creditor and \
             t.conversation = asked.conversation and t.number = asked.turn join outbox o on o.creditor \
             = asked.creditor and o.conversation = asked.conversation where {stop} and o.status = \
             'done' and o.kind = 'say' and o.why is null and cast(o.proactive as text) in ('1', 'true')"
        ))
        .await?;
    let mut after = 0;
    for row in rows {
        let at = |place: usize| row.get(place).cloned().flatten().unwrap_or_default();
        let (sent, asked): (DateTime<Utc>, DateTime<Utc>) = (at(0).parse()?, at(1).parse()?);
        after += usize::from(sent > asked + ON_ITS_WAY);
    }
    if after > 0 {
        wrong.push(format!("I7: {after} begun after they were asked to stop"));
    }
    let of = |heard: &str| {
        format!(
            "select count(*) from message asked join conversation c on c.creditor = asked.creditor and \
             c.id = asked.conversation join customer u on u.creditor = c.creditor and u.id = c.customer \
             where {stop}{heard}"
        )
    };
    let asked = world.database.count(&of("")).await?;
    let heard =
        world.database.count(&of(" and cast(u.opted_out as text) in ('1', 'true')")).await?;
    if asked > 0 && heard == 0 {
        wrong.push(format!("I7: {asked} asked to be left alone, and nobody was heard"));
    }
    Ok(())
}

/// I7: nothing that we begin goes out at night or on a weekend.
async fn hours(world: &mut World, wrong: &mut Vec<String>) -> Result<()> {
    let sent = world.database.moment("done_at");
    let rows = world
        .database
        .ask(&format!(
            "select {sent} from outbox where status = 'done' and kind = 'say' and why is null and \
             cast(proactive as text) in ('1', 'true')"
        ))
        .await?;
    let mut out = 0;
    for at in rows.into_iter().flatten().flatten() {
        let at = local(at.parse()?);
        let rests = matches!(at.weekday(), Weekday::Sat | Weekday::Sun);
        // It is noted a little after it went.
        let open = 9 * 3600..18 * 3600 + 30;
        out += usize::from(rests || !open.contains(&at.num_seconds_from_midnight()));
    }
    if out > 0 {
        wrong.push(format!("I7: {out} begun out of hours"));
    }
    Ok(())
}

/// The time where the customers live, which knows no summer time.
pub fn local(at: DateTime<Utc>) -> NaiveDateTime {
    at.naive_utc() - TimeDelta::hours(3)
}

/// I8: what was given up says why, and nothing stays unsettled long after its time.
async fn ended(world: &mut World, wrong: &mut Vec<String>) -> Result<()> {
    let mute = world
        .database
        .count(
            "select (select count(*) from inbox where status = 'dead' and why is null) + (select \
             count(*) from outbox where status in ('dead') and why is null)",
        )
        .await?;
    if mute > 0 {
        wrong.push(format!("I8: {mute} given up without a reason"));
    }
    let before = (Clock::System.now() - GIVEN_UP_WITHIN).format("%Y-%m-%dT%H:%M:%S+00:00");
    let late =
        format!("status in ('waiting', 'unknown') and done_at is null and next_at < '{before}'");
    let stuck = format!(
        "select (select count(*) from inbox where {late}) + (select count(*) from outbox where {late})"
    );
    let stuck = world.database.count(&stuck).await?;
    if stuck > 0 {
        wrong.push(format!("I8: {stuck} unsettled long after their time"));
    }
    Ok(())
}

/// I9: no log tells who the customers are, or a secret.
fn secrets(world: &World, wrong: &mut Vec<String>) {
    let logs = world.logs();
    let found = canaries(&logs, world.customers());
    if !found.is_empty() {
        wrong.push(format!(
            "I9: the logs tell {}",
            found.into_iter().collect::<Vec<_>>().join(", ")
        ));
    }
}

/// The kinds of what must not be told that a text tells.
pub fn canaries(text: &str, customers: usize) -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    for (what, canary) in
        [("a secret", SECRET), ("a token", TOKEN), ("a name", "Zoraide"), ("an address", "canario")]
    {
        if text.contains(canary) {
            found.insert(what);
        }
    }
    if text.contains("551198") || text.contains("1198000") {
        found.insert("a number");
    }
    let documents: BTreeSet<String> = (0..customers).map(portfolio::document).collect();
    let digits = text.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 11);
    if digits.into_iter().any(|run| documents.contains(run)) {
        found.insert("a document");
    }
    found
}
