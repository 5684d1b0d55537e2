//! The program `daylight`.

fn main() {}
