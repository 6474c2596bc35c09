//! What an installation says about itself: its file `combinado.toml` and `COMBINADO_…` variables.
//!
//! The only place that reads the environment. A variable outdoes the file, and what neither names
//! has its default; the manual is `default.toml`. To add a setting: a key of [`Settings`], its line
//! in `read`, and its lines in the manual.

pub mod accounts;
pub mod channels;
pub mod content;
pub mod desk;
pub mod desks;
pub mod embedded;
pub mod hints;
pub mod watch;

use std::collections::BTreeMap;
use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr};
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use self::accounts::Channels;
use self::desk::Desk;
use self::desks::Desks;
use self::hints::{Hints, Secret};
use crate::domain::id::hex;
use crate::domain::problem::{Problem, Source};

/// Where an installation's file is looked for.
pub const FILE: &str = "combinado.toml";

/// The manual, which is also a file with every default.
pub const MANUAL: &str = include_str!("default.toml");

/// The keys of the file, each with its variable.
const KEYS: [(&str, &str); 5] = [
    ("database", "COMBINADO_DATABASE"),
    ("content", "COMBINADO_CONTENT"),
    ("listen", "COMBINADO_LISTEN"),
    ("public_url", "COMBINADO_PUBLIC_URL"),
    ("metrics_token", "COMBINADO_METRICS_TOKEN"),
];

/// Where `serve` listens when nothing else is set.
const LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);

/// What an installation says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// A file, or the URL of a PostgreSQL server.
    pub database: String,
    /// The folder that holds `flows/`, `policies/` and `locales/`; none for the embedded ones.
    pub content: Option<PathBuf>,
    /// Where a second opinion may be asked; none for nowhere.
    pub hints: Option<Hints>,
    /// Where `serve` listens.
    pub listen: SocketAddr,
    /// Under which address the outside reaches us, without a slash at its end.
    pub public_url: Option<String>,
    /// What must be brought to read the metrics from another machine.
    pub metrics_token: Option<Secret>,
    /// How people get into the desk.
    pub desk: Desk,
    /// Our accounts at channels.
    pub channels: Channels,
    /// Other desks beside our own.
    pub desks: Desks,
}

/// What was given for a key, and where in the file.
struct Given {
    text: String,
    place: Option<Range<usize>>,
}

/// What was given, by key.
type Values = BTreeMap<&'static str, Given>;

impl Given {
    /// A problem of this value, at its place where it has one.
    fn problem(&self, source: &Source, code: &'static str) -> Problem {
        match &self.place {
            Some(place) => source.problem_at(code, place.clone()),
            None => source.problem(code),
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            database: "combinado.db".to_owned(),
            content: None,
            hints: None,
            listen: LISTEN,
            public_url: None,
            metrics_token: None,
            desk: Desk::default(),
            channels: Channels::default(),
            desks: Desks::default(),
        }
    }
}

