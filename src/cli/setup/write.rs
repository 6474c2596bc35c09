//! What a setting-up leaves: lines of `combinado.toml`, and the secrets in a file of their own.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;

use crate::config;
use crate::config::hints::Secret;

/// Where secrets go.
pub const ENV: &str = "combinado.env";

/// What will be written.
pub struct Draft {
    /// The whole file with the settings.
    pub file: String,
    /// The secrets, by their variables.
    pub secrets: BTreeMap<String, Secret>,
}

impl Draft {
    /// Writes both; only their owner may read the secrets.
    ///
    /// # Errors
    /// Where a file cannot be written.
    pub fn write(&self) -> io::Result<()> {
        replace(Path::new(config::FILE), &self.file, false)?;
        let before = std::fs::read_to_string(ENV).unwrap_or_default();
        replace(Path::new(ENV), &self.env(&before), true)
    }

    /// The file of secrets: other lines stay as they are.
    fn env(&self, before: &str) -> String {
        let is_ours = |line: &str| {
            line.split_once('=').is_some_and(|(name, _)| self.secrets.contains_key(name.trim()))
        };
        let mut text = String::new();
        let kept = before.lines().filter(|line| !is_ours(line)).map(str::to_owned);
        let new = self.secrets.iter().map(|(name, it)| format!("{name}={}", it.expose()));
        for line in kept.chain(new) {
            // Writing to a text cannot fail.
            let _ = writeln!(text, "{line}");
        }
        text
    }
}

/// The file with a table more, and our public address where it has none.
pub fn with_table(
    before: &str,
    table: &str,
    values: &[(&str, String)],
    public_url: Option<&str>,
) -> String {
    let mut text = String::new();
    let has_url = before.lines().any(|line| line.trim_start().starts_with("public_url"));
    if let Some(url) = public_url.filter(|_| !has_url) {
        // Before every table: what stands after one belongs to it.
        let _ = writeln!(text, "public_url = {}", quoted(url));
    }
    text.push_str(before);
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    let _ = writeln!(text, "\n[[{table}]]");
    for (key, value) in values {
        let _ = writeln!(text, "{key} = {value}");
    }
    text
}

/// The file with a section more, or that section anew, and our public address where it has none.
pub fn with_section(
    before: &str,
    section: &str,
    values: &[(String, String)],
    public_url: &str,
) -> String {
    let head = format!("[{section}]");
    let mut kept = String::new();
    let mut inside = false;
    for line in before.lines() {
        if line.trim_start().starts_with('[') {
            inside = line.trim() == head;
        }
        if !inside {
            let _ = writeln!(kept, "{line}");
        }
    }
    let mut text = String::new();
    if !kept.lines().any(|line| line.trim_start().starts_with("public_url")) {
        let _ = writeln!(text, "public_url = {}", quoted(public_url));
    }
    let _ = write!(text, "{}\n\n{head}\n", kept.trim_end());
    for (key, value) in values {
        let _ = writeln!(text, "{key} = {value}");
    }
    text
}

/// A text as TOML has it.
pub fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// Writes a whole file beside, then puts it in its place.
fn replace(path: &Path, text: &str, secret: bool) -> io::Result<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    let mut options = std::fs::File::options();
    options.create(true).write(true).truncate(true);
    #[cfg(unix)]
    if secret {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    #[cfg(not(unix))]
    let _ = secret;
    let mut file = options.open(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    std::fs::rename(&beside, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_comes_after_what_was_there_and_the_address_before() {
        let values = [("creditor", quoted("a\"b")), ("payments", "true".to_owned())];

        let text = with_table("listen = \"127.0.0.1:1\"", "whatsapp", &values, Some("https://b"));

        assert_eq!(
            text,
            "public_url = \"https://b\"\nlisten = \"127.0.0.1:1\"\n\n[[whatsapp]]\n\
             creditor = 'a\"b'\npayments = true\n"
        );
        let again = with_table(&text, "telegram", &[], Some("https://c"));
        assert!(!again.contains("https://c"));
    }

    #[test]
    fn a_section_takes_the_place_of_the_one_before() {
        let values = [("account".to_owned(), quoted("2"))];
        let before = "listen = \"a\"\n\n[desk.chatwoot]\naccount = \"1\"\n\n[desk.telegram]\ngroup = \"-1\"\n";

        let text = with_section(before, "desk.chatwoot", &values, "https://b");

        assert_eq!(
            text,
            "public_url = \"https://b\"\nlisten = \"a\"\n\n[desk.telegram]\ngroup = \"-1\"\n\n\
             [desk.chatwoot]\naccount = \"2\"\n"
        );
    }

    #[test]
    fn a_secret_takes_the_place_of_the_one_before() {
        let secrets = BTreeMap::from([("COMBINADO_A".to_owned(), Secret::new("new"))]);
        let draft = Draft { file: String::new(), secrets };

        assert_eq!(draft.env("COMBINADO_A=old\nOTHER=1\n"), "OTHER=1\nCOMBINADO_A=new\n");
    }
}
