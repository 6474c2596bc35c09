//! Three sides of files made one: what a release was, what it is by now, and what a draft wants.

use std::collections::BTreeSet;

use super::drafts::Side;
use crate::domain::content::Files;

/// What a merge came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merged {
    /// What the draft changes of the newer release, by path; no text where it takes a file away.
    pub changes: Vec<(String, Option<String>)>,
    /// The files where both sides changed the same and nobody said which is kept.
    pub conflicts: Vec<String>,
}

/// Brings what a draft changed of its base over to a newer release.
pub fn merge((base, theirs, mine): (&Files, &Files, &Files), sides: &[(String, Side)]) -> Merged {
    let mut merged = Merged::default();
    let paths: BTreeSet<&str> = base.paths().chain(mine.paths()).collect();
    for path in paths.into_iter().filter(|path| base.get(path) != mine.get(path)) {
        let (old, new, own) = (base.get(path), theirs.get(path), mine.get(path));
        let side = sides.iter().find(|(named, _)| named == path).map(|(_, side)| *side);
        let text = match (one(old, new, own), side) {
            (Ok(text), _) => text,
            (Err(Both), Some(Side::Mine)) => own.map(str::to_owned),
            (Err(Both), Some(Side::Theirs)) => new.map(str::to_owned),
            (Err(Both), None) => {
                merged.conflicts.push(path.to_owned());
                continue;
            }
        };
        merged.changes.push((path.to_owned(), text));
    }
    merged
}

/// The lines of a file where both sides changed the same, marked; none where no lines can be shown.
pub fn shown(
    path: &str,
    (base, theirs, mine): (&Files, &Files, &Files),
    (release, folder): (&str, &str),
) -> Option<String> {
    let merged = diffy::merge(base.get(path)?, theirs.get(path)?, mine.get(path)?).err()?;
    let mut inside = false;
    let mut text = String::new();
    for line in merged.lines() {
        let (begins, ends) = (line.starts_with("<<<<<<<"), line.starts_with(">>>>>>>"));
        inside = inside || begins;
        let line = match (begins, ends) {
            (true, _) => format!("<<<<<<< {release}"),
            (_, true) => format!(">>>>>>> {folder}"),
            (false, false) => line.to_owned(),
        };
        if inside {
            text.push_str(&line);
            text.push('\n');
        }
        inside = inside && !ends;
    }
    Some(text)
}

/// Both sides changed the same.
struct Both;

/// One file of three sides.
fn one(
    base: Option<&str>,
    theirs: Option<&str>,
    mine: Option<&str>,
) -> Result<Option<String>, Both> {
    if theirs == base || theirs == mine {
        return Ok(mine.map(str::to_owned));
    }
    match (base, theirs, mine) {
        (Some(base), Some(theirs), Some(mine)) => {
            diffy::merge(base, theirs, mine).map(Some).map_err(|_| Both)
        }
        (_, _, _) => Err(Both),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(text: &str) -> Files {
        let mut files = Files::default();
        files.put("flows/a.toml", text);
        files
    }

    const BASE: &str = "a = 1\n\nb = 2\n\nc = 3\n\nd = 4\n\ne = 5\n";

    #[test]
    fn changes_of_different_lines_are_both_kept() {
        let theirs = files(&BASE.replace("a = 1", "a = 10"));
        let mine = files(&BASE.replace("e = 5", "e = 50"));

        let merged = merge((&files(BASE), &theirs, &mine), &[]);

        let both = BASE.replace("a = 1", "a = 10").replace("e = 5", "e = 50");
        assert_eq!(merged.changes, [("flows/a.toml".to_owned(), Some(both))]);
    }

    #[test]
    fn the_same_line_changed_twice_is_told_and_decided_by_who_is_asked() {
        let theirs = files(&BASE.replace("a = 1", "a = 10"));
        let mine = files(&BASE.replace("a = 1", "a = 11"));
        let sides = |side| [("flows/a.toml".to_owned(), side)];
        let of = |sides: &[(String, Side)]| merge((&files(BASE), &theirs, &mine), sides);

        assert_eq!(of(&[]).conflicts, ["flows/a.toml"]);
        let kept = of(&sides(Side::Mine)).changes;
        assert_eq!(kept[0].1.as_deref(), mine.get("flows/a.toml"));
        let taken = of(&sides(Side::Theirs)).changes;
        assert_eq!(taken[0].1.as_deref(), theirs.get("flows/a.toml"));
    }

    #[test]
    fn a_file_taken_away_here_and_changed_there_is_a_conflict() {
        let theirs = files("a = 2\n");

        let merged = merge((&files(BASE), &theirs, &Files::default()), &[]);

        assert_eq!(merged.conflicts, ["flows/a.toml"]);
        let untouched = merge((&files(BASE), &files(BASE), &Files::default()), &[]);
        assert_eq!(untouched.changes, [("flows/a.toml".to_owned(), None)]);
    }
}
