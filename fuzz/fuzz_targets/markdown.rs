//! A chapter's Markdown: every range is one of the text, and nothing panics.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nianbao::model::Asterisks;
use nianbao::prose::{Markdown, outline};
use nianbao::source::Source;

fuzz_target!(|text: &str| {
    let source = Source::new("1-a.md", text);
    let measure_words = ["个".to_owned(), "件".to_owned(), "%".to_owned()];
    for asterisks in [Asterisks::Emphasis, Asterisks::Plain] {
        let body = 0..source.text().len();
        let _ =
            outline(&Markdown { source: &source, body, asterisks, measure_words: &measure_words, level: 1 });
    }
});
