//! The board: where customers stand, in columns with counts and sums. It only shows.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use serde::Deserialize;

use super::reports::{Choice, chosen, known, options};
use super::table::Cell;
use super::{conversation, page, refused};
use crate::app::watch::board::{self, Column, Stage};
use crate::domain::access::Right;
use crate::web::desk::{Shell, Signed};
use crate::web::error::Error;
use crate::web::texts::Texts;

/// The page's address.
pub const HERE: &str = "/quadro";

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Form {
    #[serde(default)]
    credor: String,
}

/// A customer who is named.
struct Named {
    name: String,
    address: String,
    stake: String,
}

/// A column as it is shown.
struct Shown {
    words: String,
    means: String,
    customers: i64,
    stake: String,
    first: Vec<Named>,
}

#[derive(Template)]
#[template(path = "desk/watch/board.html")]
struct Page {
    shell: Shell,
    creditors: Vec<Choice>,
    columns: Vec<Shown>,
}

/// Shows the board.
pub async fn show(signed: Signed, Query(form): Query<Form>) -> Result<Response, Error> {
    let site = signed.site();
    signed.need(Right::Watch).await?;
    let creditor = chosen(&form.credor);
    let seen = board::look(&site.app, &signed.who, creditor.as_deref()).await.map_err(refused)?;
    let (names, _) = known(site, &signed.who).await?;
    let columns = seen.iter().map(|(stage, column)| shown(&site.texts, *stage, column));
    page(&Page {
        shell: Shell::new(&signed, HERE),
        creditors: options(&names.creditors, &form.credor),
        columns: columns.collect(),
    })
}

fn shown(t: &Texts, stage: Stage, column: &Column) -> Shown {
    let code = stage.as_str();
    let named = |it: &board::Named| Named {
        name: it.name.clone(),
        address: it
            .conversation
            .as_ref()
            .map(|id| conversation(&it.creditor, id))
            .unwrap_or_default(),
        stake: Cell::Money(it.stake).shown(t),
    };
    Shown {
        words: t.say_of("web-desk-board-stage", "stage", code),
        means: t.say_of("web-desk-board-means", "stage", code),
        customers: column.customers,
        stake: Cell::Money(column.stake).shown(t),
        first: column.first.iter().map(named).collect(),
    }
}
