//! What the domain promises, rule by rule, from the outside.

mod route;
#[cfg(test)]
mod world;
