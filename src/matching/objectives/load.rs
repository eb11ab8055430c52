//! `load`: fairness. The next sitting of a busy week costs more, so that work spreads.
//!
//! A Lotse with `n` sittings in a week, confirmed ones included, pays `load_step × n (n − 1) / 2` for it; what the confirmed ones
//! alone would pay is taken off. The sum is convex, which is what keeps the model's relaxation tight.

/// What sittings number `confirmed + 1` to `confirmed + added` of a week cost together.
pub fn minutes(load_step: u32, confirmed: u32, added: u32) -> i64 {
    let pairs = |n: i64| n * (n - 1) / 2;
    let (confirmed, all) = (i64::from(confirmed), i64::from(confirmed) + i64::from(added));
    i64::from(load_step) * (pairs(all) - pairs(confirmed))
}

#[cfg(test)]
mod tests {
    use super::minutes;

    #[test]
    fn each_further_sitting_costs_one_step_more() {
        assert_eq!([0, 1, 2, 3, 4].map(|added| minutes(25, 0, added)), [0, 0, 25, 75, 150]);
        assert_eq!([0, 1, 2].map(|added| minutes(25, 2, added)), [0, 50, 125]);
    }
}
