//! What the preview withstands: pages of other sites in the same browser, and clients that mean no good.

use std::io::{Read as _, Write as _};
use std::time::{Duration, Instant};

use super::{Answer, Preview};

#[test]
fn a_page_of_another_site_gets_nothing() {
    let preview = Preview::of("minimal");
    let port = preview.port;
    for fields in [
        // A strange name that was made to lead here (DNS rebinding).
        format!("Host: evil.example:{port}\r\n"),
        format!("Host: 127.0.0.1.evil.example:{port}\r\n"),
        "Host: 127.0.0.1\r\n".to_owned(),
        format!("Host: 127.0.0.1:{port}\r\nHost: evil.example\r\n"),
        "Host: \r\n".to_owned(),
        // Scripts, pictures and frames of other sites, another port of this machine among them.
        "Origin: http://evil.example\r\n".to_owned(),
        "Origin: null\r\n".to_owned(),
        format!("Origin: https://127.0.0.1:{port}\r\n"),
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script\r\n".to_owned(),
        "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty\r\n".to_owned(),
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n".to_owned(),
    ] {
        for path in ["/2022/", "/2022/figures/figures.json", "/_nianbao/events?page=/"] {
            let answer = preview.ask(&format!("GET {path}"), &fields);
            assert_eq!(answer.status, 403, "{path} {fields}");
            assert!(answer.body.len() < 100, "{path} {fields}");
        }
    }
    let followed = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";
    let answer = preview.ask("GET /2022/", followed);
    assert_eq!(answer.status, 200, "a link from elsewhere may be followed");
    assert_eq!(answer.field("access-control-allow-origin"), "");
    for (name, value) in [
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("x-frame-options", "DENY"),
        ("x-content-type-options", "nosniff"),
    ] {
        assert_eq!(answer.field(name), value);
    }
}

#[test]
fn a_request_with_a_whole_address_is_looked_at_by_that() {
    let preview = Preview::of("minimal");
    let port = preview.port;
    assert_eq!(preview.ask(&format!("GET http://127.0.0.1:{port}/2022/"), "").status, 200);
    assert_eq!(preview.ask("GET http://evil.example/2022/", "").status, 403);
    let older = Answer::read(&preview.send(b"GET /2022/ HTTP/1.0\r\n\r\n"));
    assert_eq!(older.status, 403, "without a host");
}

#[test]
fn only_get_and_head_are_answered() {
    let preview = Preview::of("minimal");
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"] {
        for path in ["/", "/_nianbao/preview.js", "/_nianbao/events?page=/"] {
            let answer = preview.ask(&format!("{method} {path}"), "Content-Length: 0\r\n");
            assert_eq!((answer.status, answer.field("allow")), (405, "GET, HEAD"), "{method} {path}");
        }
    }
}

#[test]
fn no_path_leaves_the_site() {
    let preview = Preview::of("minimal");
    let lost = preview.get("/404.html").body;
    for path in [
        "/../content/site.yaml",
        "/2022/../../content/site.yaml",
        "/%2e%2e/content/site.yaml",
        "/%2E%2E%2Fcontent%2Fsite.yaml",
        "/..%2fcontent/site.yaml",
        "/%252e%252e/content/site.yaml",
        "/..%5ccontent%5csite.yaml",
        "/..\\content\\site.yaml",
        "/%c0%ae%c0%ae/content/site.yaml",
        "/%u002e%u002e/content/site.yaml",
        "/.%00./content/site.yaml",
        "/2022/%00",
        "/2022/air/%ff%fe",
        "/%",
        "/%zz",
        "//evil.example/2022",
        "//2022",
        "/2022//",
        "/./2022/",
        "/2022/.",
        "/2022/air/..",
        "/etc/passwd",
        "/file:///etc/passwd",
        "/content/site.yaml",
        "/C:/Windows/win.ini",
        "/_nianbao/",
        "/_nianbao/../content/site.yaml",
    ] {
        let answer = preview.get(path);
        assert!([400, 404].contains(&answer.status), "{path}: {}", answer.status);
        assert!(answer.body.is_empty() || answer.body == lost, "{path}");
        assert_eq!(answer.field("location"), "", "{path}");
    }
}

#[test]
fn heads_of_requests_have_limits() {
    let preview = Preview::of("minimal");
    let long = "x".repeat(64 * 1024);
    assert_eq!(preview.ask("GET /", &format!("X-Long: {long}\r\n")).status, 431);
    let many: String = (0..200).map(|at| format!("X-{at}: 1\r\n")).collect();
    assert_eq!(preview.ask("GET /", &many).status, 431);
    assert!([400, 414, 431].contains(&preview.get(&format!("/{long}")).status));
    assert!([0, 400].contains(
        &Answer::read(&preview.send(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n")).status
    ));
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn a_client_that_drips_is_let_go_and_holds_up_nobody() {
    let preview = Preview::of("minimal");
    let started = Instant::now();
    let mut drips: Vec<_> = (0..50).map(|_| preview.connect()).collect();
    for drip in &mut drips {
        drip.write_all(b"GET / HTTP/1.1\r\nHost: ").expect("a drop");
    }
    assert_eq!(preview.get("/2022/").status, 200);
    let first = &mut drips[0];
    first.set_read_timeout(Some(Duration::from_millis(300))).expect("a limit");
    loop {
        let _ = first.write_all(b"x");
        match first.read(&mut [0; 256]) {
            Ok(0) => break,
            Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => break,
            _ => assert!(started.elapsed() < super::LIMIT, "it drips for ever"),
        }
    }
    assert!(started.elapsed() >= Duration::from_secs(4), "a slow client has some time");
}

#[test]
fn clients_that_never_read_hold_up_nobody() {
    let preview = Preview::of("minimal");
    let ask = format!("GET /2022/ HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", preview.port).repeat(2000);
    let mut idle: Vec<_> = (0..20).map(|_| preview.connect()).collect();
    for stream in &mut idle {
        stream.set_nonblocking(true).expect("a stream");
        let _ = stream.write(ask.as_bytes());
    }
    for _ in 0..20 {
        assert_eq!(preview.get("/2022/").status, 200);
    }
}

#[test]
fn two_hundred_connections_are_served_at_once() {
    let preview = Preview::of("minimal");
    let ask = format!("GET /_nianbao/events?page=/ HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", preview.port);
    let mut streams: Vec<_> = (0..200).map(|_| preview.connect()).collect();
    for stream in &mut streams {
        stream.write_all(ask.as_bytes()).expect("a request");
    }
    for stream in &mut streams {
        let mut answer = [0; 15];
        stream.read_exact(&mut answer).expect("an answer");
        assert_eq!(&answer, b"HTTP/1.1 200 OK");
    }
    assert_eq!(preview.get("/2022/").status, 200, "and further ones");
}
