//! Why nobody is left: how many Lotsen remain after each condition, as bars that shrink.

use askama::Template;

/// How many remain, and after what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// So many remain.
    pub left: u32,
    /// In words, what they are.
    pub words: String,
    /// Of all, in hundredths, for the length of the bar.
    pub percent: u32,
}

/// Bars that shrink.
#[derive(Debug, Clone, Template)]
#[template(path = "web/components/funnel.html")]
pub struct Funnel {
    /// Longest first.
    pub bars: Vec<Bar>,
}

impl Funnel {
    /// From how many there are in all and how many each condition takes away, in its words.
    pub fn of(all: u32, everybody: String, removed: Vec<(u32, String)>) -> Self {
        let percent = |left: u32| left.saturating_mul(100).div_ceil(all.max(1));
        let mut left = all;
        let mut bars = vec![Bar { left, words: everybody, percent: percent(all) }];
        for (count, words) in removed {
            left = left.saturating_sub(count);
            bars.push(Bar { left, words, percent: percent(left) });
        }
        Self { bars }
    }
}
