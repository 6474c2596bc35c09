//! How a command ends.

use std::process::ExitCode;

/// How a command ended, for whoever called the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// It did what was asked: 0.
    Done,
    /// It could not: 1.
    Failed,
    /// Something that it was given is wrong: 2. What was right of it may be done, and what is not is told.
    WrongInput,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::SUCCESS,
            Exit::Failed => Self::FAILURE,
            Exit::WrongInput => Self::from(2),
        }
    }
}
