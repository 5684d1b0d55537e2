//! The tables of Daylight, one file a migration. Knows no entity and no rule: a migration is history.
//!
//! `daylight migrate` runs them; `serve` refuses to start while one is pending. Expand first, contract in a
//! later release.

pub use sea_orm_migration::prelude::*;

mod m2026_11_22_000001_spine;
mod m2026_11_22_000002_mail_given_up;
mod m2026_11_22_000003_blobs_and_erasure;
mod m2026_11_23_000004_capsules_on_desks;
mod m2026_11_28_000005_desks_by_pages;
mod m2026_11_28_000006_invitations;
mod m2026_11_29_000007_witnesses;
mod m2026_11_29_000008_packs;
mod m2026_11_29_000009_desk_rows;
mod m2026_11_29_000010_short_keys;
mod m2026_11_29_000011_short_key_of_desks;
mod m2026_11_30_000012_desk_notes;
mod short_key;

/// Every migration, oldest first.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m2026_11_22_000001_spine::Migration),
            Box::new(m2026_11_22_000002_mail_given_up::Migration),
            Box::new(m2026_11_22_000003_blobs_and_erasure::Migration),
            Box::new(m2026_11_23_000004_capsules_on_desks::Migration),
            Box::new(m2026_11_28_000005_desks_by_pages::Migration),
            Box::new(m2026_11_28_000006_invitations::Migration),
            Box::new(m2026_11_29_000007_witnesses::Migration),
            Box::new(m2026_11_29_000008_packs::Migration),
            Box::new(m2026_11_29_000009_desk_rows::Migration),
            Box::new(m2026_11_29_000010_short_keys::Migration),
            Box::new(m2026_11_29_000011_short_key_of_desks::Migration),
            Box::new(m2026_11_30_000012_desk_notes::Migration),
        ]
    }
}
