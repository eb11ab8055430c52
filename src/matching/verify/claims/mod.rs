//! What a plan file says of itself, held against what follows from the problem and the proposals.

mod cures;
mod proof;
mod proposals;
mod totals;
mod unserved;

pub use self::proof::{baseline, proof};
pub use self::proposals::{effort, read};
pub use self::totals::{compare, of as totals};
pub use self::unserved::unserved;
