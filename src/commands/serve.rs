//! `nianbao serve`: the preview, and what it tells in the terminal.

use std::path::Path;
use std::process::{Command, Stdio};

use super::{Outcome, report};
use crate::cli::ServeArgs;
use crate::load::Request;
use crate::model::Audience;
use crate::preview::{Door, News, Pages, Preview, Update, Watching};
use crate::problem::Tongue;
use crate::problem::show::{self, Count};

pub(super) fn run(arguments: &ServeArgs) -> Outcome {
    // Before the site is read its language is not known.
    let early = arguments.common.tongue(None);
    let door = match Door::open(arguments.host.as_deref(), arguments.port) {
        Ok(door) => door,
        Err(error) => {
            report::error_line(&closed(&error, (arguments, early)));
            return Outcome::Failed;
        }
    };
    let common = arguments.common.clone();
    let preview = Preview {
        request: Request { content: common.content.clone(), theme: arguments.theme.clone() },
        audience: common.audience.into(),
        tongues: Box::new(move |site| common.tongue(site)),
        watching: if arguments.poll { Watching::Polls } else { Watching::Told },
    };
    let place = Place {
        link: door.link(),
        is_private: door.is_private(),
        audience: preview.audience,
        content: arguments.common.content.clone(),
        opens: arguments.open,
        asked: preview.watching,
    };
    match preview.run(door, move |news| tell(&news, &place)) {
        Ok(()) => Outcome::Done,
        Err(error) => {
            report::error_line(&match early {
                Tongue::Chinese => format!("预览停止：{error}"),
                Tongue::English => format!("the preview has stopped: {error}"),
            });
            Outcome::Failed
        }
    }
}

/// What is told of the preview itself.
struct Place {
    link: String,
    is_private: bool,
    audience: Audience,
    content: std::path::PathBuf,
    opens: bool,
    /// How the files were to be watched.
    asked: Watching,
}

/// Tells what has happened.
fn tell(news: &News<'_>, place: &Place) {
    match news {
        News::Begun(update, watching) => {
            problems(update);
            report::line(&begun(update));
            if *watching != place.asked {
                report::error_line(polling(update.tongue));
            }
            if !place.is_private {
                report::error_line(match update.tongue {
                    Tongue::Chinese => "警告：同一网络里的人都能打开这个预览，包括还没有公开的内容",
                    Tongue::English => {
                        "warning: everybody in the same network can open this preview, with what is not public yet"
                    }
                });
            }
            report::line(&welcome(place, update.tongue));
            if place.opens && !open(&place.link) {
                report::error_line(match update.tongue {
                    Tongue::Chinese => "没有打开浏览器：请自己打开上面的网址",
                    Tongue::English => "the browser was not opened: open the address above yourself",
                });
            }
        }
        News::Changed(update) => {
            problems(update);
            report::line(&changed(update, &place.content));
        }
        News::Polling(tongue) => report::error_line(polling(*tongue)),
    }
}

/// Prints the problems that were not told yet, as a build does.
fn problems(update: &Update<'_>) {
    let text = show::list(update.new.iter().copied(), update.tongue, report::colour());
    if !text.is_empty() {
        report::error_line(text.trim_end_matches('\n'));
        report::error_line("");
    }
}

fn begun(update: &Update<'_>) -> String {
    let (time, count) = (update.time.as_millis(), counted(update.count, update.tongue));
    match (update.pages, update.tongue) {
        (Pages::None, Tongue::Chinese) => format!("没有生成网页（{time}毫秒）：{count}；改好后自动出现"),
        (Pages::None, Tongue::English) => {
            format!("no pages ({time} ms): {count}; they appear when that is put right")
        }
        (_, Tongue::Chinese) => format!("生成了网站（{time}毫秒）：{count}"),
        (_, Tongue::English) => format!("built in {time} ms: {count}"),
    }
}

