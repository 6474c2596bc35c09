//! Experiments made in a draft: a plan written down, and another way put beside the others.
//!
//! A way with a flow or a policy of its own begins with a copy of what everybody has, under a name of
//! its own; what is to differ is changed afterwards where flows and policies are changed.

use chrono::NaiveDate;
use toml::{Table, Value};

use super::path_of;
use super::ways::{self, FLOWS, POLICIES};
use crate::app::App;
use crate::app::tuning::act::may;
use crate::app::tuning::drafts::{self, short};
use crate::app::tuning::{Error, Refused, limits};
use crate::domain::access::{Right, Who};
use crate::domain::content::Files;
use crate::domain::content::diff::entries;
use crate::domain::experiment::{Arm, CONTROL, Experiment, Guard, variant};
use crate::domain::locale::Locale;
use crate::domain::problem::Source;
use crate::text::single::is_single;

/// The longest name of a way.
const LONGEST: usize = 30;

/// What a plan's numbers are called in its file.
pub(super) const NUMBERS: [&str; 4] = ["share", "days", "expect", "detect"];

/// What must not get worse, as its file calls it.
pub(super) const GUARD: [&str; 3] = ["complaints", "opt_outs", "handoffs"];

/// An experiment as somebody plans it, with its first other way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The experiment's name.
    pub name: String,
    /// What, when and how much.
    pub terms: Terms,
    /// The other way.
    pub way: Way,
}

/// What an experiment is without its ways.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// What is to be found out.
    pub why: String,
    /// The first day.
    pub since: NaiveDate,
    /// The last one.
    pub until: NaiveDate,
    /// How many of a hundred take part, how many days they have, how many are thought to pay, and which
    /// difference matters.
    pub numbers: [u32; 4],
    /// By how many percent complaints, wishes for silence and handoffs may be more.
    pub guard: [u32; 3],
}

/// What another way is to differ in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Way {
    /// Its name.
    pub name: String,
    /// Other words: their language, and texts as a file of texts has them.
    pub texts: Option<(Locale, String)>,
    /// True where it runs on a flow of its own.
    pub flow: bool,
    /// The file of the policy in whose place it has one of its own.
    pub policy: Option<String>,
}

/// Files with their paths.
type Written = Vec<(String, Option<String>)>;

/// Looks whether an experiment can be made on what serves; nothing is saved.
///
/// # Errors
/// As [`begin`].
pub async fn look(app: &App, who: &Who, plan: &Plan) -> Result<(), Error> {
    allowed(app, who, (&plan.name, &plan.way)).await?;
    made(&app.live().files, plan).map(drop)
}

/// Puts an experiment into a draft.
///
/// # Errors
/// [`Refused::Path`] where a name is none, [`Refused::Stale`] where it is taken, [`Refused::Nothing`]
/// where the other way differs in nothing or its words are no whole texts, [`Refused::Unknown`] where
/// they are words of nothing; [`Refused::Right`] for a policy without the right to limits; or as
/// [`drafts::save`].
pub async fn begin(app: &App, who: &Who, draft: &str, plan: &Plan) -> Result<(), Error> {
    allowed(app, who, (draft, &plan.way)).await?;
    let opened = drafts::read(app, who, draft).await?;
    drafts::replace_all(app, who, &opened, made(&opened.files, plan)?).await
}

/// Puts another way beside those of an experiment of a draft.
///
/// # Errors
/// [`Refused::Stale`] where the experiment is another one than was read; or as [`begin`].
pub async fn add(
    app: &App,
    who: &Who,
    (draft, name): (&str, &str),
    (read, way): (&str, &Way),
) -> Result<(), Error> {
    allowed(app, who, (draft, way)).await?;
    let opened = drafts::read(app, who, draft).await?;
    let (path, text) = text_of(&opened.files, name)?;
    let known = Experiment::load(&Source::new(path.clone(), text)).map_err(|_| Refused::Status)?;
    if Files::hash_of(text) != read || known.arm(&way.name).is_some() {
        return Err(Refused::Stale.into());
    }
    let (arm, mut all) = written(&opened.files, name, way)?;
    let new = format!("{}\n\n{arm}", text.trim_end());
    Experiment::load(&Source::new(path.clone(), new.clone())).map_err(|_| Refused::Nothing)?;
    all.push((path, Some(new)));
    drafts::replace_all(app, who, &opened, all).await
}

async fn allowed(app: &App, who: &Who, (subject, way): (&str, &Way)) -> Result<(), Error> {
    if way.policy.is_some() && !may(who, Right::RaiseLimits) {
        return drafts::refuse(app, who, (subject, Refused::Right)).await;
    }
    Ok(())
}

/// The file of an experiment that is there, with its text.
pub(super) fn text_of<'f>(files: &'f Files, name: &str) -> Result<(String, &'f str), Refused> {
    let path = path_of(name).ok_or(Refused::Unknown)?;
    let text = files.get(&path).ok_or(Refused::Unknown)?;
    Ok((path, text))
}

/// The file of a new experiment, and those of its other way.
fn made(files: &Files, plan: &Plan) -> Result<Written, Error> {
    let path = path_of(&plan.name).ok_or(Refused::Path)?;
    if files.get(&path).is_some() {
        return Err(Refused::Stale.into());
    }
    let (arm, mut all) = written(files, &plan.name, &plan.way)?;
    let text = format!("{}\n{arm}", head(&plan.terms.tidy()).ok_or(Refused::Nothing)?);
    Experiment::load(&Source::new(path.clone(), text.clone())).map_err(|_| Refused::Nothing)?;
    all.push((path, Some(text)));
    Ok(all)
}

