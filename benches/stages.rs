//! The stages of a build over the sample, and a whole archive of ten offices: `cargo bench`, `cargo bench -- chart`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use criterion::{Criterion, criterion_group, criterion_main};
use nianbao::chart::{self, Width};
use nianbao::load::{self, Catalogue, Project, Request};
use nianbao::model::{Audience, BlockKind, Report};
use nianbao::press::{Press, Sink};
use nianbao::render::{Entry, Page, Renderer, Setting};
use nianbao::resolve::Book;

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content")
}

fn project() -> Project {
    load::project(&Request { content: sample(), theme: None }).0.expect("the sample")
}

fn figures(criterion: &mut Criterion) {
    let project = project();
    criterion.bench_function("figures", |bencher| bencher.iter(|| Book::open(&project, Audience::Public)));
}

fn prose(criterion: &mut Criterion) {
    let (book, _) = Book::open(&project(), Audience::Public);
    criterion.bench_function("prose", |bencher| bencher.iter(|| book.reports(|report, _| report)));
}

fn chart(criterion: &mut Criterion) {
    let (book, _) = Book::open(&project(), Audience::Public);
    let reports = book.reports(|report, _| report);
    let charts: Vec<_> = reports
        .iter()
        .flat_map(Report::blocks)
        .filter_map(|block| match &block.kind {
            BlockKind::Chart(chart) => Some(chart),
            _ => None,
        })
        .collect();
    let draw = || charts.iter().map(|chart| chart::draw(chart, Width::Wide).svg.len()).sum::<usize>();
    criterion.bench_function("chart", |bencher| bencher.iter(draw));
}

fn page(criterion: &mut Criterion) {
    let project = project();
    let (book, _) = Book::open(&project, Audience::Public);
    let reports = book.reports(|report, _| report);
    let trends = book.trends(&reports);
    let setting = Setting::of(Audience::Public, reports.iter().map(Entry::from).collect(), trends);
    let renderer = Renderer::new(&project.dressing.theme, &project.site, setting).expect("the theme");
    criterion.bench_function("page", |bencher| {
        bencher.iter(|| {
            reports.iter().map(|report| renderer.report(report).expect("pages").len()).sum::<usize>()
        });
    });
}

/// Looks at pages and puts them away.
struct Nowhere;

impl Sink for Nowhere {
    fn page(&self, page: &Page) -> io::Result<()> {
        std::hint::black_box(page);
        Ok(())
    }
}

fn archive(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&sample(), folder.path());
    for office in 0..9 {
        for year in ["2021", "2022"] {
            copy(&sample().join(year), &folder.path().join(format!("county{office}")).join(year));
        }
    }
    let request = Request { content: folder.path().to_owned(), theme: None };
    criterion.bench_function("archive", |bencher| {
        bencher.iter(|| {
            let catalogue = Catalogue::open(&request).0.expect("a catalogue");
            Press::new(Audience::Public, &[]).print_all(&catalogue, &Nowhere).pages
        });
    });
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from) {
        let entry = entry.expect("a file");
        let target = to.join(entry.path().strip_prefix(from).expect("below"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).expect("a folder");
        } else {
            fs::copy(entry.path(), target).expect("a file");
        }
    }
}

criterion_group! { name = stages; config = Criterion::default().sample_size(20); targets = figures, prose, chart, page, archive }
criterion_main!(stages);
