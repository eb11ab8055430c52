//! Weights and efforts so large that sums of them would not be exact.
//!
//! Both levels go through one floating-point objective, which is exact up to 2^53: a weight of a million, weighed against
//! efforts of a million, leaves room for thousands of places.

use std::fmt::Display;

use serde_json::Value;

use super::faults::Pointer;
use super::{Compiler, FaultKind};

/// The most that a weight, the minutes of a substitution, or the effort of a listed candidate can be.
const MOST: u64 = 1_000_000;

impl Compiler<'_> {
    pub(super) fn sizes(&mut self) {
        let file = self.file;
        self.weights("/weights", &serde_json::json!(file.weights));
        let served = file.weights.served;
        if u64::from(served.waiting_day) * u64::from(served.waiting_days_at_most) > MOST {
            let value = format!("{} times {}", served.waiting_day, served.waiting_days_at_most);
            self.faults.add("/weights/served/waiting_day".to_owned(), &value, FaultKind::TooLarge);
        }
        for (at, entry) in file.substitutions.iter().enumerate() {
            self.size(Pointer::entry("substitutions", at).field("minutes"), entry.minutes.into());
        }
        for (at, entry) in file.candidates.iter().flatten().enumerate() {
            self.size(Pointer::entry("candidates", at).field("effort"), entry.effort.into());
        }
    }

    /// Every number below a pointer.
    fn weights(&mut self, pointer: &str, value: &Value) {
        match value {
            Value::Object(fields) => {
                fields.iter().for_each(|(name, value)| self.weights(&format!("{pointer}/{name}"), value));
            }
            other => self.size(pointer, other.as_i64().unwrap_or(i64::MAX)),
        }
    }

    fn size(&mut self, pointer: impl Display, value: i64) {
        if value.unsigned_abs() > MOST {
            self.faults.add(pointer, &value.to_string(), FaultKind::TooLarge);
        }
    }
}
