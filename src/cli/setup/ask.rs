//! Asks in the terminal what was not given.

use std::io::{BufRead, IsTerminal, Write};
use std::process::{Command, Stdio};

use crate::cli::kit::Kit;
use crate::cli::told::Failure;
use crate::config;
use crate::config::hints::Secret;

/// How often a question is put to somebody who only presses the key.
const TRIES: u32 = 3;

/// Asks whoever sits there, or nobody.
pub struct Asker<'k> {
    kit: &'k Kit,
    /// True where nobody is to be asked.
    silent: bool,
}

impl<'k> Asker<'k> {
    /// Asks, but for where nobody wants to be asked.
    pub const fn new(kit: &'k Kit, silent: bool) -> Self {
        Self { kit, silent }
    }

    /// A text: as given, or asked for.
    ///
    /// # Errors
    /// Where it is missing and nobody is there to say.
    pub fn text(
        &self,
        question: &str,
        flag: &str,
        given: Option<String>,
    ) -> Result<String, Failure> {
        match given.filter(|text| !text.trim().is_empty()) {
            Some(text) => Ok(text.trim().to_owned()),
            None => self.line(question, flag),
        }
    }

    /// A secret: from a variable, or asked for without being shown.
    ///
    /// # Errors
    /// Where it is missing and nobody is there to say.
    pub fn secret(&self, question: &str, variable: &str) -> Result<Secret, Failure> {
        if let Some(secret) = config::secret(variable) {
            return Ok(secret);
        }
        let shown = self.hide();
        let line = self.line(question, variable);
        if shown {
            stty("echo");
            eprintln!();
        }
        line.map(Secret::new)
    }

    /// True where whoever is asked agrees, or nobody is asked.
    ///
    /// # Errors
    /// Where nobody is there to say.
    pub fn agree(&self, question: &str) -> Result<bool, Failure> {
        if self.silent {
            return Ok(true);
        }
        let answer = self.line(question, "--yes")?.to_lowercase();
        Ok(is_yes(&answer))
    }

    /// A text that may be left out: as given, or asked for once; nothing where nobody is asked.
    ///
    /// # Errors
    /// Where the terminal cannot be used.
    pub fn maybe(&self, question: &str, given: Option<String>) -> Result<Option<String>, Failure> {
        let answer = match given {
            Some(text) => Some(text),
            None if self.silent => None,
            None => self.once(question)?,
        };
        Ok(answer.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()))
    }

    /// True where whoever is asked wants it done once more; nobody who is not asked does.
    ///
    /// # Errors
    /// Where the terminal cannot be used.
    pub fn again(&self, question: &str) -> Result<bool, Failure> {
        let answer = self.maybe(question, None)?.unwrap_or_default().to_lowercase();
        Ok(is_yes(&answer))
    }

    fn line(&self, question: &str, flag: &str) -> Result<String, Failure> {
        let missing = || Failure::Input(self.kit.tell("cli-setup-missing", &[("what", flag)]));
        if self.silent {
            return Err(missing());
        }
        for _ in 0..TRIES {
            let Some(line) = self.once(question)? else { break };
            if !line.is_empty() {
                return Ok(line);
            }
        }
        Err(missing())
    }

    /// One line of whoever sits there; none where the input ended.
    fn once(&self, question: &str) -> Result<Option<String>, Failure> {
        let mut err = std::io::stderr();
        write!(err, "{} ", self.kit.tell(question, &[]))?;
        err.flush()?;
        let mut line = String::new();
        let read = std::io::stdin().lock().read_line(&mut line)?;
        Ok((read > 0).then(|| line.trim().to_owned()))
    }

    /// Stops the terminal from showing what is typed; true where it did show it.
    fn hide(&self) -> bool {
        !self.silent && std::io::stdin().is_terminal() && stty("-echo")
    }
}

/// True for a yes in any of our languages, in small letters.
fn is_yes(answer: &str) -> bool {
    answer.starts_with('s') || answer.starts_with('y')
}

/// Tells the terminal; false where there is no such program.
fn stty(what: &str) -> bool {
    let mut command = Command::new("stty");
    let ended = command.arg(what).stdin(Stdio::inherit()).stderr(Stdio::null()).status();
    ended.is_ok_and(|status| status.success())
}
