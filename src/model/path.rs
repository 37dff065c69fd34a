//! Dotted paths of figures: `air.levels.优`, `six."PM2.5"`.

/// The steps of a path; a step in quotes may hold dots.
#[must_use]
pub fn segments(path: &str) -> Vec<String> {
    let mut steps = vec![String::new()];
    let mut quoted = false;
    for c in path.chars() {
        match c {
            '"' => quoted = !quoted,
            '.' if !quoted => steps.push(String::new()),
            c => {
                if let Some(last) = steps.last_mut() {
                    last.push(c);
                }
            }
        }
    }
    steps
}

/// No id has more steps than this: folders do not stand that deep in each other.
pub const MOST_STEPS: usize = 32;

/// What the longest prefix of a path names, and the steps after it.
pub fn longest<T>(steps: &[String], known: impl Fn(&str) -> Option<T>) -> Option<(T, &[String])> {
    (1..=steps.len().min(MOST_STEPS)).rev().find_map(|length| {
        let named = known(&steps[..length].join("."))?;
        Some((named, &steps[length..]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quoted_step_may_hold_dots() {
        assert_eq!(segments("air.six.\"PM2.5\".number"), ["air", "six", "PM2.5", "number"]);
        assert_eq!(segments("air.levels.优"), ["air", "levels", "优"]);
    }
}
