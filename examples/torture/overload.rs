//! More than can be taken, from senders that do not wait for answers. R16.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use anyhow::Result;
use bytes::Bytes;
use combinado::clock::{Clock, Stopwatch};
use serde_json::json;
use tokio::task::JoinSet;

use crate::inputs::{common, of};
use crate::load::{self, Letter, webhook};
use crate::portfolio;
use crate::server::Server;
use crate::world::{Outcome, World};

/// Receipts of one webhook, beside each message: three to one, as on a common day.
const RECEIPTS: usize = 3;

/// Messages of one webhook: a provider that falls behind gathers.
const MESSAGES: usize = 4;

/// What each customer writes.
const EACH: usize = 8;

/// Who measures what is taken, each with one webhook at a time: as many as there is room for at once.
const MEASURERS: usize = 240;

/// After the end of it the next good webhook is taken within this.
const RECOVERED_WITHIN: Duration = Duration::from_secs(5);

/// What an instance may hold at any time, in megabytes.
const MOST_MEMORY: u64 = 600;

/// A webhook, ready to be posted again and again.
struct Parcel {
    ids: Vec<String>,
    body: Bytes,
    signed: String,
}

/// How webhooks were answered.
#[derive(Default)]
struct Answers {
    /// How long each that was taken waited.
    taken: Vec<Duration>,
    refused: usize,
    /// Refused without a word of when to come again.
    bare: usize,
    /// Not answered before the sender gave up: where refusing is more than the machine can do.
    silent: usize,
    other: BTreeMap<u16, usize>,
}

/// R16: three times what is taken, in an open loop.
pub async fn r16(world: &mut World) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let (lasts, measured) = world.or_quick((60, 10), (10, 4));
    let told = told(world, &mut outcome).await?;
    let first = parcels(world, ("meas", world.or_quick(300, 160)), &told)?;
    let capacity = capacity(world, &first, Duration::from_secs(measured)).await?;
    let parcels = parcels(world, ("flood", world.or_quick(1200, 200)), &told)?;
    let rate = capacity * 3.0;
    let (answers, memory) = flood(world, &parcels, rate, Duration::from_secs(lasts)).await?;
    let posted = answers.taken.len()
        + answers.refused
        + answers.silent
        + answers.other.values().sum::<usize>();
    outcome.tell(&format!(
        "{capacity:.0} webhooks a second were taken, {posted} posted in {lasts} s, {} taken, {} told to come again, {} gave up after 10 s",
        answers.taken.len(),
        answers.refused,
        answers.silent
    ));
    let mut waits = answers.taken;
    waits.sort_unstable();
    let p99 = waits.get(waits.len() * 99 / 100).copied().unwrap_or_default();
    outcome.tell(&format!("99 of 100 of the taken within {} ms, {memory} MB", p99.as_millis()));
    outcome.must(!waits.is_empty(), "nothing was taken");
    outcome.must(answers.refused > 0, "nobody was told to come again: it was no overload");
    let Answers { bare, other, .. } = answers;
    outcome.must(bare == 0, &format!("{bare} refused without Retry-After"));
    outcome.must(other.is_empty(), &format!("answers {other:?}"));
    outcome.must(memory < MOST_MEMORY, &format!("{memory} MB held"));
    let recovered = recovered(world).await?;
    outcome.tell(&format!("back after {} ms", recovered.as_millis()));
    outcome.must(recovered <= RECOVERED_WITHIN, "it did not recover in five seconds");
    world.checked(&mut outcome, Duration::from_mins(5)).await?;
    Ok(outcome)
}

/// Receipts of messages that were sent: as changes of a webhook.
async fn told(world: &mut World, outcome: &mut Outcome) -> Result<Vec<Letter>> {
    let chats = world.some(world.or_quick(100, 20))?;
    let begun = world.fake.ledger().attempts();
    let (_, tasks) = load::pour(world, &common("warm", chats, 1))?;
    let ended = load::done(tasks, Duration::from_mins(1)).await;
    outcome.must(ended, "the senders did not come to an end");
    let drained = world.drained(Duration::from_mins(1)).await?;
    outcome.must(drained.is_some(), "I8: still waiting before the flood");
    let at = Clock::System.now().timestamp().to_string();
    let sent = world.fake.ledger().since(begun);
    let receipts = sent.iter().filter_map(|one| {
        let status = json!({"id": one.id()?, "status": "delivered", "timestamp": at,
            "recipient_id": one.to, "biz_opaque_callback_data": one.opaque});
        let value = json!({
            "messaging_product": "whatsapp",
            "metadata": {"display_phone_number": "551130000000", "phone_number_id": "200000000000002"},
            "statuses": [status],
        });
        Some(Letter { id: String::new(), value })
    });
    Ok(receipts.collect())
}

