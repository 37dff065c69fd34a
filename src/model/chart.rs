//! A chart as data: everything a drawing, a table or a description needs, in words and exact numbers.
//! No pixel and no language is left to decide here but the drawing.

use rust_decimal::Decimal;

use super::{Better, Calendar, Inline, Levels, Status, Value, WorkState};

/// The forms a chart can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChartKind {
    /// Values over time as lines.
    Line,
    /// Amounts over time as upright columns.
    Column,
    /// Values compared, as lying bars.
    Bar,
    /// Amounts with their parts: upright over time, lying by item.
    Stacked,
    /// How far something has come: a square an item, or a bar towards a target.
    Progress,
    /// Values over time as a filled line.
    Area,
    /// The parts of a whole along one bar.
    Share,
    /// The parts of a whole, two to five, around a ring.
    Donut,
    /// Figures of several units in percent of their limits.
    Bullet,
    /// The levels of days, a square a day, by month and week.
    Calendar,
    /// The levels of items by month, a cell each.
    Matrix,
    /// Last year to this year, a line an item.
    Slope,
    /// Items in the order of their values.
    Ranking,
}

impl ChartKind {
    /// All kinds, in the order of the format.
    pub const ALL: [Self; 13] = [
        Self::Line,
        Self::Area,
        Self::Column,
        Self::Bar,
        Self::Stacked,
        Self::Share,
        Self::Donut,
        Self::Progress,
        Self::Bullet,
        Self::Calendar,
        Self::Matrix,
        Self::Slope,
        Self::Ranking,
    ];

    /// The word that stands for it in a report: `line`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Column => "column",
            Self::Bar => "bar",
            Self::Stacked => "stacked",
            Self::Progress => "progress",
            Self::Area => "area",
            Self::Share => "share",
            Self::Donut => "donut",
            Self::Bullet => "bullet",
            Self::Calendar => "calendar",
            Self::Matrix => "matrix",
            Self::Slope => "slope",
            Self::Ranking => "ranking",
        }
    }
}

/// What the categories of a chart are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum By {
    /// Months of the period.
    Month,
    /// Quarters.
    Quarter,
    /// Years.
    Year,
    /// Days.
    Day,
    /// Parts that add up.
    Part,
    /// Items compared.
    Item,
    /// Metrics compared.
    Metric,
}

impl By {
    /// The word that stands for it in a report: `month`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::Day => "day",
            Self::Part => "part",
            Self::Item => "item",
            Self::Metric => "metric",
        }
    }

    /// Whether the categories are points in time, in their order.
    #[must_use]
    pub fn is_time(self) -> bool {
        matches!(self, Self::Month | Self::Quarter | Self::Year | Self::Day)
    }
}

/// A chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// Its id, unique in the report.
    pub id: String,
    /// Its form.
    pub kind: ChartKind,
    /// What its categories are.
    pub by: By,
    /// The message: a sentence that says what the chart shows.
    pub title: Vec<Inline>,
    /// What, where, when.
    pub subtitle: String,
    /// The unit's word for prose; empty for a plain number. One unit a chart.
    pub unit: String,
    /// The larger unit that the drawing is in, where its numbers are too long to be read.
    pub large: Option<Large>,
    /// The categories along the axis.
    pub categories: Vec<Category>,
    /// The series, each with a point for every category.
    pub series: Vec<Series>,
    /// Limits and targets that hold for every category.
    pub lines: Vec<ReferenceLine>,
    /// The places that axis labels and values show.
    pub decimals: u32,
    /// What the data say, for those who cannot see the drawing.
    pub description: String,
    /// Where the figures come from.
    pub source: String,
    /// Where what it shows cannot be compared with the year before, and why.
    pub breaks: Vec<Break>,
    /// What is better, where all its metrics say the same.
    pub better: Option<Better>,
    /// The head of the first column of its table: 月份, 项目.
    pub category_head: String,
    /// The share of each category, `60.2%`, where they are parts of a whole: they add up to 100.
    pub shares: Vec<String>,
    /// The levels that occur, for a calendar or a matrix.
    pub levels: Option<Levels>,
    /// The days, for a calendar.
    pub calendar: Option<Calendar>,
    /// The heads of the numbers beside each row of a bullet chart, 占限值, 浓度, 限值, or of each year's limit and target
    /// in a chart over the years; the first stands for the values themselves.
    pub column_heads: Vec<String>,
}

