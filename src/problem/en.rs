//! The words of each fault in English.

use super::{Fault, Words};

pub(super) fn words(fault: &Fault) -> Words {
    Words { message: fault.code().to_owned(), help: None }
}
