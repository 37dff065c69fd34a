//! What a report is: plain data, with no IO, no serde and no HTML. Begin with [`Report`]; [`tree`] is its text.

mod chart;
mod draft;
mod exhibits;
mod figure;
mod hidden;
mod ledger;
mod levels;
mod metric;
mod path;
mod period;
mod report;
pub mod text;
mod theme;
mod tree;
mod trend;
mod value;

pub use chart::*;
pub use draft::*;
pub use exhibits::*;
pub use figure::*;
pub use hidden::*;
pub use ledger::*;
pub use levels::*;
pub use metric::*;
pub use path::*;
pub use period::*;
pub use report::*;
pub use theme::*;
pub use tree::*;
pub use trend::*;
pub use value::*;
