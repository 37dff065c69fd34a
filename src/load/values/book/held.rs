//! Readers of others, given anything: one that gives up by a panic is held, and says nothing of it to the terminal.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

use crate::problem::SheetFault;

thread_local! {
    /// Whether a reader of others is at work on this thread.
    static AT_WORK: Cell<bool> = const { Cell::new(false) };
}

/// What the reader says; that the file is unreadable, if it panics.
pub(super) fn read<T>(reader: impl FnOnce() -> Result<T, SheetFault>) -> Result<T, SheetFault> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let told = take_hook();
        set_hook(Box::new(move |panic| {
            if !AT_WORK.get() {
                told(panic);
            }
        }));
    });
    AT_WORK.set(true);
    let read = catch_unwind(AssertUnwindSafe(reader));
    AT_WORK.set(false);
    read.unwrap_or_else(|_| Err(SheetFault::Unreadable(String::new())))
}
