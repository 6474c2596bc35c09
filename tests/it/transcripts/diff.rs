//! Two texts side by side, line by line, as people like to read differences.

/// The lines that differ, `-` as written and `+` as said, with some around them.
pub fn lines(written: &str, said: &str) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) = (written.lines().collect(), said.lines().collect());
    let longest = common(&a, &b);
    let (mut i, mut j) = (0, 0);
    let mut marked: Vec<(char, &str)> = Vec::new();
    while i < a.len() || j < b.len() {
        let both = i < a.len() && j < b.len() && a[i] == b[j];
        if both {
            marked.push((' ', a[i]));
            (i, j) = (i + 1, j + 1);
        } else if j >= b.len() || (i < a.len() && longest[i + 1][j] >= longest[i][j + 1]) {
            marked.push(('-', a[i]));
            i += 1;
        } else {
            marked.push(('+', b[j]));
            j += 1;
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
    let mut longest = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i][j] = if a[i] == b[j] {
                longest[i + 1][j + 1] + 1
            } else {
                longest[i + 1][j].max(longest[i][j + 1])
            };
        }
    }
    longest
}

#[test]
fn a_difference_shows_its_neighbours_only() {
    let text = lines("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\n5\n6\nsete\n8\n9\n");

    assert_eq!(text, "    4\n    5\n    6\n  - 7\n  + sete\n    8\n    9\n");
}
