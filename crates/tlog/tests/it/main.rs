//! What strangers rely on: the formats' vectors, their strictness, and the tree against a second opinion.

#[cfg(test)]
mod acts;
#[cfg(test)]
mod book;
#[cfg(test)]
mod damage;
#[cfg(test)]
mod erasing;
#[cfg(test)]
mod every_kind;
#[cfg(test)]
mod export_of;
#[cfg(test)]
mod exporting;
#[cfg(test)]
mod forging;
#[cfg(test)]
mod mutating;
#[cfg(test)]
mod outsiders;
#[cfg(test)]
mod parsers;
#[cfg(test)]
mod program;
#[cfg(test)]
mod replaying;
#[cfg(test)]
mod reporting;
#[cfg(test)]
mod rewriting;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod second_opinion;
#[cfg(test)]
mod strangers;
#[cfg(test)]
mod telling;
#[cfg(test)]
mod vectors;
