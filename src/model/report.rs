//! The site and its reports, complete: what every output reads.

use super::{Accounts, Block, Chapter, Figure, FigureRow, Inline, Ledger, Period, Skyline, Stamp};

/// Who a build is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Audience {
    /// Everyone: masked and internal matter does not exist.
    Public,
    /// The office itself.
    Internal,
}

impl Audience {
    /// The word for it on the command line and in the manifest.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Internal => "internal",
        }
    }
}

/// The site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// Its title.
    pub title: String,
    /// A BCP 47 tag: `zh-Hans`.
    pub language: String,
    /// The theme's name.
    pub theme: String,
    /// Where it will stand, ending with `/`; only what needs an absolute address uses it.
    pub base_url: Option<String>,
    /// `+08:00`
    pub timezone: String,
    /// Whether all figures are invented.
    pub sample: bool,
    /// The office.
    pub organisation: Organisation,
    /// The portal it belongs to.
    pub government: Option<Government>,
}

/// The office that reports.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Organisation {
    /// Its name.
    pub name: Option<String>,
    /// Its address.
    pub address: Option<String>,
    /// Its telephone number.
    pub phone: Option<String>,
}

/// The tags of a Chinese government portal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Government {
    /// SiteName.
    pub name: Option<String>,
    /// SiteDomain.
    pub domain: Option<String>,
    /// SiteIDCode.
    pub id_code: Option<String>,
    /// ColumnName.
    pub column: Option<String>,
    /// ColumnDescription.
    pub column_description: Option<String>,
    /// ColumnKeywords.
    pub column_keywords: Option<String>,
    /// ColumnType.
    pub column_type: Option<String>,
    /// ICP备案.
    pub icp: Option<String>,
    /// 公安备案.
    pub public_security: Option<String>,
}

/// A report, resolved: every figure computed, every reference set, every link checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Its path under the content folder, which is its address: `2022`, `east/2022`.
    pub path: String,
    /// Its year.
    pub year: i16,
    /// Its title.
    pub title: Vec<Inline>,
    /// What its figures cover.
    pub period: Period,
    /// The same in words: `1—11月`.
    pub period_words: String,
    /// With the year: `2022年1—11月`.
    pub period_with_year: String,
    /// When it was published.
    pub published: Option<Stamp>,
    /// When it was last changed.
    pub updated: Option<Stamp>,
    /// What was corrected.
    pub corrections: Vec<Inline>,
    /// Whether it is a draft for comment.
    pub draft: bool,
    /// The files it offers for download: `xlsx` and others.
    pub downloads: Vec<String>,
    /// Who wrote it.
    pub source: Option<String>,
    /// What it says in short.
    pub summary: Vec<Inline>,
    /// The figures on the cover.
    pub highlights: Vec<FigureRow>,
    /// The year in one picture.
    pub skyline: Option<Skyline>,
    /// The opening text.
    pub opening: Vec<Block>,
    /// Footnotes of the opening text.
    pub opening_footnotes: Vec<Vec<Block>>,
    /// The figures the opening text and the cover use.
    pub opening_figures: Vec<FigureRow>,
    /// The chapters in reading order.
    pub chapters: Vec<Chapter>,
    /// The figures by file, in order.
    pub groups: Vec<FigureGroup>,
    /// The same figures as computed, for downloads: in the order of the groups.
    pub figures: Vec<Figure>,
    /// The ledgers.
    pub ledgers: Vec<Ledger>,
    /// What became of the work that last year's report planned or left open; none if there was none.
    pub accounts: Option<Accounts>,
}

impl Report {
    /// Whether it offers its figures as a workbook.
    #[must_use]
    pub fn has_workbook(&self) -> bool {
        self.downloads.iter().any(|kind| kind == "xlsx")
    }

    /// The chapters in reading order, each before its sub-chapters.
    #[must_use]
    pub fn reading_order(&self) -> Vec<&Chapter> {
        self.chapters.iter().flat_map(Chapter::reading_order).collect()
    }

    /// Whether another differs from it at most in its texts: in its opening, and in what its chapters say below their
    /// titles and summaries.
    #[must_use]
    pub fn has_the_same_frame(&self, other: &Self) -> bool {
        let Self {
            path,
            year,
            title,
            period,
            period_words,
            period_with_year,
            published,
            updated,
            corrections,
            draft,
            downloads,
            source,
            summary,
            highlights,
            skyline,
            groups,
            figures,
            ledgers,
            accounts,
            chapters,
            opening: _,
            opening_footnotes: _,
            opening_figures: _,
        } = self;
        *path == other.path
            && *year == other.year
            && *title == other.title
            && *period == other.period
            && *period_words == other.period_words
            && *period_with_year == other.period_with_year
            && *published == other.published
            && *updated == other.updated
            && *corrections == other.corrections
            && *draft == other.draft
            && *downloads == other.downloads
            && *source == other.source
            && *summary == other.summary
            && *highlights == other.highlights
            && *skyline == other.skyline
            && *groups == other.groups
            && *figures == other.figures
            && *ledgers == other.ledgers
            && *accounts == other.accounts
            && chapters.len() == other.chapters.len()
            && chapters.iter().zip(&other.chapters).all(|(own, other)| own.has_the_same_frame(other))
    }

    /// Whether another opens with the same text.
    #[must_use]
    pub fn has_the_same_opening(&self, other: &Self) -> bool {
        self.opening == other.opening
            && self.opening_footnotes == other.opening_footnotes
            && self.opening_figures == other.opening_figures
    }

    /// The blocks of its opening and of its chapters in reading order, footnotes behind the text that has them.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        let chapters = self.reading_order().into_iter();
        let texts = chapters.map(|chapter| (&chapter.blocks, &chapter.footnotes));
        std::iter::once((&self.opening, &self.opening_footnotes))
            .chain(texts)
            .flat_map(|(blocks, footnotes)| blocks.iter().chain(footnotes.iter().flatten()))
    }
}

/// The figures of one metrics file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureGroup {
    /// Its stem: `air`; an anchor on the figures page.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its figures.
    pub rows: Vec<FigureRow>,
}
