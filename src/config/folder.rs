//! A folder of content that goes back and forth: its files with what they were taken from.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::content;
use crate::domain::content::Files;
use crate::domain::content::base::{Base, NAME};
use crate::domain::problem::{Problem, Source};

/// Reads what people tune of a folder, and what is noted beside it; an empty folder holds nothing.
///
/// # Errors
/// Every file that cannot be read, or a note that is none of ours.
pub fn read(folder: &Path) -> Result<(Files, Option<Base>), Vec<Problem>> {
    let files = content::present(folder)?.only(Files::is_tuned);
    let note = folder.join(NAME);
    let name = note.display().to_string();
    match std::fs::read_to_string(&note) {
        Ok(text) => match Base::read(&text) {
            Ok(base) => Ok((files, Some(base))),
            Err(why) => {
                let problem = Source::new(name, text).problem("content-unreadable");
                Err(vec![problem.with("detail", why)])
            }
        },
        Err(error) if error.kind() == ErrorKind::NotFound => Ok((files, None)),
        Err(error) => {
            let problem = Source::new(name, "").problem("content-unreadable");
            Err(vec![problem.with("detail", error)])
        }
    }
}

/// Changes files of a folder, then notes what they were taken from: who is interrupted in between
/// begins again.
///
/// # Errors
/// What the system refuses.
pub fn change(folder: &Path, changes: &[(String, Option<String>)], base: &Base) -> io::Result<()> {
    let texts: BTreeMap<&str, &Option<String>> =
        changes.iter().map(|(path, text)| (path.as_str(), text)).collect();
    for (path, text) in texts {
        let path = folder.join(path);
        match text {
            Some(text) => put(&path, text)?,
            None => std::fs::remove_file(&path)?,
        }
    }
    put(&folder.join(NAME), &base.written())
}

/// Writes a file whole or not at all.
fn put(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    std::fs::write(&beside, text)?;
    std::fs::rename(&beside, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_read_as_it_was_changed() {
        let folder = tempfile::tempdir().expect("a folder");
        let (empty, base) = read(folder.path()).expect("nothing is fine");
        assert!(empty.is_empty() && base.is_none());
        let changes = [
            ("flows/a.toml".to_owned(), Some("a = 1\n".to_owned())),
            ("locales/pt-BR/talk.ftl".to_owned(), Some("a = b\n".to_owned())),
        ];
        let noted = Base::of(7, &empty);

        change(folder.path(), &changes, &noted).expect("it is written");
        let (files, base) = read(folder.path()).expect("it is read");
        assert_eq!(files.paths().collect::<Vec<_>>(), ["flows/a.toml", "locales/pt-BR/talk.ftl"]);
        assert_eq!(base, Some(noted.clone()));

        change(folder.path(), &[("flows/a.toml".to_owned(), None)], &noted).expect("it goes");
        let (files, _) = read(folder.path()).expect("it is read");
        assert_eq!(files.paths().collect::<Vec<_>>(), ["locales/pt-BR/talk.ftl"]);
        std::fs::write(folder.path().join(NAME), "<<<<<<<").expect("it is broken");
        assert_eq!(read(folder.path()).expect_err("broken")[0].code, "content-unreadable");
    }
}
