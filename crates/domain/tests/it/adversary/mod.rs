//! Office holders who would rather not: what they may try, alone or with their colleagues, and what it gets them.

mod delaying;
mod ending;
mod silencing;
