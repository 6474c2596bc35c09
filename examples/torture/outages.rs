//! The database fails: restarted, cut off, locked. R6, R7.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use combinado::clock::Stopwatch;

use crate::inputs::{at_once, common, of};
use crate::kills::LEASED;
use crate::load;
use crate::world::{Outcome, World};

/// R7: PostgreSQL restarts in the middle of everything, and cuts its sessions.
pub async fn r7(world: &mut World) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let (count, each, restarts, cuts) = world.or_quick((150, 12, 20, 100), (30, 5, 2, 10));
    let chats = world.some(count)?;
    let mut manner = common("pg", chats, each);
    manner.pause = Duration::from_millis(250);
    let (poured, tasks) = load::pour(world, &manner)?;
    let cluster = world.database.cluster().context("there is a server")?;
    let mut slowest = Duration::ZERO;
    for round in 0..restarts {
        tokio::time::sleep(Duration::from_millis(300)).await;
        world.database.close().await;
        cluster.restart()?;
        let one = of(world, 0, &format!("back{round}"), "oi");
        let watch = Stopwatch::start();
        while at_once(world, vec![vec![one.clone()]], 1).await? > 0 {
            if watch.elapsed() > Duration::from_secs(30) {
                bail!("nothing is taken after a restart");
            }
        }
        slowest = slowest.max(watch.elapsed());
    }
    for _ in 0..cuts {
        let cut = "select pg_terminate_backend(pid)::text from pg_stat_activity where pid <> pg_backend_pid() and usename = 'combinado'";
        let _ = world.database.ask(cut).await;
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    world.database.close().await;
    outcome.must(
        load::done(tasks, Duration::from_secs(300)).await,
        "the senders did not come to an end",
    );
    outcome.must(slowest <= Duration::from_secs(3), "it took more than three seconds to come back");
    outcome.tell(&format!(
        "{restarts} restarts, {cuts} cuts, back after {} ms at worst, {}",
        slowest.as_millis(),
        poured.words()
    ));
    world.checked(&mut outcome, LEASED).await?;
    Ok(outcome)
}

/// R6: somebody else holds the file's lock for a while.
pub async fn r6(world: &mut World) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let (count, each, locks, lasts) = world.or_quick((100, 10, 4, 10), (20, 4, 1, 3));
    let chats = world.some(count)?;
    let mut manner = common("lock", chats, each);
    manner.pause = Duration::from_millis(100);
    let (poured, tasks) = load::pour(world, &manner)?;
    let url = world.database.url.clone();
    for _ in 0..locks {
        let pool = sqlx::SqlitePool::connect(&url).await?;
        let mut held = pool.acquire().await?;
        sqlx::query("pragma busy_timeout = 8000").execute(&mut *held).await?;
        sqlx::query("begin immediate").execute(&mut *held).await?;
        tokio::time::sleep(Duration::from_secs(lasts)).await;
        sqlx::query("rollback").execute(&mut *held).await?;
        drop(held);
        pool.close().await;
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    outcome.must(
        load::done(tasks, Duration::from_secs(200)).await,
        "the senders did not come to an end",
    );
    outcome.tell(&format!("{locks} locks of {lasts} s, {}", poured.words()));
    world.checked(&mut outcome, LEASED).await?;
    Ok(outcome)
}
