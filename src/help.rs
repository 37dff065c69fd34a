//! The help: that of [`cli`](crate::cli) is in English; here are its Chinese and, in both languages, the examples of
//! each command. Enter at [`command`].

use clap::{Arg, ArgAction, CommandFactory as _};

use crate::cli::{AudienceArg, Cli, Common};
use crate::problem::Tongue;

/// A command line, and what it is for.
struct Example {
    line: &'static str,
    zh: &'static str,
    en: &'static str,
}

/// A command: its name, what it does in Chinese, and its examples.
struct Told {
    name: &'static str,
    about: &'static str,
    examples: &'static [Example],
}

const COMMANDS: [Told; 8] = [
    Told {
        name: "check",
        about: "检查内容，一次列出公开版和内部版的全部问题",
        examples: &[
            Example { line: "nianbao check", zh: "检查 content/", en: "check content/" },
            Example {
                line: "nianbao check --deny-warnings",
                zh: "发布前用：有警告也算不通过",
                en: "before publishing: warnings fail too",
            },
        ],
    },
    Told {
        name: "build",
        about: "生成网站；有错误就不动原来的网站",
        examples: &[
            Example {
                line: "nianbao build", zh: "生成公开版到 site/", en: "the public site, into site/"
            },
            Example {
                line: "nianbao build --audience internal",
                zh: "生成内部版到 site-internal/",
                en: "the internal site, into site-internal/",
            },
            Example {
                line: "nianbao build --only 2022 --out /tmp/2022",
                zh: "只生成2022年的报告",
                en: "the report of 2022 alone",
            },
        ],
    },
    Told {
        name: "serve",
        about: "边写边看：在浏览器里预览网站，改了文件网页随即更新",
        examples: &[
            Example {
                line: "nianbao serve --open",
                zh: "预览 content/，并打开浏览器",
                en: "preview content/, and open the browser",
            },
            Example {
                line: "nianbao serve --audience internal",
                zh: "预览内部版",
                en: "preview the internal site",
            },
        ],
    },
    Told {
        name: "new",
        about: "写出示例报告，或者由上年的报告起草下一年的",
        examples: &[
            Example {
                line: "nianbao new 年报",
                zh: "新建文件夹，写入完整的示例",
                en: "the sample, in a new folder",
            },
            Example {
                line: "nianbao new 2023 --from 2022",
                zh: "由 content/2022 起草 content/2023：结构保留，数字清空",
                en: "content/2023 from content/2022: structure kept, figures emptied",
            },
        ],
    },
    Told {
        name: "export",
        about: "把报告写成一个文件：Word、PDF、一个网页、数据的 Excel、整个网站的压缩包",
        examples: &[
            Example {
                line: "nianbao export 2022 --to docx",
                zh: "写成 Word，按公文格式排好，文件名取报告的标题",
                en: "a Word document, named for the report's title",
            },
            Example {
                line: "nianbao export 2022 --to docx --toc --out /tmp/2022.docx",
                zh: "加目录，写到指定的文件",
                en: "with a table of contents, into a file of your choice",
            },
            Example {
                line: "nianbao export 2022 --to pdf --style book",
                zh: "用本机的浏览器印成 PDF，版式同网站；不写 --style 就按公文格式",
                en: "a PDF in the form of the site; without --style as an official document",
            },
            Example {
                line: "nianbao export 2022 --to xlsx",
                zh: "全部数字和图的数据",
                en: "all its figures and the numbers of its charts",
            },
            Example {
                line: "nianbao export --to zip",
                zh: "全部报告的网站打成一个压缩包；写明报告就只打那一份",
                en: "the site of all reports as one archive; of one alone if it is named",
            },
        ],
    },
    Told {
        name: "sheet",
        about: "写出各科室填数用的表格（.xlsx）",
        examples: &[Example {
            line: "nianbao sheet 2023",
            zh: "2023年报告的填报表，一个科室一张",
            en: "the sheets of the report of 2023, one a department",
        }],
    },
    Told {
        name: "schema",
        about: "写出各种 YAML 文件的 JSON Schema，编辑器据此提示和检查",
        examples: &[Example {
            line: "nianbao schema content/_schemas",
            zh: "升级程序后更新一次",
            en: "again after each upgrade of the program",
        }],
    },
    Told {
        name: "completions",
        about: "输出命令行补全脚本",
        examples: &[Example {
            line: "nianbao completions bash > ~/.local/share/bash-completion/completions/nianbao",
            zh: "bash 用",
            en: "for bash",
        }],
    },
];