/// What stands above the other ways.
fn head(terms: &Terms) -> Option<String> {
    let named = |names: &[&str], numbers: &[u32]| -> Table {
        let pairs = names.iter().zip(numbers);
        pairs.map(|(name, number)| ((*name).to_owned(), (*number).into())).collect()
    };
    let mut head: Table =
        terms.values()?.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    head.insert("guard".to_owned(), Value::Table(named(&GUARD, &terms.guard)));
    let control = Table::from_iter([(CONTROL.to_owned(), Value::Table(named(&["weight"], &[1])))]);
    head.insert("arms".to_owned(), Value::Table(control));
    toml::to_string_pretty(&head).ok()
}

impl Terms {
    /// Those of an experiment.
    pub fn of(it: &Experiment) -> Self {
        let Guard { complaints, opt_outs, handoffs } = it.guard;
        Self {
            why: it.why.clone(),
            since: it.since,
            until: it.until,
            numbers: [it.share, it.days, it.expect, it.detect],
            guard: [complaints, opt_outs, handoffs],
        }
    }

    /// The same with a reason of a line.
    pub(super) fn tidy(&self) -> Self {
        Self { why: short(&self.why), ..self.clone() }
    }
}

/// A way as its experiment's file has it, and the files of its own.
fn written(files: &Files, experiment: &str, way: &Way) -> Result<(String, Written), Error> {
    let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let is_name = !way.name.is_empty() && way.name.len() <= LONGEST && way.name != CONTROL;
    if !is_name || !way.name.chars().all(letter) {
        return Err(Refused::Path.into());
    }
    let own = format!("{experiment}-{}", way.name);
    let mut text = format!("[arms.{}]\nweight = 1\n", way.name);
    let mut all = Written::new();
    if way.flow {
        let main = ways::main_flow(files).ok_or(Refused::Unknown)?;
        all.push(copied(files, &main, (FLOWS, &own))?);
        text = format!("{text}flow = \"{own}\"\n");
    }
    if let Some(from) = &way.policy {
        let is_one = limits::paths(files).contains(from);
        let name = files.get(from).filter(|_| is_one).and_then(ways::name_in);
        let name = Value::String(name.ok_or(Refused::Unknown)?);
        all.push(copied(files, from, (POLICIES, &own))?);
        text = format!("{text}\n[arms.{}.policies]\n{name} = \"{own}\"\n", way.name);
    }
    if let Some((locale, source)) = &way.texts {
        let source = ended(source);
        told(files, (*locale, &source))?;
        text = format!("{text}\n[arms.{}.texts]\n{locale} = {}\n", way.name, literal(&source));
    }
    if way.texts.is_none() && all.is_empty() {
        return Err(Refused::Nothing.into());
    }
    Ok((text, all))
}

/// A file again, under a name of its own; what everybody has stays what it is.
fn copied(
    files: &Files,
    from: &str,
    (folder, name): (&str, &str),
) -> Result<(String, Option<String>), Refused> {
    let path = format!("{folder}{name}.toml");
    if files.get(&path).is_some() || ways::file_of(files, (folder, name)).is_some() {
        return Err(Refused::Stale);
    }
    let text = files.get(from).and_then(|text| ways::renamed(text, name)).ok_or(Refused::Status)?;
    let mut with = files.clone();
    with.put(path.clone(), text.clone());
    // Which flow is everybody's is told by the names of files.
    if ways::main_flow(&with) != ways::main_flow(files) {
        return Err(Refused::Path);
    }
    Ok((path, Some(text)))
}

/// Looks whether words are whole texts of keys that there are, and other than those that everybody hears.
pub(super) fn told(files: &Files, (locale, source): (Locale, &str)) -> Result<(), Refused> {
    let all = entries(source);
    let one = |start: usize, end: usize| source.get(start..end).unwrap_or_default();
    let is_whole = all.iter().all(|it| is_single(one(it.start, it.end), it.key));
    // What is no text of a key would be passed over unheard.
    let is_said = |line: &&str| !line.trim().is_empty() && !line.starts_with('#');
    let lines = |text: &str| text.lines().filter(is_said).count();
    let is_all = all.iter().map(|it| lines(one(it.start, it.end))).sum::<usize>() == lines(source);
    if all.is_empty() || !is_whole || !is_all {
        return Err(Refused::Nothing);
    }
    let texts = [(locale, source.to_owned())].into_iter().collect();
    let (changed, unknown) = variant::worded(files, &Arm { texts, ..Arm::default() });
    match (unknown.is_empty(), changed == *files) {
        (false, _) => Err(Refused::Unknown),
        (true, true) => Err(Refused::Nothing),
        (true, false) => Ok(()),
    }
}

/// Words as a file takes them: with one end of line at their end.
pub(super) fn ended(source: &str) -> String {
    format!("{}\n", source.replace("\r\n", "\n").trim_end())
}

/// Words as they are, line by line, where no mark of theirs forbids it.
pub(super) fn literal(source: &str) -> String {
    let is_plain = !source.contains("'''") && !source.chars().any(|c| c.is_control() && c != '\n');
    if is_plain {
        format!("'''\n{source}'''")
    } else {
        Value::String(source.to_owned()).to_string()
    }
}
