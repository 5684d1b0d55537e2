//! What strangers' programs and vectors say of our sealing: C2SP's age vectors, typage, and our own vectors
//! recomputed in JavaScript.

#[cfg(test)]
mod cctv;
#[cfg(test)]
mod holder;
#[cfg(test)]
mod node;
#[cfg(test)]
mod typage;
#[cfg(test)]
mod vectors;
