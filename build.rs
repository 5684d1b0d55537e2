//! The browser's files are built before the program that carries them: says so instead of failing somewhere inside.

fn main() {
    for name in [
        "site.css",
        "reporter.js",
        "worker.js",
        "worker.js.br",
        "argon2.js",
        "scrypt.js",
        "words.js",
        "letters.js",
        "portal_worker.js",
        "clean.js",
        "clean.js.br",
        "fast_digest.js",
        "fast_digest.js.br",
        "portal.css",
        "portal.js",
        "portal.js.br",
        "passkey.js",
        "strength.js",
        "paper.html",
        "paper.digest",
    ] {
        let path = format!("web/dist/{name}");
        println!("cargo::rerun-if-changed={path}");
        if !std::path::Path::new(&path).is_file() {
            println!(
                "cargo::error={path} is not there: run `make web` first (`make build` and `make test` do)"
            );
        }
    }
}
