//! x
#![allow(clippy::all, clippy::print_stdout)]
use nianbao::model::*;
fn main() {
    let (p, mut problems) = nianbao::load::project(&nianbao::load::Request {
        content: std::env::args().nth(1).unwrap_or("content".into()).into(),
        theme: None,
    });
    if let Some(p) = &p {
        let (book, mut more) = nianbao::resolve::Book::open(p, Audience::Public);
        problems.append(&mut more);
        for (r, mut ps) in book.reports(|r, p| (r, p)) {
            problems.append(&mut ps);
            println!("{} {} {}", r.path, plain(&r.title), plain(&r.summary));
            for c in r.reading_order() {
                println!(
                    "{}{} {} [{}] {}",
                    "  ".repeat(c.level as usize),
                    c.number.clone().unwrap_or_default(),
                    plain(&c.title),
                    c.address,
                    plain(&c.summary)
                );
                for b in &c.blocks {
                    match &b.kind {
                        BlockKind::Chart(c) => println!(
                            "      CHART {} {:?} {:?} {} | {} | {} | {:?}",
                            c.id,
                            c.kind,
                            c.by,
                            plain(&c.title),
                            c.subtitle,
                            c.description.chars().take(150).collect::<String>(),
                            c.lines.iter().map(|l| &l.label).collect::<Vec<_>>()
                        ),
                        BlockKind::Paragraph(i) => println!("      P {}", plain(i)),
                        BlockKind::Heading(h) => println!("      H {:?} {}", h.number, plain(&h.text)),
                        _ => {}
                    }
                }
            }
            if let Some(s) = &r.skyline {
                println!("SKY {} {} {} {:?} {:?}", s.title, s.subtitle, s.description, s.limit, s.highest);
            }
            for g in &r.groups {
                for r in g.rows.iter().take(4) {
                    println!(
                        "  {} {} {:?} {:?} {:?} {:?}",
                        r.id,
                        r.label,
                        r.value,
                        r.previous,
                        r.change.as_ref().map(|c| (&c.text, &c.short, c.good)),
                        r.verdicts.iter().map(|v| &v.text).collect::<Vec<_>>()
                    );
                }
            }
        }
    }
    nianbao::problem::sort(&mut problems);
    print!(
        "{}",
        nianbao::problem::show::text(
            &problems,
            nianbao::problem::Tongue::Chinese,
            nianbao::problem::show::Colour::None
        )
    );
}
