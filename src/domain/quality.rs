//! How well cases are handled: which are looked at, what is judged, and what the agent says to it.
//!
//! A sample is drawn by hashes, so that whoever draws it again with the same word gets the same
//! cases. Transitions consume the judgement; what cannot happen is an error. It knows no page and
//! no row.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::id::Id;

/// The best that a criterion is given; the worst is 0.
pub const BEST: u8 = 4;

/// What is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Criterion {
    /// How the customer was received.
    Warmth,
    /// How clear the words were.
    Clarity,
    /// Whether what was said is true.
    Accuracy,
    /// Whether rules and law were kept.
    Conduct,
    /// Whether it came to a good end.
    Resolution,
}

/// A judgement of one criterion.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// From 0, bad, to [`BEST`], exemplary.
    pub points: u8,
    /// Why.
    #[serde(default)]
    pub comment: String,
}

/// A judgement of every criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Card(BTreeMap<Criterion, Score>);

/// Where a judgement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It was given.
    Given,
    /// The agent does not agree.
    Disputed,
    /// It stands although the agent did not agree.
    Kept,
    /// It was changed because the agent did not agree.
    Changed,
}

/// A judgement of how a case was handled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The creditor's id.
    pub creditor: String,
    /// Its id.
    pub id: Id,
    /// The case.
    pub handoff: Id,
    /// The conversation.
    pub conversation: Id,
    /// Who had the case.
    pub agent: String,
    /// Who judged.
    pub reviewer: String,
    /// When.
    pub reviewed_at: DateTime<Utc>,
    /// The judgement.
    pub card: Card,
    /// All in all.
    pub comment: String,
    /// Where it stands.
    pub status: Status,
    /// The agent's words to it.
    pub answer: String,
    /// When they answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// What they were told.
    pub reply: String,
    /// Who told them.
    pub settled_by: Option<String>,
    /// When.
    pub settled_at: Option<DateTime<Utc>>,
    /// How often it was saved.
    pub version: i64,
}

/// Why a judgement cannot be made or changed so.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum NotFair {
    /// A criterion is missing, or its points are none.
    #[error("a card judges every criterion with 0 to 4 points")]
    Incomplete,
    /// Nobody judges themselves.
    #[error("nobody judges their own case")]
    OwnCase,
    /// It is not theirs.
    #[error("only who was judged answers a judgement")]
    NotTheirs,
    /// It was answered or settled already.
    #[error("the judgement is {0:?}")]
    Stands(Status),
    /// Something must be said.
    #[error("an answer says why")]
    Wordless,
}

/// A case that may be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The case.
    pub handoff: String,
    /// Who had it.
    pub agent: String,
    /// What came of it.
    pub outcome: String,
}

impl Criterion {
    /// Every criterion, in the order of the card.
    pub const ALL: [Self; 5] =
        [Self::Warmth, Self::Clarity, Self::Accuracy, Self::Conduct, Self::Resolution];

    /// The code of forms and texts.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Warmth => "warmth",
            Self::Clarity => "clarity",
            Self::Accuracy => "accuracy",
            Self::Conduct => "conduct",
            Self::Resolution => "resolution",
        }
    }
}

impl Status {
    /// The code of texts.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Disputed => "disputed",
            Self::Kept => "kept",
            Self::Changed => "changed",
        }
    }
}

impl Card {
    /// Takes a judgement of every criterion.
    ///
    /// # Errors
    /// Where one is missing or its points are beyond the best.
    pub fn new(scores: BTreeMap<Criterion, Score>) -> Result<Self, NotFair> {
        let is_whole = Criterion::ALL.iter().all(|criterion| scores.contains_key(criterion));
        if is_whole && scores.values().all(|score| score.points <= BEST) {
            Ok(Self(scores))
        } else {
            Err(NotFair::Incomplete)
        }
    }

    /// The judgement of a criterion.
    pub fn of(&self, criterion: Criterion) -> Option<&Score> {
        self.0.get(&criterion)
    }

    /// All points together, of [`Card::most`].
    pub fn points(&self) -> u32 {
        self.0.values().map(|score| u32::from(score.points)).sum()
    }

    /// The most points that a card can have.
    pub fn most() -> u32 {
        u32::from(BEST) * u32::try_from(Criterion::ALL.len()).unwrap_or(0)
    }
}

impl Review {
    /// The agent says why they do not agree.
    ///
    /// # Errors
    /// Where it is not theirs, nothing is said, or it was answered already.
    pub fn dispute(mut self, who: &str, words: &str, now: DateTime<Utc>) -> Result<Self, NotFair> {
        if who != self.agent {
            return Err(NotFair::NotTheirs);
        }
        if self.status != Status::Given {
            return Err(NotFair::Stands(self.status));
        }
        if words.trim().is_empty() {
            return Err(NotFair::Wordless);
        }
        words.trim().clone_into(&mut self.answer);
        self.answered_at = Some(now);
        self.status = Status::Disputed;
        Ok(self)
    }

    /// Somebody looks at it again, and keeps it or gives another card; they say why.
    ///
    /// # Errors
    /// Where it is not disputed, nothing is said, or it is the agent themselves.
    pub fn settle(
        mut self,
        who: &str,
        (card, words): (Option<Card>, &str),
        now: DateTime<Utc>,
    ) -> Result<Self, NotFair> {
        if who == self.agent {
            return Err(NotFair::OwnCase);
        }
        if self.status != Status::Disputed {
            return Err(NotFair::Stands(self.status));
        }
        if words.trim().is_empty() {
            return Err(NotFair::Wordless);
        }
        let other = card.filter(|card| *card != self.card);
        self.status = if other.is_some() { Status::Changed } else { Status::Kept };
        self.card = other.unwrap_or(self.card);
        words.trim().clone_into(&mut self.reply);
        self.settled_by = Some(who.to_owned());
        self.settled_at = Some(now);
        Ok(self)
    }
}

