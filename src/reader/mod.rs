//! What every reader of a report's tree shares, whatever it makes of it: the words of the interface, what must be said
//! beside numbers, drawings for paper, and what is found by walking through the text.

pub(crate) mod data;
pub(crate) mod notes;
pub(crate) mod paper;
pub(crate) mod parts;
pub(crate) mod symbols;
pub(crate) mod values;
pub(crate) mod words;
pub(crate) mod work;
