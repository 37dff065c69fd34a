//! Where the series of a chart break off: the years from which a figure is measured or counted in another way.

use super::series::years;
use super::text::TextReader;
use crate::model::{Break, By, Chart, Figure};

/// The breaks of a chart's figures: of a chart by year those that reports of these years declare, else this report's
/// alone. One reason stands once, with the first figure that it holds for.
pub(super) fn breaks(reader: &TextReader<'_>, figures: &[&Figure], chart: &Chart) -> Vec<Break> {
    let entry = reader.entry();
    let word = reader.book.speaker(entry).words.word("chart.break");
    let (first_year, _) = years(figures);
    let mut breaks: Vec<Break> = Vec::new();
    let mut from = 0;
    for figure in figures {
        let series: Vec<usize> = (from..from + figure.yearly.len()).collect();
        from += figure.yearly.len();
        let earlier = reader.book.beside(entry).filter(|other| other.draft.year < entry.draft.year);
        let earlier = earlier.filter_map(|other| Some((other.draft.year, other.figure(&figure.id)?)));
        let mut declared: Vec<(i16, &Figure)> =
            if chart.by == By::Year { earlier.collect() } else { Vec::new() };
        declared.push((entry.draft.year, *figure));
        declared.sort_by_key(|(year, _)| *year);
        for (year, figure) in declared {
            let Some(reason) = &figure.break_reason else { continue };
            let place = usize::try_from(year - first_year).ok();
            let before = place.filter(|at| chart.by == By::Year && (1..chart.categories.len()).contains(at));
            if year < entry.draft.year && before.is_none() {
                continue;
            }
            match breaks.iter_mut().find(|known| known.reason == *reason && known.before == before) {
                Some(known) => known.series.extend(&series),
                None => breaks.push(Break {
                    label: figure.label.clone(),
                    reason: reason.clone(),
                    before,
                    series: series.clone(),
                    word: word.to_owned(),
                }),
            }
        }
    }
    breaks
}
