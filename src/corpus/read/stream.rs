//! A file of any size as UTF-8, with its lines counted: for readers that cannot have all of it in memory.

use crate::text::decode;
use encoding_rs::Decoder;
use std::io::{BufRead, Error, Read};

/// The file, decoded as it is read. Bytes that fit no encoding cost their letters only.
pub struct Stream<R> {
    file: R,
    decoder: Option<Decoder>,
    text: Vec<u8>,
    at: usize,
    line: usize,
    ended: bool,
    left: usize,
    most: usize,
}

impl<R: BufRead> Stream<R> {
    /// Reads on while no more than `most` bytes are asked for between two calls of [`renew`](Self::renew): whoever
    /// reads gathers them in memory.
    pub const fn new(file: R, most: usize) -> Self {
        Self { file, decoder: None, text: Vec::new(), at: 0, line: 1, ended: false, left: most, most }
    }

    /// The line, from 1, of the next byte.
    pub const fn line(&self) -> usize {
        self.line
    }

    /// What was read has been dealt with.
    pub const fn renew(&mut self) {
        self.left = self.most;
    }

    /// Decodes the next piece of the file; the first decides on the encoding.
    fn refill(&mut self) -> std::io::Result<()> {
        let bytes = self.file.fill_buf()?;
        let decoder = self.decoder.get_or_insert_with(|| decode::encoding(bytes).new_decoder_with_bom_removal());
        self.ended = bytes.is_empty();
        let room = decoder.max_utf8_buffer_length(bytes.len()).ok_or_else(|| Error::other("too large a piece"))?;
        self.text.resize(room, 0);
        let (_, read, written, _) = decoder.decode_to_utf8(bytes, &mut self.text, self.ended);
        self.file.consume(read);
        self.text.truncate(written);
        self.at = 0;
        Ok(())
    }
}

impl<R: BufRead> BufRead for Stream<R> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        if self.left == 0 {
            return Err(Error::other(format!("more than {} MB in one piece", self.most >> 20)));
        }
        while self.at == self.text.len() && !self.ended {
            self.refill()?;
        }
        Ok(&self.text[self.at..])
    }

    fn consume(&mut self, length: usize) {
        let taken = &self.text[self.at..self.at + length];
        self.line += taken.iter().filter(|b| **b == b'\n').count();
        self.at += length;
        self.left = self.left.saturating_sub(length);
    }
}

impl<R: BufRead> Read for Stream<R> {
    fn read(&mut self, room: &mut [u8]) -> std::io::Result<usize> {
        let length = self.fill_buf()?.read(room)?;
        self.consume(length);
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    fn read(bytes: &[u8]) -> (String, usize) {
        let mut stream = Stream::new(BufReader::with_capacity(64, bytes), 1 << 20);
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        (text, stream.line())
    }

    #[test]
    fn any_encoding_becomes_utf8_across_pieces() {
        let long = "Inês — “no” 😀\n".repeat(50);
        assert_eq!(read(long.as_bytes()), (long.clone(), 51));
        assert_eq!(read(format!("\u{feff}{long}").as_bytes()).0, long);
        assert_eq!(
            read(b"<?xml version='1.0' encoding='iso-8859-1'?>In\xEAs").0,
            "<?xml version='1.0' encoding='iso-8859-1'?>Inês"
        );
        assert_eq!(read(b"plain \xE9t\xE9, na\xEFve").0, "plain été, naïve");
    }

    #[test]
    fn a_piece_without_end_is_refused() {
        let mut stream = Stream::new(BufReader::new(std::io::repeat(b'x')), 1 << 20);
        let mut all = Vec::new();
        let refused = stream.read_until(b'\n', &mut all).unwrap_err();
        assert!(refused.to_string().contains("1 MB"), "{refused}");
        assert!(all.len() <= 2 << 20);
    }
}
