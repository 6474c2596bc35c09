//! Every code of the checks as one page: what it means, how grave it is, what to do, an example.
//!
//! The examples are files: of each code's folder those that raise it, and below `good` the same as
//! they should be; where that is a file of the program itself, `good.txt` names it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::kit::tell;
use crate::app::tuning::checks::codes::{Code, groups};
use crate::text::{Catalog, problems};

/// The most lines of an example.
const LINES: usize = 12;

/// The most letters of a line of an example.
const LETTERS: usize = 240;

/// The page; `examples` is the folder with a folder a code.
pub fn page(words: &Catalog, examples: Option<&Path>) -> String {
    let say = |key: &str| tell(words, key, &[]);
    let mut page = format!("# {}\n\n{}\n", say("cli-codes-title"), say("cli-codes-intro"));
    for group in groups(words) {
        let name = tell(words, "checks-group", &[("kind", group.kind)]);
        let _ = write!(page, "\n## {name}\n");
        for code in &group.codes {
            section(&mut page, words, code);
            if let Some(folder) = examples {
                example(&mut page, words, &folder.join(&code.code));
            }
        }
    }
    page
}

fn section(page: &mut String, words: &Catalog, code: &Code) {
    let (meaning, remedy) = problems::about(words, &code.code);
    let severity = tell(words, "checks-severity", &[("code", code.severity.as_str())]);
    let todo = tell(words, "cli-codes-remedy", &[]);
    let _ = write!(
        page,
        "\n### `{}`\n\n{}\n\n- {severity}\n- {todo}: {}\n",
        code.code,
        one_line(&meaning),
        one_line(&remedy)
    );
}

/// The files that raise a code, and those that do not.
fn example(page: &mut String, words: &Catalog, folder: &Path) {
    let good = folder.join("good");
    let (mut bads, mut goods) = (Vec::new(), Vec::new());
    for path in files(folder).into_iter().filter(|path| !is_good(folder, path)) {
        let name = path.strip_prefix(folder).unwrap_or(&path).to_path_buf();
        let (bad, twin) = (read(&path), read(&good.join(&name)));
        if bad != twin {
            bads.push((name.clone(), part(&bad, &twin)));
        }
        if bad != twin && good.join(&name).is_file() {
            goods.push((name, part(&twin, &bad)));
        }
    }
    for path in files(&good) {
        let name = path.strip_prefix(&good).unwrap_or(&path).to_path_buf();
        if !folder.join(&name).is_file() {
            goods.push((name, part(&read(&path), "")));
        }
    }
    let named = std::fs::read_to_string(folder.join("good.txt")).unwrap_or_default();
    shown(page, &tell(words, "cli-codes-bad", &[]), &bads);
    shown(page, &tell(words, "cli-codes-good", &[]), &goods);
    if !named.trim().is_empty() {
        let _ = write!(page, "\n{} `{}`\n", tell(words, "cli-codes-good", &[]), named.trim());
    }
}

fn is_good(folder: &Path, path: &Path) -> bool {
    let name = path.strip_prefix(folder).unwrap_or(path);
    name.starts_with("good") || name == Path::new("good.txt")
}

fn shown(page: &mut String, title: &str, parts: &[(PathBuf, String)]) {
    for (name, text) in parts {
        let name = name.display().to_string().replace('\\', "/");
        let _ = write!(page, "\n{title} `{name}`\n\n````\n{text}````\n");
    }
}

/// Every file below a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut inside: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    inside.sort();
    inside.into_iter().flat_map(|it| if it.is_dir() { files(&it) } else { vec![it] }).collect()
}

/// A file as it can be shown, whatever its bytes.
fn read(path: &Path) -> String {
    let bytes = std::fs::read(path).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
    let odd = |it: char| it.is_control() && it != '\n' && it != '\t';
    text.chars().map(|it| if odd(it) { '\u{fffd}' } else { it }).collect()
}

/// The lines in which a text differs from another, with one more around each.
fn part(text: &str, other: &str) -> String {
    let (lines, others): (Vec<&str>, Vec<&str>) = (text.lines().collect(), other.lines().collect());
    let mut part = String::new();
    let mut last = None;
    for (shown, at) in wanted(&lines, &others).into_iter().enumerate() {
        if shown == LINES {
            part.push_str("…\n");
            break;
        }
        if last.is_some_and(|last| last + 1 < at) {
            part.push_str("…\n");
        }
        last = Some(at);
        let line = lines.get(at).copied().unwrap_or_default();
        let cut: String = line.chars().take(LETTERS).collect();
        let more = if cut.len() < line.len() { "…" } else { "" };
        let _ = writeln!(part, "{cut}{more}");
    }
    part
}

/// The places of lines that another text lacks and of those around them; where it lacks none, of
/// those around the first that only it has.
fn wanted(lines: &[&str], others: &[&str]) -> BTreeSet<usize> {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for line in others {
        *left.entry(line).or_default() += 1;
    }
    let own = lines.iter().enumerate().filter(|(_, line)| {
        let here = left.get_mut(**line).filter(|count| **count > 0);
        here.map(|count| *count -= 1).is_none()
    });
    let mut places: Vec<usize> = own.map(|(at, _)| at).collect();
    if places.is_empty() {
        places.push(lines.iter().zip(others).take_while(|(one, other)| one == other).count());
    }
    let around = places.into_iter().flat_map(|at| [at.saturating_sub(1), at, at + 1]);
    around.filter(|at| *at < lines.len()).collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_example_shows_where_two_files_differ_and_no_more() {
        assert_eq!(part("a\nb\nx\nc\nd\n", "a\nb\nc\nd\n"), "b\nx\nc\n");
        // Where something is missing: the line that follows, between its neighbours.
        assert_eq!(part("a\nb\nc\nd\n", "a\nb\nx\nc\nd\n"), "b\nc\nd\n");
        assert_eq!(part("so\n", ""), "so\n");
        assert_eq!(part("", "so\n"), "");
        assert_eq!(part(&"x\n".repeat(99), "").lines().count(), LINES + 1);
    }
}
