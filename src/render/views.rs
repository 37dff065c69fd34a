//! What templates see: structs made for them, never the model. Fields that end in `_html` are set already and are
//! written with `| safe`; all others are plain words that the template escapes.

use serde::Serialize;

/// What every page has around its matter: the template's `page`.
#[derive(Debug, Serialize)]
pub(super) struct Frame {
    pub(super) lang: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) canonical: Option<String>,
    /// The link to the feed.
    pub(super) feed: Option<String>,
    pub(super) metas: Vec<Meta>,
    pub(super) properties: Vec<Property>,
    /// JSON-LD, which holds no `<`.
    pub(super) linked_data_html: Option<String>,
    pub(super) styles: Vec<String>,
    pub(super) scripts: Vec<String>,
    pub(super) hidden_from_search: bool,
    pub(super) marks: Vec<Mark>,
    pub(super) office: String,
    pub(super) site_name: String,
    pub(super) home: String,
    pub(super) nav: Vec<NavLink>,
    pub(super) crumbs: Vec<Crumb>,
    pub(super) footer: Footer,
    /// What a file that stands alone holds instead of links to style sheets and scripts.
    pub(super) alone: Option<Alone>,
}

/// What a page holds within itself.
#[derive(Debug, Serialize)]
pub(super) struct Alone {
    /// Its Content-Security-Policy: what it holds, by hashes, and nothing else.
    pub(super) policy: String,
    pub(super) style_html: String,
    pub(super) scripts_html: Vec<String>,
}

/// A `<meta>` of a government portal.
#[derive(Debug, Serialize)]
pub(super) struct Meta {
    pub(super) name: &'static str,
    pub(super) content: String,
}

/// A `<meta>` of Open Graph.
#[derive(Debug, Serialize)]
pub(super) struct Property {
    pub(super) property: &'static str,
    pub(super) content: String,
}

/// A band over the header: sample, draft, internal.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Mark {
    pub(super) kind: &'static str,
    pub(super) word: String,
    pub(super) sentence: String,
}

/// A link of the site's navigation.
#[derive(Debug, Serialize)]
pub(super) struct NavLink {
    pub(super) href: String,
    pub(super) text: String,
    pub(super) current: bool,
}

/// A step of 当前位置; the page itself has no link.
#[derive(Debug, Serialize)]
pub(super) struct Crumb {
    pub(super) href: Option<String>,
    pub(super) text_html: String,
}

/// The footer.
#[derive(Debug, Serialize)]
pub(super) struct Footer {
    pub(super) office: String,
    pub(super) address: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) id_code: Option<String>,
    pub(super) icp: Option<String>,
    pub(super) public_security: Option<String>,
}

/// A link with its words.
#[derive(Debug, Clone, Serialize)]
pub(super) struct LinkView {
    pub(super) href: String,
    pub(super) text_html: String,
}

/// The home page: the template's `home`.
#[derive(Debug, Serialize)]
pub(super) struct Home {
    pub(super) title_html: String,
    pub(super) groups: Vec<HomeGroup>,
    pub(super) symbols_html: String,
}

/// The reports of one folder.
#[derive(Debug, Serialize)]
pub(super) struct HomeGroup {
    /// The folder's name, where there are several.
    pub(super) title: Option<String>,
    pub(super) latest: Option<EntryView>,
    pub(super) earlier: Vec<EntryView>,
}

/// A report in the list of reports.
#[derive(Debug, Serialize)]
pub(super) struct EntryView {
    pub(super) year: i16,
    pub(super) href: String,
    pub(super) full: String,
    pub(super) figures: String,
    pub(super) title_html: String,
    pub(super) summary_html: String,
    pub(super) published: Option<String>,
    pub(super) period: String,
    pub(super) draft: bool,
    pub(super) skyline: Option<SkylineView>,
}

/// The search: the template's `search`.
#[derive(Debug, Serialize)]
pub(super) struct Search {
    /// The terms that results set with lowered or raised parts.
    pub(super) terms: String,
    /// All reports, newest first.
    pub(super) reports: Vec<SearchReport>,
    pub(super) symbols_html: String,
}

/// A report in the search.
#[derive(Debug, Serialize)]
pub(super) struct SearchReport {
    /// Its folders and its year.
    pub(super) place: String,
    pub(super) title_html: String,
    pub(super) draft: bool,
    pub(super) href: String,
    /// The script that holds what is searched of it.
    pub(super) data: String,
    pub(super) contents: Vec<Entry>,
}

/// The year in one picture.
#[derive(Debug, Serialize)]
pub(super) struct SkylineView {
    pub(super) title_html: String,
    pub(super) subtitle_html: String,
    pub(super) short_html: String,
    pub(super) drawings_html: String,
}

