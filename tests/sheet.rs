//! Reading sheets: what is wrong is said in its place, all of it in one run; what is right is read as written.

use handbill::base::{Diagnostics, Severity, Sources};
use handbill::project::Disk;
use handbill::sheet;

#[test]
fn probe() {
    for name in std::env::var("PROBE").unwrap_or_default().split_whitespace() {
        let mut sources = Sources::default();
        let file = sources.add(name, std::fs::read_to_string(name).unwrap());
        let mut diags = Diagnostics::default();
        let s = sheet::parse(&mut sources, file, &Disk, &mut diags);
        println!("{name}: {:?}", s.is_some());
        for d in diags.iter() {
            let place = d.span.map(|s| (&sources.get(s.file).name, sources.place(s.file, s.start)));
            println!(
                "  {:?}[{}] {:?} {}\n      help: {}",
                d.severity,
                d.code,
                place,
                d.message,
                d.help.as_deref().unwrap_or("-")
            );
        }
        let _ = Severity::Error;
    }
}
