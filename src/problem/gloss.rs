//! The words that the format keeps, in Chinese: an office reads them beside each in a message.

/// What a word of the format means; none if it needs no explaining.
pub(super) fn gloss(word: &str) -> Option<&'static str> {
    Some(match word {
        "planned" => "计划中",
        "ongoing" => "进行中",
        "done" => "已完成",
        "overdue" => "逾期",
        "dropped" => "不再实施",
        "rectification" => "整改台账",
        "plan" => "工作计划",
        "provisional" => "初步数",
        "revised" => "修订数",
        "final" => "最终数",
        "amount" => "总量",
        "level" => "水平",
        "ratio" => "比率",
        "rank" => "名次",
        "lower" => "越低越好",
        "higher" => "越高越好",
        "public" => "公开",
        "internal" => "内部",
        "month" => "月",
        "quarter" => "季度",
        "year" => "年",
        "day" => "日",
        "part" => "组成",
        "item" => "比较项",
        "metric" => "指标",
        "previous" => "上年数",
        "limit" => "限值",
        "target" => "目标",
        _ => return None,
    })
}

/// A word with its meaning: `done（已完成）`.
pub(super) fn glossed(word: &str) -> String {
    gloss(word).map_or_else(|| word.to_owned(), |meaning| format!("{word}（{meaning}）"))
}

/// The word whose meaning was typed instead of it: `done` for 已完成.
pub(super) fn named_by<'a>(typed: &str, words: &'a [String]) -> Option<&'a str> {
    let typed = typed.trim();
    let means = |word: &&String| {
        gloss(word).is_some_and(|meaning| {
            typed == meaning || meaning.chars().count() > 1 && typed.starts_with(meaning)
        })
    };
    words.iter().find(means).map(String::as_str)
}
