//! A whole message in words: paragraphs apart, the lines of a list together.

use super::catalog::Catalog;
use super::render::RenderError;
use crate::domain::dialogue::text::Part;

impl Catalog {
    /// Puts one part of a message into words.
    ///
    /// # Errors
    /// When the text is missing or cannot be written with its values.
    pub fn part(&self, part: &Part) -> Result<String, RenderError> {
        self.nth(&part.key, &part.args, part.variant)
    }

    /// Puts the parts of a message into words, in order.
    ///
    /// # Errors
    /// When a text is missing or cannot be written with its values.
    pub fn compose(&self, parts: &[Part]) -> Result<String, RenderError> {
        let mut text = String::new();
        for part in parts {
            if !text.is_empty() {
                text.push_str(if part.tight { "\n" } else { "\n\n" });
            }
            text.push_str(&self.part(part)?);
        }
        Ok(text)
    }
}
