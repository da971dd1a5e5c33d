//! The ATMP Atlas: facility records in, a static atlas of Europe's capacity for advanced therapies out.
//!
//! The modules stand on floors; each imports only from the floors below it
//! (`tests/suite/architecture.rs` holds them to it). From the ground up: [`source`], [`svg`], [`yaml`]
//! and [`finding`]; [`geo`] and [`model`]; [`address`] and [`words`]; [`load`] and [`format`](mod@format); [`check`]; [`summary`]; [`chart`] and [`map`];
//! [`page`]; [`site`]; [`import`], [`diff`] and [`serve`]; [`command`] and [`cli`].

pub mod address;
pub mod chart;
pub mod check;
pub mod cli;
pub mod command;
pub mod diff;
pub mod export;
pub mod finding;
pub mod format;
pub mod geo;
pub mod import;
pub mod json;
pub mod load;
pub mod map;
pub mod model;
pub mod page;
pub mod serve;
pub mod site;
pub mod source;
pub mod summary;
pub mod svg;
pub mod words;
pub mod yaml;
