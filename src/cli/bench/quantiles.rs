//! What many figures of one kind come to.

use serde::Serialize;

/// The middle, what 95 of a hundred do not exceed, and the most.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Quantiles {
    p50: f64,
    p95: f64,
    max: f64,
}

impl Quantiles {
    /// Of these figures, each quantile one of them; all zero where there are none.
    pub fn of(figures: impl IntoIterator<Item = f64>) -> Self {
        let mut sorted: Vec<f64> = figures.into_iter().collect();
        sorted.sort_by(f64::total_cmp);
        // The least figure that so many percent do not exceed.
        let at = |percent: usize| {
            let place = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
            sorted.get(place).copied().unwrap_or_default()
        };
        Self { p50: at(50), p95: at(95), max: at(100) }
    }

    /// The middle and the most.
    pub const fn middle_and_most(&self) -> [f64; 2] {
        [self.p50, self.max]
    }
}

/// Milliseconds since then.
pub fn milliseconds(begun: std::time::Instant) -> f64 {
    begun.elapsed().as_secs_f64() * 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_figures() {
        let hundred = Quantiles::of((1..=100).rev().map(f64::from));
        assert_eq!(hundred, Quantiles { p50: 50.0, p95: 95.0, max: 100.0 });
        assert_eq!(Quantiles::of([7.0]), Quantiles { p50: 7.0, p95: 7.0, max: 7.0 });
        assert_eq!(Quantiles::of([]), Quantiles::default());
    }
}
