//! A page as an answer: never kept by a browser, and told as it is even where it refuses.

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use crate::web::error::{Error, Told};

/// A page.
pub fn page(status: StatusCode, page: &impl Template) -> Result<Response, Error> {
    let page = page.render().map_err(Error::internal)?;
    let mut answer = (status, [(header::CACHE_CONTROL, "no-store")], Html(page)).into_response();
    answer.extensions_mut().insert(Told);
    Ok(answer)
}

/// The status of a page that may tell of something wrong.
pub const fn status(wrong: &str) -> StatusCode {
    if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
}
