//! The board: where customers stand now, in columns, with what is at stake. It only reads.

use std::collections::BTreeMap;

use chrono::Days;

use super::{Result, begins, day_of, need, seen};
use crate::app::App;
use crate::domain::access::{Right, Who};
use crate::store::views::board as rows;

/// Since how many days settled agreements are shown.
const SETTLED_DAYS: u64 = 30;
/// How much older the agreements may be that were settled in these days.
const ACCEPTED_DAYS: u64 = 1000;

/// Where a customer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Nobody talked with them.
    Silent,
    /// There is a conversation.
    Talking,
    /// They proved who they are.
    Identified,
    /// An offer was made.
    Offered,
    /// A promise waits for its day.
    Promised,
    /// An agreement runs; nothing was paid yet.
    Agreed,
    /// An agreement runs and is being paid.
    Paying,
    /// An agreement broke.
    Broken,
    /// A human has the case, or is waited for.
    Desk,
    /// They contest.
    Disputed,
    /// They paid everything agreed in the last days.
    Settled,
}

/// A column of the board.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// How many customers stand there.
    pub customers: i64,
    /// What is at stake, in centavos; of settled agreements, what was paid.
    pub stake: i64,
    /// Those with most at stake.
    pub first: Vec<Named>,
}

/// A customer who is named on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The creditor's id.
    pub creditor: String,
    /// The customer's name.
    pub name: String,
    /// Their conversation, where they have one.
    pub conversation: Option<String>,
    /// What is at stake, in centavos.
    pub stake: i64,
}

impl Stage {
    /// Every stage, in the order of the board.
    pub const ALL: [Self; 11] = [
        Self::Silent,
        Self::Talking,
        Self::Identified,
        Self::Offered,
        Self::Promised,
        Self::Agreed,
        Self::Paying,
        Self::Broken,
        Self::Desk,
        Self::Disputed,
        Self::Settled,
    ];

    /// The code of rows and texts.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Silent => "silent",
            Self::Talking => "talking",
            Self::Identified => "identified",
            Self::Offered => "offered",
            Self::Promised => "promised",
            Self::Agreed => "agreed",
            Self::Paying => "paying",
            Self::Broken => "broken",
            Self::Desk => "desk",
            Self::Disputed => "disputed",
            Self::Settled => "settled",
        }
    }
}

/// Where the customers stand that somebody sees; of one creditor where asked for.
///
/// # Errors
/// Where they may not watch, or not that creditor; or when the database refuses.
pub async fn look(app: &App, who: &Who, creditor: Option<&str>) -> Result<BTreeMap<Stage, Column>> {
    need(who, Right::Watch)?;
    let today = day_of(app.clock.now());
    let since = today - Days::new(SETTLED_DAYS);
    let accepted = begins(since - Days::new(ACCEPTED_DAYS));
    let mut board: BTreeMap<Stage, Column> = Stage::ALL.map(|it| (it, Column::default())).into();
    for (creditor, _) in seen(&app.db, who, creditor).await? {
        let standing = rows::standing(&app.db, &creditor, today).await?;
        let mut counted = None;
        for row in standing {
            let stage = Stage::ALL.into_iter().find(|stage| stage.as_str() == row.stage);
            let Some(column) = stage.and_then(|stage| board.get_mut(&stage)) else { continue };
            if counted.replace(stage) != Some(stage) {
                column.customers += row.customers;
                column.stake += row.stake;
            }
            column.first.push(Named {
                creditor: creditor.clone(),
                name: row.name,
                conversation: row.conversation,
                stake: row.own,
            });
        }
        let (count, paid) = rows::settled(&app.db, &creditor, (since, accepted)).await?;
        if let Some(column) = board.get_mut(&Stage::Settled) {
            column.customers += count;
            column.stake += paid;
        }
    }
    for column in board.values_mut() {
        column.first.sort_by(|a, b| (-a.stake, &a.name).cmp(&(-b.stake, &b.name)));
        column.first.truncate(5);
    }
    Ok(board)
}
