//! nianbao (年报) turns YAML figures and a Markdown narrative into an office's yearly work report.

pub mod audit;
pub mod chart;
pub mod cli;
pub mod commands;
pub mod export;
pub mod form;
pub mod formula;
pub mod help;
pub mod legible;
pub mod load;
pub mod model;
pub mod press;
pub mod preview;
pub mod problem;
pub mod prose;
pub mod publish;
mod reader;
pub mod render;
pub mod renew;
pub mod resolve;
pub mod source;
pub mod stale;
pub mod wording;
pub mod workbook;
mod xml;
