//! The preview, over real sockets and real files: [`Preview`] is one that runs. What it serves and tells is here; what it
//! withstands is in [`attacks`], and how it sees files being saved in [`saves`].

mod attacks;
mod memory;
mod saves;

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use assert_cmd::cargo::CommandCargoExt as _;
use tempfile::TempDir;

use crate::fixture::{self, copy, fixtures, nianbao, root};

/// No test waits longer for what must come.
const LIMIT: Duration = Duration::from_secs(60);

/// A preview that runs, of a copy of a content folder; it ends with this.
pub(crate) struct Preview {
    folder: TempDir,
    child: Child,
    pub(crate) port: u16,
    stdout: Arc<Mutex<Vec<String>>>,
    stderr: Arc<Mutex<Vec<String>>>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// By name in lower case.
    pub(crate) fields: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Preview {
    /// A preview of a fixture.
    pub(crate) fn of(fixture: &str) -> Self {
        Self::with(&fixtures().join(fixture), &[])
    }

    pub(crate) fn with(content: &Path, arguments: &[&str]) -> Self {
        let folder = TempDir::new().expect("a folder");
        copy(content, &folder.path().join("content"));
        Self::start(folder, arguments)
    }

    /// A preview of the folder `content` in a folder.
    pub(crate) fn start(folder: TempDir, arguments: &[&str]) -> Self {
        let mut command = Command::cargo_bin("nianbao").expect("the program is built");
        command.current_dir(folder.path()).args(["serve", "--port", "0", "--lang", "zh"]).args(arguments);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).stdin(Stdio::null());
        let mut child = command.spawn().expect("it runs");
        let stdout = lines(child.stdout.take().expect("its output"));
        let stderr = lines(child.stderr.take().expect("its errors"));
        let mut preview = Self { folder, child, port: 0, stdout, stderr };
        preview.port = until("its link", || {
            let line = preview.told().into_iter().find(|line| line.contains("http://127.0.0.1:"))?;
            line.split("http://127.0.0.1:").nth(1)?.split('/').next()?.parse().ok()
        });
        preview
    }

    pub(crate) fn content(&self) -> PathBuf {
        self.folder.path().join("content")
    }

    /// The lines on standard output.
    pub(crate) fn told(&self) -> Vec<String> {
        self.stdout.lock().expect("lines").clone()
    }

    /// The text on standard error.
    pub(crate) fn errors(&self) -> String {
        self.stderr.lock().expect("lines").join("\n")
    }

    /// The lines that tell of changes, without their times.
    pub(crate) fn rounds(&self) -> Vec<String> {
        let changed = self.told().into_iter().filter(|line| line.contains("有改动"));
        changed
            .map(|line| {
                let (before, rest) = line.split_once('（').expect("a time");
                format!("{before}{}", rest.split_once('）').expect("a time").1)
            })
            .collect()
    }

    /// Sends bytes and reads all that comes back.
    pub(crate) fn send(&self, request: &[u8]) -> Vec<u8> {
        let mut stream = self.connect();
        // Who refuses may not read all of it.
        let _ = stream.write_all(request);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        answer
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a connection");
        stream.set_read_timeout(Some(LIMIT)).expect("a limit");
        stream
    }

    /// Asks with more fields, a line each.
    pub(crate) fn ask(&self, line: &str, fields: &str) -> Answer {
        let host = format!("Host: 127.0.0.1:{}\r\n", self.port);
        let host = if fields.contains("Host:") { "" } else { &host };
        Answer::read(
            &self.send(format!("{line} HTTP/1.1\r\n{host}{fields}Connection: close\r\n\r\n").as_bytes()),
        )
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask(&format!("GET {path}"), "")
    }

    pub(crate) fn text(&self, path: &str) -> String {
        String::from_utf8_lossy(&self.get(path).body).into_owned()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|part| part == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).unwrap_or(0);
        let field = |line: &str| {
            line.split_once(": ").map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        };
        let body = bytes.get(end + 4..).unwrap_or_default().to_vec();
        Self { status, fields: lines.filter_map(field).collect(), body }
    }

    pub(crate) fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
}

/// Waits until there is something.
pub(crate) fn until<T>(what: &str, mut there: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(thing) = there() {
            return thing;
        }
        assert!(started.elapsed() < LIMIT, "waited in vain for {what}");
        thread::sleep(Duration::from_millis(5));
    }
}

/// Collects lines as they come.
fn lines(from: impl std::io::Read + Send + 'static) -> Arc<Mutex<Vec<String>>> {
    let lines = Arc::new(Mutex::new(Vec::new()));
    let collected = Arc::clone(&lines);
    thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            collected.lock().expect("lines").push(line);
        }
    });
    lines
}

/// A served page without the script's tag.
pub(crate) fn without_tag(page: &[u8]) -> Vec<u8> {
    let page = String::from_utf8(page.to_vec()).expect("a page in UTF-8");
    let start = page.find("<script src=\"/_nianbao/preview.js\"").expect("the tag");
    let end = start + page[start..].find("</script>\n").expect("its end") + "</script>\n".len();
    assert!(page[end..].starts_with("</head>"), "it ends the head");
    format!("{}{}", &page[..start], &page[end..]).into_bytes()
}

#[test]
fn it_serves_what_a_build_writes_but_for_one_tag_and_writes_nothing() {
    let preview = Preview::with(&root().join("content"), &[]);
    let built = fixture::built(&root().join("content"), &[]);
    assert_eq!(built.run.status, 0, "{}", built.run.stderr);
    for (path, bytes) in built.files() {
        if path == ".nianbao.json" {
            continue;
        }
        let answer = preview.get(&format!("/{path}"));
        assert_eq!(answer.status, 200, "{path}");
        let body = if path.ends_with(".html") { without_tag(&answer.body) } else { answer.body };
        assert!(body == bytes, "{path} is not what a build writes");
    }
    assert_eq!(preview.get("/.nianbao.json").status, 404);
    let names =
        fs::read_dir(preview.folder.path()).expect("a folder").flatten().map(|entry| entry.file_name());
    assert_eq!(names.collect::<Vec<_>>(), ["content"], "nothing is written");
}

