//! Examples by intent: what the bot learns from, one sentence more or less.
//!
//! An example is a line between the marks of its list; adding and removing touch that line alone.

use std::ops::Range;

use super::drafts;
use super::{Error, Refused};
use crate::app::App;
use crate::domain::access::Who;
use crate::domain::content::{Files, is_table};
use crate::domain::dialogue::choice::fold;

/// The most letters of an example.
const LONGEST: usize = 300;

/// What stands around the lines of a list.
const MARK: &str = "'''";

/// The examples of an intent, or of a kind of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// The file.
    pub path: String,
    /// The intent, with its kind after a dot where it has one.
    pub name: String,
    /// The sentences, in their order.
    pub examples: Vec<String>,
    /// Where they stand in the file's bytes.
    place: Range<usize>,
}

/// What is done to an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// It is added.
    Add,
    /// It is taken away.
    Remove,
}

/// Every list of examples of some files.
pub fn lists(files: &Files) -> Vec<List> {
    let of = files.iter().filter(|(path, _)| {
        path.starts_with("locales/") && path.contains("/understanding/") && is_table(path)
    });
    of.flat_map(|(path, text)| in_file(path, text)).collect()
}

fn in_file(path: &str, text: &str) -> Vec<List> {
    let (mut lists, mut table, mut at) = (Vec::new(), String::new(), 0);
    let mut open: Option<(String, usize)> = None;
    for line in text.split_inclusive('\n') {
        let (start, end) = (at, at + line.len());
        at = end;
        let bare = line.trim();
        if let Some((name, from)) = open.take() {
            if !bare.starts_with(MARK) {
                open = Some((name, from));
                continue;
            }
            let all = text.get(from..start).unwrap_or_default();
            let examples = all.lines().map(str::trim).filter(|it| !it.is_empty());
            let examples = examples.map(str::to_owned).collect();
            lists.push(List { path: path.to_owned(), name, examples, place: from..start });
        } else if let Some(name) = bare.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
            name.trim_matches(['[', ']']).clone_into(&mut table);
        } else if let Some((key, _)) = bare.split_once('=').filter(|(_, it)| it.trim() == MARK) {
            let key = key.trim();
            let name = if table.is_empty() { key.to_owned() } else { format!("{table}.{key}") };
            open = Some((name, end));
        }
    }
    lists
}

/// Adds an example to a draft's list, or takes one away.
///
/// # Errors
/// [`Refused::Nothing`] where that changes nothing or is no example; or as [`drafts::save`].
pub async fn change(
    app: &App,
    who: &Who,
    (draft, path, name): (&str, &str, &str),
    (deed, example): (Deed, &str),
) -> Result<(), Error> {
    let opened = drafts::read(app, who, draft).await?;
    let text = opened.files.get(path).ok_or(Refused::Unknown)?;
    let list = in_file(path, text).into_iter().find(|it| it.name == name);
    let list = list.ok_or(Refused::Unknown)?;
    let whole = changed(text, &list, (deed, example)).ok_or(Refused::Nothing)?;
    drafts::replace(app, who, &opened, (path.to_owned(), Some(whole))).await
}

/// The file with one example more or less; none where that changes nothing or is no example.
fn changed(text: &str, list: &List, (deed, example): (Deed, &str)) -> Option<String> {
    let example = example.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_one = !fold(&example).is_empty()
        && example.chars().count() <= LONGEST
        && !example.contains(MARK)
        && !example.starts_with('#');
    if !is_one {
        return None;
    }
    let known = list.examples.iter().any(|it| fold(it) == fold(&example));
    let (before, after) = (text.get(..list.place.end)?, text.get(list.place.end..)?);
    match deed {
        Deed::Add if known => None,
        Deed::Add => Some(format!("{before}{example}\n{after}")),
        Deed::Remove => {
            let all = text.get(list.place.clone())?;
            let mut at = list.place.start;
            let gone = all.split_inclusive('\n').find_map(|line| {
                let start = at;
                at += line.len();
                (line.trim() == example).then_some(start..start + line.len())
            })?;
            Some([text.get(..gone.start)?, text.get(gone.end..)?].concat())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: &str = "locales/pt-BR/understanding/talk.toml";
    const TEXT: &str = "# x\ngreet = '''\noi\nolá\n'''\n\n[menu]\nplain = '''\nmenu\n'''\n";

    fn list(name: &str) -> List {
        in_file(PATH, TEXT).into_iter().find(|it| it.name == name).expect("a list")
    }

    #[test]
    fn examples_are_listed_by_intent_and_kind() {
        assert_eq!(list("greet").examples, ["oi", "olá"]);
        assert_eq!(list("menu.plain").examples, ["menu"]);
    }

    #[test]
    fn one_line_more_or_less_and_every_other_byte_stays() {
        let greet = list("greet");

        let more = changed(TEXT, &greet, (Deed::Add, " bom  dia ")).expect("added");
        assert_eq!(more, TEXT.replace("olá\n", "olá\nbom dia\n"));
        let less = changed(TEXT, &greet, (Deed::Remove, "oi")).expect("removed");
        assert_eq!(less, TEXT.replace("oi\n", ""));
        for nothing in ["OLÁ!", "", "a ''' b", "# c"] {
            assert_eq!(changed(TEXT, &greet, (Deed::Add, nothing)), None, "{nothing}");
        }
        assert_eq!(changed(TEXT, &greet, (Deed::Remove, "menu")), None);
    }
}
