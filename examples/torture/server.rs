//! The real program as a child: started, watched, stopped in every way.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::Receiver;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use combinado::clock::Stopwatch;

/// How long a server may take until it is ready.
const READY_WITHIN: Duration = Duration::from_secs(90);

/// Builds the program in the profile of this one, where cargo runs us.
pub fn build() -> Result<()> {
    if given().is_some() {
        return Ok(());
    }
    let Some(cargo) = variable("CARGO") else { return Ok(()) };
    let mut command = Command::new(cargo);
    // Together with this one, so that nothing is built twice with other features.
    command.args(["build", "--quiet", "--bin", "combinado", "--example", "torture"]);
    if program()?.components().any(|part| part.as_os_str() == "release") {
        command.arg("--release");
    }
    let status = command.status()?;
    if status.success() { Ok(()) } else { bail!("the program could not be built") }
}

/// The program: beside the folder of examples that this one lies in, or the one that is named.
pub fn program() -> Result<PathBuf> {
    if let Some(given) = given() {
        return Ok(given.into());
    }
    let own = std::env::current_exe()?;
    let folder = own.ancestors().nth(2).context("examples lie two folders down")?;
    Ok(folder.join("combinado"))
}

/// The variable that names a program to examine.
pub const GIVEN: &str = "COMBINADO_PROGRAM";

fn given() -> Option<String> {
    variable(GIVEN)
}

#[expect(clippy::disallowed_methods, reason = "the exam is its own program")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Runs a command of the program to its end; what it wrote.
pub fn command(folder: &Path, arguments: &[&str]) -> Result<(ExitStatus, String)> {
    let output = Command::new(program()?).args(arguments).current_dir(folder).output()?;
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stderr));
    Ok((output.status, text))
}

/// One instance.
pub struct Server {
    folder: PathBuf,
    port: u16,
    child: Option<Child>,
    lines: Option<Receiver<String>>,
    /// What it is given beside its address from its next start on.
    pub extra: Vec<String>,
    /// How long its last start took.
    pub ready_after: Duration,
}

impl Server {
    /// One that is not started yet, on a port of its own.
    pub fn new(folder: &Path, port: u16) -> Self {
        Self {
            folder: folder.to_owned(),
            port,
            child: None,
            lines: None,
            extra: Vec::new(),
            ready_after: Duration::ZERO,
        }
    }

    /// Where it listens.
    pub fn base(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Everything it and those before it on this port wrote.
    pub fn log(&self) -> PathBuf {
        self.folder.join(format!("serve-{}.log", self.port))
    }

    /// Starts it and waits until it listens.
    pub fn start(&mut self) -> Result<()> {
        self.start_under(&[])
    }

    /// Starts it under another program, such as a tracer that steps aside.
    pub fn start_under(&mut self, tracer: &[&str]) -> Result<()> {
        let watch = Stopwatch::start();
        let log: File = OpenOptions::new().create(true).append(true).open(self.log())?;
        let listen = format!("127.0.0.1:{}", self.port);
        let mut command = match tracer.split_first() {
            Some((first, rest)) => {
                let mut command = Command::new(first);
                command.args(rest).arg(program()?);
                command
            }
            None => Command::new(program()?),
        };
        let mut child = command
            .args(["serve", "--listen", &listen])
            .args(&self.extra)
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()?;
        let out = child.stdout.take().context("its output is ours")?;
        let (told, heard) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                if told.send(line).is_err() {
                    return;
                }
            }
        });
        self.child = Some(child);
        let line = heard.recv_timeout(READY_WITHIN).context("the server is not ready")?;
        if !line.starts_with("http://") {
            bail!("the server did not start: see {}", self.log().display());
        }
        self.ready_after = watch.elapsed();
        self.lines = Some(heard);
        Ok(())
    }

    /// Waits until it says that it reached the place at which it was told to stop.
    pub async fn reached(&self, within: Duration) -> bool {
        let watch = Stopwatch::start();
        while watch.elapsed() < within {
            let said = self.lines.as_ref().and_then(|lines| lines.try_recv().ok());
            if said.is_some_and(|line| line.starts_with("reached")) {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        false
    }

    /// Ends it at once, as the kernel does.
    pub fn kill(&mut self) -> Result<()> {
        if let Some(mut child) = self.child.take() {
            child.kill()?;
            child.wait()?;
        }
        Ok(())
    }

    /// By how many seconds its clock is wrong from now on; it must have been told so before it
    /// starts, if it is to heed it.
    pub fn off_by(&mut self, seconds: i64) -> Result<()> {
        let path = self.folder.join(format!("clock-{}", self.port));
        // Written beside and moved, so that nobody reads half of it.
        let beside = path.with_extension("new");
        std::fs::write(&beside, seconds.to_string())?;
        std::fs::rename(&beside, &path)?;
        self.extra = vec!["--clock-off-by".to_owned(), path.display().to_string()];
        Ok(())
    }

    /// Sends it a signal: STOP, CONT, TERM.
    pub fn signal(&self, name: &str) -> Result<()> {
        let Some(child) = &self.child else { bail!("it does not run") };
        let sent =
            Command::new("kill").arg(format!("-{name}")).arg(child.id().to_string()).status()?;
        if sent.success() { Ok(()) } else { bail!("the signal was not sent") }
    }

    /// Its process.
    pub fn pid(&self) -> Option<u32> {
        self.child.as_ref().map(Child::id)
    }

    /// True while it runs.
    pub fn runs(&mut self) -> bool {
        self.child.as_mut().is_some_and(|child| matches!(child.try_wait(), Ok(None)))
    }

    /// Waits until it ended by itself; how it did, where it did in time.
    pub async fn ended(&mut self, within: Duration) -> Result<Option<ExitStatus>> {
        let watch = Stopwatch::start();
        let Some(child) = &mut self.child else { bail!("it does not run") };
        while watch.elapsed() < within {
            if let Some(status) = child.try_wait()? {
                self.child = None;
                return Ok(Some(status));
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(None)
    }

    /// The memory it holds, in megabytes.
    pub fn memory(&self) -> Option<u64> {
        let path = format!("/proc/{}/status", self.pid()?);
        let text = std::fs::read_to_string(path).ok()?;
        let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.trim().trim_end_matches("kB").trim().parse::<u64>().ok().map(|kb| kb / 1024)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A stopped process is killed as well.
        let _ = self.kill();
    }
}
