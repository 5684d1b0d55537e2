//! The service through its own API: a real server on a free port, a real database (SQLite, or PostgreSQL: `database.rs`), the programs' own client and
//! sealing; only the clock, the mail and the randomness are the test's.

#[cfg(test)]
mod act_commands;
#[cfg(test)]
mod acts;
#[cfg(test)]
mod arrival;
#[cfg(test)]
mod attachments;
#[cfg(test)]
mod backup;
#[cfg(test)]
mod broken_line;
#[cfg(test)]
mod browser;
#[cfg(test)]
mod browser_core;
#[cfg(test)]
mod calendar;
#[cfg(test)]
mod cli;
#[cfg(test)]
mod closing;
#[cfg(test)]
mod commands;
#[cfg(test)]
mod config;
#[cfg(test)]
mod database;
#[cfg(test)]
mod desk_notes;
#[cfg(test)]
mod desk_pages;
#[cfg(test)]
mod durability;
#[cfg(test)]
mod end_of_channel;
#[cfg(test)]
mod entitled;
#[cfg(test)]
mod erasure;
#[cfg(test)]
mod exporting;
mod exporting_meanwhile;
#[cfg(test)]
mod faked_clock;
#[cfg(test)]
mod figures;
#[cfg(test)]
mod flood;
#[cfg(test)]
mod full_disk;
#[cfg(test)]
mod guard;
#[cfg(test)]
mod hands;
#[cfg(test)]
mod harness;
#[cfg(test)]
mod inspectors;
#[cfg(test)]
mod invitations;
#[cfg(test)]
mod kill;
#[cfg(test)]
mod left_blobs;
#[cfg(test)]
mod log;
#[cfg(test)]
mod looking;
#[cfg(test)]
mod mail;
#[cfg(test)]
mod names;
#[cfg(test)]
mod node;
#[cfg(test)]
mod office_keys;
#[cfg(test)]
mod one_thing_wrong;
#[cfg(test)]
mod own_record;
#[cfg(test)]
mod people;
#[cfg(test)]
mod people_cli;
#[cfg(test)]
mod people_refusals;
#[cfg(test)]
mod portal;
#[cfg(test)]
mod portal_core;
#[cfg(test)]
mod poster;
#[cfg(test)]
mod postgres;
#[cfg(test)]
mod privacy;
#[cfg(test)]
mod program;
#[cfg(test)]
mod public_page;
#[cfg(test)]
mod put_away;
#[cfg(test)]
mod raw;
#[cfg(test)]
mod referral;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod replicas;
#[cfg(test)]
mod reporter_acts;
#[cfg(test)]
mod requirements;
#[cfg(test)]
mod rush;
#[cfg(test)]
mod scope_and_findings;
#[cfg(test)]
mod sealed_export;
#[cfg(test)]
mod served_code;
#[cfg(test)]
mod server;
#[cfg(test)]
mod story;
#[cfg(test)]
mod taking_away;
#[cfg(test)]
mod together;
#[cfg(test)]
mod unread;
#[cfg(test)]
mod way;
#[cfg(test)]
mod witness;
