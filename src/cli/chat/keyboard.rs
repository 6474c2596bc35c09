//! The conversation for a person at a keyboard: options by number, the QR code drawn, colours
//! where the terminal has them. Without a terminal it is plain lines in and plain lines out.

use std::io::{BufRead, IsTerminal, Write};

use rustyline::DefaultEditor;
use rustyline::error::ReadlineError;

use super::input::{Command, Input};
use super::output::{Shown, ShownAttachment, Speaker};
use super::{Stop, Talk, qr};
use crate::cli::exit::Exit;
use crate::cli::kit::{Kit, colours_on_stdout};
use crate::cli::told::Failure;

/// Where lines come from.
enum Lines {
    /// A terminal, with a line editor.
    Editor(Box<DefaultEditor>),
    /// Anything else.
    Plain,
}

/// How things are shown.
struct Screen<'a> {
    kit: &'a Kit,
    colours: bool,
}

/// Holds the conversation until the person leaves.
pub fn run(kit: &Kit, talk: &mut dyn Talk, trace: bool) -> Result<Exit, Failure> {
    let screen = Screen { kit, colours: colours_on_stdout() };
    let mut lines = Lines::open();
    if let Lines::Editor(_) = lines {
        eprintln!("{}", kit.tell("cli-chat-welcome", &[]));
    }
    let begun = talk.begin()?;
    begun.said.iter().try_for_each(|shown| screen.show(shown))?;
    if begun.said.is_empty() {
        begun.why_not.iter().for_each(|why| eprintln!("{why}"));
        eprintln!("{}", kit.tell("cli-chat-customer-first", &[]));
    }
    while let Some(line) = lines.next(&screen)? {
        if line.trim().is_empty() {
            continue;
        }
        match Command::parse(&line) {
            Command::Leave => break,
            Command::Help => eprintln!("{}", kit.tell("cli-chat-help", &[])),
            Command::Unknown(command) => {
                eprintln!("{}", kit.tell("cli-chat-unknown", &[("command", &command)]));
            }
            Command::Do(input) => act(&screen, talk, input, trace)?,
        }
    }
    Ok(Exit::Done)
}

fn act(screen: &Screen<'_>, talk: &mut dyn Talk, input: Input, trace: bool) -> Result<(), Failure> {
    match talk.take(input) {
        Ok(said) => said.iter().try_for_each(|shown| screen.show(shown))?,
        Err(Stop::Wrong(key)) => eprintln!("{}", screen.kit.tell(key, &[])),
        Err(Stop::Failed(failure)) => return Err(failure),
    }
    if trace {
        eprintln!("{}", serde_json::to_string(&talk.state()?)?);
    }
    Ok(())
}

impl Lines {
    fn open() -> Self {
        let terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
        match DefaultEditor::new() {
            Ok(editor) if terminal => Self::Editor(Box::new(editor)),
            Ok(_) | Err(_) => Self::Plain,
        }
    }

    /// The next line; none at the end, or when the person interrupts.
    fn next(&mut self, screen: &Screen<'_>) -> Result<Option<String>, Failure> {
        match self {
            Self::Editor(editor) => {
                let prompt = screen.kit.tell("cli-chat-prompt", &[]);
                match editor.readline(&format!("{prompt} ")) {
                    Ok(line) => {
                        editor.add_history_entry(line.as_str())?;
                        Ok(Some(line))
                    }
                    Err(ReadlineError::Eof | ReadlineError::Interrupted) => Ok(None),
                    Err(error) => Err(error.into()),
                }
            }
            Self::Plain => {
                let mut bytes = Vec::new();
                let read = std::io::stdin().lock().read_until(b'\n', &mut bytes)?;
                let line = String::from_utf8_lossy(&bytes);
                Ok((read > 0).then(|| line.trim_end_matches(['\n', '\r']).to_owned()))
            }
        }
    }
}

impl Screen<'_> {
    fn show(&self, shown: &Shown) -> Result<(), Failure> {
        let (who, colour) = match shown.from {
            Speaker::Bot => ("cli-chat-bot", "36"),
            Speaker::Agent => ("cli-chat-agent", "33"),
        };
        let mut out = std::io::stdout().lock();
        writeln!(out, "\n{}", self.painted(&format!("1;{colour}"), &self.kit.tell(who, &[])))?;
        for line in shown.text.lines() {
            writeln!(out, "  {}", visible(line))?;
        }
        for (index, option) in shown.options.iter().enumerate() {
            let number = self.painted("1", &format!("{}", index + 1));
            writeln!(out, "    {number}  {}", visible(&option.label))?;
        }
        for attachment in &shown.attachments {
            self.attachment(&mut out, attachment)?;
        }
        writeln!(out)?;
        Ok(out.flush()?)
    }

    fn attachment(&self, out: &mut impl Write, what: &ShownAttachment) -> Result<(), Failure> {
        match what {
            ShownAttachment::Pix { code } => {
                // A drawing is of use on a terminal only; a file gets the code alone.
                if std::io::stdout().is_terminal() {
                    let drawn = qr::draw(code, false).unwrap_or_default();
                    drawn.lines().try_for_each(|row| writeln!(out, "  {row}"))?;
                }
                writeln!(out, "  {}", self.kit.tell("cli-chat-pix", &[]))?;
                writeln!(out, "{}", self.painted("1", code))?;
            }
            ShownAttachment::Boleto { line } => {
                writeln!(out, "  {}", self.kit.tell("cli-chat-boleto", &[]))?;
                writeln!(out, "{}", self.painted("1", line))?;
            }
            ShownAttachment::File { name } => writeln!(out, "  [{name}]")?,
        }
        Ok(())
    }

    fn painted(&self, colour: &str, text: &str) -> String {
        if self.colours { format!("\u{1b}[{colour}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// A line without what could steer a terminal.
fn visible(line: &str) -> String {
    line.chars().filter(|c| !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn nobody_steers_the_terminal() {
        assert_eq!(visible("a\u{1b}[2Jb\u{7}\tc"), "a[2Jbc");
    }
}