/// The arguments in Chinese, with their defaults and the words that they take.
const ARGUMENTS: [(&str, &str); 22] = [
    ("content", "内容文件夹（默认 content）"),
    ("audience", "给谁看：public 公开（默认），internal 内部"),
    ("lang", "提示用的语言：zh 中文，en 英文"),
    ("deny_warnings", "警告也当作错误"),
    ("format", "问题怎样输出：text 给人看（默认），json 给程序，github 给 GitHub 的工作流"),
    (
        "out",
        "写到哪里（build 默认 site，内部版为 site-internal；export 默认取报告的标题，sheet 默认按年份取名，都放在当前文件夹）",
    ),
    ("report", "哪份报告，写法如 2023 或 east/2023（export --to zip 不写就是全部）"),
    (
        "to",
        "写成什么：docx 是 Word 公文，pdf 用本机的浏览器打印，xlsx 是 Excel，html 是一个网页，zip 是整个网站的压缩包",
    ),
    ("toc", "Word 文件前面加目录"),
    ("style", "PDF 的样式：official 按公文格式（默认），book 同网站"),
    ("browser", "打印 PDF 用哪个浏览器（默认取环境变量 CHROMIUM，没有就自己找 Edge、Chrome 或 Chromium）"),
    ("theme", "换用另一个主题"),
    ("only", "只生成这些报告，写法如 2022 或 east/2022"),
    ("jobs", "用几个线程（默认与处理器核数相同）"),
    ("port", "端口，写 0 由系统挑选（默认从 4000 起第一个空闲的）"),
    ("open", "打开浏览器"),
    ("host", "在哪个地址上提供预览（默认 127.0.0.1，只有本机能看；换成别的，别人也能看到）"),
    ("poll", "每秒查看几次文件：共享文件夹、网络盘上的改动，系统不会通知时用"),
    ("name", "示例写到哪个文件夹；有 --from 时为新报告的名称"),
    ("from", "新报告接在哪份报告后面"),
    ("dir", "写到哪个文件夹"),
    ("shell", "哪种命令行：bash、elvish、fish、powershell、zsh"),
];

/// The command line with its help in a language.
#[must_use]
pub fn command(tongue: Tongue) -> clap::Command {
    let command = Cli::command().mut_subcommands(|command| {
        let told = COMMANDS.iter().find(|told| told.name == command.get_name());
        match (told, tongue) {
            (Some(told), Tongue::Chinese) => {
                chinese(command.about(told.about), "选项").after_help(examples(told, tongue))
            }
            (Some(told), Tongue::English) => command.after_help(examples(told, tongue)),
            (None, _) => command,
        }
    });
    match tongue {
        Tongue::Chinese => chinese(command, "命令")
            .about("年报 nianbao：由 YAML 里的数字和 Markdown 正文，生成机关的年度工作总结网站")
            .long_about(None)
            .subcommand_help_heading("命令")
            .after_help("每个命令的选项和示例：nianbao 命令 --help"),
        Tongue::English => command.after_help("Options and examples of a command: nianbao COMMAND --help"),
    }
}

/// The language of the help: that of `--lang` among the arguments, else the environment's.
#[must_use]
pub fn tongue(arguments: &[String]) -> Tongue {
    let lang =
        arguments.iter().enumerate().find_map(|(at, argument)| match argument.strip_prefix("--lang") {
            Some("") => arguments.get(at + 1).cloned(),
            Some(value) => value.strip_prefix('=').map(str::to_owned),
            None => None,
        });
    Common { content: "content".into(), audience: AudienceArg::Public, lang }.tongue(None)
}

