//! Ends and edges: shutdown, slow and vanishing clients. R15, R8, R19.

use std::time::Duration;

use anyhow::{Context, Result};
use combinado::clock::Stopwatch;
use combinado::fake::faults::Chance;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::inputs::{common, of};
use crate::kills::lease;
use crate::load::{self, post, webhook};
use crate::world::{Outcome, World};

/// R15: asked to end under load, again and again.
pub async fn r15(world: &mut World) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let (count, each, ends) = world.or_quick((150, 10, 20), (30, 6, 3));
    let chats = world.some(count)?;
    let mut manner = common("end", chats, each);
    manner.pause = Duration::from_millis(150);
    let unknown = "select count(*) from outbox where status = 'unknown'";
    let before = world.database.count(unknown).await?;
    let (poured, tasks) = load::pour(world, &manner)?;
    let mut slowest = Duration::ZERO;
    for round in 0..ends {
        tokio::time::sleep(Duration::from_millis(500)).await;
        let which = round % world.servers.len();
        let server = world.servers.get_mut(which).context("there is such an instance")?;
        let watch = Stopwatch::start();
        server.signal("TERM")?;
        let ended = server.ended(Duration::from_secs(15)).await?;
        slowest = slowest.max(watch.elapsed());
        outcome.must(
            ended.is_some_and(|status| status.success()),
            &format!("it ended with {ended:?}"),
        );
        server.kill()?;
        server.start()?;
    }
    outcome.must(slowest <= Duration::from_secs(10), "an end took more than ten seconds");
    outcome.must(
        load::done(tasks, Duration::from_mins(5)).await,
        "the senders did not come to an end",
    );
    outcome.tell(&format!(
        "{ends} ends, the slowest after {} ms, {}",
        slowest.as_millis(),
        poured.words()
    ));
    let lease = lease(world.kind);
    world.checked(&mut outcome, lease).await?;
    let after = world.database.count(unknown).await?;
    outcome.must(after == before, &format!("{} sends became unknown", after - before));
    Ok(outcome)
}

/// R8: clients that go away at any byte.
pub async fn r8(world: &mut World) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    // So many customers that nobody's answers wait for the pace of one recipient.
    let (count, chats) = world.or_quick((2000, 200), (200, 20));
    let chats = world.some(chats)?;
    let mut chance = Chance(world.chance.draw());
    let base = world.targets.pick(0).context("there is an instance")?;
    let address = base.trim_start_matches("http://").to_owned();
    let client = load::client()?;
    let mut again = Vec::new();
    for at in 0..count {
        let chat = chats.start + at % chats.len();
        let one = of(world, chat, &format!("gone{chat}x{at}"), "oi");
        let (body, signed) = webhook(std::slice::from_ref(&one));
        let head = format!(
            "POST /webhooks/whatsapp HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
             x-hub-signature-256: {signed}\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        let whole = [head.as_bytes(), &body].concat();
        let cut =
            usize::try_from(chance.below(u64::try_from(whole.len())? + 200))?.min(whole.len());
        let mut stream = TcpStream::connect(&address).await?;
        let _ = stream.write_all(whole.get(..cut).unwrap_or(&whole)).await;
        if chance.below(2) == 0 {
            tokio::time::sleep(Duration::from_millis(chance.below(4))).await;
        }
        drop(stream);
        // One of ten comes again and waits for its answer, as the provider does.
        if at % 10 == 0 {
            again.push((one.id, body, signed));
        }
    }
    let mut refused = 0;
    for (id, body, signed) in again {
        let taken = post(&client, &base, body, &signed).await == Some(200);
        refused += usize::from(!taken);
        if taken {
            world.acked.lock().unwrap_or_else(std::sync::PoisonError::into_inner).insert(id);
        }
    }
    outcome.must(refused == 0, &format!("{refused} refused when they came again"));
    outcome.tell(&format!("{count} clients went away"));
    if world.database.cluster().is_some() {
        let idle = world
            .database
            .count("select count(*) from pg_stat_activity where state like 'idle in transaction%' and now() - state_change > interval '5 seconds'")
            .await?;
        outcome.must(idle == 0, &format!("{idle} sessions idle in a transaction"));
    }
    let lease = lease(world.kind);
    world.checked(&mut outcome, lease).await?;
    Ok(outcome)
}

/// R19: bodies too large, and clients that never come to the point.
pub async fn r19(world: &mut World) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let sockets = world.or_quick(600, 100);
    let base = world.targets.pick(0).context("there is an instance")?;
    let address = base.trim_start_matches("http://").to_owned();
    let client = load::client()?;
    let large = post(&client, &base, vec![b' '; 10 * 1024 * 1024].into(), "sha256=00").await;
    outcome
        .must(matches!(large, Some(413) | None), &format!("ten megabytes were answered {large:?}"));
    let lies = raw(
        &address,
        "POST /webhooks/whatsapp HTTP/1.1\r\nhost: x\r\ncontent-length: 999999999999\r\n\r\n{}",
    )
    .await?;
    outcome.must(!lies.contains(" 200 "), "a length that lies was answered 200");
    let mut held = Vec::new();
    for at in 0..sockets {
        let mut stream = TcpStream::connect(&address).await?;
        let words: &[u8] = if at % 2 == 0 {
            b"POST /webhooks/whatsapp HTTP/1.1\r\nhost: x\r\nx-slow: "
        } else {
            b"POST /webhooks/whatsapp HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{"
        };
        stream.write_all(words).await?;
        held.push(stream);
    }
    let watch = Stopwatch::start();
    let chats = world.some(10)?;
    let mut slowest = Duration::ZERO;
    for chat in chats {
        let one = of(world, chat, &format!("beside{chat}"), "oi");
        let (body, signed) = webhook(std::slice::from_ref(&one));
        let own = Stopwatch::start();
        if post(&client, &base, body, &signed).await == Some(200) {
            world.acked.lock().unwrap_or_else(std::sync::PoisonError::into_inner).insert(one.id);
        } else {
            outcome.must(false, "a good client was refused beside slow ones");
        }
        slowest = slowest.max(own.elapsed());
    }
    let closed = until_closed(held, Duration::from_secs(20)).await;
    outcome.must(closed == sockets, &format!("{} slow sockets still open", sockets - closed));
    outcome.tell(&format!(
        "{sockets} slow sockets closed after {} s, a good client beside them waited {} ms at most",
        watch.elapsed().as_secs(),
        slowest.as_millis()
    ));
    let lease = lease(world.kind);
    world.checked(&mut outcome, lease).await?;
    Ok(outcome)
}

/// How many sockets the other side closed in time.
async fn until_closed(sockets: Vec<TcpStream>, within: Duration) -> usize {
    let mut tasks = tokio::task::JoinSet::new();
    for mut socket in sockets {
        tasks.spawn(async move {
            let mut rest = Vec::new();
            tokio::time::timeout(within, socket.read_to_end(&mut rest)).await.is_ok()
        });
    }
    tasks.join_all().await.into_iter().filter(|closed| *closed).count()
}

/// What comes back for some bytes.
async fn raw(address: &str, words: &str) -> Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(words.as_bytes()).await?;
    let mut answer = vec![0; 1024];
    let read = tokio::time::timeout(Duration::from_secs(15), stream.read(&mut answer)).await;
    let count = read.map_or(0, |read| read.unwrap_or(0));
    Ok(String::from_utf8_lossy(answer.get(..count).unwrap_or_default()).into_owned())
}
