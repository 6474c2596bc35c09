//! How drafts, releases, what differs and what is wrong are told to people.

use std::collections::BTreeMap;

use axum::http::StatusCode;

use super::texts::one;
use crate::app::people::manage;
use crate::app::tuning::checks::{Report, Severity};
use crate::app::tuning::{Error as Failed, Refused, may, publish};
use crate::domain::access::{Right, Who};
use crate::domain::content::diff::{Change, Changes, How, Item, What};
use crate::domain::content::is_texts;
use crate::domain::content::release::{Draft, Status};
use crate::domain::dialogue::text::{Args, Value};
use crate::domain::problem::Problem;
use crate::web::desk::escaped;
use crate::web::error::Error;
use crate::web::site::Site;
use crate::web::texts::Texts;
pub(super) use crate::web::texts::{Piece, quoted};

/// Where drafts are.
pub(super) const DRAFTS: &str = "/ajustes/rascunhos";

/// The status of a refusal.
pub(super) const fn status(why: &Refused) -> StatusCode {
    match why {
        Refused::Unknown => StatusCode::NOT_FOUND,
        Refused::Right | Refused::OwnWork => StatusCode::FORBIDDEN,
        Refused::Status | Refused::Stale | Refused::Base | Refused::Conflicts { .. } => {
            StatusCode::CONFLICT
        }
        Refused::Problems { .. } | Refused::Nothing | Refused::NoReason | Refused::Path => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Refused::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
    }
}

/// A refusal in words.
pub(super) fn words(t: &Texts, why: &Refused) -> String {
    let count = match why {
        Refused::Conflicts { paths } => paths.len(),
        Refused::Problems { problems } => problems.len(),
        Refused::Right
        | Refused::Unknown
        | Refused::OwnWork
        | Refused::Status
        | Refused::Stale
        | Refused::Base
        | Refused::Nothing
        | Refused::NoReason
        | Refused::Path
        | Refused::TooLarge => 0,
    };
    t.tell(key(why), &Args::from([("count".to_owned(), number(count))]))
}

/// A refusal in the words that a page has of its own for it, else in those of all pages.
pub(super) fn words_or(t: &Texts, why: &Refused, own: &[(Refused, &str)]) -> String {
    let found = own.iter().find(|(refused, _)| refused == why);
    found.map_or_else(|| words(t, why), |(_, key)| t.say(key))
}

const fn key(why: &Refused) -> &'static str {
    match why {
        Refused::Right => "web-tuning-refused-right",
        Refused::Unknown => "web-tuning-refused-unknown",
        Refused::OwnWork => "web-tuning-refused-own-work",
        Refused::Status => "web-tuning-refused-status",
        Refused::Stale => "web-tuning-refused-stale",
        Refused::Base => "web-tuning-refused-base",
        Refused::Conflicts { .. } => "web-tuning-refused-conflicts",
        Refused::Problems { .. } => "web-tuning-refused-problems",
        Refused::Nothing => "web-tuning-refused-nothing",
        Refused::NoReason => "web-tuning-refused-no-reason",
        Refused::Path => "web-tuning-refused-path",
        Refused::TooLarge => "web-tuning-refused-too-large",
    }
}

/// A refusal where nothing is shown but that; anything else is a failure of ours.
pub(super) fn failed(error: Failed) -> Error {
    match error {
        Failed::Refused(Refused::Right | Refused::OwnWork) => Error::Forbidden,
        Failed::Refused(Refused::Unknown) => Error::NotFound,
        Failed::Refused(why) => Error::Refused(key(&why)),
        Failed::App(error) => Error::internal(error),
    }
}

/// A refusal that a page tells of; anything else is a failure of ours.
pub(super) fn refusal(error: Failed) -> Result<Refused, Error> {
    match error {
        Failed::Refused(Refused::Unknown) => Err(Error::NotFound),
        Failed::Refused(why) => Ok(why),
        Failed::App(error) => Err(Error::internal(error)),
    }
}

/// A count as a value.
pub(super) fn number(count: usize) -> Value {
    Value::Count(i64::try_from(count).unwrap_or(i64::MAX))
}

/// People's names by their ids.
pub(super) struct Names(BTreeMap<String, String>);

impl Names {
    /// Everybody's.
    pub async fn read(site: &Site) -> Result<Self, Error> {
        let all = manage::all(&site.app).await.map_err(Error::internal)?;
        let mut names: BTreeMap<String, String> =
            all.into_iter().map(|it| (it.who.id, it.who.name)).collect();
        names.insert(publish::PROGRAM.to_owned(), site.texts.say("web-tuning-by-program"));
        Ok(Self(names))
    }

    /// Somebody's; their id where nobody has it any more.
    pub fn of(&self, id: &str) -> String {
        self.0.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }
}

/// Where a file of a draft is edited.
pub(super) fn editor(draft: &str, path: &str) -> String {
    format!("{DRAFTS}/{}/arquivo?caminho={}", escaped(draft), escaped(path))
}

/// How a draft stands, for who reads its row.
pub(super) struct Standing {
    pub words: String,
    pub class: &'static str,
}

impl Standing {
    pub fn of(t: &Texts, status: Status) -> Self {
        let class = match status {
            Status::Open | Status::Dropped => "",
            Status::Review => "warn",
            Status::Approved | Status::Published => "good",
        };
        Self { words: t.say_of("web-tuning-status", "code", status.as_str()), class }
    }
}

