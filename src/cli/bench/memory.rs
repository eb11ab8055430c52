//! The memory of this process, as Linux counts it. Elsewhere nothing is known.

use serde::Serialize;

/// What a measurement took, in bytes.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Memory {
    /// Resident when it began: the problem file, and what making it up has left in the heap.
    pub before: u64,
    /// Most that was resident at once until its end.
    pub peak: u64,
}

/// Notes what is resident when a measurement begins.
#[derive(Debug)]
pub struct Watch {
    before: Option<u64>,
}

impl Watch {
    /// Begins, and makes the system forget the peak so far; where it does not, the peak includes making up the problem.
    pub fn begin() -> Self {
        if let Err(error) = std::fs::write("/proc/self/clear_refs", "5") {
            tracing::debug!(%error, "the peak of memory counts from the start of the process");
        }
        Self { before: field("VmRSS:") }
    }

    /// What was taken since; `None` where the system does not tell.
    pub fn end(&self) -> Option<Memory> {
        Some(Memory { before: self.before?, peak: field("VmHWM:")? })
    }
}

/// A line of the process's status, in bytes.
fn field(name: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    let kibibytes: u64 = line.trim().trim_end_matches("kB").trim_end().parse().ok()?;
    Some(kibibytes * 1024)
}
