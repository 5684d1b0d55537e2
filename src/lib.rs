//! Daylight: the map of the house. Start here.

pub mod api;
pub mod store;
