//! What is written into the new files for the person who fills them in, in the report's language.

use super::Years;
use crate::problem::Tongue;

/// The words of a language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words {
    tongue: Tongue,
    /// What stands where something must be written.
    pub(super) placeholder: &'static str,
    /// Beside `draft: true`.
    pub(super) draft: &'static str,
    /// The title of the ledger of last year's plan.
    pub(super) review: &'static str,
    /// Its unit and the words of its states.
    pub(super) review_head: &'static str,
    /// Above an empty plan.
    pub(super) plan: &'static str,
}

impl Words {
    pub(super) fn of(tongue: Tongue) -> Self {
        match tongue {
            Tongue::Chinese => Self {
                tongue,
                placeholder: "待补",
                draft: "征求意见稿；定稿发布时删去这一行",
                review: "上年工作计划完成情况",
                review_head: "unit: 项\nstatuses: {done: 已完成, ongoing: 推进中, planned: 未启动, dropped: 已取消}\n",
                plan: "一项一条，写法如下：",
            },
            Tongue::English => Self {
                tongue,
                placeholder: "TODO",
                draft: "take this line away when it is final",
                review: "What became of last year’s plan",
                review_head: "statuses: {done: done, ongoing: ongoing, planned: not begun, dropped: dropped}\n",
                plan: "Write each item like this:",
            },
        }
    }

    /// Above what was commented out of last year's file.
    pub(super) fn of_last_year(&self, key: &str) -> &'static str {
        match (self.tongue, key) {
            (Tongue::Chinese, "published") => "发布时填写日期，去掉行首的 #（下面是上年的）",
            (Tongue::Chinese, "carried") => "上年写的，供参考：",
            (Tongue::English, "carried") => "last year’s, for reference:",
            (Tongue::Chinese, _) => "上年写的，供参考；改好后去掉行首的 #",
            (Tongue::English, "published") => {
                "the date of publication, when there is one (this is last year’s)"
            }
            (Tongue::English, _) => "last year’s, for reference; rewrite it and take the # away",
        }
    }

    /// Above a target.
    pub(super) fn target(&self, years: Years) -> String {
        let Years { from, to } = years;
        match self.tongue {
            Tongue::Chinese => format!("下面是{from}年的目标，请改为{to}年的"),
            Tongue::English => format!("the target of {from}: put that of {to} in its place"),
        }
    }

    /// The first line of a comment with last year's prose.
    pub(super) fn prose(&self, year: i16) -> String {
        match self.tongue {
            Tongue::Chinese => format!("{year}年原文，供参考，写好后删去："),
            Tongue::English => {
                format!("The text of {year}, for reference; delete it when the new one is written:")
            }
        }
    }

    /// Whether a comment holds the prose of an earlier year.
    pub(super) fn is_prose(&self, comment: &str) -> bool {
        let first = comment.trim_start_matches("<!--").trim_start().lines().next().unwrap_or_default();
        let rest = first.trim_start_matches("The text of ").trim_start_matches(|c: char| c.is_ascii_digit());
        [Tongue::Chinese, Tongue::English].into_iter().any(|tongue| {
            let known = Self::of(tongue).prose(0);
            known.ends_with(rest) && rest.chars().count() > 8
        })
    }

    /// The head of the ledger of last year's plan.
    pub(super) fn review_comment(&self, year: i16) -> String {
        match self.tongue {
            Tongue::Chinese => format!(
                "# {year}年的计划逐项对账：把 status 改为 done（完成）、ongoing（推进中）或 dropped（取消），\n# 在 note 里写明结果；取消的写明原因。carries 指明是{year}年的哪一项，不要改。\n"
            ),
            Tongue::English => format!(
                "# Each item of the plan of {year}: set status to done, ongoing or dropped, and say in note what came of\n# it. carries names the item of {year}: leave it as it is.\n"
            ),
        }
    }
}
