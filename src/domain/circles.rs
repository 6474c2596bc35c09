//! Which nodes of a graph stand in a circle.
//!
//! In a time that grows as the graph does and no faster: what somebody pastes may be large.

/// For each node, whether a way leads from it back to it; `ways` are the nodes after each.
///
/// # Examples
/// ```
/// use combinado::domain::circles::in_circles;
///
/// assert_eq!(in_circles(&[vec![1], vec![0, 2], vec![]]), [true, true, false]);
/// assert_eq!(in_circles(&[vec![0]]), [true]);
/// ```
pub fn in_circles(ways: &[Vec<usize>]) -> Vec<bool> {
    let mut back: Vec<Vec<usize>> = vec![Vec::new(); ways.len()];
    for (from, targets) in ways.iter().enumerate() {
        for to in targets {
            if let Some(sources) = back.get_mut(*to) {
                sources.push(from);
            }
        }
    }
    let mut found = vec![false; ways.len()];
    let mut seen = vec![false; ways.len()];
    for start in finished(ways).into_iter().rev() {
        let together = reached(&back, start, &mut seen);
        let alone = ways.get(start).is_some_and(|targets| targets.contains(&start));
        if together.len() > 1 || alone {
            for node in together {
                mark(&mut found, node);
            }
        }
    }
    found
}

/// The nodes in the order in which all ways from them were walked.
fn finished(ways: &[Vec<usize>]) -> Vec<usize> {
    let mut order = Vec::with_capacity(ways.len());
    let mut seen = vec![false; ways.len()];
    for start in 0..ways.len() {
        if !mark(&mut seen, start) {
            continue;
        }
        let mut path = vec![(start, 0)];
        while let Some((node, next)) = path.pop() {
            match ways.get(node).and_then(|targets| targets.get(next)) {
                Some(to) => {
                    path.push((node, next + 1));
                    if mark(&mut seen, *to) {
                        path.push((*to, 0));
                    }
                }
                None => order.push(node),
            }
        }
    }
    order
}

/// What is reached from a node and was not seen before.
fn reached(ways: &[Vec<usize>], start: usize, seen: &mut [bool]) -> Vec<usize> {
    let mut together = Vec::new();
    let mut open = vec![start];
    while let Some(node) = open.pop() {
        if mark(seen, node) {
            together.push(node);
            open.extend(ways.get(node).into_iter().flatten());
        }
    }
    together
}

/// True the first time.
fn mark(seen: &mut [bool], node: usize) -> bool {
    seen.get_mut(node).is_some_and(|it| !std::mem::replace(it, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_comes_back_to_itself_is_in_a_circle() {
        // 0 → 1 → 2 → 1, and 2 → 3, which ends; 4 is alone.
        let ways = [vec![1], vec![2], vec![1, 3], vec![], vec![]];

        assert_eq!(in_circles(&ways), [false, true, true, false, false]);
    }

    #[test]
    fn two_circles_that_a_way_joins_leave_the_way_out() {
        let ways = [vec![1], vec![0, 2], vec![3], vec![4], vec![3]];

        assert_eq!(in_circles(&ways), [true, true, false, true, true]);
    }

    #[test]
    fn a_hundred_thousand_nodes_are_no_matter() {
        let count = 100_000;
        let mut ways: Vec<Vec<usize>> = (1..=count).map(|next| vec![next % count]).collect();
        assert!(in_circles(&ways).into_iter().all(|it| it));
        ways[count - 1].clear();

        assert!(!in_circles(&ways).into_iter().any(|it| it));
        assert_eq!(in_circles(&[vec![7]]), [false], "a way to nowhere");
    }
}
