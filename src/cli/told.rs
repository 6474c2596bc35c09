//! Why a command could not do its work, told to people.

use std::process::ExitCode;

use crate::domain::problem::{Problem, Source};
use crate::text::{Catalog, problems};

/// What a shell tells of a program that a closed pipe ended: 128 and the number of SIGPIPE.
pub(super) const UNREAD: u8 = 141;

/// Why a command could not do its work.
#[derive(Debug)]
pub enum Failure {
    /// What was given is wrong; the words say what and what to do about it.
    Input(String),
    /// Something did not work.
    Failed(anyhow::Error),
}

impl Failure {
    /// Wrong files: every problem with the line it stands on, as far as the source is known.
    pub fn problems(words: &Catalog, found: &[Problem], sources: &[Source]) -> Self {
        let colour = super::kit::colours_on_stderr();
        let told = found.iter().map(|problem| {
            let source = sources.iter().find(|source| source.file == problem.file);
            match source {
                Some(source) => problems::snippet(words, problem, source, colour),
                None => problems::line(words, problem),
            }
        });
        Self::Input(told.collect::<Vec<_>>().join("\n\n"))
    }

    /// Tells people; answers the exit code.
    pub fn tell(self) -> ExitCode {
        match self {
            Self::Input(words) => {
                eprintln!("{words}");
                ExitCode::from(2)
            }
            Self::Failed(error) if is_unread(&error) => ExitCode::from(UNREAD),
            Self::Failed(error) => {
                eprintln!("combinado: {error:#}");
                ExitCode::FAILURE
            }
        }
    }
}

/// True where nobody reads any more what was to be told.
fn is_unread(error: &anyhow::Error) -> bool {
    let io = error.chain().find_map(|it| it.downcast_ref::<std::io::Error>());
    io.is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}
