//! The address that the preview is served at, and the names by which a browser may call it.

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener, ToSocketAddrs as _};

/// The first port that is tried.
const FIRST: u16 = 4000;
/// How many ports are tried.
const TRIED: u16 = 100;

/// A socket that listens.
#[derive(Debug)]
pub struct Door {
    pub(super) listener: TcpListener,
    /// The name it was asked to listen at.
    name: String,
    address: SocketAddr,
}

impl Door {
    /// Listens at a host, else at this machine's own 127.0.0.1; at a port, else at 4000 or the next one that is free.
    ///
    /// # Errors
    /// That there is no such host, or that the port is taken.
    pub fn open(host: Option<&str>, port: Option<u16>) -> io::Result<Self> {
        let name = host.unwrap_or("127.0.0.1");
        let ip = match name.trim_matches(['[', ']']).parse() {
            Ok(ip) => ip,
            Err(_) => (name, 0).to_socket_addrs()?.next().ok_or(io::ErrorKind::AddrNotAvailable)?.ip(),
        };
        let listener = match port {
            Some(port) => TcpListener::bind((ip, port))?,
            None => first_free(ip)?,
        };
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        Ok(Self { listener, name: name.to_owned(), address })
    }

    /// The link to the first page.
    #[must_use]
    pub fn link(&self) -> String {
        let port = self.address.port();
        match self.address.ip() {
            ip if ip.is_unspecified() => format!("http://127.0.0.1:{port}/"),
            IpAddr::V6(ip) if self.name.trim_matches(['[', ']']).parse::<IpAddr>().is_ok() => {
                format!("http://[{ip}]:{port}/")
            }
            _ => format!("http://{}:{port}/", self.name),
        }
    }

    /// Whether nobody but this machine can reach it.
    #[must_use]
    pub fn is_private(&self) -> bool {
        self.address.ip().is_loopback()
    }

    /// Whether a browser may call it by this name, as in the header `Host`. A page of another site whose name was made
    /// to lead here (DNS rebinding) calls it by that name; an address cannot be made to.
    pub(super) fn answers_to(&self, host: &str) -> bool {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.ends_with(']') => (name, port.parse().ok()),
            _ => (host, Some(80)),
        };
        if port != Some(self.address.port()) {
            return false;
        }
        let ip =
            name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name).parse::<IpAddr>();
        match ip {
            Ok(ip) => ip.is_loopback() || !self.is_private(),
            Err(_) => name.eq_ignore_ascii_case("localhost") || name.eq_ignore_ascii_case(&self.name),
        }
    }
}

/// The first free port of some.
fn first_free(ip: IpAddr) -> io::Result<TcpListener> {
    let mut taken = io::Error::from(io::ErrorKind::AddrInUse);
    for port in FIRST..FIRST + TRIED {
        match TcpListener::bind((ip, port)) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => taken = error,
            bound => return bound,
        }
    }
    Err(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_private_door_answers_to_this_machine_alone() {
        let door = Door::open(None, Some(0)).expect("a free port");
        let port = door.address.port();
        assert!(door.is_private());
        assert_eq!(door.link(), format!("http://127.0.0.1:{port}/"));
        for host in ["127.0.0.1", "localhost", "LocalHost", "[::1]"] {
            assert!(door.answers_to(&format!("{host}:{port}")), "{host}");
            assert!(!door.answers_to(host), "{host} at port 80");
        }
        for host in
            ["evil.example", "192.168.0.7", "127.0.0.1.evil.example", "localhost.", "", "[::1", "[fe80::1]"]
        {
            assert!(!door.answers_to(&format!("{host}:{port}")), "{host}");
        }
    }

    #[test]
    fn an_open_door_answers_to_addresses_but_to_no_strange_name() {
        let door = Door::open(Some("0.0.0.0"), Some(0)).expect("a free port");
        let port = door.address.port();
        assert!(!door.is_private());
        assert!(door.answers_to(&format!("192.168.0.7:{port}")));
        assert!(!door.answers_to(&format!("evil.example:{port}")));
    }
}
