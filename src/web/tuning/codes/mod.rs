//! What each code of the checks means, and what to do: where every list of problems leads.

use askama::Template;
use axum::Router;
use axum::response::Response;
use axum::routing::get;

use super::told::{Piece, quoted};
use super::{HOME, page};
use crate::app::tuning::checks::Severity;
use crate::app::tuning::checks::codes::groups;
use crate::domain::access::Right;
use crate::domain::dialogue::vocabulary::KINDS;
use crate::web::desk::{Shell, Signed};
use crate::web::error::Error;
use crate::web::site::Site;

/// Where the page is; a code is its fragment.
pub(super) const CODES: &str = "/ajustes/verificacoes";

struct Group {
    kind: &'static str,
    name: String,
    codes: Vec<Told>,
}

/// One code.
struct Told {
    code: String,
    is_grave: bool,
    meaning: Vec<Piece>,
    remedy: Vec<Piece>,
}

/// Words of the files' notation that sentences name.
const NOTATION: [&str; 2] = ["true", "false"];

/// Kinds of files that are no matter of this room.
const ELSEWHERE: [&str; 2] = ["import", "config"];

#[derive(Template)]
#[template(path = "tuning/codes/codes.html")]
struct Page {
    shell: Shell,
    groups: Vec<Group>,
}

/// The addresses of this page.
pub(super) fn routes() -> Router<Site> {
    Router::new().route(CODES, get(show))
}

async fn show(signed: Signed) -> Result<Response, Error> {
    signed.need(Right::ReadTuning).await?;
    let t = &signed.site().texts;
    let told = |it: crate::app::tuning::checks::codes::Code| {
        let (meaning, remedy) = t.code(&it.code);
        Told {
            is_grave: it.severity == Severity::Problem,
            meaning: pieces(&meaning),
            remedy: pieces(&remedy),
            code: it.code,
        }
    };
    let groups = groups(t.catalog()).into_iter();
    let groups = groups.filter(|group| !ELSEWHERE.contains(&group.kind)).map(|group| Group {
        kind: group.kind,
        name: t.say_of("checks-group", "kind", group.kind),
        codes: group.codes.into_iter().map(told).collect(),
    });
    page(&Page { groups: groups.collect(), shell: Shell::new(&signed, HOME) })
}

/// Words, with what they quote from files and what belongs to the files' notation set apart.
fn pieces(text: &str) -> Vec<Piece> {
    let apart = |piece: Piece| if piece.is_code { vec![piece] } else { named(&piece.text) };
    quoted(text).into_iter().flat_map(apart).collect()
}

/// Words, with names of the files' notation set apart.
fn named(text: &str) -> Vec<Piece> {
    let is_word = |it: char| it.is_alphanumeric() || it == '_';
    let mut pieces: Vec<Piece> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let inside = rest.starts_with(is_word);
        let end = rest.find(|it| is_word(it) != inside).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        let is_code = KINDS.contains(&piece) || NOTATION.contains(&piece);
        match pieces.last_mut().filter(|last| !last.is_code && !is_code) {
            Some(last) => last.text.push_str(piece),
            None => pieces.push(Piece { is_code, text: piece.to_owned() }),
        }
        rest = after;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_files_is_set_apart_from_words() {
        let text = "Um passo do tipo end ou handoff; verified = true.";
        let pieces = pieces(text);

        let codes: Vec<_> = pieces.iter().filter(|it| it.is_code).map(|it| &*it.text).collect();
        assert_eq!(codes, ["end", "handoff", "true"]);
        assert_eq!(pieces.iter().map(|it| &*it.text).collect::<String>(), text);
    }

    #[test]
    fn what_words_quote_from_files_is_set_apart_as_a_whole() {
        let pieces = pieces("Escreva “! close promise” antes.");

        let codes: Vec<_> = pieces.iter().filter(|it| it.is_code).map(|it| &*it.text).collect();
        assert_eq!(codes, ["! close promise"]);
    }
}
