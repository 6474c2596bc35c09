//! What fits a channel: how long words, labels and codes may be.
//!
//! A text that may not fit is a problem that `combinado check` tells, with its file and line;
//! nothing is cut when it is sent. Lengths are letters (`chars().count()`) but where bytes are named.

/// How much fits one channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Letters of a message without anything else.
    pub text: usize,
    /// Letters of the words over buttons or a list.
    pub over_buttons: usize,
    /// Letters of the words below a picture or a file.
    pub caption: usize,
    /// Buttons of a message.
    pub buttons: usize,
    /// Letters of a button.
    pub button: usize,
    /// Rows of a list.
    pub rows: usize,
    /// Letters of a row.
    pub row: usize,
    /// Bytes of what comes back from a button.
    pub behind: usize,
}

/// What fits WhatsApp. The words over a list may be longer by one page of Meta's and not by another.
pub const WHATSAPP: Limits = Limits {
    text: 4096,
    over_buttons: 1024,
    caption: 1024,
    buttons: 3,
    button: 20,
    rows: 10,
    row: 24,
    behind: 200,
};

/// What fits Telegram. A button has no length of its own there; longer ones are cut by apps.
pub const TELEGRAM: Limits = Limits {
    text: 4096,
    over_buttons: 4096,
    caption: 1024,
    buttons: 100,
    button: 40,
    rows: 100,
    row: 40,
    behind: 64,
};
