//! The outside world: files as a sheet names them, fonts in folders, results put on the disk. Besides `cli`
//! nothing else touches disk or environment.

pub mod batch;
pub mod disk;
pub mod fonts;
pub mod memory;
pub mod nearby;
mod program;
pub mod records;
pub mod write;

pub use disk::Disk;
pub use fonts::{FontFolders, Found};
pub use memory::Memory;
pub use program::hash as program_hash;
pub use write::{WriteError, remedy, write_atomically};
