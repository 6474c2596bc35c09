//! Our own Rust files, split into code and strings, for tests that read them.

use std::fs;
use std::path::{Path, PathBuf};

/// One file of `src/`, without its tests.
pub struct File {
    /// Its path from `src/`, with `/`.
    pub path: String,
    /// The modules it is in: `["domain", "money"]`.
    pub modules: Vec<String>,
    /// The code, with comments and the insides of strings blanked out; lines stay where they are.
    pub code: String,
    /// The strings with the line that each begins in.
    pub strings: Vec<(usize, String)>,
    /// The file as it is.
    pub text: String,
}

impl File {
    /// Every place where a path such as `a::b::c` is named, with its line; groups are unfolded.
    ///
    /// `super::` and `self::` are resolved, so a path of ours begins with `crate`.
    pub fn paths(&self) -> Vec<(usize, Vec<String>)> {
        let tokens = tokens(&self.code);
        let mut paths = Vec::new();
        let mut place = 0;
        while place < tokens.len() {
            let starts = is_name(&tokens[place].1)
                && tokens.get(place + 1).is_some_and(|token| token.1 == "::")
                && place.checked_sub(1).is_none_or(|before| tokens[before].1 != "::");
            if starts {
                place = read_path(&tokens, place, &[], &mut paths);
            } else {
                place += 1;
            }
        }
        paths.into_iter().map(|(line, path)| (line, self.resolved(path))).collect()
    }

    fn resolved(&self, path: Vec<String>) -> Vec<String> {
        let supers = path.iter().take_while(|name| *name == "super").count();
        let own = path.first().is_some_and(|name| name == "self");
        if supers == 0 && !own {
            return path;
        }
        let depth = self.modules.len().saturating_sub(supers);
        let above = self.modules.iter().take(depth).cloned();
        let rest = path.into_iter().skip(supers.max(usize::from(own)));
        std::iter::once("crate".to_owned()).chain(above).chain(rest).collect()
    }
}

/// Every file of `src/`, without its tests, in the order of paths.
pub fn files() -> Vec<File> {
    let root = Path::new("src");
    let mut paths = Vec::new();
    walk(root, &mut paths);
    paths.sort();
    let files: Vec<File> = paths.iter().map(|path| read(root, path)).collect();
    let tests: Vec<String> = files.iter().flat_map(modules_of_tests).collect();
    files.into_iter().filter(|file| !tests.contains(&file.modules.join("/"))).collect()
}

/// The modules that a file declares with `#[cfg(test)] mod name;`.
fn modules_of_tests(file: &File) -> Vec<String> {
    let declared = file.text.split("#[cfg(test)]").skip(1).filter_map(|after| {
        let name = after.trim_start().strip_prefix("mod ")?.split_once(';')?.0;
        name.chars().all(is_letter).then(|| [&file.modules[..], &[name.to_owned()]].concat())
    });
    declared.map(|modules| modules.join("/")).collect()
}

/// Splits one text as a file of ours would be.
pub fn file(path: &str, text: &str) -> File {
    let shown = without_tests(text);
    let (code, strings) = split(&shown);
    let mut modules: Vec<String> =
        path.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if modules.last().is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str())) {
        modules.pop();
    }
    File { path: path.to_owned(), modules, code, strings, text: text.to_owned() }
}

