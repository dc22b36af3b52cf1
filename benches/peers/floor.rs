//! The floor below which no batch can come: the time that it takes to deflate the bytes in which copies differ, and to
//! write the files.
//!
//!     cargo run --release --example floor -- FOLDER [THREADS]
//!
//! Takes the copies that `handbill batch` wrote into FOLDER. Whatever stream of a copy does not stand in the first one
//! byte for byte is inflated beforehand. What is timed is deflating these again, as handbill does it, and writing each
//! file as a whole with handbill's own call, into a new folder beside FOLDER. Gives a line of JSON. `strict` counts the
//! single objects inside a stream of objects, and only those that the first copy does not have.

use flate2::{Compress, Compression, FlushCompress, Status};
use handbill::project::write_atomically;
use rayon::prelude::*;
use std::cell::RefCell;
use std::collections::HashSet;
use std::error::Error;
use std::io::Read;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// The program's own allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// That of `pdf/finish/write.rs`.
const LEVEL: u32 = 6;

type Failure = Box<dyn Error + Send + Sync>;

/// A stream of a file: where its bytes are, and what its dictionary says.
struct Stream {
    dict: Range<usize>,
    data: Range<usize>,
}

/// What has to be made anew for a copy.
struct Work {
    name: PathBuf,
    bytes: Vec<u8>,
    /// Streams that the first copy does not have, inflated.
    streams: Vec<Vec<u8>>,
    /// The same, but of streams of objects only what is new in them.
    strict: Vec<Vec<u8>>,
}

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let Some(folder) = arguments.next() else {
        return Err("which folder? cargo run --release --example floor -- FOLDER [THREADS]".into());
    };
    if let Some(threads) = arguments.next() {
        rayon::ThreadPoolBuilder::new().num_threads(threads.parse()?).build_global()?;
    }
    let work = read(Path::new(&folder))?;
    let beside = tempfile::Builder::new().prefix("floor-").tempdir_in(Path::new(&folder).join(".."))?;
    // Buffers and threads are there before anything is timed.
    pack(&work, |w| &w.streams);
    let deflate = timed(|| pack(&work, |w| &w.streams));
    let strict = timed(|| pack(&work, |w| &w.strict));
    let write = timed(|| write(&work, beside.path()));
    write.1?;
    let kinds = |of: fn(&Work) -> &Vec<Vec<u8>>| work.iter().flat_map(of).map(Vec::len).sum::<usize>();
    println!(
        "{{\"copies\":{},\"threads\":{},\"deflated\":{},\"deflated_strict\":{},\"written\":{},\
         \"deflate\":{:.6},\"deflate_strict\":{:.6},\"write\":{:.6}}}",
        work.len(),
        rayon::current_num_threads(),
        kinds(|w| &w.streams),
        kinds(|w| &w.strict),
        work.iter().map(|w| w.bytes.len()).sum::<usize>(),
        deflate.0,
        strict.0,
        write.0,
    );
    Ok(())
}

/// Seconds that `job` took, and what it gave.
fn timed<T>(job: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let given = job();
    (start.elapsed().as_secs_f64(), given)
}

fn pack(work: &[Work], of: fn(&Work) -> &Vec<Vec<u8>>) -> usize {
    work.par_iter().map(|w| of(w).iter().map(|data| deflated(data)).sum::<usize>()).sum()
}

fn write(work: &[Work], folder: &Path) -> Result<(), Failure> {
    work.par_iter().try_for_each(|w| Ok(write_atomically(&folder.join(&w.name), &w.bytes)?))
}

/// All copies of a folder, in the order of their names.
fn read(folder: &Path) -> Result<Vec<Work>, Failure> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|e| Ok(e?.path())).collect::<Result<_, std::io::Error>>()?;
    paths.retain(|p| p.extension().is_some_and(|e| e == "pdf"));
    paths.sort();
    let first = std::fs::read(paths.first().ok_or("no copies in that folder")?)?;
    let streams = streams(&first)?;
    if streams.is_empty() {
        return Err("the first copy has no streams: is it handbill's?".into());
    }
    let known: HashSet<&[u8]> = streams.iter().map(|s| &first[s.data.clone()]).collect();
    let mut objects = HashSet::new();
    for stream in streams.iter().filter(|s| holds_objects(&first, s)) {
        let (dict, data) = (&first[stream.dict.clone()], inflated(&first[stream.data.clone()])?);
        objects.extend(parts(dict, &data)?.into_iter().map(<[u8]>::to_vec));
    }
    paths.into_par_iter().map(|path| differing(path, &known, &objects)).collect()
}