/// The examples of a command, a line each, what they are for behind them.
fn examples(told: &Told, tongue: Tongue) -> String {
    let widest = told.examples.iter().map(|example| width(example.line)).max().unwrap_or(0);
    let mut text = String::from(match tongue {
        Tongue::Chinese => "示例:",
        Tongue::English => "Examples:",
    });
    for example in told.examples {
        let says = match tongue {
            Tongue::Chinese => example.zh,
            Tongue::English => example.en,
        };
        let gap = " ".repeat(widest - width(example.line) + 2);
        text.push_str(&format!("\n  {}{gap}{says}", example.line));
    }
    text
}

/// How wide a text is on a terminal, where a Han character takes two columns.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// A command whose headings and arguments are told in Chinese.
fn chinese(command: clap::Command, rest: &str) -> clap::Command {
    let name = match command.get_name() {
        "nianbao" => "nianbao".to_owned(),
        name => format!("nianbao {name}"),
    };
    let places: String = command
        .get_positionals()
        .flat_map(|argument| argument.get_value_names().unwrap_or_default())
        .map(|name| format!(" <{name}>"))
        .collect();
    let version = command.get_version().is_some();
    let command = command
        .override_usage(format!("{name} [{rest}]{places}"))
        .help_template("{about-with-newline}\n用法: {usage}\n\n{all-args}{after-help}")
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(Arg::new("help").short('h').long("help").action(ArgAction::Help).help("显示帮助"));
    let command = if version {
        command
            .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version).help("显示版本"))
    } else {
        command
    };
    command.mut_args(|argument| {
        let heading = if argument.is_positional() { "参数" } else { "选项" };
        let mut argument = argument.help_heading(heading);
        if argument.get_action().takes_values() {
            // The words say them.
            argument = argument.hide_default_value(true).hide_possible_values(true);
        }
        match ARGUMENTS.iter().find(|(id, _)| argument.get_id() == id) {
            Some((_, help)) => argument.help(*help),
            None => argument,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_han(text: &str) -> bool {
        text.contains(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
    }

    #[test]
    fn every_command_and_argument_is_told_in_both_languages() {
        for (tongue, han) in [(Tongue::Chinese, true), (Tongue::English, false)] {
            for command in command(tongue).get_subcommands() {
                let name = command.get_name();
                let about = command.get_about().map(ToString::to_string).unwrap_or_default();
                assert!(!about.is_empty() && is_han(&about) == han, "{name}: {about}");
                let examples = command.get_after_help().map(ToString::to_string).unwrap_or_default();
                assert!(examples.contains(&format!("nianbao {name}")), "{name} has an example");
                for argument in command.get_arguments() {
                    let id = format!("{name} {}", argument.get_id());
                    let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
                    assert!(!help.is_empty() && is_han(&help) == han, "{id}: {help}");
                }
            }
        }
    }

    #[test]
    fn every_example_is_a_command_line_that_can_be_read() {
        for told in COMMANDS {
            for Example { line, .. } in told.examples {
                let words = line.split(" > ").next().unwrap_or_default().split(' ');
                let read = command(Tongue::Chinese).try_get_matches_from(words);
                assert!(read.is_ok(), "{line}: {read:?}");
            }
        }
    }

    #[test]
    fn the_chinese_help_names_every_word_and_default_of_an_argument() {
        for command in Cli::command().get_subcommands() {
            for argument in command.get_arguments().filter(|argument| argument.get_action().takes_values()) {
                let told = ARGUMENTS.iter().find(|(id, _)| argument.get_id() == id);
                let (id, help) = told.expect("it is told in Chinese");
                let defaults =
                    argument.get_default_values().iter().map(|value| value.to_string_lossy().into_owned());
                let words =
                    argument.get_possible_values().into_iter().map(|value| value.get_name().to_owned());
                for word in defaults.chain(words) {
                    assert!(help.contains(&word), "{id} names {word}");
                }
            }
        }
    }

    #[test]
    fn the_language_is_that_of_lang() {
        let of = |arguments: &[&str]| tongue(&arguments.iter().map(|&a| a.to_owned()).collect::<Vec<_>>());
        assert_eq!(of(&["nianbao", "check", "--lang", "zh", "--help"]), Tongue::Chinese);
        assert_eq!(of(&["nianbao", "check", "--help", "--lang=en"]), Tongue::English);
    }
}