/// The cover of a report: the template's `cover`.
#[derive(Debug, Serialize)]
pub(super) struct Cover {
    pub(super) period: String,
    pub(super) title_html: String,
    pub(super) summary_html: String,
    pub(super) first_chapter: Option<String>,
    pub(super) full: String,
    pub(super) figures: String,
    /// What can be taken away, where it is more than the data.
    pub(super) downloads: Vec<LinkView>,
    pub(super) facts: Facts,
    pub(super) skyline: Option<SkylineView>,
    pub(super) cards_html: String,
    pub(super) opening_html: String,
    /// What the symbols of the page mean.
    pub(super) symbols_html: String,
    /// The figures of the opening and the cover, folded.
    pub(super) figures_html: String,
    pub(super) contents: Vec<Entry>,
    pub(super) earlier: Option<LinkView>,
    pub(super) later: Option<LinkView>,
}

/// When and by whom.
#[derive(Debug, Serialize)]
pub(super) struct Facts {
    pub(super) published: Option<String>,
    pub(super) updated: Option<String>,
    pub(super) source: Option<String>,
    pub(super) corrections_html: Option<String>,
}

/// An entry of the contents.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Entry {
    pub(super) href: String,
    pub(super) number: String,
    /// Whether the number begins with a full-width bracket, which hangs.
    pub(super) hangs: bool,
    pub(super) title_html: String,
    pub(super) summary_html: String,
    pub(super) current: bool,
    pub(super) children: Vec<Entry>,
}

/// A chapter's page: the template's `chapter`.
#[derive(Debug, Serialize)]
pub(super) struct ChapterPage {
    pub(super) number_html: String,
    pub(super) title_html: String,
    pub(super) summary_html: String,
    pub(super) facts: Facts,
    pub(super) body_html: String,
    /// What the symbols of the page mean.
    pub(super) symbols_html: String,
    pub(super) figures_html: String,
    pub(super) children: Vec<Entry>,
    pub(super) report_title_html: String,
    pub(super) report: String,
    pub(super) contents: Vec<Entry>,
    pub(super) full: String,
    pub(super) figures: String,
    pub(super) previous: Option<LinkView>,
    pub(super) next: Option<LinkView>,
}

/// The whole report on one page: the template's `full`, beside `cover`.
#[derive(Debug, Serialize)]
pub(super) struct Full<'a> {
    pub(super) year: i16,
    /// The day of publication in words, for paper.
    pub(super) day: Option<String>,
    pub(super) book_styles: String,
    pub(super) chapters: Vec<&'a FullChapter>,
}

/// A chapter of the whole report, in reading order.
#[derive(Debug, Serialize)]
pub(super) struct FullChapter {
    pub(super) id: String,
    /// The class of its running head: `book-1`.
    pub(super) book: String,
    pub(super) level: u8,
    /// The level of its heading in HTML, 2 to 6.
    pub(super) heading: u8,
    pub(super) number_html: String,
    pub(super) title_html: String,
    pub(super) summary_html: String,
    pub(super) body_html: String,
    pub(super) symbols_html: String,
    pub(super) figures_html: String,
}

/// The page of all figures: the template's `figures`.
#[derive(Debug, Serialize)]
pub(super) struct Figures {
    pub(super) title: String,
    pub(super) period: String,
    /// On paper: whose figures are to be confirmed.
    pub(super) sheet_html: String,
    pub(super) signatures: Vec<Signature>,
    pub(super) symbols_html: String,
    pub(super) jumps: Vec<LinkView>,
    pub(super) csv: String,
    pub(super) json: String,
    pub(super) xlsx: Option<String>,
    pub(super) table_html: String,
    pub(super) earlier: Option<LinkView>,
    pub(super) later: Option<LinkView>,
}

/// The page of what became of last year's work: the template's `accounts`.
#[derive(Debug, Serialize)]
pub(super) struct AccountsView {
    pub(super) title: String,
    /// How many items came to what.
    pub(super) says: String,
    pub(super) table_html: String,
    pub(super) symbols_html: String,
}

/// A line for a department to sign on.
#[derive(Debug, Serialize)]
pub(super) struct Signature {
    pub(super) department: String,
    pub(super) count: usize,
}

/// Figures over the years: the template's `trends`.
#[derive(Debug, Serialize)]
pub(super) struct TrendsView {
    pub(super) title: String,
    /// Whether one of the reports is a draft.
    pub(super) drafts: bool,
    /// The offices that have pages of their own.
    pub(super) offices: Vec<LinkView>,
    pub(super) jumps: Vec<LinkView>,
    pub(super) reports: Vec<LinkView>,
    /// Whether its tables have so few years that they stand in two columns.
    pub(super) few: bool,
    pub(super) groups: Vec<TrendGroupView>,
    pub(super) symbols_html: String,
}

/// The trends of one metrics file.
#[derive(Debug, Serialize)]
pub(super) struct TrendGroupView {
    pub(super) id: String,
    pub(super) title_html: String,
    /// The values of all years, where the exhibits have a page of their own.
    pub(super) table_html: String,
    pub(super) exhibits_html: String,
}
