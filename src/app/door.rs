//! The door by which everything comes in: who comes together is kept in one transaction.
//!
//! Who comes until a group's transaction has begun is in it, so that the disk sets the size of the
//! groups; only where many come at once is a moment waited for company. A thing that the database
//! refuses is kept apart from its group, so that it harms nobody else. What the door may hold is
//! bounded; whoever finds it full is told so at once, and comes again.
//!
//! The writing is a task's own: whoever waits for its answer may go away, and the commit is neither
//! lost nor left half done.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};

use super::arrivals::{self, Came, Counts};
use super::signals::Signals;
use super::{App, Error, Result};
use crate::clock::Clock;
use crate::failpoint;
use crate::store::{self, Db};

/// How many things may be inside at once.
const ROOM: u32 = 4096;

/// How many things are kept together, where so many came; one webhook is never split.
const GROUP: usize = 256;

/// How many callers at once are so many that others wait until they are served.
const MUCH: usize = 24;

/// How long a group waits for company where the one before it was large.
const LINGER: Duration = Duration::from_millis(1);

/// How often a group is tried where another instance was quicker at the same place.
const ATTEMPTS: u32 = 8;

/// The door; cheap to clone.
#[derive(Clone, Debug)]
pub struct Door(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    most: u32,
    room: Arc<Semaphore>,
    line: Mutex<Option<mpsc::UnboundedSender<Job>>>,
}

/// What one caller brought.
#[derive(Debug)]
struct Job {
    came: Arc<[Came]>,
    answer: oneshot::Sender<Result<Counts>>,
    /// Its room, free again once it is answered.
    _room: Option<OwnedSemaphorePermit>,
}

/// Who is kept together, and who may still join.
#[derive(Debug)]
struct Gathering {
    group: Vec<Job>,
    jobs: mpsc::UnboundedReceiver<Job>,
    /// How many were in the group before.
    last: usize,
}

/// What the writing needs of the application.
struct Desk {
    db: Db,
    clock: Clock,
    signals: Signals,
}

impl Default for Door {
    fn default() -> Self {
        Self::with_room(ROOM)
    }
}

impl Door {
    /// A door that holds so many things at once.
    pub fn with_room(most: u32) -> Self {
        let permits = usize::try_from(most).unwrap_or(usize::MAX).min(Semaphore::MAX_PERMITS);
        let room = Arc::new(Semaphore::new(permits));
        Self(Arc::new(Inner { most, room, line: Mutex::new(None) }))
    }

    /// How many things more may come in now.
    pub fn room(&self) -> usize {
        self.0.room.available_permits()
    }

    /// Brings things in; once this answers well, they are kept.
    ///
    /// # Errors
    /// [`Error::Full`] at once where there is no room; else what the database said. Nothing of these
    /// things is kept then.
    pub(super) async fn enter(&self, app: &App, came: Vec<Came>) -> Result<Counts> {
        if came.is_empty() {
            return Ok(Counts::default());
        }
        let wanted = u32::try_from(came.len()).unwrap_or(u32::MAX).min(self.0.most);
        let room = self.0.room.clone().try_acquire_many_owned(wanted).map_err(|_| Error::Full)?;
        let (answer, answered) = oneshot::channel();
        self.send(app, Job { came: came.into(), answer, _room: Some(room) });
        let gone = || store::Error::Panicked("the door closed".to_owned());
        answered.await.map_err(|_| Error::Store(gone()))?
    }

    /// Hands a job to the task that writes, which begins with the first one.
    fn send(&self, app: &App, mut job: Job) {
        let mut line = self.0.line.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(open) = line.as_ref() {
            match open.send(job) {
                Ok(()) => return,
                // The runtime that the task ran on is gone.
                Err(refused) => job = refused.0,
            }
        }
        let (opened, jobs) = mpsc::unbounded_channel();
        let (db, clock, signals) = (app.db.clone(), app.clock.clone(), app.signals.clone());
        tokio::spawn(Desk { db, clock, signals }.work(jobs));
        // Its other end was just made.
        let _ = opened.send(job);
        *line = Some(opened);
    }
}

impl Desk {
    /// Works what comes in until the door is gone.
    async fn work(self, mut jobs: mpsc::UnboundedReceiver<Job>) {
        let mut last = 0;
        while let Some(first) = jobs.recv().await {
            if last >= MUCH {
                // Those who were just answered are about to come again, all at once.
                tokio::time::sleep(LINGER).await;
            }
            let gathering = Gathering { group: vec![first], jobs, last };
            (jobs, last) = self.settle(gathering).await;
            self.signals.inbox.notify_one();
        }
    }