fn read(root: &Path, path: &Path) -> File {
    let text = fs::read_to_string(path).expect("our sources are readable");
    let name = path.strip_prefix(root).expect("found below the root").display().to_string();
    file(&name, &text)
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("our sources are there") {
        let path = entry.expect("a readable folder").path();
        let is_test = path.file_stem().is_some_and(|name| name == "tests");
        if path.is_dir() && !is_test {
            walk(&path, found);
        } else if !is_test && path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Blanks every item under `#[cfg(test)]`.
fn without_tests(text: &str) -> String {
    let mut kept = text.to_owned();
    while let Some(start) = split(&kept).0.find("#[cfg(test)]") {
        let (code, _) = split(&kept);
        let after = &code[start..];
        let end = match (after.find('{'), after.find(';')) {
            (Some(brace), semicolon) if semicolon.is_none_or(|semicolon| brace < semicolon) => {
                start + brace + closing(&after[brace..])
            }
            (_, Some(semicolon)) => start + semicolon + 1,
            (_, None) => code.len(),
        };
        let blank: String = kept[start..end].chars().map(blanked).collect();
        kept.replace_range(start..end, &blank);
    }
    kept
}

fn closing(code: &str) -> usize {
    let mut depth = 0_usize;
    for (place, c) in code.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return place + 1,
            '}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}

fn blanked(c: char) -> char {
    if c == '\n' { '\n' } else { ' ' }
}

/// The code without comments and the insides of strings, and the strings.
///
/// Each byte that is blanked becomes a space, so places in both texts agree.
fn split(text: &str) -> (String, Vec<(usize, String)>) {
    let mut code = String::with_capacity(text.len());
    let mut strings = Vec::new();
    let mut rest = text;
    let mut line = 1;
    while let Some(c) = rest.chars().next() {
        let (taken, inside) = literal(rest, code.chars().next_back());
        let (this, after) = rest.split_at(taken.max(c.len_utf8()));
        if let Some(inside) = inside {
            strings.push((line, inside.to_owned()));
            code.push('"');
            blank(&mut code, this.get(1..this.len() - 1).unwrap_or_default());
            code.push('"');
        } else if taken > 0 {
            blank(&mut code, this);
        } else {
            code.push(c);
        }
        line += this.matches('\n').count();
        rest = after;
    }
    (code, strings)
}

fn blank(code: &mut String, text: &str) {
    for byte in text.bytes() {
        code.push(if byte == b'\n' { '\n' } else { ' ' });
    }
}

/// How many bytes a comment or literal takes here, and what is inside where it is a string.
fn literal(rest: &str, before: Option<char>) -> (usize, Option<&str>) {
    if rest.starts_with("//") {
        return (rest.find('\n').unwrap_or(rest.len()), None);
    }
    if rest.starts_with("/*") {
        return (rest.find("*/").map_or(rest.len(), |end| end + 2), None);
    }
    let in_name = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let prefix = ["br", "cr", "r", "b", "c"].into_iter().find(|prefix| rest.starts_with(prefix));
    let prefix = prefix.filter(|_| !in_name).unwrap_or("");
    let body = &rest[prefix.len()..];
    if prefix.ends_with('r') {
        let fence = body.chars().take_while(|c| *c == '#').count();
        if body[fence..].starts_with('"') {
            let close = format!("\"{}", "#".repeat(fence));
            let inside = &body[fence + 1..];
            let length = inside.find(&close).unwrap_or(inside.len());
            let taken = prefix.len() + fence + 1 + length + close.len();
            return (taken.min(rest.len()), Some(&inside[..length]));
        }
    }
    if body.starts_with('"') {
        let end = unescaped(body, '"');
        return (prefix.len() + end, Some(&body[1..end - 1]));
    }
    (letter(body).map_or(0, |taken| prefix.len() + taken), None)
}

/// The length of a char literal, which a lifetime is not.
fn letter(body: &str) -> Option<usize> {
    let inside = body.strip_prefix('\'')?;
    let first = inside.chars().next()?;
    if first == '\\' {
        return Some(unescaped(body, '\''));
    }
    let close = inside[first.len_utf8()..].starts_with('\'');
    close.then_some(first.len_utf8() + 2)
}

fn unescaped(body: &str, close: char) -> usize {
    let mut escaped = false;
    for (place, c) in body.char_indices().skip(1) {
        if c == close && !escaped {
            return place + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    body.len()
}

fn tokens(code: &str) -> Vec<(usize, String)> {
    let mut tokens: Vec<(usize, String)> = Vec::new();
    for (line, text) in code.lines().enumerate() {
        let mut rest = text.trim_start();
        while let Some(c) = rest.chars().next() {
            let length = if is_letter(c) {
                rest.find(|c| !is_letter(c)).unwrap_or(rest.len())
            } else if rest.starts_with("::") {
                2
            } else {
                c.len_utf8()
            };
            tokens.push((line + 1, rest[..length].to_owned()));
            rest = rest[length..].trim_start();
        }
    }
    tokens
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Reads one path from `place` on, groups and all; returns the place after it.
fn read_path(
    tokens: &[(usize, String)],
    mut place: usize,
    above: &[String],
    paths: &mut Vec<(usize, Vec<String>)>,
) -> usize {
    let mut path = above.to_vec();
    let line = tokens[place].0;
    loop {
        match tokens.get(place) {
            Some((_, name)) if is_name(name) || name == "*" => path.push(name.clone()),
            Some((_, open)) if open == "{" => return read_group(tokens, place + 1, &path, paths),
            Some(_) | None => break,
        }
        place += 1;
        if tokens.get(place).is_none_or(|token| token.1 != "::") {
            break;
        }
        place += 1;
    }
    paths.push((line, path));
    place
}

fn read_group(
    tokens: &[(usize, String)],
    mut place: usize,
    above: &[String],
    paths: &mut Vec<(usize, Vec<String>)>,
) -> usize {
    while let Some((_, token)) = tokens.get(place) {
        match token.as_str() {
            "}" => return place + 1,
            name if is_name(name) || name == "*" || name == "{" => {
                place = read_path(tokens, place, above, paths);
            }
            _ => place += 1,
        }
    }
    place
}

#[test]
fn a_file_is_split_into_code_and_strings() {
    let text = "use crate::{a::B, c::{D, e}}; // \"no\"\nlet x = \"é\\\"/*\"; let y = r#\"\"olá\"\"#;\n\
                fn f<'a>(c: &'a str) { '\"'; '\\''; super::up::go(); }\n\
                #[cfg(test)]\nmod tests { use crate::z; const S: &str = \"ção}\"; }\nuse std::fmt;\n";
    let file = file("domain/money.rs", text);

    let strings: Vec<_> = file.strings.iter().map(|(line, s)| (*line, s.as_str())).collect();
    assert_eq!(strings, [(2, "é\\\"/*"), (2, "\"olá\"")]);
    let paths: Vec<_> =
        file.paths().into_iter().map(|(line, path)| (line, path.join("::"))).collect();
    let expected = [
        (1, "crate::a::B"),
        (1, "crate::c::D"),
        (1, "crate::c::e"),
        (3, "crate::domain::up::go"),
        (6, "std::fmt"),
    ];
    assert_eq!(paths, expected.map(|(line, path)| (line, path.to_owned())));
}
