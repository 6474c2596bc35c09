//! Experiments made in a draft: a plan written down, another way put beside the others, a way's words,
//! and an experiment taken out, with the way that won kept where somebody wants it.
//!
//! A way with a flow or a policy of its own begins with a copy of what everybody has, under a name of
//! its own; what is to differ is changed afterwards where flows and policies are changed.

use chrono::NaiveDate;
use toml::de::DeTable;
use toml::{Table, Value};

use super::path_of;
use super::ways::{self, FLOWS, POLICIES};
use crate::app::App;
use crate::app::tuning::act::may;
use crate::app::tuning::drafts::{self, Opened, short};
use crate::app::tuning::{Error, Refused, limits};
use crate::domain::access::{Right, Who};
use crate::domain::content::Files;
use crate::domain::content::diff::entries;
use crate::domain::experiment::{Arm, CONTROL, Experiment, FOLDER, variant};
use crate::domain::locale::Locale;
use crate::domain::problem::Source;
use crate::text::single::is_single;

/// The longest name of a way.
const LONGEST: usize = 30;

/// What a plan's numbers are called in its file.
const NUMBERS: [&str; 4] = ["share", "days", "expect", "detect"];

/// What must not get worse, as its file calls it.
const GUARD: [&str; 3] = ["complaints", "opt_outs", "handoffs"];

/// An experiment as somebody plans it, with its first other way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The experiment's name.
    pub name: String,
    /// What is to be found out.
    pub why: String,
    /// The first day.
    pub since: Option<NaiveDate>,
    /// The last one.
    pub until: Option<NaiveDate>,
    /// How many of a hundred take part, how many days they have, how many are thought to pay, and which
    /// difference matters.
    pub numbers: [u32; 4],
    /// By how many percent complaints, wishes for silence and handoffs may be more.
    pub guard: [u32; 3],
    /// The other way.
    pub way: Way,
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

/// Which words of a draft are meant: the experiment, the way and the language.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The draft.
    pub draft: &'a str,
    /// The experiment.
    pub name: &'a str,
    /// The way.
    pub arm: &'a str,
    /// The language.
    pub locale: Locale,
}

/// Files with their paths.
type Written = Vec<(String, String)>;

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
    save(app, who, &opened, made(&opened.files, plan)?).await
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
    all.push((path, new));
    save(app, who, &opened, all).await
}

/// Writes the words of a way over what was read of them.
///
/// # Errors
/// [`Refused::Stale`] where they were changed since; [`Refused::Nothing`] where they are no whole texts
/// or change nothing; [`Refused::Unknown`] where no text has their key; or as [`drafts::save`].
pub async fn word(
    app: &App,
    who: &Who,
    at: Words<'_>,
    (read, source): (&str, &str),
) -> Result<(), Error> {
    let opened = drafts::read(app, who, at.draft).await?;
    let (path, text) = text_of(&opened.files, at.name)?;
    let file = DeTable::parse(text).map_err(|_| Refused::Status)?;
    let value = ["arms", at.arm, "texts"]
        .iter()
        .try_fold(file.get_ref(), |table, key| table.get(*key)?.get_ref().as_table());
    let value = value.and_then(|texts| texts.get(at.locale.as_str())).ok_or(Refused::Unknown)?;
    let before = value.get_ref().as_str().ok_or(Refused::Unknown)?;
    if Files::hash_of(before) != read {
        return Err(Refused::Stale.into());
    }
    let source = ended(source);
    told(&opened.files, (at.locale, &source))?;
    let mut new = text.to_owned();
    new.replace_range(value.span(), &literal(&source));
    let says = Experiment::load(&Source::new(path.clone(), new.clone()));
    let is_it =
        |it: &Experiment| it.arm(at.arm).and_then(|arm| arm.texts.get(&at.locale)) == Some(&source);
    if new == text || !says.as_ref().is_ok_and(is_it) {
        return Err(Refused::Nothing.into());
    }
    save(app, who, &opened, vec![(path, new)]).await
}

