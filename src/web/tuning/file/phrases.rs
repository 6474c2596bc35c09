//! The words of the editor's own parts (search, folding), which it asks for by English phrases.
//!
//! What it is that asks is `assets/editor.js`; a phrase that a newer CodeMirror brings is a row here.

use serde_json::Value;

use crate::web::texts::Texts;

/// Each phrase of CodeMirror, and which text stands for it; `$` is where it puts a number.
const PHRASES: [(&str, &str); 25] = [
    ("Find", "web-editor-find"),
    ("next", "web-editor-next"),
    ("previous", "web-editor-previous"),
    ("all", "web-editor-all"),
    ("match case", "web-editor-match-case"),
    ("regexp", "web-editor-pattern"),
    ("by word", "web-editor-by-word"),
    ("Replace", "web-editor-replace-by"),
    ("replace", "web-editor-replace"),
    ("replace all", "web-editor-replace-all"),
    ("close", "web-editor-close"),
    ("current match", "web-editor-match"),
    ("on line", "web-editor-on-line"),
    ("replaced match on line $", "web-editor-replaced-one"),
    ("replaced $ matches", "web-editor-replaced-all"),
    ("Go to line", "web-editor-go-to-line"),
    ("go", "web-editor-go"),
    ("Fold line", "web-editor-fold"),
    ("Unfold line", "web-editor-unfold"),
    ("unfold", "web-editor-unfold"),
    ("folded code", "web-editor-folded"),
    ("Folded lines", "web-editor-folded-lines"),
    ("Unfolded lines", "web-editor-unfolded-lines"),
    ("to", "web-editor-to"),
    ("Selection deleted", "web-editor-deleted"),
];

/// All of them as the page's script takes them.
pub(super) fn phrases(t: &Texts) -> String {
    PHRASES.into_iter().map(|(phrase, key)| (phrase, t.say(key))).collect::<Value>().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_phrase_is_one_that_the_editor_asks_for() {
        let editor = include_str!("../../assets/codemirror.js");

        for (phrase, _) in PHRASES {
            assert!(editor.contains(&format!("\"{phrase}\"")), "{phrase}");
        }
    }
}