impl Settings {
    /// Reads the file of this folder, where there is one, and the environment.
    ///
    /// # Errors
    /// Every problem of the file.
    pub fn load() -> Result<Self, Vec<Problem>> {
        let source = match std::fs::read_to_string(FILE) {
            Ok(text) => Source::new(FILE, text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Source::new(FILE, ""),
            Err(error) => {
                let source = Source::new(FILE, "");
                return Err(vec![source.problem("config-unreadable").with("detail", error)]);
            }
        };
        Self::read(&source, variable)
    }

    /// Reads a file's text, outdone by variables.
    ///
    /// # Errors
    /// Every problem of the text.
    pub fn read(
        source: &Source,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, Vec<Problem>> {
        let (document, errors) = DeTable::parse_recoverable(&source.text);
        let mut problems: Vec<Problem> = errors.iter().map(|error| syntax(source, error)).collect();
        let mut values = texts(source, document.get_ref(), &mut problems);
        for (key, name) in keys() {
            values.extend(variable(name).map(|text| (key, Given { text, place: None })));
        }
        let mut kept = |found: Vec<Problem>| problems.extend(found);
        let hints = Hints::read(source, &values).map_err(&mut kept).unwrap_or_default();
        let desk = Desk::read(source, &values).map_err(&mut kept).unwrap_or_default();
        let channels = Channels::read(source, document.get_ref(), &variable);
        let channels = channels.map_err(&mut kept).unwrap_or_default();
        let desks = Desks::read(source, document.get_ref(), &variable);
        let desks = desks.map_err(&mut kept).unwrap_or_default();
        let listen = listen(source, &values).map_err(&mut kept).unwrap_or(LISTEN);
        let public_url = public_url(source, &values).map_err(&mut kept).unwrap_or_default();
        if !problems.is_empty() {
            return Err(problems);
        }
        let given = Self::default();
        let mut text = |key: &str| values.remove(key).map(|it| it.text);
        Ok(Self {
            database: text("database").unwrap_or(given.database),
            content: text("content").map(PathBuf::from),
            hints,
            listen,
            public_url,
            metrics_token: text("metrics_token").map(Secret::new),
            desk,
            channels,
            desks,
        })
    }
}

/// Every key of the file, each with its variable.
fn keys() -> impl Iterator<Item = (&'static str, &'static str)> {
    KEYS.into_iter().chain(hints::KEYS).chain(desk::KEYS)
}

/// The names of the tables.
fn tables() -> impl Iterator<Item = &'static str> {
    accounts::TABLES.into_iter().chain([desks::TABLE])
}

/// The file's values by key; each is a text, but for the tables of accounts.
fn texts(source: &Source, document: &DeTable<'_>, problems: &mut Vec<Problem>) -> Values {
    let mut values = BTreeMap::new();
    for (key, value) in document {
        if tables().any(|table| table == key.get_ref()) {
            continue;
        }
        let Some((known, _)) = keys().find(|(known, _)| *known == key.get_ref()) else {
            let known = keys().map(|(key, _)| key).chain(tables()).collect::<Vec<_>>();
            let problem = source.problem_at("config-unknown-key", key.span());
            problems.push(problem.with("key", key.get_ref()).with("known", known.join(", ")));
            continue;
        };
        if let Some(text) = text(value) {
            values.insert(known, Given { text, place: Some(value.span()) });
        } else {
            let problem = source.problem_at("config-not-text", value.span());
            problems.push(problem.with("key", known));
        }
    }
    values
}

/// The address to listen on.
fn listen(source: &Source, values: &Values) -> Result<SocketAddr, Vec<Problem>> {
    let Some(given) = values.get("listen") else { return Ok(LISTEN) };
    given.text.trim().parse().map_err(|_| vec![given.problem(source, "config-listen")])
}

/// Our address as the outside knows it: encrypted, or within the own house.
fn public_url(source: &Source, values: &Values) -> Result<Option<String>, Vec<Problem>> {
    let Some(given) = values.get("public_url") else { return Ok(None) };
    if !hints::is_fit(&given.text) {
        return Err(vec![given.problem(source, "config-public-url")]);
    }
    Ok(Some(given.text.trim().trim_end_matches('/').to_owned()))
}

fn text(value: &Spanned<DeValue<'_>>) -> Option<String> {
    match value.get_ref() {
        DeValue::String(text) if !text.is_empty() => Some(text.to_string()),
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => None,
    }
}

fn syntax(source: &Source, error: &toml::de::Error) -> Problem {
    let problem = match error.span() {
        Some(span) => source.problem_at("config-syntax", span),
        None => source.problem("config-syntax"),
    };
    problem.with("detail", error.message())
}

/// True where people asked for no colours.
pub fn no_colour() -> bool {
    variable("NO_COLOR").is_some()
}

/// What the log should tell, such as `info`; none where nobody asked.
pub fn log_filter() -> Option<String> {
    variable("COMBINADO_LOG")
}

/// A secret that a variable holds, for who sets an account up.
pub fn secret(name: &str) -> Option<Secret> {
    variable(name).map(|text| Secret::new(text.trim()))
}

/// The settings as they would be with another text of the file and further variables.
///
/// # Errors
/// Every problem of the text.
pub fn with(source: &Source, more: &BTreeMap<String, Secret>) -> Result<Settings, Vec<Problem>> {
    Settings::read(source, |name| {
        more.get(name).map(|secret| secret.expose().to_owned()).or_else(|| variable(name))
    })
}

/// True where the log should be JSON, one object an event.
pub fn log_as_json() -> bool {
    variable("COMBINADO_LOG_FORMAT").is_some_and(|format| format == "json")
}

/// A variable that says something.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the environment")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// A folder of ours within a data folder, made where it is missing.
///
/// # Errors
/// When it cannot be made.
pub fn data_folder(path: &Path) -> std::io::Result<PathBuf> {
    std::fs::create_dir_all(path)?;
    Ok(path.to_owned())
}

/// A key that is kept in a data folder, made where there is none; only whoever runs us can read it.
///
/// # Errors
/// When it can be neither read nor made.
pub fn kept_key(folder: &Path) -> std::io::Result<Secret> {
    let path = data_folder(folder)?.join("secret.key");
    match std::fs::read_to_string(&path) {
        Ok(key) if !key.trim().is_empty() => return Ok(Secret::new(key.trim())),
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
    let key = hex(&bytes);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(&path)?.write_all(key.as_bytes())?;
    Ok(Secret::new(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_key_is_made_once() {
        let folder = std::env::temp_dir().join(format!("combinado-key-{}", std::process::id()));

        let first = kept_key(&folder).expect("it is made");
        let second = kept_key(&folder).expect("it is read");

        assert_eq!((first.expose().len(), first.expose()), (64, second.expose()));
        std::fs::remove_dir_all(&folder).expect("it can go");
    }

    fn read(text: &str) -> Result<Settings, Vec<Problem>> {
        Settings::read(&Source::new("combinado.toml", text), |_| None)
    }

    #[test]
    fn the_manual_says_the_defaults() {
        assert_eq!(read(MANUAL), Ok(Settings::default()));
        assert_eq!(read(""), Ok(Settings::default()));
    }

    #[test]
    fn a_variable_outdoes_the_file() {
        let source = Source::new("combinado.toml", "database = \"a.db\"\ncontent = \"mine\"");
        let variable = |name: &str| (name == "COMBINADO_DATABASE").then(|| "b.db".to_owned());

        let settings = Settings::read(&source, variable).expect("good");

        assert_eq!(settings.database, "b.db");
        assert_eq!(settings.content, Some(PathBuf::from("mine")));
    }

    #[test]
    fn every_problem_comes_at_once() {
        let problems = read("databse = \"a\"\ncontent = 5\n").expect_err("two problems");

        let codes: Vec<_> = problems.iter().map(|it| (it.code, it.line)).collect();
        assert!(codes.contains(&("config-unknown-key", Some(1))), "{codes:?}");
        assert!(codes.contains(&("config-not-text", Some(2))), "{codes:?}");
        assert_eq!(
            read("a = ").expect_err("broken").first().map(|it| it.code),
            Some("config-syntax")
        );
    }
}
