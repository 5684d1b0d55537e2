//! What the domain promises, rule by rule, from the outside.

mod clock_table;
mod closing;
mod dates;
mod disputes;
mod people;
mod policy;
mod properties;
mod requirements;
mod route;
#[cfg(test)]
mod world;