/// A file's name as people read it.
pub(super) fn file_name(t: &Texts, path: &str) -> String {
    if let Some(folder) = path.strip_suffix('/') {
        return t.say_of("web-tuning-folder", "kind", folder);
    }
    let mut parts = path.split('/');
    let kind = match (parts.next().unwrap_or_default(), path) {
        ("policies", path) if path.ends_with("conduct.toml") => "conduct",
        ("locales", path) if is_texts(path) => "texts",
        ("locales", path) if path.contains("/understanding/") => "lessons",
        ("locales", _) => "templates",
        (folder, _) => folder,
    };
    let name = path.rsplit('/').next().unwrap_or(path);
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let locale = if path.starts_with("locales/") { parts.next().unwrap_or_default() } else { "" };
    let values = [("kind", kind), ("name", name), ("locale", locale)];
    let values = values.map(|(name, value)| (name.to_owned(), Value::Text(value.to_owned())));
    t.tell("web-tuning-file", &Args::from(values))
}

/// One thing that differs.
pub(super) struct Differs {
    pub what: String,
    pub name: String,
    pub how: String,
    pub before: String,
    pub after: String,
    /// True of what is written for the program and not for people.
    pub is_code: bool,
}

/// What differs in a file.
pub(super) struct Changed {
    pub name: String,
    pub path: String,
    pub how: String,
    pub lines: String,
    pub items: Vec<Differs>,
    pub more: String,
    /// Where it is edited; empty where it is not.
    pub address: String,
}

/// What differs, file by file; with the draft in which it is edited.
pub(super) fn changes(t: &Texts, all: &Changes, draft: Option<&str>) -> Vec<Changed> {
    all.files.iter().map(|file| changed(t, file, draft)).collect()
}

fn changed(t: &Texts, file: &Change, draft: Option<&str>) -> Changed {
    let lines = [("added", number(file.added)), ("removed", number(file.removed))];
    let lines = lines.map(|(name, value)| (name.to_owned(), value));
    let more = Args::from([("count".to_owned(), number(file.more))]);
    Changed {
        name: file_name(t, &file.path),
        path: file.path.clone(),
        how: how(t, file.how),
        lines: t.tell("web-tuning-lines", &Args::from(lines)),
        items: file.items.iter().map(|item| differs(t, item)).collect(),
        more: if file.more == 0 { String::new() } else { t.tell("web-tuning-more", &more) },
        address: draft.map(|draft| editor(draft, &file.path)).unwrap_or_default(),
    }
}

fn differs(t: &Texts, item: &Item) -> Differs {
    let (what, is_code) = match item.what {
        What::Step => ("step", true),
        What::Text => ("text", false),
        What::Limit => ("limit", true),
        What::Example => ("example", false),
        What::Value => ("value", true),
    };
    Differs {
        what: t.say_of("web-tuning-what", "code", what),
        name: item.name.clone(),
        how: how(t, item.how()),
        before: item.before.clone().unwrap_or_default(),
        after: item.after.clone().unwrap_or_default(),
        is_code,
    }
}

fn how(t: &Texts, how: How) -> String {
    let code = match how {
        How::Added => "added",
        How::Removed => "removed",
        How::Changed => "changed",
    };
    t.say_of("web-tuning-how", "code", code)
}

/// Something wrong, with where it is mended.
pub(super) struct Trouble {
    pub is_grave: bool,
    pub code: &'static str,
    pub place: String,
    pub words: String,
    pub remedy: String,
    pub address: String,
}

/// What the checks found, with links to the editor's lines.
pub(super) fn troubles(t: &Texts, report: &Report, draft: &str) -> Vec<Trouble> {
    report.all().map(|(severity, problem)| trouble(t, (severity, problem), draft)).collect()
}

/// One thing that was found.
pub(super) fn trouble(t: &Texts, (how, problem): (Severity, &Problem), draft: &str) -> Trouble {
    let (words, remedy) = t.problem(problem);
    let line = problem.line.map(|line| format!("&linha={line}")).unwrap_or_default();
    let is_there = problem.code != "content-missing" && !problem.file.ends_with('/');
    let address = if is_lacking(problem) {
        Some(one::address(draft, &problem.file, key_of(problem)))
    } else {
        is_there.then(|| format!("{}{line}", editor(draft, &problem.file)))
    };
    let place = match problem.line {
        Some(line) => {
            let values =
                [("file", Value::Text(file_name(t, &problem.file))), ("line", number(line))];
            let values = values.map(|(name, value)| (name.to_owned(), value));
            t.tell("web-tuning-place", &Args::from(values))
        }
        None => file_name(t, &problem.file),
    };
    Trouble {
        is_grave: how == Severity::Problem,
        code: problem.code,
        place,
        words,
        remedy,
        address: address.unwrap_or_default(),
    }
}

/// True of a text that a language lacks: it is written on its own page, though its file may not be there.
pub(super) fn is_lacking(problem: &Problem) -> bool {
    problem.code == "text-missing-in-locale"
}

/// The key of the text that a problem names; empty where it names none.
pub(super) fn key_of(problem: &Problem) -> &str {
    let key = problem.values.get("key").map(String::as_str).unwrap_or_default();
    key.split('.').next().unwrap_or_default()
}

/// True where somebody may go on with a draft.
pub(super) fn may_write(who: &Who, draft: &Draft) -> bool {
    may(who, Right::Draft) && !draft.status.is_over()
}
