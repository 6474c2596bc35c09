//! What this process has in hand: the items that are on their way now.

use std::collections::HashMap;

use tokio::task::{Id, JoinSet};

use super::send::{self, Job};
use crate::app::sending::note::{Outcome, Told};
use crate::domain::channel::Failure;
use crate::jobs::Crew;

/// How much may be on its way at once, by all accounts together.
const MOST: usize = 512;

/// What is on its way.
pub struct Hand {
    slots: usize,
    tasks: JoinSet<Outcome>,
    /// What each task would be, if nobody ever heard of it again.
    begun: HashMap<Id, Outcome>,
    by_lane: HashMap<String, usize>,
    ended: Vec<Outcome>,
}

impl Hand {
    /// An empty hand.
    pub fn new(crew: &Crew) -> Self {
        Self {
            slots: usize::try_from(crew.pace.slots).unwrap_or(64),
            tasks: JoinSet::new(),
            begun: HashMap::new(),
            by_lane: HashMap::new(),
            ended: Vec::new(),
        }
    }

    /// How much is on its way.
    pub fn count(&self) -> usize {
        self.begun.len()
    }

    /// True where nothing is.
    pub fn is_empty(&self) -> bool {
        self.begun.is_empty() && self.ended.is_empty()
    }

    /// How much more may go by an account now.
    pub fn free(&self, lane: &str) -> i64 {
        let own = self.slots.saturating_sub(self.by_lane.get(lane).copied().unwrap_or(0));
        let all = MOST.saturating_sub(self.begun.len());
        i64::try_from(own.min(all)).unwrap_or(0)
    }

    /// Begins what was claimed.
    pub fn start(&mut self, crew: &Crew, jobs: Vec<Job>) {
        for job in jobs {
            let lost = job.lost();
            *self.by_lane.entry(lost.item.lane.clone()).or_default() += 1;
            let crew = crew.clone();
            let task = self.tasks.spawn(async move { send::run(&crew, job).await });
            self.begun.insert(task.id(), lost);
        }
    }

    /// What has ended since the last look.
    pub fn finished(&mut self) -> Vec<Outcome> {
        while let Some(done) = self.tasks.try_join_next_with_id() {
            self.end(done);
        }
        std::mem::take(&mut self.ended)
    }

    /// Waits until one ends; for ever where nothing is on its way.
    pub async fn one_ends(&mut self) {
        match self.tasks.join_next_with_id().await {
            Some(done) => self.end(done),
            None => std::future::pending().await,
        }
    }

    /// Waits until all have ended.
    pub async fn all(&mut self) -> Vec<Outcome> {
        while let Some(done) = self.tasks.join_next_with_id().await {
            self.end(done);
        }
        std::mem::take(&mut self.ended)
    }

    /// Waits no more: nobody knows of what is on its way whether it went.
    pub fn abandon(&mut self) -> Vec<Outcome> {
        self.tasks.abort_all();
        self.tasks.detach_all();
        self.by_lane.clear();
        let left = std::mem::take(&mut self.begun).into_values();
        left.map(|lost| Outcome {
            told: Told::Failed(Failure::Ambiguous { code: "shutdown".to_owned() }),
            ..lost
        })
        .collect()
    }

    fn end(&mut self, done: Result<(Id, Outcome), tokio::task::JoinError>) {
        let (id, outcome) = match done {
            Ok((id, outcome)) => (id, Some(outcome)),
            Err(error) => (error.id(), None),
        };
        let Some(lost) = self.begun.remove(&id) else { return };
        if let Some(count) = self.by_lane.get_mut(&lost.item.lane) {
            *count = count.saturating_sub(1);
        }
        self.ended.push(outcome.unwrap_or(lost));
    }
}
