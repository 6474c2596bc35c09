//! What each role may, as a table; made from the one that is asked.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::{Shell, Signed, answer};
use crate::domain::access::{Right, Role};
use crate::web::error::Error;

/// One right, with which roles hold it.
struct Row {
    words: String,
    roles: Vec<bool>,
}

#[derive(Template)]
#[template(path = "desk/roles.html")]
struct Page {
    shell: Shell,
    roles: Vec<String>,
    rows: Vec<Row>,
}

/// Shows the table, to everybody.
pub async fn show(signed: Signed) -> Result<Response, Error> {
    let t = &signed.site().texts;
    let row = |right: Right| Row {
        words: t.say_of("web-desk-right", "code", right.as_str()),
        roles: Role::ALL.map(|role| role.may(right)).into(),
    };
    let page = Page {
        roles: Role::ALL.map(|role| t.say_of("web-desk-role", "code", role.as_str())).into(),
        rows: Right::ALL.map(row).into(),
        shell: Shell::new(&signed, "/papeis"),
    };
    answer::page(StatusCode::OK, &page)
}
