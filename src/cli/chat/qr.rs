//! A QR code in half blocks: two rows of modules in one row of letters.

use fast_qr::{ECL, QRBuilder};

/// Light modules around the code, without which many readers fail.
const QUIET: usize = 2;

/// Draws a code; none where it is too long for a QR code.
///
/// Light modules are drawn, dark ones are left empty, so it reads on a dark terminal; on a light
/// one `inverted` draws the dark modules instead.
pub fn draw(code: &str, inverted: bool) -> Option<String> {
    let drawn = QRBuilder::new(code).ecl(ECL::L).build().ok()?;
    let size = drawn.size;
    let dark = |row: usize, column: usize| {
        let inside = |at: usize| at.checked_sub(QUIET).filter(|at| *at < size);
        match (inside(row), inside(column)) {
            (Some(row), Some(column)) => drawn[row].get(column).is_some_and(|it| it.value()),
            _ => false,
        }
    };
    let full = size + 2 * QUIET;
    let rows = (0..full).step_by(2).map(|row| {
        let letter = |column| {
            let below = row + 1 >= full || dark(row + 1, column);
            match (dark(row, column) == inverted, below == inverted) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            }
        };
        (0..full).map(letter).collect::<String>()
    });
    Some(rows.collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::draw;

    #[test]
    fn a_drawing_is_square_and_has_a_quiet_zone() {
        let drawing = draw("00020126360014BR.GOV.BCB.PIX", false).expect("short");

        let rows: Vec<&str> = drawing.lines().collect();
        let width = rows.first().map_or(0, |row| row.chars().count());
        assert!(rows.iter().all(|row| row.chars().count() == width));
        assert_eq!(rows.len(), width.div_ceil(2));
        assert!(rows.first().is_some_and(|row| row.chars().all(|c| c == '█')));
    }

    #[test]
    fn what_no_code_can_hold_is_not_drawn() {
        assert_eq!(draw(&"x".repeat(9000), false), None);
    }
}
