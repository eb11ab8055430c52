//! The one integration binary: it links once.

mod storage;
mod support;
