//! The binary: hands the arguments to [`handbill::cli`].

/// A sheet is a million small pieces that come and go; the system's allocator takes a fifth of a build for them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    handbill::cli::run(std::env::args_os().collect())
}