/// New customers' messages, each webhook with the receipts that come along.
fn parcels(
    world: &mut World,
    (mark, count): (&str, usize),
    told: &[Letter],
) -> Result<Arc<Vec<Parcel>>> {
    let chats = world.some(count)?;
    let mut letters = Vec::new();
    for place in 0..EACH {
        for chat in chats.clone() {
            let text = portfolio::words(chat, place);
            letters.push(of(world, chat, &format!("{mark}{chat}x{place}"), &text));
        }
    }
    let mut receipts = told.iter().cycle().cloned();
    let parcels = letters.chunks(MESSAGES).map(|part| {
        let ids = part.iter().map(|letter| letter.id.clone()).collect();
        let mut whole = part.to_vec();
        whole.extend(receipts.by_ref().take(MESSAGES * RECEIPTS));
        let (body, signed) = webhook(&whole);
        Parcel { ids, body, signed }
    });
    Ok(Arc::new(parcels.collect()))
}

/// How many webhooks a second are taken from senders that wait for their answers.
async fn capacity(world: &World, parcels: &Arc<Vec<Parcel>>, lasts: Duration) -> Result<f64> {
    let client = load::client()?;
    let mut tasks = JoinSet::new();
    let watch = Stopwatch::start();
    for measurer in 0..MEASURERS {
        let (client, parcels) = (client.clone(), Arc::clone(parcels));
        let (targets, acked) = (world.targets.clone(), Arc::clone(&world.acked));
        tasks.spawn(async move {
            let mut taken = 0_u32;
            let own = parcels.iter().cycle().skip(measurer).step_by(MEASURERS);
            for (number, parcel) in (0..).zip(own) {
                if watch.elapsed() >= lasts {
                    break;
                }
                let base = targets.pick(number).unwrap_or_default();
                let status = load::post(&client, &base, parcel.body.clone(), &parcel.signed).await;
                if status == Some(200) {
                    taken += 1;
                    let mut acked = acked.lock().unwrap_or_else(PoisonError::into_inner);
                    acked.extend(parcel.ids.iter().cloned());
                }
            }
            taken
        });
    }
    let taken: u32 = tasks.join_all().await.into_iter().sum();
    Ok(f64::from(taken) / watch.elapsed().as_secs_f64())
}

/// Posts so many webhooks a second, whatever the answers; the most memory held meanwhile.
///
/// Who was told to come again does, and once all are taken they are told a second time.
async fn flood(
    world: &World,
    parcels: &Arc<Vec<Parcel>>,
    rate: f64,
    lasts: Duration,
) -> Result<(Answers, u64)> {
    let client = load::client()?;
    let (mut tasks, mut answers, mut memory) = (JoinSet::new(), Answers::default(), 0);
    let mut tick = tokio::time::interval(Duration::from_millis(10));
    let watch = Stopwatch::start();
    let mut posted = 0_u32;
    let mut queue: VecDeque<usize> = (0..parcels.len()).collect();
    while watch.elapsed() < lasts {
        tick.tick().await;
        memory = memory.max(world.servers.iter().filter_map(Server::memory).max().unwrap_or(0));
        while f64::from(posted) < rate * watch.elapsed().as_secs_f64() {
            let at = queue.pop_front().unwrap_or(usize::try_from(posted)? % parcels.len());
            let base = world.targets.pick(u64::from(posted)).unwrap_or_default();
            let (client, parcels) = (client.clone(), Arc::clone(parcels));
            tasks.spawn(async move {
                let Some(parcel) = parcels.get(at) else { return (at, None, Duration::ZERO) };
                let own = Stopwatch::start();
                let body = parcel.body.clone();
                let answer = load::ask(&client, &base, body, &parcel.signed).await;
                (at, answer, own.elapsed())
            });
            posted += 1;
        }
        while let Some(ended) = tasks.try_join_next() {
            let ended = ended?;
            if !matches!(ended.1, Some((200, _))) {
                queue.push_back(ended.0);
            }
            count(world, parcels, &mut answers, ended);
        }
    }
    while let Some(ended) = tasks.join_next().await {
        count(world, parcels, &mut answers, ended?);
    }
    Ok((answers, memory))
}

fn count(
    world: &World,
    parcels: &[Parcel],
    answers: &mut Answers,
    (at, answer, waited): (usize, Option<(u16, bool)>, Duration),
) {
    match answer {
        Some((200, _)) => {
            answers.taken.push(waited);
            let ids = parcels.get(at).map(|parcel| parcel.ids.clone()).unwrap_or_default();
            world.acked.lock().unwrap_or_else(PoisonError::into_inner).extend(ids);
        }
        Some((503, says_when)) => {
            answers.refused += 1;
            answers.bare += usize::from(!says_when);
        }
        Some((status, _)) => *answers.other.entry(status).or_default() += 1,
        None => answers.silent += 1,
    }
}

/// How long until somebody new is taken again.
async fn recovered(world: &mut World) -> Result<Duration> {
    let client = load::client()?;
    let chat = world.some(1)?.start;
    let one = of(world, chat, &format!("after{chat}"), "oi");
    let (body, signed) = webhook(std::slice::from_ref(&one));
    let watch = Stopwatch::start();
    while watch.elapsed() < RECOVERED_WITHIN * 4 {
        let base = world.targets.pick(0).unwrap_or_default();
        if load::post(&client, &base, body.clone(), &signed).await == Some(200) {
            world.acked.lock().unwrap_or_else(PoisonError::into_inner).insert(one.id);
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Ok(watch.elapsed())
}
