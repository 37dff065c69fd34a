//! The default theme is embedded: a change to it makes the program anew.

#![expect(clippy::print_stdout, reason = "a build script speaks to cargo on standard output")]

fn main() {
    println!("cargo:rerun-if-changed=themes/default");
}
