//! x
fn main() {
    let (p, mut problems) = nianbao::load::project(&nianbao::load::Request {
        content: std::env::args().nth(1).unwrap_or("content".into()).into(),
        theme: None,
    });
    nianbao::problem::sort(&mut problems);
    print!(
        "{}",
        nianbao::problem::show::text(
            &problems,
            nianbao::problem::Tongue::Chinese,
            nianbao::problem::show::Colour::None
        )
    );
    if let Some(p) = p {
        for r in &p.reports {
            println!(
                "{} {} metrics {} ledgers {} chapters {}",
                r.path,
                r.metrics.len(),
                r.metrics.iter().map(|m| m.metrics.len()).sum::<usize>(),
                r.ledgers.len(),
                r.chapters.len()
            );
        }
    }
}