/// A year whose values cannot be compared with those before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    /// What cannot be compared: `小型水库水质优良比例`.
    pub label: String,
    /// Why.
    pub reason: String,
    /// The category that it stands before; none where the categories are no years, or the year is not among them.
    pub before: Option<usize>,
    /// The series that it parts, by their places.
    pub series: Vec<usize>,
    /// The word beside its rule: `口径调整`.
    pub word: String,
}

impl Chart {
    /// A chart of a kind that says and shows nothing yet.
    #[must_use]
    pub const fn of(kind: ChartKind, by: By) -> Self {
        Self {
            id: String::new(),
            kind,
            by,
            title: Vec::new(),
            subtitle: String::new(),
            unit: String::new(),
            large: None,
            categories: Vec::new(),
            series: Vec::new(),
            lines: Vec::new(),
            decimals: 0,
            description: String::new(),
            source: String::new(),
            breaks: Vec::new(),
            better: None,
            category_head: String::new(),
            shares: Vec::new(),
            levels: None,
            calendar: None,
            column_heads: Vec::new(),
        }
    }

    /// Whether a series breaks off before a category.
    #[must_use]
    pub fn is_broken(&self, series: usize, before: usize) -> bool {
        self.breaks.iter().any(|broken| broken.before == Some(before) && broken.series.contains(&series))
    }
}

/// A unit so many powers of ten larger than a chart's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Large {
    /// 8 for 亿.
    pub power: u32,
    /// As it is said in the drawing: `亿元`, `billion yuan`.
    pub unit: String,
}

/// A place along the axis.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Category {
    /// Its name: `3月`, `县城`.
    pub label: String,
    /// Whether it is picked out.
    pub highlight: bool,
    /// The limit or target of this category alone, where each has its own.
    pub marks: Vec<ReferenceLine>,
    /// What stands beside its label: `78.6%`, a ledger's rate.
    pub aside: String,
    /// The numbers beside its row, one for each of [`Chart::column_heads`].
    pub columns: Vec<String>,
    /// The unit of these numbers' amounts, where each row has its own; else empty.
    pub unit: String,
}

impl Category {
    /// A category of which there is no more to say than its name.
    #[must_use]
    pub fn named(label: impl Into<String>) -> Self {
        Self { label: label.into(), ..Self::default() }
    }
}

/// A series of points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Its name: `2022年`, `优`.
    pub name: String,
    /// Which part it plays.
    pub role: Role,
    /// A point for every category.
    pub points: Vec<Point>,
    /// Whether it went the wrong way, where its metric says what is better; for a slope.
    pub worse: bool,
}

/// The part a series plays, which decides its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// This year's.
    Focus,
    /// Last year's.
    Previous,
    /// One of several, counted from 0.
    Part(usize),
    /// A level of a scale, counted from 0: its colour is the scale's, named by [`Series::name`]'s place.
    Level(Scale, usize),
    /// The items of a ledger in one state.
    State(WorkState),
}

/// A scale whose colours the theme has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scale {
    /// Air quality levels by HJ 633.
    Aqi,
    /// Surface water classes by GB 3838.
    WaterClass,
    /// Any other ordered scale.
    Other,
}

impl Scale {
    /// The scale of a name, as far as the theme has colours for it.
    #[must_use]
    pub fn named(name: &str) -> Self {
        match name {
            "aqi" => Self::Aqi,
            "water-class" => Self::WaterClass,
            _ => Self::Other,
        }
    }
}

/// A point of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Its value.
    pub value: Value,
    /// As it is shown, without unit: `24`, `暂缺`, `**`.
    pub text: String,
    /// Provisional or revised.
    pub status: Status,
    /// Its level on the chart's scale, counted from 0.
    pub level: Option<usize>,
}

/// A limit or target drawn into a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceLine {
    /// Which of them.
    pub kind: ReferenceKind,
    /// Its value in the chart's unit.
    pub value: Decimal,
    /// Its name: `年均限值`.
    pub name: String,
    /// Its name with its value: `年均限值35`.
    pub label: String,
}

/// What a reference line stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferenceKind {
    /// A limit that may not be passed.
    Limit,
    /// A target to reach.
    Target,
}
