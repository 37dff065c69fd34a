//! The browser of the machine, which prints pages: nothing but it sets a PDF. Enter at [`find`] and [`print`].

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::problem::{Fault, Place, Problem, Severity, ToolFault};

/// What browsers that can print are called where programs are looked for by name.
const NAMES: [&str; 8] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
    "chrome",
];

/// Where they lie on Windows, below a folder of programs.
const ON_WINDOWS: [&str; 3] = [
    "Microsoft/Edge/Application/msedge.exe",
    "Google/Chrome/Application/chrome.exe",
    "Chromium/Application/chrome.exe",
];

/// The folders of programs on Windows, by the names of their variables.
const PROGRAMS: [&str; 3] = ["ProgramFiles(x86)", "ProgramFiles", "LOCALAPPDATA"];

/// Where they lie on macOS.
const ON_MACOS: [&str; 3] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/// How long a report may take to be printed.
const LIMIT: Duration = Duration::from_secs(180);

/// How often it is looked whether the browser is done.
const PAUSE: Duration = Duration::from_millis(50);

/// What keeps the browser to the one page: no first start, no calls to its maker, no line of the address on the pages.
const FLAGS: [&str; 12] = [
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pdf-header-footer",
    "--print-to-pdf-no-header",
    "--export-tagged-pdf",
    "--generate-pdf-document-outline",
];

/// The browser that was asked for, else that of `CHROMIUM`, else the first that is found.
///
/// # Errors
/// That there is none.
pub(super) fn find(asked: Option<&Path>) -> Result<PathBuf, ToolFault> {
    let named = std::env::var_os("CHROMIUM").filter(|path| !path.is_empty()).map(PathBuf::from);
    match asked.map(Path::to_owned).or(named) {
        Some(path) if path.is_file() => Ok(path),
        Some(path) => Err(ToolFault::NotThere { path: path.display().to_string() }),
        None => known_places().find(|path| path.is_file()).ok_or(ToolFault::None),
    }
}

/// Where a browser may be, the likeliest first.
fn known_places() -> impl Iterator<Item = PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let by_name = NAMES.into_iter().flat_map(move |name| {
        let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        folders.iter().map(|folder| folder.join(&file)).collect::<Vec<_>>()
    });
    let programs = PROGRAMS.into_iter().filter_map(std::env::var_os).map(PathBuf::from);
    let on_windows = programs.flat_map(|folder| ON_WINDOWS.map(|path| folder.join(path)));
    by_name.chain(on_windows).chain(ON_MACOS.map(PathBuf::from))
}

/// Prints a page of HTML that holds all it shows, as PDF.
///
/// # Errors
/// That the browser does not print.
pub(super) fn print(browser: &Path, page: &[u8]) -> Result<Vec<u8>, Vec<Problem>> {
    let failed = |error: &io::Error| {
        let why = ToolFault::Failed { path: browser.display().to_string(), reason: error.to_string() };
        vec![missing(why, Severity::Error)]
    };
    printed(browser, page).map_err(|error| failed(&error))
}

/// That a browser is missing, which stops what cannot do without.
pub(super) fn missing(why: ToolFault, severity: Severity) -> Problem {
    Problem::new(Fault::MissingTool { why, severity }, Place::None)
}

fn printed(browser: &Path, page: &[u8]) -> io::Result<Vec<u8>> {
    // What the browser writes of itself lies here too and goes with it.
    let folder = tempfile::Builder::new().prefix("nianbao-").tempdir()?;
    let (html, pdf) = (folder.path().join("report.html"), folder.path().join("report.pdf"));
    std::fs::write(&html, page)?;
    let mut command = Command::new(browser);
    command.args(FLAGS).arg(option("--user-data-dir=", &folder.path().join("profile")));
    if is_root(&html) {
        // A browser's sandbox does not work for root, and it would not start.
        command.arg("--no-sandbox");
    }
    command.arg(option("--print-to-pdf=", &pdf)).arg(&html);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    wait(command.spawn()?)?;
    let bytes = std::fs::read(&pdf)?;
    if bytes.starts_with(b"%PDF-") { Ok(bytes) } else { Err(io::Error::other("no PDF")) }
}

/// Waits until the browser is done, or ends it when it takes too long.
fn wait(mut browser: Child) -> io::Result<()> {
    let started = Instant::now();
    loop {
        if browser.try_wait()?.is_some() {
            // What counts is the file: browsers end with a status of failure for reasons of their own.
            return Ok(());
        }
        if started.elapsed() > LIMIT {
            browser.kill()?;
            browser.wait()?;
            return Err(io::ErrorKind::TimedOut.into());
        }
        std::thread::sleep(PAUSE);
    }
}

/// An option with a path as its value.
fn option(name: &str, path: &Path) -> std::ffi::OsString {
    let mut option = std::ffi::OsString::from(name);
    option.push(OsStr::new(path));
    option
}

/// Whether it is root who runs the program, by whose file it is.
#[cfg(unix)]
fn is_root(file: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    std::fs::metadata(file).is_ok_and(|metadata| metadata.uid() == 0)
}

#[cfg(not(unix))]
fn is_root(_: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_that_is_asked_for_and_not_there_is_named() {
        let path = Path::new("/nowhere/browser");
        assert_eq!(find(Some(path)), Err(ToolFault::NotThere { path: "/nowhere/browser".to_owned() }));
    }

    #[test]
    fn a_program_that_prints_nothing_is_no_browser() {
        let program = std::env::current_exe().expect("this test");
        // It runs no test of this name and ends.
        assert!(print(&program, b"<p>").is_err());
    }
}
