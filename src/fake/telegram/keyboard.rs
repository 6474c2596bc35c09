//! Keyboards below messages, checked as the provider checks them.

use serde_json::Value;

use super::problem::Refusal;

/// What a button may do; exactly one of them.
const ACTIONS: [&str; 9] = [
    "callback_data",
    "url",
    "copy_text",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "callback_game",
    "pay",
];

/// The most buttons of a message.
const BUTTONS: usize = 100;

/// Checks a `reply_markup`.
///
/// # Errors
/// The provider's refusal.
pub fn check(markup: &Value) -> Result<(), Refusal> {
    if !markup.is_object() {
        return Err(Refusal::bad("object expected as reply markup"));
    }
    let buttons = buttons(markup);
    if buttons.len() > BUTTONS {
        return Err(Refusal::bad("reply markup is too long"));
    }
    for button in buttons {
        inline(button)?;
    }
    for row in rows(markup, "keyboard") {
        for button in row.as_array().into_iter().flatten() {
            let words = button.as_str().or_else(|| button.get("text")?.as_str());
            if words.is_none_or(str::is_empty) {
                return Err(Refusal::bad("keyboard button text must be non-empty"));
            }
        }
    }
    Ok(())
}

/// The buttons of an inline keyboard.
pub fn buttons(markup: &Value) -> Vec<&Value> {
    rows(markup, "inline_keyboard").iter().filter_map(|row| row.as_array()).flatten().collect()
}

fn rows<'a>(markup: &'a Value, name: &str) -> &'a [Value] {
    markup.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn inline(button: &Value) -> Result<(), Refusal> {
    let text = |name: &str| button.get(name).and_then(Value::as_str);
    if text("text").is_none_or(str::is_empty) {
        return Err(Refusal::bad("inline keyboard button text must be non-empty"));
    }
    if ACTIONS.iter().filter(|action| button.get(**action).is_some()).count() != 1 {
        return Err(Refusal::bad("text buttons are unallowed in the inline keyboard"));
    }
    if button.get("callback_data").is_some()
        && text("callback_data").is_none_or(|data| data.is_empty() || data.len() > 64)
    {
        return Err(Refusal::bad("BUTTON_DATA_INVALID"));
    }
    let copied = button.pointer("/copy_text/text").and_then(Value::as_str);
    let fits = copied.is_some_and(|copied| (1..=256).contains(&copied.chars().count()));
    if button.get("copy_text").is_some() && !fits {
        return Err(Refusal::bad("BUTTON_COPY_TEXT_INVALID"));
    }
    if text("url").is_some_and(|url| reqwest::Url::parse(url).is_err()) {
        return Err(Refusal::bad("BUTTON_URL_INVALID"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn with(button: &Value) -> Result<(), Refusal> {
        check(&json!({"inline_keyboard": [[button]]}))
    }

    #[test]
    fn data_has_64_bytes_and_a_copy_256_letters() {
        assert!(with(&json!({"text": "a", "callback_data": "x".repeat(64)})).is_ok());
        assert!(with(&json!({"text": "a", "callback_data": "\u{e3}".repeat(33)})).is_err());
        assert!(with(&json!({"text": "a", "copy_text": {"text": "x".repeat(256)}})).is_ok());
        assert!(with(&json!({"text": "a", "copy_text": {"text": "x".repeat(257)}})).is_err());
    }

    #[test]
    fn a_button_does_exactly_one_thing() {
        assert!(with(&json!({"text": "a"})).is_err());
        assert!(with(&json!({"text": "a", "url": "https://x.com", "callback_data": "x"})).is_err());
    }
}
