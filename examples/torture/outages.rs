//! The database fails: restarted, cut off, locked, full, broken. R4, R5, R6, R7.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::PoisonError;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use combinado::clock::Stopwatch;

use crate::database::Kind;
use crate::inputs::{at_once, common, of};
use crate::kills::LEASED;
use crate::load::{self, Letter, post, webhook};
use crate::world::{Outcome, World};

/// R7: PostgreSQL restarts in the middle of everything, and cuts its sessions.
pub async fn r7(world: &mut World) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let (count, each, restarts, cuts) = world.or_quick((150, 12, 10, 100), (30, 5, 2, 10));
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
        load::done(tasks, Duration::from_mins(5)).await,
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

/// R4: from the n-th time on, the disk refuses to sync or to write.
pub async fn r4(world: &mut World) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let traced =
        Command::new("strace").arg("-V").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !traced.is_ok_and(|status| status.success()) {
        bail!("not asked: there is no strace here");
    }
    let (rounds, each) = world.or_quick((6, 20), (2, 8));
    let (mut taken, mut refused) = (0, 0);
    for round in 0..rounds {
        let chats = world.some(each)?;
        let when = 3 + round * 4;
        let inject = if round % 2 == 0 {
            format!("inject=fdatasync,fsync:error=EIO:when={when}+")
        } else {
            format!("inject=pwrite64:error=ENOSPC:when={}+", when * 10)
        };
        let server = world.servers.first_mut().context("there is an instance")?;
        server.kill()?;
        // With -D the program stays our child, and the tracer steps aside.
        let watched = [
            "strace",
            "-D",
            "-f",
            "-qqq",
            "-o",
            "/dev/null",
            "-e",
            "trace=fdatasync,fsync,pwrite64",
            "-e",
            &inject,
        ];
        let started = server.start_under(&watched);
        let letters: Vec<Letter> =
            chats.map(|chat| of(world, chat, &format!("io{round}x{chat}"), "oi")).collect();
        if started.is_ok() {
            for letter in &letters {
                if once(world, letter).await? == Some(200) {
                    taken += 1;
                } else {
                    refused += 1;
                }
            }
        }
        let server = world.servers.first_mut().context("there is an instance")?;
        server.kill()?;
        server.start()?;
        let again = letters.into_iter().map(|letter| vec![letter]).collect();
        outcome
            .must(at_once(world, again, 4).await? == 0, "a message is refused after the restart");
    }
    outcome.must(refused > 0, "no fault came through");
    outcome.tell(&format!(
        "{rounds} rounds, {taken} taken and {refused} refused while the disk failed"
    ));
    world.checked(&mut outcome, LEASED).await?;
    Ok(outcome)
}

/// Posts a letter once; how it was answered, where it was: what was answered 200 counts.
async fn once(world: &World, letter: &Letter) -> Result<Option<u16>> {
    let client = load::client()?;
    let base = world.targets.pick(0).context("there is an instance")?;
    let (body, signed) = webhook(std::slice::from_ref(letter));
    let answer = post(&client, &base, body, &signed).await;
    if answer == Some(200) {
        world.acked.lock().unwrap_or_else(PoisonError::into_inner).insert(letter.id.clone());
    }
    Ok(answer)
}

/// R5: the disk is full, then it is not; in a world of its own on a small disk.
pub async fn r5(world: &mut World) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let home = tempfile::Builder::new().prefix("combinado-small.").tempdir()?;
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=48m", "tmpfs"])
        .arg(home.path())
        .stderr(Stdio::null())
        .status();
    if !mounted.is_ok_and(|status| status.success()) {
        bail!("not asked: no small disk can be mounted here");
    }
    let rounds = world.or_quick(5, 1);
    let folder = tempfile::Builder::new().prefix("full.").tempdir_in(home.path())?;
    let seed = world.chance.draw();
    let taken = match World::begin_in(folder, Kind::Sqlite, true, seed).await {
        Ok(mut small) => {
            let taken = filled(&mut small, home.path(), rounds, &mut outcome).await;
            small.end(false).await;
            taken
        }
        Err(error) => Err(error),
    };
    let _ = Command::new("umount").arg(home.path()).status();
    taken?;
    Ok(outcome)
}

async fn filled(
    small: &mut World,
    home: &Path,
    rounds: usize,
    outcome: &mut Outcome,
) -> Result<()> {
    let client = load::client()?;
    let (mut refused, mut slowest) = (0, Duration::ZERO);
    for round in 0..rounds {
        let chats = small.some(40)?;
        let path = home.join("filler");
        let mut filler = std::fs::File::create(&path)?;
        let block = vec![0_u8; 64 * 1024];
        while filler.write_all(&block).is_ok() {}
        while filler.write_all(&[0]).is_ok() {}
        let letters: Vec<Letter> =
            chats.map(|chat| of(small, chat, &format!("full{round}x{chat}"), "oi")).collect();
        for letter in &letters {
            match once(small, letter).await? {
                Some(200) => {}
                Some(503) => refused += 1,
                other => outcome.must(false, &format!("a full disk was answered {other:?}")),
            }
        }
        let base = small.targets.pick(0).context("there is an instance")?;
        for path in ["health/live", "metrics"] {
            let read = client.get(format!("{base}/{path}")).send().await;
            let works = read.is_ok_and(|it| it.status().is_success());
            outcome.must(works, &format!("/{path} does not work on a full disk"));
        }
        drop(filler);
        std::fs::remove_file(&path)?;
        let watch = Stopwatch::start();
        let again = letters.into_iter().map(|letter| vec![letter]).collect();
        outcome.must(
            at_once(small, again, 4).await? == 0,
            "a message is refused though there is room",
        );
        slowest = slowest.max(watch.elapsed());
    }
    outcome.must(refused > 0, "the disk was never full");
    outcome.must(slowest <= Duration::from_secs(5), "it took more than five seconds to come back");
    outcome.tell(&format!(
        "{rounds} times full, {refused} refused, back after {} ms",
        slowest.as_millis()
    ));
    small.checked(outcome, LEASED).await
}