#[test]
fn addresses_lead_to_pages_as_on_any_server() {
    let preview = Preview::of("minimal");
    for (path, status, kind) in [
        ("/", 200, "text/html; charset=utf-8"),
        ("/2022/", 200, "text/html; charset=utf-8"),
        ("/2022/air/index.html?x=1", 200, "text/html; charset=utf-8"),
        ("/assets/site.css", 200, "text/css; charset=utf-8"),
        ("/assets/figures.js", 200, "text/javascript; charset=utf-8"),
        ("/2022/figures/figures.csv", 200, "text/csv; charset=utf-8"),
        ("/2022/figures/figures.json", 200, "application/json"),
        ("/nowhere", 404, "text/html; charset=utf-8"),
    ] {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.field("content-type")), (status, kind), "{path}");
        assert_eq!(answer.field("cache-control"), "no-store", "{path}");
    }
    let answer = preview.get("/2022?q=1");
    assert_eq!((answer.status, answer.field("location")), (302, "/2022/?q=1"));
    let head = preview.ask("HEAD /2022/", "");
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.field("content-length"), preview.get("/2022/").body.len().to_string());
}

#[test]
fn a_site_that_stands_in_a_folder_of_its_host_is_found_there_too() {
    let folder = TempDir::new().expect("a folder");
    copy(&fixtures().join("minimal"), &folder.path().join("content"));
    let site = "title: 示例县年报\nbase_url: https://www.example.gov.cn/nb/\n";
    fs::write(folder.path().join("content/site.yaml"), site).expect("a file");
    let preview = Preview::start(folder, &[]);
    assert!(preview.text("/nb/nowhere").contains("href=\"/nb/assets/site.css\""));
    assert_eq!(preview.get("/nb/assets/site.css").status, 200);
    assert_eq!(preview.get("/nb/").body, preview.get("/").body);
}

#[test]
fn the_internal_site_is_previewed_as_such() {
    let preview = Preview::with(&fixtures().join("minimal"), &["--audience", "internal"]);
    assert!(preview.text("/").contains("内部资料"));
    assert!(preview.told().iter().any(|line| line.starts_with("内部预览（含不公开的内容）：http://")));
}

#[test]
fn a_port_that_is_taken_is_refused_and_without_one_the_next_is_found() {
    let preview = Preview::of("minimal");
    let port = preview.port.to_string();
    let run = nianbao(&fixtures(), &["serve", "--content", "minimal", "--port", &port, "--lang", "zh"]);
    let said = format!("端口{port}已经被别的程序占用：换一个，或者不写 --port，由程序挑选空闲的\n");
    assert_eq!((run.status, run.stdout.as_str(), run.stderr), (2, "", said));
}

#[test]
#[cfg(unix)]
fn ctrl_c_ends_it_at_once_and_cleanly() {
    let mut preview = Preview::of("minimal");
    let mut stream = preview.connect();
    let ask = format!("GET /_nianbao/events?page=/ HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", preview.port);
    stream.write_all(ask.as_bytes()).expect("a request");
    let mut some = [0; 1];
    stream.read_exact(&mut some).expect("an open page listens");
    let started = Instant::now();
    let pid = preview.child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &pid]).status().expect("kill runs").success());
    let status = preview.child.wait().expect("it ends");
    assert_eq!(status.code(), Some(0));
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    assert_eq!(preview.errors(), "");
}

#[test]
fn before_the_first_good_build_every_address_tells_what_is_wrong() {
    let preview = Preview::with(&fixtures().join("faults/broken-link"), &[]);
    let answer = preview.get("/2022/anything/");
    assert_eq!((answer.status, answer.field("content-type")), (503, "text/html; charset=utf-8"));
    let page = String::from_utf8(answer.body).expect("text");
    assert!(page.contains("<noscript>") && page.contains("错误[broken-link]"), "{page}");
    assert!(preview.errors().contains("错误[broken-link]"), "{}", preview.errors());
    assert!(preview.told()[0].starts_with("没有生成网页（"), "{:?}", preview.told());
}

#[test]
fn an_open_page_is_told_only_of_its_own_bytes_and_of_problems() {
    let preview = Preview::of("minimal");
    let mut stream = preview.connect();
    let ask =
        format!("GET /_nianbao/events?page=/2022/air/ HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", preview.port);
    stream.write_all(ask.as_bytes()).expect("a request");
    let events = lines(stream);
    let count = |what: &str| events.lock().expect("lines").iter().filter(|line| line.contains(what)).count();
    until("the first event", || (count("event: problems") == 1).then_some(()));
    assert_eq!(count("event: page"), 1);
    fs::write(preview.content().join("2022/2-new.md"), "# 新\n\n一章。\n").expect("a file");
    until("the page, which leads to the new one", || (count("event: page") == 2).then_some(()));
    fs::write(preview.content().join("2022/2-new.md"), "# 新\n\n另一章。\n").expect("a file");
    until("the round", || (preview.rounds().len() == 2).then_some(()));
    fs::write(preview.content().join("2022/2-new.md"), "# 新\n\n见[此](nowhere.md)。\n").expect("a file");
    until("the problem", || (count("event: problems") == 2).then_some(()));
    assert_eq!(count("event: page"), 2, "another page's text is not its affair");
    assert_eq!(count("broken-link"), 1);
}
