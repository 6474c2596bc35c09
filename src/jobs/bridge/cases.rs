//! Cases: opened at the other desk, told line by line, looked at, ended.

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::stream::{self, StreamExt, TryStreamExt};
use tracing::warn;

use super::Worker;
use crate::app::bridge::{deeds, telling};
use crate::app::{Error, Result};
use crate::desks::Trouble;
use crate::domain::bridge::{Line, Status, Thread, Voice};
use crate::jobs::back_off;
use crate::store::bridge::case::{self, Case, Standing};
use crate::store::bridge::{event, said};
use crate::store::message::{Message, Sender};
use crate::store::{self, creditor, message};

/// How many messages before a case the other desk is shown.
const BACKFILL: i64 = 20;

/// How many lines of a case leave in one go.
const LINES: usize = 10;

/// How many cases are worked side by side.
const AT_ONCE: usize = 4;

/// How many new cases are found in one look.
const FOUND: i64 = 50;

/// How far a look for new cases reaches back: a write may take so long to be seen.
const BACK: TimeDelta = TimeDelta::days(3);

/// How often a case is looked at there.
const LOOK: TimeDelta = TimeDelta::seconds(60);

/// How long it is asked what came of a case before it goes back to the bot.
const ASKING: TimeDelta = TimeDelta::minutes(30);

/// The longest that a case waits after its desk did not answer.
const OUTAGE: TimeDelta = TimeDelta::seconds(30);

/// After this many failures of its own a case stays with our desk.
const ATTEMPTS: i64 = 8;

/// Finds new cases: they are shown there, or stay here while the desk does not answer.
pub async fn find(worker: &Worker) -> Result<usize> {
    let (app, desk, now) = (&worker.app, worker.desk(), worker.app.clock.now());
    let standing = if worker.is_down() { Standing::Kept } else { Standing::Opening };
    let Some(since) = worker.with(|held| held.since) else { return Ok(0) };
    let mut count = 0;
    for creditor in creditor::all(&app.db).await? {
        let id = creditor.id;
        let fresh = case::fresh(&app.db, (&id, desk), since.max(now - BACK), FOUND).await?;
        if fresh.is_empty() {
            continue;
        }
        count += fresh.len();
        let way = worker.way.clone();
        let noted = app.db.write(move |tx| {
            Box::pin(async move {
                for found in &fresh {
                    let takes = way.takes(&id, &found.channel);
                    let standing = if takes { standing } else { Standing::Kept };
                    case::add(tx, (&id, desk), found, (standing, now)).await?;
                }
                Ok::<_, store::Error>(())
            })
        });
        noted.await?;
    }
    Ok(count)
}

/// Takes the next step of every case that has one.
pub async fn work(worker: &Worker) -> Result<usize> {
    let (app, now) = (&worker.app, worker.app.clock.now());
    let all = case::live(&app.db, worker.desk(), now).await?;
    let due: Vec<Case> = all.into_iter().filter(|case| has_step(case, now)).collect();
    let done = stream::iter(due).map(|case| step(worker, case)).buffer_unordered(AT_ONCE);
    let done: Vec<bool> = done.try_collect().await?;
    Ok(done.into_iter().filter(|done| *done).count())
}

/// True where something is to be done with a case.
fn has_step(case: &Case, now: DateTime<Utc>) -> bool {
    let lines = case.messages > case.told || !case.packet || case.is_over;
    let look = case.looked_at.is_none_or(|at| now - at >= LOOK);
    let asked = case.asked_at.is_some_and(|at| now - at >= ASKING);
    let held = case.agent != case.holder;
    lines || look || asked || held || case.standing != Standing::Open
}

/// Why a case could not be brought further.
enum Halt {
    /// The other desk did not do it.
    Trouble(Trouble),
    /// Ours could not.
    Error(Error),
}

