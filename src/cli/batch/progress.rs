//! How far a run is: a bar with its rate on a terminal, a plain line now and then where there is none.

use crate::cli::out;
use crate::cli::report::Format;
use indicatif::{ProgressBar, ProgressStyle};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

/// After this long a person wonders whether anything happens (Nielsen: one second keeps the flow of thought).
const PATIENCE: Duration = Duration::from_secs(1);
/// How often a log gets a line.
const LINE: Duration = Duration::from_secs(10);

/// Where a run's progress is shown.
pub struct Progress {
    bar: Option<ProgressBar>,
    lines: bool,
    started: Instant,
    last: Instant,
    /// Counts the rows, once there is somebody to tell.
    count: Option<Box<dyn FnOnce() -> Option<u64> + Send>>,
    total: Arc<OnceLock<u64>>,
}

/// While nobody knows how many there are, and then.
const COUNTING: &str = "{spinner} {pos} copies, {per_sec}, {elapsed}";
const COUNTED: &str = "{pos}/{len} copies {wide_bar} {per_sec}, {eta} left";

impl Progress {
    /// Nothing shown yet; programs that read messages are shown nothing.
    pub fn start(format: Format) -> Progress {
        let human = format == Format::Human;
        let bar = (human && out::on_terminal()).then(ProgressBar::hidden);
        let now = Instant::now();
        Progress {
            lines: human && bar.is_none(),
            bar,
            started: now,
            last: now,
            count: None,
            total: Arc::default(),
        }
    }

    /// How to count the rows that there will be. A run that is over at once does not need it.
    pub fn expect(&mut self, count: impl FnOnce() -> Option<u64> + Send + 'static) {
        self.count = Some(Box::new(count));
    }

    /// So many rows are done.
    pub fn step(&mut self, rows: u64) {
        let now = Instant::now();
        if now - self.started < PATIENCE {
            return;
        }
        if let Some(count) = self.count.take().filter(|_| self.lines || self.bar.is_some()) {
            let total = self.total.clone();
            // Beside the work: a list of a million rows is read for a second or two.
            std::thread::spawn(move || count().map(|rows| total.set(rows)));
        }
        let total = self.total.get().copied();
        if let Some(bar) = &mut self.bar {
            if bar.is_hidden() {
                *bar = styled(ProgressBar::new_spinner().with_elapsed(now - self.started), COUNTING);
            }
            if let Some(total) = total.filter(|total| bar.length() != Some(*total)) {
                bar.set_length(total);
                *bar = styled(bar.clone(), COUNTED);
            }
            bar.set_position(rows);
        } else if self.lines && now - self.last >= LINE {
            self.last = now;
            let rate = rows as f64 / (now - self.started).as_secs_f64();
            let left = total.map(|total| (total.saturating_sub(rows) as f64 / rate.max(1e-9)).ceil());
            let left = left.map_or_else(String::new, |seconds| format!(", {seconds:.0} s left"));
            let of = total.map_or_else(String::new, |total| format!(" of {total}"));
            out::status(&format!("{rows}{of} rows, {rate:.0} a second{left}\n"));
        }
    }

    /// Says something beside the bar.
    pub fn aside(&self, say: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(say),
            None => say(),
        }
    }

    /// Takes the bar away.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn styled(bar: ProgressBar, template: &str) -> ProgressBar {
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}
