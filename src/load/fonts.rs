//! The fonts of the machine.

use std::sync::{Arc, LazyLock};

use resvg::usvg::fontdb::Database;

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    fonts.load_system_fonts();
    Arc::new(fonts)
});

/// The fonts of the machine, with which charts are painted for Word. They are looked for once.
#[must_use]
pub fn fonts() -> Arc<Database> {
    Arc::clone(&FONTS)
}