impl From<Error> for Halt {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl From<store::Error> for Halt {
    fn from(error: store::Error) -> Self {
        Self::Error(error.into())
    }
}

/// Brings one case further; true where anything was done.
async fn step(worker: &Worker, case: Case) -> Result<bool> {
    if !worker.permits() {
        return keep(worker, case).await;
    }
    let mut moving = case;
    match advance(worker, &mut moving).await {
        Ok(done) => Ok(done),
        Err(Halt::Error(error)) => Err(error),
        Err(Halt::Trouble(trouble)) => {
            failed(worker, moving, &trouble).await?;
            Ok(false)
        }
    }
}

/// While the desk does not answer: a case that is not there yet stays with ours.
async fn keep(worker: &Worker, case: Case) -> Result<bool> {
    if case.standing != Standing::Opening || case.attempts > 0 && case.thread.is_some() {
        return Ok(false);
    }
    let kept = Case { standing: Standing::Kept, ..case };
    save(worker, &kept, None).await?;
    Ok(true)
}

async fn failed(worker: &Worker, mut case: Case, trouble: &Trouble) -> Result<()> {
    case.attempts += 1;
    let given_up = matches!(trouble, Trouble::Refused { .. } | Trouble::Gone { .. })
        && case.attempts >= ATTEMPTS;
    if given_up {
        warn!(desk = case.desk.as_str(), case = %case.id, code = trouble.code(),
              "another desk refuses a case; it stays with ours");
        case.standing = if case.thread.is_some() { Standing::Closed } else { Standing::Kept };
    }
    // While a desk does not answer its breaker sets the pace, for all cases alike.
    let longest = if trouble.is_outage() { OUTAGE } else { TimeDelta::MAX };
    let next_at = worker.app.clock.now() + back_off(case.attempts).min(longest);
    let why = Some(trouble.code().to_owned());
    write(worker, &case, next_at, why).await
}

async fn save(worker: &Worker, case: &Case, why: Option<String>) -> Result<()> {
    write(worker, case, worker.app.clock.now(), why).await
}

async fn write(
    worker: &Worker,
    case: &Case,
    next_at: DateTime<Utc>,
    why: Option<String>,
) -> Result<()> {
    let case = case.clone();
    let saved = worker
        .app
        .db
        .write(move |tx| Box::pin(async move { case::save(tx, &case, next_at, why).await }));
    Ok(saved.await?)
}

async fn advance(worker: &Worker, case: &mut Case) -> Result<bool, Halt> {
    if case.thread.is_none() {
        if case.is_over {
            case.standing = Standing::Closed;
            save(worker, case, None).await?;
            return Ok(true);
        }
        open(worker, case).await?;
    }
    let Some(id) = case.thread.clone() else { return Ok(false) };
    let thread = Thread { id, channel: case.channel.clone() };
    let mut done = packet(worker, case, &thread).await?;
    done |= lines(worker, case, &thread).await?;
    done |= held(worker, case, &thread).await?;
    if case.is_over {
        return end(worker, case, &thread).await;
    }
    done |= asking(worker, case, &thread).await?;
    done |= look(worker, case, &thread).await?;
    Ok(done)
}

/// What came of a call; trouble halts the case.
async fn heeded<T>(worker: &Worker, answer: Result<T, Trouble>) -> Result<T, Halt> {
    worker.heed(answer).await?.map_err(Halt::Trouble)
}

async fn open(worker: &Worker, case: &mut Case) -> Result<(), Halt> {
    let told = telling::case(&worker.app, case, worker.link.as_deref()).await?;
    // Written down before it leaves: who finds it so looks whether it is there.
    let again = case.sending.as_deref() == Some("open");
    case.sending = Some("open".to_owned());
    save(worker, case, None).await?;
    let thread = heeded(worker, worker.way.open(&told, again).await).await?;
    case.thread = Some(thread.id);
    case.attempts = 0;
    case.standing = Standing::Open;
    case.told = (case.messages - BACKFILL).max(0);
    case.looked_at = Some(worker.app.clock.now());
    save(worker, case, None).await?;
    Ok(())
}

async fn packet(worker: &Worker, case: &mut Case, thread: &Thread) -> Result<bool, Halt> {
    if case.packet {
        return Ok(false);
    }
    let told = telling::case(&worker.app, case, worker.link.as_deref()).await?;
    let at = worker.app.clock.now();
    let line =
        Line { id: format!("packet-{}", case.id), voice: Voice::Note, text: told.packet, at };
    say(worker, case, thread, &line).await?;
    case.packet = true;
    save(worker, case, None).await?;
    Ok(true)
}

/// Shows a line; what is on its way is written down before.
async fn say(
    worker: &Worker,
    case: &mut Case,
    thread: &Thread,
    line: &Line,
) -> Result<String, Halt> {
    let again = case.sending.as_deref() == Some(line.id.as_str());
    if !again {
        case.sending = Some(line.id.clone());
        save(worker, case, None).await?;
    }
    let shown = heeded(worker, worker.way.tell(thread, line, again).await).await?;
    case.attempts = 0;
    Ok(shown)
}

/// Shows what was said since, in order.
async fn lines(worker: &Worker, case: &mut Case, thread: &Thread) -> Result<bool, Halt> {
    if case.messages <= case.told {
        return Ok(false);
    }
    let app = &worker.app;
    let all = message::since(&app.db, &case.creditor, &case.conversation, case.told).await?;
    let mut is_any = false;
    for message in all.iter().take(LINES) {
        if is_shown(worker, case, message).await? {
            // The customer's words open what was put aside there; nobody is asked any more.
            if message.from == Sender::Customer && case.standing == Standing::Asking {
                case.standing = Standing::Open;
                case.asked_at = None;
                heeded(worker, worker.way.turn(thread, Status::Open).await).await?;
            }
            let author = message.author.as_deref();
            let line = telling::line(app, case.desk, message, author)?;
            say(worker, case, thread, &line).await?;
        }
        case.told = message.seq;
        save(worker, case, None).await?;
        is_any = true;
    }
    Ok(is_any)
}

/// True for what the other desk does not know: not what was written there, nor what never went.
async fn is_shown(worker: &Worker, case: &Case, message: &Message) -> Result<bool> {
    if message.from == Sender::Agent {
        let is_theirs =
            said::is_from(&worker.app.db, &case.creditor, &message.id, case.desk).await?;
        return Ok(!is_theirs);
    }
    Ok(message.from == Sender::Customer || message.failure.is_none())
}

/// Tells who has the conversation now, where that is news there.
async fn held(worker: &Worker, case: &mut Case, thread: &Thread) -> Result<bool, Halt> {
    if case.agent == case.holder {
        return Ok(false);
    }
    let holder = telling::holder(&worker.app, case).await?;
    let id = holder.as_ref().map(|(id, _)| id.clone());
    if id == case.holder {
        return Ok(false);
    }
    if let Some((_, name)) = &holder {
        let text = telling::tell(&worker.app, "bridge-holder", &[("name", name)])?;
        let at = worker.app.clock.now();
        let name = format!("holder-{}-{}-{}", case.id, id.clone().unwrap_or_default(), case.told);
        say(worker, case, thread, &Line { id: name, voice: Voice::Note, text, at }).await?;
    }
    case.holder = id;
    save(worker, case, None).await?;
    Ok(true)
}

/// Ends a case there that is over here: one word for the agents, none for the customer.
async fn end(worker: &Worker, case: &mut Case, thread: &Thread) -> Result<bool, Halt> {
    if case.messages > case.told {
        return Ok(true);
    }
    let text = telling::tell(&worker.app, "bridge-over", &[])?;
    let at = worker.app.clock.now();
    let line = Line { id: format!("over-{}", case.id), voice: Voice::Note, text, at };
    say(worker, case, thread, &line).await?;
    heeded(worker, worker.way.turn(thread, Status::Resolved).await).await?;
    case.standing = Standing::Closed;
    save(worker, case, None).await?;
    Ok(true)
}

/// Asks what came of a case that was ended without saying; after a while it goes back to the bot.
async fn asking(worker: &Worker, case: &mut Case, thread: &Thread) -> Result<bool, Halt> {
    let (Standing::Asking, Some(since)) = (case.standing, case.asked_at) else { return Ok(false) };
    let name = format!("ask-{}-{}", case.id, since.timestamp());
    if case.sending.as_deref() != Some(&format!("{name}-told")) {
        let text = telling::tell(&worker.app, "bridge-ask-outcome", &[])?;
        let line = Line { id: name.clone(), voice: Voice::Note, text, at: since };
        say(worker, case, thread, &line).await?;
        case.sending = Some(format!("{name}-told"));
        save(worker, case, None).await?;
        return Ok(true);
    }
    if worker.app.clock.now() - since < ASKING {
        return Ok(false);
    }
    deeds::give_up_asking(&worker.app, case).await?;
    Ok(true)
}

/// Looks what was done there: a webhook is posted once, and may be lost.
async fn look(worker: &Worker, case: &mut Case, thread: &Thread) -> Result<bool, Halt> {
    let now = worker.app.clock.now();
    if case.looked_at.is_some_and(|at| now - at < LOOK) {
        return Ok(false);
    }
    let looked = worker.way.look(thread, case.heard.as_deref()).await;
    let found = heeded(worker, looked).await?;
    let desk = case.desk;
    let mut done_there = found.came;
    done_there.extend(deeds::turned(case, found.status, &found.labels));
    let is_any = !done_there.is_empty();
    let kept = worker.app.db.write(move |tx| {
        Box::pin(async move {
            let mut is_new = false;
            for one in &done_there {
                is_new |= event::add(tx, desk, one, now).await?;
            }
            Ok::<_, store::Error>(is_new)
        })
    });
    let is_new = if is_any { kept.await? } else { false };
    case.heard = found.last;
    case.looked_at = Some(now);
    save(worker, case, None).await?;
    Ok(is_new)
}
