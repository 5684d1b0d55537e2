//! What the domain promises, rule by rule, from the outside.

mod adversary;
mod after_closing;
mod channel;
mod clocks_from_the_start;
mod clocks_lapsing;
mod clocks_of_events;
mod closing;
mod dates;
mod disputes;
#[cfg(test)]
mod figures;
mod handling;
mod kinds;
mod left_out;
mod office_keys;
mod offices_and_policies;
mod outside_check;
mod people;
mod policy;
mod properties;
mod record;
mod requirements_closing;
mod requirements_dates;
mod requirements_findings;
mod requirements_people;
mod route;
#[cfg(test)]
mod small_numbers;
#[cfg(test)]
mod walking;
#[cfg(test)]
mod walks;
mod without_concern;
#[cfg(test)]
mod world;
