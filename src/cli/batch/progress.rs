//! How far a run is: a bar with its rate on a terminal, a plain line now and then where there is none.

use crate::cli::out;
use crate::cli::report::Format;
use indicatif::{ProgressBar, ProgressStyle};
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
    total: Option<u64>,
}

impl Progress {
    /// Nothing shown yet; programs that read messages are shown nothing.
    pub fn start(format: Format) -> Progress {
        let human = format == Format::Human;
        let bar = (human && out::on_terminal()).then(ProgressBar::hidden);
        let now = Instant::now();
        Progress { lines: human && bar.is_none(), bar, started: now, last: now, total: None }
    }

    /// So many rows are done.
    pub fn step(&mut self, rows: u64) {
        let now = Instant::now();
        if now - self.started < PATIENCE {
            return;
        }
        if let Some(bar) = &self.bar {
            if bar.is_hidden() {
                self.show();
            }
            if let Some(bar) = &self.bar {
                bar.set_position(rows);
            }
        } else if self.lines && now - self.last >= LINE {
            self.last = now;
            let rate = rows as f64 / (now - self.started).as_secs_f64();
            let left = self.total.map(|total| (total.saturating_sub(rows) as f64 / rate.max(1e-9)).ceil());
            let left = left.map_or_else(String::new, |seconds| format!(", {seconds:.0} s left"));
            let of = self.total.map_or_else(String::new, |total| format!(" of {total}"));
            out::status(&format!("{rows}{of} rows, {rate:.0} a second{left}\n"));
        }
    }

    fn show(&mut self) {
        let (bar, template) = match self.total {
            Some(total) => (ProgressBar::new(total), "{pos}/{len} copies {wide_bar} {per_sec}, {eta} left"),
            None => (ProgressBar::new_spinner(), "{spinner} {pos} copies, {per_sec}, {elapsed}"),
        };
        let bar = bar.with_elapsed(self.started.elapsed());
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        self.bar = Some(bar);
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
