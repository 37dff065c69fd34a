//! An old workbook of values.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nianbao_fuzz::{Far, run};

fuzz_target!(|bytes: &[u8]| run(&[("2022/data/v.xls", bytes)], Far::Computed));
