//! What a person or the calendar can do: one file an action, one transaction each. Knows rules, rows, keys and
//! mail; must not know HTTP, the terminal, or the names of tables.

pub mod add_act;
mod append;
pub mod arrivals;
pub mod change_people;
pub mod change_policy;
mod check_items;
mod commit_together;
pub mod correct_address;
pub mod cut_batch;
pub mod deliver_mail;
mod docket;
pub mod door;
mod erase_concerns;
mod error;
pub mod examine;
mod examine_mail;
mod examine_places;
pub mod examine_record;
mod examine_server;
pub mod hand_attachment;
mod hand_out;
mod high_water;
mod keep_parts;
pub mod lapse_concerns;
mod remove_blobs;
mod rules;
pub mod run_calendar;
pub mod send_digests;
mod service;
pub mod set_up;
pub mod show_approvals;
pub mod show_concern;
pub mod show_desk;
pub mod show_front;
pub mod show_instance;
pub mod show_ledger;
pub mod show_opened;
pub mod show_people;
pub mod sign_in;
pub mod submit_concern;
pub mod take_upload;
mod views;

pub use error::ActionError;
pub use rules::Rules;
pub use service::{Parts, Service, Signed};