/// Takes an experiment out of a draft, with the flow that only it had; published, everybody has things as
/// the release has them. With a way to keep, that one's words, flow and policy become everybody's.
///
/// # Errors
/// [`Refused::Unknown`] where there is no such experiment or way; or as [`drafts::save`].
pub async fn end(
    app: &App,
    who: &Who,
    draft: &str,
    (name, keeps): (&str, Option<&str>),
) -> Result<(), Error> {
    let opened = drafts::read(app, who, draft).await?;
    let (path, text) = text_of(&opened.files, name)?;
    let known = Experiment::load(&Source::new(path.clone(), text)).ok();
    let kept = keeps.map(|arm| {
        let arm = known.as_ref().and_then(|it| it.arm(arm)).ok_or(Refused::Unknown)?;
        Ok::<_, Error>(ways::armed(&opened.files, arm))
    });
    let kept = kept.transpose()?.unwrap_or_else(|| opened.files.clone());
    let new = kept.iter().filter(|(path, text)| opened.files.get(path) != Some(*text));
    let new: Written = new.map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
    let limits = new.iter().any(|(path, _)| drafts::right_of(path) == Right::RaiseLimits);
    if limits && !may(who, Right::RaiseLimits) {
        return drafts::refuse(app, who, (draft, Refused::Right)).await;
    }
    save(app, who, &opened, new).await?;
    let mut gone = vec![path];
    gone.extend(known.iter().flat_map(|of| orphans(&opened.files, of)));
    for path in gone {
        drafts::replace(app, who, &opened, (path, None)).await?;
    }
    Ok(())
}

/// The flows that only an experiment names.
fn orphans(files: &Files, of: &Experiment) -> Vec<String> {
    let others = files.iter().filter(|(path, _)| path.starts_with(FOLDER));
    let others = others.filter_map(|(path, it)| Experiment::load(&Source::new(path, it)).ok());
    let others = others.filter(|it| it.name != of.name).flat_map(|it| it.arms);
    let used: Vec<String> = others.filter_map(|arm| ways::flow_of(files, &arm)).collect();
    let own = of.arms.iter().filter_map(|arm| ways::flow_of(files, arm));
    let main = ways::main_flow(files);
    own.filter(|path| !used.contains(path) && Some(path) != main.as_ref()).collect()
}

async fn allowed(app: &App, who: &Who, (subject, way): (&str, &Way)) -> Result<(), Error> {
    if way.policy.is_some() && !may(who, Right::RaiseLimits) {
        return drafts::refuse(app, who, (subject, Refused::Right)).await;
    }
    Ok(())
}

async fn save(app: &App, who: &Who, opened: &Opened, all: Written) -> Result<(), Error> {
    for (path, text) in all {
        drafts::replace(app, who, opened, (path, Some(text))).await?;
    }
    Ok(())
}

/// The file of an experiment that is there, with its text.
fn text_of<'f>(files: &'f Files, name: &str) -> Result<(String, &'f str), Refused> {
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
    let text = format!("{}\n{arm}", head(plan).ok_or(Refused::Nothing)?);
    Experiment::load(&Source::new(path.clone(), text.clone())).map_err(|_| Refused::Nothing)?;
    all.push((path, text));
    Ok(all)
}

/// What stands above the other ways.
fn head(plan: &Plan) -> Option<String> {
    let whole = |number: &u32| Value::Integer(i64::from(*number));
    let named = |names: &[&str], numbers: &[u32]| -> Table {
        let pairs = names.iter().zip(numbers);
        pairs.map(|(name, number)| ((*name).to_owned(), whole(number))).collect()
    };
    let mut head = named(&NUMBERS, &plan.numbers);
    head.insert("why".to_owned(), Value::String(short(&plan.why)));
    for (key, day) in [("since", plan.since?), ("until", plan.until?)] {
        head.insert(key.to_owned(), Value::Datetime(day.to_string().parse().ok()?));
    }
    head.insert("guard".to_owned(), Value::Table(named(&GUARD, &plan.guard)));
    let control = Table::from_iter([(CONTROL.to_owned(), Value::Table(named(&["weight"], &[1])))]);
    head.insert("arms".to_owned(), Value::Table(control));
    toml::to_string_pretty(&head).ok()
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
) -> Result<(String, String), Refused> {
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
    Ok((path, text))
}

/// Looks whether words are whole texts of keys that there are, and other than those that everybody hears.
fn told(files: &Files, (locale, source): (Locale, &str)) -> Result<(), Refused> {
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
fn ended(source: &str) -> String {
    format!("{}\n", source.replace("\r\n", "\n").trim_end())
}

/// Words as they are, line by line, where no mark of theirs forbids it.
fn literal(source: &str) -> String {
    let is_plain = !source.contains("'''") && !source.chars().any(|c| c.is_control() && c != '\n');
    if is_plain {
        format!("'''\n{source}'''")
    } else {
        Value::String(source.to_owned()).to_string()
    }
}
