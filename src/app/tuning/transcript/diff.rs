//! Two texts side by side, line by line, as people like to read differences.

/// The lines that differ, `-` as written and `+` as said, with some around them.
pub fn lines(written: &str, said: &str) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) = (written.lines().collect(), said.lines().collect());
    let longest = common(&a, &b);
    let (mut i, mut j) = (0, 0);
    let mut marked: Vec<(char, &str)> = Vec::new();
    let at = |i: usize, j: usize| longest.get(i).and_then(|row| row.get(j)).copied().unwrap_or(0);
    loop {
        match (a.get(i), b.get(j)) {
            (Some(one), Some(other)) if one == other => {
                marked.push((' ', one));
                (i, j) = (i + 1, j + 1);
            }
            (Some(one), other) if other.is_none() || at(i + 1, j) >= at(i, j + 1) => {
                marked.push(('-', one));
                i += 1;
            }
            (_, Some(other)) => {
                marked.push(('+', other));
                j += 1;
            }
            (_, None) => break,
        }
    }
    let near = |at: usize| {
        let from = at.saturating_sub(3);
        marked.iter().skip(from).take(at - from + 4).any(|(mark, _)| *mark != ' ')
    };
    let shown = marked.iter().enumerate().filter(|(at, _)| near(*at));
    shown.fold(String::new(), |text, (_, (mark, line))| text + &format!("  {mark} {line}\n"))
}

/// The length of the longest common rest from each pair of lines on.
fn common(a: &[&str], b: &[&str]) -> Vec<Vec<usize>> {
    let mut rows = vec![vec![0; b.len() + 1]];
    for one in a.iter().rev() {
        let below = rows.last().cloned().unwrap_or_default();
        let mut row = vec![0];
        for (j, other) in b.iter().enumerate().rev() {
            let down = below.get(j).copied().unwrap_or(0);
            let aslant = below.get(j + 1).copied().unwrap_or(0);
            let aside = row.last().copied().unwrap_or(0);
            row.push(if one == other { aslant + 1 } else { down.max(aside) });
        }
        row.reverse();
        rows.push(row);
    }
    rows.reverse();
    rows
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn a_difference_shows_its_neighbours_only() {
        let text = lines("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\n5\n6\nsete\n8\n9\n");

        assert_eq!(text, "    4\n    5\n    6\n  - 7\n  + sete\n    8\n    9\n");
    }
}
