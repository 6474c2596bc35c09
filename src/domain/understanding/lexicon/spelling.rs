//! How names of days, months and numbers are misspelt: by their sound, or by a slip of a finger.
//!
//! Closed lists only: a word that means anything by itself is never taken for another. Which
//! words those are is data, `real_words` in `words.toml`.

use std::collections::{HashMap, HashSet};

use super::{Class, Draft};

/// The shortest name whose letters may be lost.
const SLIPS_FROM: usize = 6;

/// Learns the names, and the words that must stay what they are.
pub fn learn(
    draft: &Draft,
    phrases: &HashMap<String, Vec<(Class, Vec<String>)>>,
) -> (HashMap<String, String>, HashSet<String>) {
    let mut known: HashSet<String> = draft.real_words.iter().cloned().collect();
    for (first, rests) in phrases {
        known.insert(first.clone());
        known.extend(rests.iter().flat_map(|(_, rest)| rest.iter().cloned()));
    }
    let tables = [draft.ordinals.keys(), draft.weekdays.keys(), draft.months.keys()];
    known.extend(tables.into_iter().flatten().cloned());
    let counted = [&draft.numbers, &draft.scales, &draft.sums, &draft.denominators];
    known.extend(counted.into_iter().flat_map(|table| table.keys().cloned()));
    let mut misspelt = HashMap::new();
    let near = ["amanha", "ontem", "anteontem", "semana", "quinzena", "parcela", "parcelas"];
    let days = draft.weekdays.keys().chain(draft.months.keys()).map(String::as_str).chain(near);
    for name in days.clone() {
        for slip in slips(name) {
            misspelt.entry(slip).or_insert_with(|| name.to_owned());
        }
    }
    let numbers = draft.numbers.keys().filter(|name| name.len() >= 4).map(String::as_str);
    let others = ["vezes", "reais", "entrada", "hoje", "depois"];
    for name in days.chain(numbers).chain(others) {
        misspelt.insert(sound(name), name.to_owned());
    }
    for (heard, name) in &draft.sounds {
        misspelt.insert(sound(heard), name.clone());
    }
    (misspelt, known)
}

/// What a name becomes where one letter is lost or two change places.
fn slips(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    if letters.len() < SLIPS_FROM {
        return Vec::new();
    }
    let lost = (1..letters.len()).map(|at| {
        let kept = letters.iter().enumerate().filter(|(place, _)| *place != at);
        kept.map(|(_, letter)| *letter).collect()
    });
    let swapped = (1..letters.len() - 1).map(|at| {
        let mut letters = letters.clone();
        letters.swap(at, at + 1);
        letters.into_iter().collect()
    });
    lost.chain(swapped).collect()
}

/// A word as it is heard: "terssa" and "terça" are one.
pub fn sound(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let mut out = String::with_capacity(word.len());
    for (at, letter) in letters.iter().enumerate() {
        let next = letters.get(at + 1).copied().unwrap_or(' ');
        let soft = matches!(next, 'e' | 'i' | 'y');
        let heard = match letter {
            'c' if soft => 's',
            'c' if next == 'h' => 'x',
            'c' | 'k' | 'q' => 'k',
            'u' if at > 0 && letters.get(at - 1) == Some(&'q') && soft => continue,
            'z' | 'x' => 's',
            's' if next == 'c' && matches!(letters.get(at + 2), Some('e' | 'i')) => continue,
            'g' if soft => 'j',
            'y' => 'i',
            'w' => 'v',
            'h' if at == 0 => continue,
            'm' if next == ' ' || matches!(next, 'p' | 'b') => 'n',
            'e' if next == ' ' => 'i',
            'o' if next == ' ' => 'u',
            other => *other,
        };
        if !out.ends_with(heard) {
            out.push(heard);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_its_sound() {
        for (typed, meant) in [("tersa", "terssa"), ("sinquenta", "cinquenta"), ("oji", "hoje")] {
            assert_eq!(sound(typed), sound(meant));
        }
        assert_ne!(sound("sete"), sound("sexta"));
    }

    #[test]
    fn a_slip_loses_or_swaps_letters() {
        let slips = slips("domingo");
        assert!(["domigo", "doimngo", "doming"].iter().all(|slip| slips.iter().any(|s| s == slip)));
    }
}
