//! The port, open to this machine alone.

use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow};

use super::FIRST_PORT;
use super::connection;
use super::stand::Stand;

/// So many ports are tried where none is asked for.
const TRIES: u16 = 20;
/// So many connections are kept at once; a browser opens six for each of its windows.
const MOST_CONNECTIONS: usize = 256;
/// How long to wait where the system has no more connections to give.
const BREATH: Duration = Duration::from_millis(50);

/// A port on the addresses that lead from this machine to itself.
pub(super) struct Listeners {
    all: Vec<TcpListener>,
    port: u16,
}

impl Listeners {
    /// Opens the port that is asked for; 0 for any that is free; without one the first free one from
    /// [`FIRST_PORT`] on.
    ///
    /// # Errors
    /// Where there is none.
    pub fn open(port: Option<u16>) -> Result<Self> {
        let ports = match port {
            Some(port) => port..=port,
            None => FIRST_PORT..=FIRST_PORT + TRIES - 1,
        };
        let mut refused = None;
        for port in ports {
            match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
                Ok(listener) => {
                    let port = listener.local_addr().context("cannot open a port")?.port();
                    // `localhost` means either of the two; not every machine has the second.
                    let second = TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, port)));
                    return Ok(Self {
                        all: std::iter::once(listener).chain(second).collect(),
                        port,
                    });
                }
                Err(error) => refused = Some((port, error)),
            }
        }
        let (last, error) = refused.context("there is no port to try")?;
        Err(match (port, error.kind()) {
            (Some(port), ErrorKind::AddrInUse) => anyhow!(
                "another program uses the port {port}\nhelp: leave `--port` out to take the next \
                 free one, or end the other program"
            ),
            (Some(port), ErrorKind::PermissionDenied) => anyhow!(
                "the port {port} is kept for the system\nhelp: choose one from 1024 on, or leave \
                 `--port` out"
            ),
            (Some(_), _) => anyhow!(error).context(format!("cannot open the port {last}")),
            (None, _) => anyhow!(
                "all ports from {FIRST_PORT} to {last} are in use\nhelp: choose another one with \
                 `--port`, or `--port 0` for any that is free"
            ),
        })
    }

    /// The number of the port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Where it is, for people.
    pub fn place(&self) -> String {
        format!("localhost:{}", self.port)
    }

    /// Takes connections from now on.
    ///
    /// # Errors
    /// Where the system gives no threads.
    pub fn start(&self, stand: &Arc<Stand>) -> Result<()> {
        let open = Arc::new(AtomicUsize::new(0));
        for listener in &self.all {
            let listener = listener.try_clone().context("cannot open the port")?;
            let (stand, open) = (Arc::clone(stand), Arc::clone(&open));
            let accept = move || accept(&listener, &stand, &open);
            thread::Builder::new().spawn(accept).context("cannot start a thread")?;
        }
        Ok(())
    }
}

fn accept(listener: &TcpListener, stand: &Arc<Stand>, open: &Arc<AtomicUsize>) {
    loop {
        let stream = match listener.accept() {
            Ok((stream, _)) => stream,
            Err(error) => {
                // One that went away again, or too many for the system: others will come.
                if error.kind() != io::ErrorKind::ConnectionAborted {
                    thread::sleep(BREATH);
                }
                continue;
            }
        };
        if open.fetch_add(1, Ordering::Relaxed) >= MOST_CONNECTIONS {
            open.fetch_sub(1, Ordering::Relaxed);
            continue;
        }
        let (stand, counted) = (Arc::clone(stand), Arc::clone(open));
        let talk = move || {
            // A reader that goes away in the middle is nobody's fault.
            let _ = connection::talk(stream, &stand);
            counted.fetch_sub(1, Ordering::Relaxed);
        };
        if thread::Builder::new().spawn(talk).is_err() {
            open.fetch_sub(1, Ordering::Relaxed);
        }
    }
}
