//! Floor 3: the use cases, one noun a module. The only opener of write transactions.

pub mod import;
