//! Draws charts: with a number as many different ones, printing their bytes; with `--page FILE` a page of every
//! kind in every width, to be looked at.

#![allow(clippy::print_stdout, reason = "an example that speaks")]

mod items;
mod kit;
mod levels;
mod skies;
mod time;
mod work;

use std::error::Error;
use std::fmt::Write as _;

use nianbao::chart::{Drawing, SkylineForm, Width, draw, skyline};
use nianbao::model::Chart;
use rust_decimal::Decimal;

use skies::{days, months};

/// The colours of the default theme, light and dark.
const TOKENS: &str = include_str!("page.css");

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--page", file] => std::fs::write(file, page())?,
        [count] => many(count.parse()?),
        _ => println!("charts N | charts --page FILE"),
    }
    Ok(())
}

/// Draws many charts and says how many and how fast.
fn many(count: usize) {
    let samples = samples();
    let begin = std::time::Instant::now();
    let mut bytes = 0;
    for at in 0..count {
        let (_, chart) = &samples[at % samples.len()];
        bytes += draw(chart, [Width::Wide, Width::Narrow, Width::Print][at % 3]).svg.len();
    }
    println!("{count} charts, {bytes} bytes, {:?}", begin.elapsed());
    for (name, chart) in &samples {
        let begin = std::time::Instant::now();
        let drawing = draw(chart, Width::Wide);
        println!("{name}: {} bytes, {:?}", drawing.svg.len(), begin.elapsed());
    }
}

fn page() -> String {
    let mut body = String::new();
    for (name, chart) in samples() {
        let _ = write!(body, "<h2>{name}</h2><div class=\"pair\">");
        for width in [Width::Wide, Width::Narrow] {
            frame(&mut body, &draw(&chart, width));
        }
        body.push_str("</div>");
    }
    for (_, chart) in samples().into_iter().step_by(2) {
        frame(&mut body, &draw(&chart, Width::Print));
    }
    for (name, form) in [("panel", SkylineForm::Panel), ("phone", SkylineForm::Phone)] {
        for sky in [days(334), days(366), months()] {
            let _ = write!(body, "<h2>{name}</h2><div class=\"cover\">");
            frame(&mut body, &skyline(&sky, form));
            body.push_str("</div>");
        }
    }
    for form in [SkylineForm::Archive { top: Decimal::from(220) }, SkylineForm::Print] {
        frame(&mut body, &skyline(&days(334), form));
        frame(&mut body, &skyline(&months(), form));
    }
    let css = concat!(env!("CARGO_MANIFEST_DIR"), "/themes/default/assets/text/70-chart.css");
    format!(
        "<!doctype html><meta charset=utf-8><link rel=stylesheet href=\"file://{css}\"><style>{TOKENS}</style>\
         <body>{body}"
    )
}

fn frame(body: &mut String, drawing: &Drawing) {
    let _ = write!(body, "<div class=frame>{}</div>", drawing.svg);
}

fn samples() -> Vec<(&'static str, Chart)> {
    let mut all = time::lines();
    all.extend(time::columns());
    all.extend(items::items());
    all.extend(items::stacks());
    all.extend(work::progress());
    all.extend(levels::all());
    all.extend(time::areas());
    all.extend(items::wholes());
    all.extend(items::slopes());
    all.extend(items::rankings());
    all
}
