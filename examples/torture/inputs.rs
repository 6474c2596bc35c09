//! What comes in: twice, in disorder, broken, forged, poisoned. R12, R13, R17, R18, R25.

use std::collections::BTreeSet;
use std::sync::PoisonError;
use std::time::Duration;

use anyhow::{Context, Result};
use bytes::Bytes;
use combinado::clock::Clock;
use combinado::fake::faults::Chance;
use combinado::fake::whatsapp::signature;
use serde_json::json;

use crate::checker::{LATE, canaries};
use crate::kills::lease;
use crate::load::{self, Letter, Manner, letter, letter_of, post, webhook};
use crate::portfolio;
use crate::world::{Outcome, SECRET, World};

/// R12: every message one to five times, over ten connections, shuffled, in batches.
pub async fn r12(world: &mut World) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let (count, each) = world.or_quick((120, 20), (40, 6));
    let chats = world.some(count)?;
    let mut bodies = Vec::new();
    let mut chance = Chance(world.chance.draw());
    let mut ids = BTreeSet::new();
    for chat in chats.clone() {
        for place in 0..each {
            let one =
                of(world, chat, &format!("twice{chat}x{place}"), &portfolio::words(chat, place));
            ids.insert(one.id.clone());
            for _ in 0..=chance.below(4) {
                bodies.push(one.clone());
            }
        }
    }
    for at in (1..bodies.len()).rev() {
        let other = usize::try_from(chance.below(u64::try_from(at + 1)?))?;
        bodies.swap(at, other);
    }
    let posted = bodies.len();
    let batches: Vec<Vec<Letter>> = bodies.chunks(20).map(<[Letter]>::to_vec).collect();
    let refused = at_once(world, batches, 10).await?;
    outcome.must(refused == 0, &format!("{refused} webhooks were refused"));
    let acked = ids.len();
    world.acked.lock().unwrap_or_else(PoisonError::into_inner).extend(ids);
    // The same id with another body changes nothing.
    let chat = chats.start;
    let other = of(world, chat, &format!("twice{chat}x0"), "outra coisa");
    at_once(world, vec![vec![other]], 1).await?;
    outcome.tell(&format!("{acked} messages posted {posted} times"));
    let lease = lease(world.kind);
    world.checked(&mut outcome, lease).await?;
    let answers = replies(world, &chats);
    outcome.tell(&format!("{answers} answers"));
    Ok(outcome)
}

/// R13: several messages of everybody within milliseconds, then one from two days ago.
pub async fn r13(world: &mut World) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let count = world.or_quick(500, 60);
    let chats = world.some(count)?;
    let mut chance = Chance(world.chance.draw());
    let (mut batches, mut ids) = (Vec::new(), BTreeSet::new());
    for chat in chats.clone() {
        let texts =
            ["oi", "tudo bem?", "sou eu", "me ajuda", "oi?", "alo", "oi", "e ai", "hm", "ok"];
        let most = usize::try_from(2 + chance.below(9))?;
        for (place, text) in texts.iter().take(most).enumerate() {
            let one = of(world, chat, &format!("quick{chat}x{place}"), text);
            ids.insert(one.id.clone());
            batches.push(vec![one]);
        }
    }
    let sent = batches.len();
    let refused = at_once(world, batches, 32).await?;
    outcome.must(refused == 0, &format!("{refused} webhooks were refused"));
    let late = Clock::System.now().timestamp() - 2 * 24 * 3600;
    let mut stale = Vec::new();
    for chat in chats.clone() {
        let message =
            json!({"type": "text", "text": {"body": "oi"}, "timestamp": late.to_string()});
        let (number, user) = who(world, chat);
        let one = letter_of((&number, &user, chat), &format!("{LATE}{chat}"), message);
        ids.insert(one.id.clone());
        stale.push(vec![one]);
    }
    at_once(world, stale, 16).await?;
    world.acked.lock().unwrap_or_else(PoisonError::into_inner).extend(ids);
    outcome
        .tell(&format!("{sent} messages of {count} customers at once, {count} from two days ago"));
    let lease = lease(world.kind);
    world.checked(&mut outcome, lease).await?;
    let split = world
        .database
        .count("select count(*) from (select customer from conversation group by creditor, customer having count(*) > 1) as split")
        .await?;
    outcome.must(split == 0, &format!("{split} customers with two conversations"));
    Ok(outcome)
}

