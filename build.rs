//! The default theme is embedded: a change to it makes the program anew.

fn main() {
    println!("cargo:rerun-if-changed=themes/default");
}
