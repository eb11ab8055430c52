//! Lotsenwerk matches volunteer integration pilots (*Integrationslots\*innen*) with newcomers' support requests.
//!
//! The modules, in reading order, from the ground up. A floor imports only floors below it; a test holds that.
//!
//! | floor | module | what it is |
//! |---|---|---|
//! | F0 | [`domain`] | the field's nouns and rules, no I/O |
//! | F1 | [`matching`] | problem in, plan with proof out: pure |
//! | F1 | [`i18n`] | words: German and English texts, dates and measures as people say them |
//! | F1 | [`synthetic`] | made-up towns of any size from a seed: pure |
//! | F2 | [`mail`] | offer mails with calendar entries, and their way out |
//! | F2 | [`regions`] | areas, postcodes and languages from the tables of `config` |
//! | F2 | [`tables`] | CSV and XLSX files as sheets of typed cells |
//! | F2 | [`documents`] | tables for people as CSV, XLSX and PDF files |
//! | F2 | [`storage`] | SQLite and PostgreSQL, the only user of diesel |
//! | F2 | [`security`] | signed links, passwords, secrets, second factors |
//! | F3 | [`app`] | the use cases: one noun a file, one write transaction each |
//! | F4 | [`jobs`] | what happens by itself: workers, schedules, one file a kind |
//! | F4 | [`http`] | the edge that all requests from outside pass |
//! | F5 | [`api`] | the REST interface, for programs |
//! | F5 | [`web`] | pages for people |
//! | F6 | [`settings`], [`telemetry`], [`startup`], [`cli`] | how the program is set up, what it logs, how its parts come together, and its commands |

pub mod documents;
pub mod domain;
pub mod i18n;
pub mod mail;
pub mod matching;
pub mod regions;
pub mod security;
pub mod storage;
pub mod synthetic;
pub mod tables;

pub mod app;

pub mod http;
pub mod jobs;

pub mod api;
pub mod web;

pub mod cli;
pub mod settings;
pub mod startup;
pub mod telemetry;
