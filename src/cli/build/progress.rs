//! A bar on a terminal, and only for a run that takes long enough to wonder.

use crate::cli::out;
use crate::cli::report::Format;
use indicatif::{ProgressBar, ProgressStyle};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use std::time::Duration;

/// After this long a person wonders whether anything happens (Nielsen: one second keeps the flow of thought).
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the bar is redrawn.
const TICK: Duration = Duration::from_millis(100);

/// Counts sheets that are done. Dropping it takes the bar away.
pub struct Progress {
    done: Arc<AtomicUsize>,
    /// Dropped first, which wakes the thread; then the thread is waited for.
    watcher: Option<(mpsc::Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Starts to wait; shows nothing yet, and never where nobody looks at a terminal.
    pub fn start(total: usize, format: Format) -> Progress {
        let done = Arc::new(AtomicUsize::new(0));
        let watcher = (format == Format::Human && out::on_terminal()).then(|| {
            let (stop, stopped) = mpsc::channel();
            let count = done.clone();
            (stop, std::thread::spawn(move || watch(total, &count, &stopped)))
        });
        Progress { done, watcher }
    }
    /// One more sheet is done.
    pub fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.watcher.take() {
            drop(stop);
            let _ = thread.join();
        }
    }
}

fn watch(total: usize, done: &AtomicUsize, stopped: &mpsc::Receiver<()>) {
    if stopped.recv_timeout(PATIENCE) != Err(mpsc::RecvTimeoutError::Timeout) {
        return;
    }
    let bar = ProgressBar::new(total as u64).with_elapsed(PATIENCE);
    if let Ok(style) = ProgressStyle::with_template("{spinner} {pos}/{len} sheets {wide_bar} {elapsed}") {
        bar.set_style(style);
    }
    while stopped.recv_timeout(TICK) == Err(mpsc::RecvTimeoutError::Timeout) {
        bar.set_position(done.load(Ordering::Relaxed) as u64);
        bar.tick();
    }
    bar.finish_and_clear();
}
