//! Two files of a tree, metrics and a chapter, printed whole.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nianbao_fuzz::{Far, run};

fuzz_target!(|files: (&str, &str)| {
    let (metrics, chapter) = files;
    run(&[("2022/metrics/a.yaml", metrics.as_bytes()), ("2022/1-a.md", chapter.as_bytes())], Far::Printed);
});
