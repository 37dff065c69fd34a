//! The default theme and the sample are embedded: a change to them makes the program anew.

fn main() {
    println!("cargo:rerun-if-changed=themes/default");
    println!("cargo:rerun-if-changed=content");
}
