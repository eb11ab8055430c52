//! A text as a code for cameras: a path of black squares in a drawing that has no style of its own.

use qrcode::{Color, QrCode};

/// Squares of white around it, without which cameras do not find it.
const MARGIN: usize = 4;

/// A code for cameras.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qr {
    /// How many squares wide and high it is.
    pub size: usize,
    /// The black ones, as SVG draws them.
    pub path: String,
}

impl Qr {
    /// The code of a text; none where the text is too long for one.
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::new(text).ok()?;
        let width = code.width();
        let mut path = String::new();
        for (row, squares) in code.to_colors().chunks(width).enumerate() {
            let mut at = 0;
            for run in squares.chunk_by(|one, other| one == other) {
                if run.first() == Some(&Color::Dark) {
                    let (x, y, many) = (at + MARGIN, row + MARGIN, run.len());
                    path.push_str(&format!("M{x} {y}h{many}v1h-{many}z"));
                }
                at += run.len();
            }
        }
        Some(Self { size: width + 2 * MARGIN, path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_begins_with_the_mark_of_its_corner() {
        let code = Qr::of("otpauth://totp/Lotsenwerk:mina%40example.org?secret=JBSWY3DPEHPK3PXP").unwrap();
        assert!(code.path.starts_with("M4 4h7v1h-7z"), "{}", code.path);
        assert_eq!((code.size - 2 * MARGIN) % 4, 1, "a code is 17 squares wide and some times four");
        assert_eq!(Qr::of(&"x".repeat(5_000)), None);
    }
}
