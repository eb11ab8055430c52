//! Lotsenwerk matches volunteer integration pilots (*Integrationslots\*innen*) with newcomers' support requests.
//!
//! The modules, in reading order, from the ground up. A floor imports only floors below it; a test holds that.
//!
//! | floor | module | what it is |
//! |---|---|---|
//! | F0 | [`domain`] | the field's nouns and rules, no I/O |
//! | F1 | [`matching`] | problem in, plan with proof out: pure |
//! | F1 | [`synthetic`] | made-up towns of any size from a seed: pure |
//! | F2 | [`regions`] | areas, postcodes and languages from the tables of `config` |

pub mod domain;
pub mod matching;
pub mod regions;
pub mod synthetic;
