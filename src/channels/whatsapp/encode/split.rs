//! Long words in several messages: nothing is ever cut off.

/// Splits words into pieces of at most `most` letters, at the best place there is.
pub(super) fn pieces(text: &str, most: usize) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut rest = text.trim();
    while rest.chars().count() > most {
        let (head, tail) = rest.split_at(break_before(rest, most));
        pieces.push(head.trim_end().to_owned());
        rest = tail.trim_start();
    }
    pieces.push(rest.to_owned());
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// Splits off the end of words, whole paragraphs where possible, of at most `most` letters.
///
/// What stands over buttons is short; what does not fit there goes before, in a message of its own.
pub(super) fn tail(text: &str, most: usize) -> (&str, &str) {
    let text = text.trim();
    if text.chars().count() <= most {
        return ("", text);
    }
    let from = |place: usize| text.get(place..).unwrap_or_default();
    let fits = |place: &usize| {
        let end = from(*place).trim();
        !end.is_empty() && end.chars().count() <= most
    };
    let after = |mark: &str| {
        let mut places = text.match_indices(mark).map(|(at, mark)| at + mark.len());
        places.find(fits)
    };
    let place = ["\n\n", "\n", ". ", " "].into_iter().find_map(after);
    let place = place.unwrap_or_else(|| {
        let count = text.chars().count();
        text.char_indices().nth(count.saturating_sub(most)).map_or(0, |(at, _)| at)
    });
    let (head, end) = text.split_at(place);
    (head.trim_end(), end.trim_start())
}

/// The place, in bytes, where at most `most` letters end well.
fn break_before(text: &str, most: usize) -> usize {
    let limit = text.char_indices().nth(most).map_or(text.len(), |(at, _)| at);
    let head = text.get(..limit).unwrap_or(text);
    let last = |mark: &str| head.rfind(mark).map(|at| at + mark.len()).filter(|at| *at > limit / 2);
    ["\n\n", "\n", ". ", " "].into_iter().find_map(last).unwrap_or(limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_lost_and_nothing_is_too_long() {
        let paragraph = "Uma frase que não diz nada. Outra, com acento: ação.";
        let text = [paragraph; 200].join("\n\n");
        let pieces = pieces(&text, 4096);

        assert!(pieces.iter().all(|piece| piece.chars().count() <= 4096));
        assert_eq!(pieces.join("\n\n"), text);
        assert_eq!(self::pieces(&"á".repeat(9_000), 4096).concat(), "á".repeat(9_000));
        assert_eq!(self::pieces("  ", 10), Vec::<String>::new());
    }

    #[test]
    fn what_stands_over_buttons_is_the_end() {
        assert_eq!(tail("um\n\ndois\n\ntrês", 40), ("", "um\n\ndois\n\ntrês"));
        assert_eq!(tail("um\n\ndois\n\ntrês", 11), ("um", "dois\n\ntrês"));
        assert_eq!(tail("um dois três", 5), ("um dois", "três"));
        let (head, end) = tail("áéíóú", 2);
        assert_eq!((head, end), ("áéí", "óú"));
    }
}