fn changed(update: &Update<'_>, content: &Path) -> String {
    let (time, count) = (update.time.as_millis(), counted(update.count, update.tongue));
    let files = files(update, content);
    match (update.pages, update.tongue) {
        (Pages::New, Tongue::Chinese) => format!("{files} 有改动，网页已更新（{time}毫秒）：{count}"),
        (Pages::New, Tongue::English) => format!("{files} changed, pages updated in {time} ms: {count}"),
        (Pages::Same, Tongue::Chinese) => format!("{files} 有改动，网页不变（{time}毫秒）：{count}"),
        (Pages::Same, Tongue::English) => format!("{files} changed, pages the same ({time} ms): {count}"),
        (Pages::Kept, Tongue::Chinese) => format!("{files} 有改动，网页停在出错以前（{time}毫秒）：{count}"),
        (Pages::Kept, Tongue::English) => {
            format!("{files} changed, pages kept as they were before the errors ({time} ms): {count}")
        }
        (Pages::None, Tongue::Chinese) => format!("{files} 有改动，还没有网页（{time}毫秒）：{count}"),
        (Pages::None, Tongue::English) => format!("{files} changed, still no pages ({time} ms): {count}"),
    }
}

fn counted(count: Count, tongue: Tongue) -> String {
    match (count, tongue) {
        (Count { errors: 0, warnings: 0 }, Tongue::Chinese) => "没有问题".to_owned(),
        (Count { errors: 0, warnings: 0 }, Tongue::English) => "no problems".to_owned(),
        _ => show::count(count, tongue),
    }
}

/// The first of the files that have changed, by its path in the content folder, and how many more there are.
fn files(update: &Update<'_>, content: &Path) -> String {
    let Some(first) = update.files.first() else {
        return match update.tongue {
            Tongue::Chinese => "内容文件夹".to_owned(),
            Tongue::English => "the content folder".to_owned(),
        };
    };
    let first = first.strip_prefix(content).unwrap_or(first).to_string_lossy().replace('\\', "/");
    match (update.files.len(), update.tongue) {
        (1, _) => first,
        (all, Tongue::Chinese) => format!("{first} 等{all}个文件"),
        (all, Tongue::English) => format!("{first} and {} more", all - 1),
    }
}

/// The link, and what is previewed.
fn welcome(place: &Place, tongue: Tongue) -> String {
    let link = &place.link;
    match (place.audience, tongue) {
        (Audience::Public, Tongue::Chinese) => format!("预览：{link}  按 Ctrl-C 结束"),
        (Audience::Public, Tongue::English) => format!("preview: {link}  Ctrl-C ends it"),
        (Audience::Internal, Tongue::Chinese) => {
            format!("内部预览（含不公开的内容）：{link}  按 Ctrl-C 结束")
        }
        (Audience::Internal, Tongue::English) => {
            format!("internal preview (with what is not public): {link}  Ctrl-C ends it")
        }
    }
}

fn polling(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::Chinese => "系统不能通知文件的改动：改为每秒查看几次",
        Tongue::English => {
            "the system cannot tell of changes: the files are looked at several times a second"
        }
    }
}

/// Why the preview cannot be served.
fn closed(error: &std::io::Error, (arguments, tongue): (&ServeArgs, Tongue)) -> String {
    let port = arguments.port.map(|port| port.to_string());
    match (error.kind(), port, tongue) {
        (std::io::ErrorKind::AddrInUse, Some(port), Tongue::Chinese) => {
            format!("端口{port}已经被别的程序占用：换一个，或者不写 --port，由程序挑选空闲的")
        }
        (std::io::ErrorKind::AddrInUse, Some(port), Tongue::English) => {
            format!("port {port} is taken: choose another, or leave out --port and a free one is found")
        }
        (_, _, Tongue::Chinese) => format!("不能提供预览：{error}"),
        (_, _, Tongue::English) => format!("the preview cannot be served: {error}"),
    }
}

/// Opens a link by the system; whether there was anything to open it with.
fn open(link: &str) -> bool {
    let words: &[&str] = if cfg!(target_os = "windows") {
        &["cmd", "/C", "start", "", link]
    } else if cfg!(target_os = "macos") {
        &["open", link]
    } else {
        &["xdg-open", link]
    };
    let quiet = || Stdio::null();
    let opener =
        Command::new(words[0]).args(&words[1..]).stdin(quiet()).stdout(quiet()).stderr(quiet()).spawn();
    match opener {
        Ok(mut opener) => {
            // It may stay as long as the browser does.
            std::thread::spawn(move || opener.wait());
            true
        }
        Err(_) => false,
    }
}
