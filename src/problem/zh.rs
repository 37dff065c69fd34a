//! The words of each fault in Chinese.

use super::{Fault, Words};

pub(super) fn words(fault: &Fault) -> Words {
    Words { message: fault.code().to_owned(), help: None }
}
