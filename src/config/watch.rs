//! Notices that an admin changed what the bot learns from, and reads it anew.
//!
//! It looks at times and lengths of files only, so a look costs next to nothing; it waits until two
//! looks see the same, so that files are not read while they are being written. It sleeps nowhere:
//! who looks, and how often, is the caller's. What was read is neither learnt nor judged here.

use std::path::{Path, PathBuf};

use super::content::{self, Stamp};
use crate::domain::content::Lessons;
use crate::domain::problem::Problem;

/// Sees changes in a folder's lessons.
#[derive(Clone, Debug)]
pub struct Watch {
    folder: PathBuf,
    known: Stamp,
    moving: Option<Stamp>,
}

impl Watch {
    /// Takes the folder as it is now for known: begin to watch before reading it.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), known: Stamp::of(folder), moving: None }
    }

    /// What the folder holds, where that changed and has come to rest; each change once.
    pub fn look(&mut self) -> Option<Result<Lessons, Vec<Problem>>> {
        let seen = Stamp::of(&self.folder);
        if seen == self.known {
            self.moving = None;
            return None;
        }
        if self.moving.as_ref() != Some(&seen) {
            self.moving = Some(seen);
            return None;
        }
        (self.known, self.moving) = (seen, None);
        Some(content::lessons(Some(&self.folder)))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(folder.path().join("locales/pt-BR/understanding")).expect("folders");
        write(&folder, "talk.toml", "greet = 'oi'");
        folder
    }

    fn write(folder: &tempfile::TempDir, name: &str, text: &str) {
        let path = folder.path().join("locales/pt-BR/understanding").join(name);
        fs::write(path, text).expect("a file");
    }

    #[test]
    fn what_did_not_change_is_not_read_again() {
        let folder = folder();
        let mut watch = Watch::new(folder.path());

        fs::write(folder.path().join("locales/pt-BR/cli.ftl"), "a = b").expect("a file");

        assert!(watch.look().is_none() && watch.look().is_none());
    }

    #[test]
    fn a_change_is_read_once_when_it_has_come_to_rest() {
        let folder = folder();
        let mut watch = Watch::new(folder.path());

        write(&folder, "talk.toml", "greet = 'oi, '");
        let first = watch.look();
        write(&folder, "talk.toml", "greet = 'oi, boa tarde'");
        let moving = watch.look();
        let rest = watch.look().expect("it is at rest").expect("it can be read");

        assert!(first.is_none() && moving.is_none());
        let texts: Vec<_> = rest.understanding.iter().map(|it| it.text.as_str()).collect();
        assert_eq!(texts, ["greet = 'oi, boa tarde'"]);
        assert!(watch.look().is_none());
    }

    #[test]
    fn files_that_come_and_go_are_changes() {
        let folder = folder();
        let mut watch = Watch::new(folder.path());

        write(&folder, "golden.jsonl", "{}");
        watch.look();
        let come = watch.look().expect("a change").expect("it can be read");
        fs::remove_dir_all(folder.path().join("locales")).expect("it goes");
        watch.look();
        let gone = watch.look().expect("a change");

        assert!(come.golden.is_some());
        assert!(gone.is_err_and(|problems| problems[0].code == "content-unreadable"));
    }
}
