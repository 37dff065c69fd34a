//! nianbao (年报) turns YAML figures and a Markdown narrative into an office's yearly work report.

pub mod model;
pub mod problem;
pub mod render;
pub mod source;
