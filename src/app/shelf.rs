//! Flows and policies: today's for new conversations, and for each old one those it began with.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};

use super::{Error, Result};
use crate::domain::dialogue::{Flow, Rules};
use crate::domain::policy::Policy;
use crate::domain::problem::{Problem, Source};
use crate::store::release::{self, Kind, Pin};
use crate::store::{Db, On, Tx};

/// Flows and policies, loaded once; cheap to clone.
#[derive(Clone, Debug)]
pub struct Shelf(Arc<Inner>);

/// How many flows or policies of before are kept loaded.
const KEPT: usize = 32;

#[derive(Debug)]
struct Inner {
    flow: (Pin, Source),
    policies: HashMap<String, (Pin, Source)>,
    loaded: Mutex<Loaded>,
}

#[derive(Clone, Debug, Default)]
struct Loaded {
    flows: HashMap<Pin, Arc<Flow>>,
    policies: HashMap<Pin, Arc<Policy>>,
}

/// What a new conversation runs on, by name and hash.
#[derive(Clone, Debug)]
pub struct Pins {
    /// The flow.
    pub flow: Pin,
    /// The policy.
    pub policy: Pin,
}

impl Shelf {
    /// Loads today's flow and policies.
    ///
    /// # Errors
    /// Every problem of every file.
    pub fn load(flow: Source, policies: Vec<Source>) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut loaded = Loaded::default();
        let mut named = HashMap::new();
        for source in policies {
            match Policy::load(&source) {
                Ok(policy) => {
                    let pin = Pin::new(policy.reference(), &source.text);
                    named.insert(policy.name().to_owned(), (pin.clone(), source));
                    loaded.policies.insert(pin, Arc::new(policy));
                }
                Err(found) => problems.extend(found),
            }
        }
        let kept = match Flow::load(&flow) {
            Ok(compiled) => {
                let pin = Pin::new(compiled.reference(), &flow.text);
                loaded.flows.insert(pin.clone(), Arc::new(compiled));
                Some((pin, flow))
            }
            Err(found) => {
                problems.extend(found);
                None
            }
        };
        match kept {
            Some(flow) if problems.is_empty() => {
                Ok(Self(Arc::new(Inner { flow, policies: named, loaded: Mutex::new(loaded) })))
            }
            Some(_) | None => Err(problems),
        }
    }

    /// The same with another flow, and with policies in the place of others.
    ///
    /// # Errors
    /// Every problem of the flow.
    pub fn varied(
        &self,
        flow: Option<Source>,
        policies: &BTreeMap<String, String>,
    ) -> Result<Self, Vec<Problem>> {
        let mut named = self.0.policies.clone();
        for (from, to) in policies {
            if let Some(other) = self.0.policies.get(to) {
                named.insert(from.clone(), other.clone());
            }
        }
        let mut loaded = self.0.loaded.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let flow = match flow {
            None => self.0.flow.clone(),
            Some(source) => {
                let flow = Flow::load(&source)?;
                let pin = Pin::new(flow.reference(), &source.text);
                loaded.flows.insert(pin.clone(), Arc::new(flow));
                (pin, source)
            }
        };
        Ok(Self(Arc::new(Inner { flow, policies: named, loaded: Mutex::new(loaded) })))
    }

    /// What a new conversation with a creditor of this policy runs on.
    ///
    /// # Errors
    /// When no such policy was loaded.
    pub fn pins(&self, policy: &str) -> Result<Pins> {
        let found = self.0.policies.get(policy);
        let (policy, _) = found.ok_or_else(|| Error::NoPolicy(policy.to_owned()))?;
        Ok(Pins { flow: self.0.flow.0.clone(), policy: policy.clone() })
    }

    /// The flow of new conversations.
    pub fn flow(&self) -> Option<Arc<Flow>> {
        let loaded = self.0.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        loaded.flows.get(&self.0.flow.0).cloned()
    }

    /// Today's rules for a creditor of this policy.
    ///
    /// # Errors
    /// When no such policy was loaded.
    pub fn today(&self, policy: &str) -> Result<Rules> {
        let pins = self.pins(policy)?;
        self.loaded(&pins).ok_or(Error::NoPolicy(pins.policy.reference))
    }

    /// Today's rules for trying something out: of this policy, or of the first by its name where none
    /// is named so.
    ///
    /// # Errors
    /// When no policy was loaded.
    pub fn example(&self, policy: &str) -> Result<Rules> {
        let named = &self.0.policies;
        let first = if named.contains_key(policy) { None } else { named.keys().min() };
        self.today(first.map_or(policy, String::as_str))
    }

    /// Keeps the texts that a new conversation runs on.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn keep(
        &self,
        tx: &mut Tx,
        creditor: &str,
        pins: &Pins,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let inner = &self.0;
        release::keep(tx, creditor, Kind::Flow, (&pins.flow, &inner.flow.1), now).await?;
        if let Some((pin, source)) = inner.policies.values().find(|(pin, _)| *pin == pins.policy) {
            release::keep(tx, creditor, Kind::Policy, (pin, source), now).await?;
        }
        Ok(())
    }

    /// The rules that a conversation is pinned to, from memory or from what was kept.
    ///
    /// # Errors
    /// When a text was not kept or can no longer be loaded.
    pub async fn rules(&self, tx: &mut Tx, creditor: &str, pins: &Pins) -> Result<Rules> {
        if let Some(rules) = self.loaded(pins) {
            return Ok(rules);
        }
        let flow = kept(&mut *tx, creditor, Kind::Flow, &pins.flow).await?;
        let policy = kept(tx, creditor, Kind::Policy, &pins.policy).await?;
        self.add(pins, &flow, &policy)
    }

    /// The same, outside a write.
    ///
    /// # Errors
    /// When a text was not kept or can no longer be loaded.
    pub async fn read_rules(&self, db: &Db, creditor: &str, pins: &Pins) -> Result<Rules> {
        if let Some(rules) = self.loaded(pins) {
            return Ok(rules);
        }
        let flow = kept(db, creditor, Kind::Flow, &pins.flow).await?;
        let policy = kept(db, creditor, Kind::Policy, &pins.policy).await?;
        self.add(pins, &flow, &policy)
    }

    fn add(&self, pins: &Pins, flow: &Source, policy: &Source) -> Result<Rules> {
        let flow = Flow::load(flow).map_err(|problems| unloadable(&pins.flow, problems))?;
        let policy = Policy::load(policy).map_err(|problems| unloadable(&pins.policy, problems))?;
        let rules = Rules { flow: Arc::new(flow), policy: Arc::new(policy) };
        let mut loaded = self.0.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        let Loaded { flows, policies } = &mut *loaded;
        if flows.len() > KEPT {
            flows.retain(|pin, _| *pin == self.0.flow.0);
        }
        if policies.len() > KEPT {
            policies.retain(|pin, _| self.0.policies.values().any(|(today, _)| today == pin));
        }
        flows.insert(pins.flow.clone(), rules.flow.clone());
        policies.insert(pins.policy.clone(), rules.policy.clone());
        Ok(rules)
    }

    fn loaded(&self, pins: &Pins) -> Option<Rules> {
        let loaded = self.0.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        let flow = loaded.flows.get(&pins.flow)?.clone();
        let policy = loaded.policies.get(&pins.policy)?.clone();
        Some(Rules { flow, policy })
    }
}

async fn kept(on: impl Into<On<'_>>, creditor: &str, kind: Kind, pin: &Pin) -> Result<Source> {
    let missing = || crate::store::Error::missing(format!("the text of {}", pin.reference));
    Ok(release::find(on, creditor, kind, pin).await?.ok_or_else(missing)?)
}

fn unloadable(pin: &Pin, problems: Vec<Problem>) -> Error {
    Error::Unloadable { reference: pin.reference.clone(), problems }
}
