//! What a folder of content was when it was taken out: the release, and each file by its hash.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Files;

/// The name of the file that tells it, beside `flows/`.
pub const NAME: &str = ".combinado-release";

/// What stands above it, for whoever opens it.
const HEAD: &str = "# Written by `combinado pull`: the release that these files were taken from.\n\
    # Keep it beside them; `combinado push` tells by it what you changed.\n";

/// The release that a folder was taken from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Base {
    /// Its number.
    pub release: i64,
    /// Its files, each by its hash.
    pub files: BTreeMap<String, String>,
}

impl Base {
    /// That of a release.
    pub fn of(release: i64, files: &Files) -> Self {
        let hashed = files.iter().map(|(path, text)| (path.to_owned(), Files::hash_of(text)));
        Self { release, files: hashed.collect() }
    }

    /// Reads it.
    ///
    /// # Examples
    /// ```
    /// # use combinado::domain::content::{Files, base::Base};
    /// let base = Base::of(3, &Files::default());
    ///
    /// assert_eq!(Base::read(&base.written()), Ok(base));
    /// assert!(Base::read("release = \"three\"").is_err());
    /// ```
    ///
    /// # Errors
    /// What of it is none of ours.
    pub fn read(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error: toml::de::Error| error.message().to_owned())
    }

    /// As it is written.
    pub fn written(&self) -> String {
        let line = |(path, hash): (&String, &String)| format!("\"{path}\" = \"{hash}\"\n");
        let lines: String = self.files.iter().map(line).collect();
        format!("{HEAD}release = {}\n\n[files]\n{lines}", self.release)
    }

    /// True where it tells of these files.
    pub fn is_of(&self, files: &Files) -> bool {
        *self == Self::of(self.release, files)
    }
}
