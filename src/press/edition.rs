//! All pages of a site, by their path.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::render::Page;

/// A printed site. What two editions have in common they share.
#[derive(Debug, Clone)]
pub struct Edition {
    parts: Vec<Arc<Pages>>,
    charts: usize,
}

/// The pages that were made together: a report's, or those that the whole site shares.
#[derive(Debug)]
pub struct Pages(BTreeMap<String, Arc<Page>>);

impl Pages {
    pub(super) fn of(pages: impl IntoIterator<Item = Arc<Page>>) -> Arc<Self> {
        Arc::new(Self(pages.into_iter().map(|page| (page.path.clone(), page)).collect()))
    }
}

impl Edition {
    pub(super) fn of(parts: Vec<Arc<Pages>>, charts: usize) -> Self {
        Self { parts, charts }
    }

    /// The page of a path below the site's folder: `2022/index.html`.
    #[must_use]
    pub fn page(&self, path: &str) -> Option<&Arc<Page>> {
        self.parts.iter().find_map(|part| part.0.get(path))
    }

    /// All pages, no path twice.
    pub fn pages(&self) -> impl Iterator<Item = &Arc<Page>> {
        self.parts.iter().flat_map(|part| part.0.values())
    }

    /// Whether another edition is byte for byte the same.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let same = |(a, b): (&Arc<Pages>, &Arc<Pages>)| Arc::ptr_eq(a, b) || a.0 == b.0;
        self.parts.len() == other.parts.len() && self.parts.iter().zip(&other.parts).all(same)
    }

    /// How many charts its reports show.
    #[must_use]
    pub fn charts(&self) -> usize {
        self.charts
    }
}