    /// Keeps a group and answers everybody in it; gives back the line of who comes next.
    async fn settle(&self, gathering: Gathering) -> (mpsc::UnboundedReceiver<Job>, usize) {
        let gathering = Arc::new(Mutex::new(gathering));
        let answer = self.keep(&gathering).await;
        let Gathering { group, jobs, .. } = Gathering::end(gathering);
        let size = group.len();
        match answer {
            Ok(counts) => {
                for _ in counts.iter().filter(|counts| counts.new > 0) {
                    failpoint::pass("after-accept");
                }
                for (job, counts) in group.into_iter().zip(counts) {
                    job.tell(Ok(counts));
                }
            }
            Err(error) if group.len() == 1 || error.is_outage() => {
                let error = Arc::new(error);
                for job in group {
                    job.tell(Err(Error::Group(error.clone())));
                }
            }
            Err(_) => {
                // Something in the group cannot be kept: each alone, so that only that is refused.
                for job in group {
                    let alone = Arc::new(Mutex::new(Gathering::alone(&job)));
                    let answer = self.keep(&alone).await;
                    job.tell(answer.map(|counts| counts.first().copied().unwrap_or_default()));
                }
            }
        }
        (jobs, size)
    }

    /// Keeps what came, in one transaction; again where another instance took a place first.
    ///
    /// Who comes while the database is waited for still joins.
    async fn keep(&self, gathering: &Arc<Mutex<Gathering>>) -> Result<Vec<Counts>> {
        let mut left = ATTEMPTS;
        loop {
            let (gathered, clock) = (gathering.clone(), self.clock.clone());
            let is_much = lock(gathering).is_much();
            let write = self.db.write_first(is_much, move |tx| {
                Box::pin(async move {
                    let parts = lock(&gathered).parts();
                    let all: Vec<&Came> = parts.iter().flat_map(|part| part.iter()).collect();
                    let mut new = arrivals::keep(tx, &all, clock.now()).await?.into_iter();
                    for _ in &all {
                        failpoint::pass("before-accept-commit");
                    }
                    let counts = |part: &Arc<[Came]>| Counts::of(new.by_ref().take(part.len()));
                    Ok::<_, Error>(parts.iter().map(counts).collect())
                })
            });
            match write.await {
                Err(error) if left > 1 && (error.is_passing() || error.is_duplicate()) => left -= 1,
                answer => return answer,
            }
        }
    }
}

impl Gathering {
    /// What one caller brought, which nobody joins.
    fn alone(job: &Job) -> Self {
        let (answer, _) = oneshot::channel();
        let (_, jobs) = mpsc::unbounded_channel();
        Self { group: vec![Job { came: job.came.clone(), answer, _room: None }], jobs, last: 0 }
    }

    /// True where many come: now, or a moment ago.
    fn is_much(&self) -> bool {
        (self.group.len() + self.jobs.len()).max(self.last) >= MUCH
    }

    /// Closes the group, as far as it may grow, and tells what is in it.
    fn parts(&mut self) -> Vec<Arc<[Came]>> {
        let mut size: usize = self.group.iter().map(|job| job.came.len()).sum();
        while size < GROUP
            && let Ok(next) = self.jobs.try_recv()
        {
            size += next.came.len();
            self.group.push(next);
        }
        self.group.iter().map(|job| job.came.clone()).collect()
    }

    /// What was gathered, once nobody writes it any more.
    fn end(shared: Arc<Mutex<Self>>) -> Self {
        match Arc::try_unwrap(shared) {
            Ok(own) => own.into_inner().unwrap_or_else(PoisonError::into_inner),
            // A write that panicked may let go of it a moment later.
            Err(shared) => {
                let mut held = lock(&shared);
                let (_, nobody) = mpsc::unbounded_channel();
                let jobs = std::mem::replace(&mut held.jobs, nobody);
                Self { group: std::mem::take(&mut held.group), jobs, last: 0 }
            }
        }
    }
}

fn lock(gathering: &Mutex<Gathering>) -> MutexGuard<'_, Gathering> {
    gathering.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Job {
    fn tell(self, answer: Result<Counts>) {
        // Whoever went away meanwhile needs no answer.
        let _ = self.answer.send(answer);
    }
}
