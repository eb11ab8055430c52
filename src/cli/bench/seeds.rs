//! A list of seeds as people write it: `1-10`, `1,2,3`, `7`.

use std::str::FromStr;

/// More seeds than anybody waits for.
const MOST: u64 = 10_000;

/// Seeds, in the order asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seeds(Vec<u64>);

impl Seeds {
    /// One after the other.
    pub fn iter(&self) -> impl Iterator<Item = u64> {
        self.0.iter().copied()
    }
}

impl FromStr for Seeds {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = |text: &str| text.trim().parse::<u64>().map_err(|error| format!("`{text}`: {error}"));
        let mut seeds = Vec::new();
        for part in text.split(',') {
            let (first, last) = match part.split_once('-') {
                Some((first, last)) => (number(first)?, number(last)?),
                None => (number(part)?, number(part)?),
            };
            if last < first || last - first >= MOST {
                return Err(format!("`{part}` is no range of at most {MOST} seeds"));
            }
            seeds.extend(first..=last);
        }
        Ok(Self(seeds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_and_lists() {
        let seeds = |text: &str| text.parse::<Seeds>().map(|seeds| seeds.0);
        assert_eq!(seeds("1-3"), Ok(vec![1, 2, 3]));
        assert_eq!(seeds("4, 2,7-8"), Ok(vec![4, 2, 7, 8]));
        for wrong in ["", "a", "3-1", "1-", "0-10000", "1,,2"] {
            assert!(seeds(wrong).is_err(), "{wrong}");
        }
    }
}
