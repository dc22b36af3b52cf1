//! Texts in any encoding as UTF-8, chunk by chunk: what is no text comes as U+FFFD, in UTF-8 as it is written.

use super::survey::Encoding;
use encoding_rs::{Decoder, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

/// Bytes that are read together.
const CHUNK: usize = 64 << 10;

/// `file` from its start, without its byte-order mark.
///
/// # Errors
/// Those of the system.
pub(super) fn open(mut file: File, encoding: Encoding) -> io::Result<Box<dyn BufRead + Send>> {
    file.seek(SeekFrom::Start(0))?;
    let mut input = BufReader::with_capacity(CHUNK, file);
    let decoder = match encoding {
        Encoding::Utf16Le => UTF_16LE.new_decoder_with_bom_removal(),
        Encoding::Utf16Be => UTF_16BE.new_decoder_with_bom_removal(),
        Encoding::Windows1252 => WINDOWS_1252.new_decoder_without_bom_handling(),
        Encoding::Utf8 | Encoding::Mixed | Encoding::Unknown => {
            if input.fill_buf()?.starts_with(b"\xef\xbb\xbf") {
                input.consume(3);
            }
            return Ok(Box::new(input));
        }
    };
    Ok(Box::new(Decoded { input, decoder, text: vec![0; 3 * CHUNK + 16], at: 0, end: 0, ended: false }))
}

/// A text on its way into UTF-8.
struct Decoded<R> {
    input: R,
    decoder: Decoder,
    /// What is decoded stands between `at` and `end`.
    text: Vec<u8>,
    at: usize,
    end: usize,
    ended: bool,
}

impl<R: BufRead> BufRead for Decoded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.at == self.end && !self.ended {
            let chunk = self.input.fill_buf()?;
            self.ended = chunk.is_empty();
            let (_, read, written, _) = self.decoder.decode_to_utf8(chunk, &mut self.text, self.ended);
            self.input.consume(read);
            (self.at, self.end) = (0, written);
        }
        Ok(&self.text[self.at..self.end])
    }

    fn consume(&mut self, n: usize) {
        self.at = (self.at + n).min(self.end);
    }
}

impl<R: BufRead> Read for Decoded<R> {
    fn read(&mut self, space: &mut [u8]) -> io::Result<usize> {
        let text = self.fill_buf()?;
        let n = text.len().min(space.len());
        space[..n].copy_from_slice(&text[..n]);
        self.consume(n);
        Ok(n)
    }
}
