//! Files compressed by gzip or Zstandard, whatever is in them, as a stream.

use super::{FieldMap, Raw};
use crate::error::Problem;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io::{BufRead, BufReader, Error, Read};
use std::path::Path;

/// Text shrinks to a tenth, tables of the same line over and over to a hundredth.
const LARGEST_RATIO: u64 = 400;
/// Below this, no ratio is told: a short file of blanks harms nobody.
const HARMLESS: u64 = 256 << 20;
/// Zstandard writers of archives ask for windows of up to this many bytes (`--long=27`).
const LARGEST_WINDOW: u64 = 128 << 20;
const BUFFER: usize = 1 << 20;

/// Splits what is in the file as if it lay there by itself.
pub fn split(
    path: &Path,
    size: u64,
    file: impl BufRead,
    named: &FieldMap,
    take: &mut dyn FnMut(Raw),
) -> std::io::Result<Vec<Problem>> {
    let inner = path.with_extension("");
    let is_gzip = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gz"));
    let plain: Box<dyn Read + '_> =
        if is_gzip { Box::new(flate2::bufread::MultiGzDecoder::new(file)) } else { Box::new(Frames::of(file)) };
    let bounded = bounded(plain, size);
    let mut inside = |raw| take(Raw { offset: None, ..raw });
    super::split(&inner, 0, BufReader::with_capacity(BUFFER, bounded), named, &mut inside)
}

/// What was packed into `size` bytes, as far as an honest file would go on.
pub fn bounded<R: Read>(plain: R, size: u64) -> Bounded<R> {
    Bounded { plain, left: size.saturating_mul(LARGEST_RATIO).max(HARMLESS) }
}

/// Stops where no honest file would go on.
pub struct Bounded<R> {
    plain: R,
    left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, room: &mut [u8]) -> std::io::Result<usize> {
        let read = self.plain.read(room)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| {
            Error::other(format!("it unpacks to more than {LARGEST_RATIO} times its size, which no text does"))
        })?;
        Ok(read)
    }
}

/// Zstandard's frames one after the other, as parallel writers leave them; the library reads one at a time.
struct Frames<R> {
    file: R,
    frame: FrameDecoder,
    is_open: bool,
}

impl<R: BufRead> Frames<R> {
    fn of(file: R) -> Self {
        let mut frame = FrameDecoder::new();
        frame.set_max_window_size(LARGEST_WINDOW);
        Self { file, frame, is_open: false }
    }

    /// Opens the next frame that holds data; `false` at the end of the file.
    fn open(&mut self) -> std::io::Result<bool> {
        while !self.file.fill_buf()?.is_empty() {
            match self.frame.init(&mut self.file) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    std::io::copy(&mut self.file.by_ref().take(length.into()), &mut std::io::sink())?;
                }
                Err(e) => return Err(Error::other(e)),
            }
        }
        Ok(false)
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, room: &mut [u8]) -> std::io::Result<usize> {
        loop {
            if self.is_open && self.frame.can_collect() > 0 {
                return self.frame.read(room);
            }
            self.is_open = self.is_open && !self.frame.is_finished();
            if self.is_open {
                let one = BlockDecodingStrategy::UptoBlocks(1);
                self.frame.decode_blocks(&mut self.file, one).map_err(Error::other)?;
            } else if self.open()? {
                self.is_open = true;
            } else {
                return Ok(0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    const LINES: &str = "{\"id\":\"a\",\"text\":\"One.\"}\n{\"id\":\"b\",\"text\":\"Two.\"}\n";

    fn ids(name: &str, bytes: &[u8]) -> std::io::Result<Vec<String>> {
        let mut ids = Vec::new();
        split(Path::new(name), bytes.len() as u64, bytes, &FieldMap::default(), &mut |raw| ids.push(raw.head.id))
            .map(|_| ids)
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut file = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        file.write_all(bytes).unwrap();
        file.finish().unwrap()
    }

    fn zstandard(bytes: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
    }

    #[test]
    fn members_and_frames_follow_each_other() {
        let two = |pack: fn(&[u8]) -> Vec<u8>| [pack(LINES.as_bytes()), pack(LINES.as_bytes())].concat();
        assert_eq!(ids("a.jsonl.gz", &two(gzip)).unwrap(), ["a", "b", "a", "b"]);
        let skippable = [&[0x50, 0x2A, 0x4D, 0x18, 2, 0, 0, 0, 9, 9], two(zstandard).as_slice()].concat();
        assert_eq!(ids("a.jsonl.zst", &skippable).unwrap(), ["a", "b", "a", "b"]);
    }

    #[test]
    fn a_file_that_is_cut_off_or_another_is_an_error() {
        let whole = gzip(LINES.as_bytes());
        assert!(ids("a.jsonl.gz", &whole[..whole.len() - 9]).is_err());
        assert!(ids("a.jsonl.gz", b"plain text").is_err());
        assert!(ids("a.jsonl.zst", b"plain text").is_err());
    }

    #[test]
    fn what_unpacks_to_far_too_much_is_left() {
        let mut room = [0; 8];
        let mut bomb = Bounded { plain: std::io::repeat(0), left: 12 };
        assert_eq!(bomb.read(&mut room).unwrap(), 8);
        assert!(bomb.read(&mut room).unwrap_err().to_string().contains("400 times"));
    }
}
