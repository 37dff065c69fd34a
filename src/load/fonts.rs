//! The fonts of the machine.

use resvg::usvg::fontdb::Database;

/// The fonts of the machine, with which charts are painted for Word.
#[must_use]
pub fn fonts() -> Database {
    let mut fonts = Database::new();
    fonts.load_system_fonts();
    fonts
}
