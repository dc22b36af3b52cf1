//! The binary: hands the arguments to [`handbill::cli`].

fn main() -> std::process::ExitCode {
    handbill::cli::run(std::env::args_os().collect())
}
