//! Replies that people of ours need often: the bot's own texts, so that wording is approved once.
//!
//! Only texts that tell nothing of a debt and that a human may say are here. To add one: its line.

use crate::domain::dialogue::text::Args;
use crate::web::texts::Texts;

/// What is typed after the slash, and the text it stands for.
const REPLIES: [(&str, &str); 9] = [
    ("cpf", "identify-cpf"),
    ("nascimento", "identify-birth"),
    ("sinto", "open-care"),
    ("repete", "open-unclear"),
    ("obrigado", "reason-other"),
    ("acontece", "reason-forgot"),
    ("motivo", "ask-reason"),
    ("engano", "wrong-person"),
    ("cuidado", "thanks-paused"),
];

/// The replies with their values filled in.
pub fn filled(t: &Texts, values: &Args) -> Vec<(&'static str, String)> {
    REPLIES.iter().map(|(short, key)| (*short, t.tell(key, values))).collect()
}
