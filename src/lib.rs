//! Daylight: the map of the house. Start here.
//!
//! A concern comes in through [`web`], which calls one action in [`actions`]; the action reads and writes [`store`],
//! asks `daylight_domain` what the rules say, and lets `daylight_tlog` make the record. Time passes in [`workers`].
//! What people read stands in [`words`]; [`poster`] prints pages of it.
//! Reporters' and holders' own programs are [`cli`] on [`client`] and [`crypto`]: sealing happens on their devices, and on a
//! server only for browsers without scripts, where the policy allows it (`web::arrival`).
//!
//! `cli -> client -> crypto, tlog, domain` and `web, workers -> actions -> store, crypto, mail -> tlog -> domain`;
//! [`server`] puts the parts together. `tests/architecture.rs` keeps it so.

pub mod actions;
pub mod api;
pub mod blob;
pub mod cli;
pub mod client;
pub mod clock;
pub mod config;
pub mod crypto;
pub mod durable;
pub mod entropy;
pub mod mail;
pub mod poster;
pub mod server;
pub mod store;
pub mod telemetry;
pub mod web;
pub mod witness;
pub mod words;
pub mod workers;