/// R17: signatures that are missing, wrong, another's; true ones again.
pub async fn r17(world: &mut World) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let rounds = world.or_quick(2000, 100);
    let chats = world.some(2)?;
    let before = rows(world).await?;
    let one = of(world, chats.start, "forged", "oi");
    let (body, signed) = webhook(std::slice::from_ref(&one));
    let upper = signed.replace("sha256=", "").to_uppercase();
    let plain: serde_json::Value = serde_json::from_slice(&body)?;
    let wrong: Vec<String> = vec![
        String::new(),
        "sha256=".to_owned(),
        format!("sha256={}", "0".repeat(64)),
        signature("another-tenant", &body),
        format!("sha1={}", "0".repeat(40)),
        signed.replace("sha256=", ""),
        signature(SECRET, b"another body"),
    ];
    let client = load::client()?;
    let base = world.targets.pick(0).context("there is an instance")?;
    let (mut refused, mut let_in) = (0, 0);
    for round in 0..rounds {
        let Some(forged) = wrong.get(round % wrong.len()) else { continue };
        match post(&client, &base, body.clone(), forged).await {
            Some(401 | 403) => refused += 1,
            _ => let_in += 1,
        }
    }
    // Signed over other bytes of the same meaning.
    let recoded = Bytes::from(plain.to_string());
    if recoded != body && post(&client, &base, recoded, &signed).await == Some(200) {
        let_in += 1;
    }
    outcome.must(let_in == 0, &format!("{let_in} forged webhooks were not refused"));
    outcome.must(rows(world).await? == before, "a forged webhook left a row");
    let spelt = post(&client, &base, body.clone(), &format!("sha256={upper}")).await;
    for _ in 0..100 {
        post(&client, &base, body.clone(), &signed).await;
    }
    world.acked.lock().unwrap_or_else(PoisonError::into_inner).insert(one.id.clone());
    outcome.tell(&format!("{refused} refused, upper case hex {spelt:?}, a true one 100 times"));
    let lease = lease(world.kind);
    world.checked(&mut outcome, lease).await?;
    let answers = replies(world, &chats);
    outcome.must(answers <= 1, &format!("{answers} answers to one message"));
    Ok(outcome)
}

/// R18: bodies that are signed, and broken in every way.
pub async fn r18(world: &mut World) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let (count, chats) = world.or_quick((20_000, 50), (400, 5));
    let chats = world.some(chats)?;
    let whole = |chat| webhook(&[of(world, chat, &format!("broken{chat}"), "oi")]).0;
    let wholes: Vec<Bytes> = chats.map(whole).collect();
    let mut chance = Chance(world.chance.draw());
    let mut bodies: Vec<Vec<u8>> = special();
    for whole in wholes.iter().cycle().take(count) {
        let mut body = whole.to_vec();
        for _ in 0..=chance.below(3) {
            let at = usize::try_from(chance.below(u64::try_from(body.len())?))?;
            let byte = u8::try_from(chance.below(256))?;
            match chance.below(3) {
                0 => body.truncate(at.max(1)),
                1 => body.insert(at, byte),
                _ => {
                    if let Some(place) = body.get_mut(at) {
                        *place = byte;
                    }
                }
            }
        }
        bodies.push(body);
    }
    let before = world.servers.iter().filter_map(crate::server::Server::memory).max().unwrap_or(0);
    let (posted, mut answers) = (bodies.len(), std::collections::BTreeMap::new());
    let client = load::client()?;
    let base = world.targets.pick(0).context("there is an instance")?;
    let mut tasks = tokio::task::JoinSet::new();
    for part in bodies.chunks(bodies.len() / 8 + 1) {
        let (part, client, base) = (part.to_vec(), client.clone(), base.clone());
        tasks.spawn(async move {
            let mut answers = Vec::new();
            for body in part {
                let signed = signature(SECRET, &body);
                answers.push(post(&client, &base, body.into(), &signed).await);
            }
            answers
        });
    }
    for answer in tasks.join_all().await.into_iter().flatten() {
        *answers.entry(answer.unwrap_or(0)).or_insert(0) += 1;
    }
    let bad: usize = answers
        .iter()
        .filter(|(status, _)| **status >= 500 || **status == 0)
        .map(|(_, n)| *n)
        .sum();
    outcome.must(bad == 0, &format!("{bad} answered with an error of ours or not at all"));
    let after = world.servers.iter().filter_map(crate::server::Server::memory).max().unwrap_or(0);
    outcome.must(after < before + 200, "memory grew by more than 200 MB");
    outcome.must(world.servers.iter_mut().all(crate::server::Server::runs), "the program died");
    outcome.tell(&format!("{posted} bodies, answers {answers:?}, memory {before} to {after} MB"));
    let lease = lease(world.kind);
    world.checked(&mut outcome, lease).await?;
    Ok(outcome)
}