/// Draws cases to be looked at: so many of each agent and outcome, none of who draws.
///
/// The same word, cases and person yield the same sample; which case comes is left to chance, for
/// a word that nobody chose by its outcome is as good as dice.
///
/// # Examples
/// ```
/// use combinado::domain::quality::{Candidate, draw};
/// let case = |id: &str, agent: &str| Candidate {
///     handoff: id.to_owned(), agent: agent.to_owned(), outcome: "paid".to_owned(),
/// };
/// let cases = [case("a", "ana"), case("b", "ana"), case("c", "bia")];
/// let drawn = draw("2026-11", "bia", 1, &cases);
/// assert_eq!(drawn.len(), 1);
/// assert_eq!(drawn, draw("2026-11", "bia", 1, &cases));
/// ```
pub fn draw(word: &str, drawer: &str, each: usize, cases: &[Candidate]) -> Vec<String> {
    let mut groups: BTreeMap<(&str, &str), BTreeSet<(Id, &str)>> = BTreeMap::new();
    for case in cases.iter().filter(|case| case.agent != drawer) {
        let dice = Id::derive(&["sample", word, &case.handoff]);
        let group = groups.entry((&case.agent, &case.outcome)).or_default();
        group.insert((dice, &case.handoff));
    }
    let drawn = groups.into_values().flat_map(|group| group.into_iter().take(each));
    drawn.map(|(_, case)| case.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        DateTime::UNIX_EPOCH
    }

    fn card(points: u8) -> Card {
        let score = Score { points, comment: String::new() };
        Card::new(Criterion::ALL.map(|criterion| (criterion, score.clone())).into())
            .expect("a whole card")
    }

    fn a_review() -> Review {
        Review {
            creditor: "aurora".to_owned(),
            id: Id::stored("r"),
            handoff: Id::stored("h"),
            conversation: Id::stored("c"),
            agent: "ana".to_owned(),
            reviewer: "sol".to_owned(),
            reviewed_at: now(),
            card: card(2),
            comment: String::new(),
            status: Status::Given,
            answer: String::new(),
            answered_at: None,
            reply: String::new(),
            settled_by: None,
            settled_at: None,
            version: 1,
        }
    }

    #[test]
    fn a_card_judges_everything_within_its_points() {
        let mut scores: BTreeMap<Criterion, Score> =
            Criterion::ALL.map(|criterion| (criterion, Score::default())).into();

        assert!(Card::new(scores.clone()).is_ok());
        scores.insert(Criterion::Warmth, Score { points: BEST + 1, comment: String::new() });
        assert_eq!(Card::new(scores.clone()), Err(NotFair::Incomplete));
        scores.remove(&Criterion::Warmth);
        assert_eq!(Card::new(scores), Err(NotFair::Incomplete));
    }

    #[test]
    fn only_the_agent_disputes_and_somebody_else_settles_once() {
        let review = a_review();
        assert_eq!(review.clone().dispute("bia", "não", now()), Err(NotFair::NotTheirs));
        assert_eq!(review.clone().dispute("ana", "  ", now()), Err(NotFair::Wordless));
        let early = review.clone().settle("sol", (None, "fica"), now());
        assert_eq!(early, Err(NotFair::Stands(Status::Given)));

        let disputed = review.dispute("ana", " fui clara ", now()).expect("hers to dispute");
        assert_eq!(disputed.answer, "fui clara");
        let again = disputed.clone().dispute("ana", "de novo", now());
        assert_eq!(again, Err(NotFair::Stands(Status::Disputed)));
        let own = disputed.clone().settle("ana", (Some(card(4)), "mudei"), now());
        assert_eq!(own, Err(NotFair::OwnCase));

        let kept = disputed.clone().settle("sol", (Some(card(2)), "fica"), now());
        assert_eq!(kept.map(|review| review.status), Ok(Status::Kept));
        let changed = disputed.settle("sol", (Some(card(4)), "tem razão"), now());
        let changed = changed.expect("it may be changed");
        assert_eq!((changed.status, changed.card.points()), (Status::Changed, Card::most()));
    }

    #[test]
    fn a_sample_has_some_of_each_agent_and_outcome_and_none_of_the_drawer() {
        let case = |number: usize| Candidate {
            handoff: format!("h{number}"),
            agent: ["ana", "bia", "sol"][number % 3].to_owned(),
            outcome: ["paid", "refused"][number / 3 % 2].to_owned(),
        };
        let mut cases: Vec<Candidate> = (0..120).map(case).collect();

        let drawn = draw("2026-11", "sol", 3, &cases);
        let other = draw("2026-12", "sol", 3, &cases);
        cases.reverse();

        assert_eq!(drawn.len(), 2 * 2 * 3);
        assert_eq!(drawn, draw("2026-11", "sol", 3, &cases));
        assert_ne!(drawn, other);
        let find = |id: &String| cases.iter().find(|case| case.handoff == *id).expect("a case");
        assert!(drawn.iter().all(|id| find(id).agent != "sol"));
    }
}
