//! Whether a password is easily guessed. The lists of common passwords, names and words are zxcvbn's, and so is the way it takes
//! texts apart; nobody is told a score.

use zxcvbn::{Score, zxcvbn};

/// Words of this product, which people choose here before anything else.
const OURS: [&str; 6] = ["lotsenwerk", "lotse", "lotsin", "lotsen", "integrationslotse", "integrationslotsin"];

/// Whether somebody with the usual lists, and with what is known of its owner, would find it soon.
pub fn is_guessable(password: &str, known: &[&str]) -> bool {
    let lower = password.to_lowercase();
    if known.iter().any(|known| known.to_lowercase() == lower) {
        return true;
    }
    let parts = known.iter().flat_map(|known| known.split(|c: char| !c.is_alphanumeric()));
    let words: Vec<&str> =
        known.iter().copied().chain(parts).filter(|word| word.chars().count() > 2).chain(OURS).collect();
    zxcvbn(password, &words).score() < Score::Three
}