fn differing(path: PathBuf, known: &HashSet<&[u8]>, objects: &HashSet<Vec<u8>>) -> Result<Work, Failure> {
    let bytes = std::fs::read(&path)?;
    let (mut whole, mut strict) = (Vec::new(), Vec::new());
    for stream in streams(&bytes)? {
        let (dict, data) = (&bytes[stream.dict.clone()], &bytes[stream.data.clone()]);
        if known.contains(data) || !has(dict, b"/FlateDecode") {
            continue;
        }
        let data = inflated(data)?;
        strict.push(match holds_objects(&bytes, &stream) {
            true => {
                parts(dict, &data)?.into_iter().filter(|o| !objects.contains(*o)).flatten().copied().collect()
            }
            false => data.clone(),
        });
        whole.push(data);
    }
    let name = path.file_name().ok_or("a file without a name")?.into();
    Ok(Work { name, bytes, streams: whole, strict })
}

/// The streams of a file, found by the lengths that their dictionaries tell. No other file than handbill's own needs to
/// be read.
fn streams(bytes: &[u8]) -> Result<Vec<Stream>, Failure> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = find(&bytes[at..], b" 0 obj\n").map(|i| at + i + 7) {
        at = start;
        if !bytes[start..].starts_with(b"<<") {
            continue;
        }
        let Some(end) = find(&bytes[start..], b"endobj").map(|i| start + i) else { break };
        let Some(body) = find(&bytes[start..end], b">>stream").map(|i| start + i + 2) else { continue };
        let Some(length) = number(&bytes[start..body], b"/Length ") else { continue };
        let data = body + 6 + if bytes[body + 6..].starts_with(b"\r\n") { 2 } else { 1 };
        at = data + length;
        if !bytes.get(at..).is_some_and(|rest| rest.trim_ascii_start().starts_with(b"endstream")) {
            return Err(format!("the stream at byte {data} does not end where its length says").into());
        }
        found.push(Stream { dict: start..body, data: data..at });
    }
    Ok(found)
}

fn holds_objects(bytes: &[u8], stream: &Stream) -> bool {
    has(&bytes[stream.dict.clone()], b"/ObjStm")
}

/// The objects of an inflated stream of objects.
fn parts<'a>(dict: &[u8], data: &'a [u8]) -> Result<Vec<&'a [u8]>, Failure> {
    let first = number(dict, b"/First ").ok_or("a stream of objects without /First")?;
    let table = std::str::from_utf8(&data[..first])?;
    let starts = table.split_ascii_whitespace().skip(1).step_by(2).map(|n| Ok(first + n.parse::<usize>()?));
    let mut starts: Vec<usize> = starts.collect::<Result<_, Failure>>()?;
    starts.push(data.len());
    Ok(starts.windows(2).map(|w| &data[w[0]..w[1]]).collect())
}

fn number(dict: &[u8], name: &[u8]) -> Option<usize> {
    let digits = dict[find(dict, name)? + name.len()..].iter().take_while(|b| b.is_ascii_digit());
    String::from_utf8(digits.copied().collect()).ok()?.parse().ok()
}

fn has(bytes: &[u8], what: &[u8]) -> bool {
    find(bytes, what).is_some()
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|w| w == what)
}

fn inflated(data: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut out = Vec::new();
    flate2::read::ZlibDecoder::new(data).read_to_end(&mut out)?;
    Ok(out)
}

thread_local! {
    static PACKER: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(LEVEL), true));
}

/// How many bytes `data` comes to.
fn deflated(data: &[u8]) -> usize {
    PACKER.with_borrow_mut(|packer| {
        packer.reset();
        let mut out = Vec::with_capacity(data.len() / 2 + 64);
        while let Ok(Status::Ok | Status::BufError) =
            packer.compress_vec(&data[packer.total_in() as usize..], &mut out, FlushCompress::Finish)
        {
            out.reserve(out.capacity());
        }
        out.len()
    })
}