/// Bodies that break parsers.
fn special() -> Vec<Vec<u8>> {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(10_000), close.repeat(10_000));
    let of = |message: &str| {
        format!(
            r#"{{"object":"whatsapp_business_account","entry":[{{"id":"1","changes":[{{"field":"messages","value":{{"metadata":{{"phone_number_id":"200000000000002"}},"messages":[{message}]}}}}]}}]}}"#
        )
    };
    [
        String::new(),
        "null".to_owned(),
        "[]".to_owned(),
        "{}".to_owned(),
        "\"x\"".to_owned(),
        deep("[", "]"),
        deep("{\"a\":", "}"),
        of(r#"{"from":"5511","id":"wamid.\u0000","timestamp":"1","type":"text","text":{"body":"\u0000"}}"#),
        of(r#"{"from":"5511","id":"wamid.s","timestamp":"1","type":"text","text":{"body":"\ud800"}}"#),
        of(r#"{"from":"5511","id":"wamid.o","timestamp":"99999999999999999999","type":"text","text":{"body":"x"}}"#),
        of(r#"{"from":1e400,"id":"wamid.n","timestamp":"1","type":"text","text":{"body":"x"}}"#),
        of(r#"{"from":"5511","id":NaN,"timestamp":"1","type":"text"}"#),
        of(r#"{"id":{},"timestamp":[],"type":{}}"#),
        of("5"),
        r#"{"object":"whatsapp_business_account","entry":5}"#.to_owned(),
        r#"{"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":[]}]}]}"#.to_owned(),
    ]
    .into_iter()
    .map(String::into_bytes)
    .chain([vec![0xff, 0xfe, 0x00], vec![0; 1024]])
    .collect()
}

/// R25: secrets of every kind said to the program; none in logs, errors or metrics.
pub async fn r25(world: &mut World) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let count = world.or_quick(300, 40);
    let chats = world.some(count)?;
    let mut batches = Vec::new();
    for chat in chats.clone() {
        let (document, number) = (portfolio::document(chat), portfolio::number(chat));
        let text = format!(
            "sou {} cpf {document} fone {number} canario{chat}@cliente.example\r\n\u{1b}[31mERROR forged=1\u{1b}[0m",
            portfolio::name(chat)
        );
        batches.push(vec![of(world, chat, &format!("canary{chat}"), &text)]);
    }
    at_once(world, batches, 8).await?;
    let lease = lease(world.kind);
    world.checked(&mut outcome, lease).await?;
    let mut told = world.logs();
    outcome.must(!told.contains("forged=1"), "a customer's words are in the logs");
    outcome.must(!told.contains('\u{1b}'), "an escape sequence is in the logs");
    let client = load::client()?;
    for server in &world.servers {
        for path in ["metrics", "health/ready", "health/live", "webhooks/whatsapp", "nowhere"] {
            let answer = client.get(format!("{}/{path}", server.base())).send().await?;
            told.push_str(&answer.text().await?);
        }
    }
    let found = canaries(&told, world.customers());
    outcome.must(found.is_empty(), &format!("told: {found:?}"));
    outcome.tell(&format!("{count} messages full of canaries, {} bytes searched", told.len()));
    Ok(outcome)
}

/// A customer's number, and who they are to the provider.
pub fn who(world: &World, chat: usize) -> (String, String) {
    let number = portfolio::number(chat);
    let user_id = world.fake.person(&format!("+{number}")).user_id;
    (number, user_id)
}

/// A text of a customer.
pub fn of(world: &World, chat: usize, id: &str, text: &str) -> Letter {
    let (number, user_id) = who(world, chat);
    letter(&number, &user_id, chat, &format!("wamid.{id}"), text)
}

/// Posts webhooks over so many connections; how many were not answered 200 in a few tries.
pub async fn at_once(
    world: &World,
    batches: Vec<Vec<Letter>>,
    connections: usize,
) -> Result<usize> {
    let client = load::client()?;
    let mut tasks = tokio::task::JoinSet::new();
    for part in batches.chunks(batches.len() / connections + 1) {
        let (part, client, targets) = (part.to_vec(), client.clone(), world.targets.clone());
        tasks.spawn(async move {
            let mut refused = 0;
            for (at, batch) in part.iter().enumerate() {
                let (body, signed) = webhook(batch);
                let mut taken = false;
                for _ in 0..5 {
                    let base = targets.pick(u64::try_from(at).unwrap_or(0)).unwrap_or_default();
                    taken = post(&client, &base, body.clone(), &signed).await == Some(200);
                    if taken {
                        break;
                    }
                    tokio::time::sleep(Duration::from_millis(200)).await;
                }
                refused += usize::from(!taken);
            }
            refused
        });
    }
    Ok(tasks.join_all().await.into_iter().sum())
}

/// How many messages the provider accepted for some customers.
pub fn replies(world: &World, chats: &std::ops::Range<usize>) -> usize {
    let own: BTreeSet<String> = chats.clone().map(portfolio::number).collect();
    let sent = world.fake.ledger().since(0);
    sent.iter().filter(|one| one.id().is_some() && own.contains(&one.to)).count()
}

async fn rows(world: &mut World) -> Result<i64> {
    world.database.count("select (select count(*) from inbox) + (select count(*) from stray)").await
}

/// The usual load of a question that is not about load.
pub fn common(mark: &'static str, chats: std::ops::Range<usize>, each: usize) -> Manner {
    Manner { duplicates: 0, disorder: 0, batch: 1, ..Manner::usual(mark, chats, each) }
}
