//! The second factor: six digits that change every half minute (RFC 6238), as every authenticator app makes them.
//!
//! SHA-1, six digits and 30 seconds are what all apps understand; some ignore anything else. A neighbouring step is taken too,
//! because clocks differ. That a step is good once is seen to by whoever stores the last one.

use chrono::{DateTime, Utc};
use totp_rs::{Algorithm, Builder, Totp};

/// Bytes of a secret: as many as SHA-1 has (RFC 4226, 4).
pub const SECRET: usize = 20;

/// Who issues the codes, as apps show it.
const ISSUER: &str = "Lotsenwerk";

/// What makes a second factor.
#[derive(Clone)]
pub struct SecondFactor(Totp);

/// What an app is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetUp {
    /// The secret in letters and digits, to be typed.
    pub secret: String,
    /// The same and all else as an address, to be shown as a code for cameras.
    pub url: String,
}

impl SecondFactor {
    /// The factor of a secret; `None` where it is too short to be one.
    pub fn new(secret: &[u8], account: &str) -> Option<Self> {
        // Apps take the colon for the end of the issuer.
        let account = account.replace(':', "_");
        let builder = Builder::new().with_algorithm(Algorithm::SHA1).with_digits(6).with_skew(1).with_step_duration(30);
        let builder = builder.with_secret(secret.to_vec()).with_account_name(account).with_issuer(Some(ISSUER));
        builder.build().ok().map(Self)
    }

    /// What an app is told.
    pub fn set_up(&self) -> Option<SetUp> {
        Some(SetUp { secret: self.0.secret().to_base32(), url: self.0.to_url().ok()? })
    }

    /// The step whose code it is, if it is one of now and later than the last one used.
    pub fn step(&self, code: &str, now: DateTime<Utc>, last: Option<i64>) -> Option<i64> {
        let code: String = code.chars().filter(|c| !c.is_whitespace()).take(7).collect();
        if code.len() != 6 || !code.bytes().all(|digit| digit.is_ascii_digit()) {
            return None;
        }
        let step = self.0.check(&code, u64::try_from(now.timestamp()).ok()?)?;
        i64::try_from(step).ok().filter(|step| last.is_none_or(|last| *step > last))
    }

    /// The code of a moment, as the app shows it.
    pub fn code(&self, now: DateTime<Utc>) -> String {
        self.0.generate(u64::try_from(now.timestamp()).unwrap_or(0)).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    /// RFC 6238, appendix B, cut to six digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let factor = SecondFactor::new(b"12345678901234567890", "mina@example.org").unwrap();
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            assert_eq!(factor.code(at(seconds)), code);
            assert_eq!(factor.step(code, at(seconds), None), Some(seconds / 30));
        }
    }

    #[test]
    fn a_step_beside_is_taken_and_none_twice() {
        let factor = SecondFactor::new(&[5; SECRET], "mina@example.org").unwrap();
        let now = at(1_800_000_000);
        let code = factor.code(now);
        let step = factor.step(&code, now, None).unwrap();
        assert_eq!(factor.step(&format!("{} {}", &code[..3], &code[3..]), now, None), Some(step));
        for seconds in [-30, 30] {
            assert_eq!(factor.step(&code, at(1_800_000_000 + seconds), None), Some(step));
        }
        for seconds in [-60, 60] {
            assert_eq!(factor.step(&code, at(1_800_000_000 + seconds), None), None);
        }
        assert_eq!(factor.step(&code, now, Some(step)), None, "used");
        assert_eq!(factor.step(&code, now, Some(step - 1)), Some(step));
        for junk in ["", "12345", "1234567", "abcdef", "१२३४५६"] {
            assert_eq!(factor.step(junk, now, None), None, "{junk}");
        }
    }

    #[test]
    fn apps_are_told_whose_it_is() {
        let set_up = SecondFactor::new(&[5; SECRET], "a:b@example.org").unwrap().set_up().unwrap();
        assert!(set_up.url.starts_with("otpauth://totp/Lotsenwerk:a_b%40example.org?"), "{}", set_up.url);
        assert!(set_up.url.contains(&format!("secret={}", set_up.secret)) && set_up.secret.len() == 32);
        assert!(SecondFactor::new(&[5; 8], "a@example.org").is_none());
    }
}
