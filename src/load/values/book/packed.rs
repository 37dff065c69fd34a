//! What a packed file of XML holds, counted before anything is made of it.

use std::io::{Cursor, Read, Write};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::problem::SheetFault;

/// The largest file that is read, in bytes.
const LARGEST: usize = 20 << 20;
/// The most that it may unpack to, in bytes.
const UNPACKED: u64 = 24 << 20;

pub(super) type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// Unpacks all of the file once, counting: what it says of its own size may be a lie.
pub(super) fn open(bytes: &[u8]) -> Result<(Archive<'_>, Tags), SheetFault> {
    if bytes.len() > LARGEST {
        return Err(SheetFault::TooLarge);
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let mut left = UNPACKED;
    let mut tags = Tags::default();
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(broken)?;
        let size =
            std::io::copy(&mut entry.take(left + 1), &mut tags).map_err(ZipError::from).map_err(broken)?;
        left = left.checked_sub(size).ok_or(SheetFault::TooLarge)?;
    }
    Ok((archive, tags))
}

/// A part of the file, as text.
pub(super) fn part(archive: &mut Archive<'_>, name: &str) -> Result<String, SheetFault> {
    let mut text = String::new();
    let mut entry = archive.by_name(name).map_err(broken)?.take(UNPACKED);
    entry.read_to_string(&mut text).map_err(ZipError::from).map_err(broken)?;
    Ok(text)
}

#[allow(clippy::needless_pass_by_value, reason = "it stands where an error is mapped")]
fn broken(error: ZipError) -> SheetFault {
    SheetFault::Unreadable(error.to_string())
}

/// What [`Tags`] counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A text that cells may share, `<si>`.
    Shared,
    /// What the cells of an .xlsx and texts are made of: no more is held of it than there are cells and characters.
    Common,
    /// Anything else: fonts, formats, names, parts.
    Other,
}

/// Counts the tags in what is written to it, whatever prefix their names have; also what only looks like a tag, in a
/// comment or between quotes.
#[derive(Debug, Default)]
pub(super) struct Tags {
    /// The texts that cells may share.
    shared: usize,
    /// The tags that are part of neither a cell nor a text: fonts, formats, names, parts.
    pub(super) others: usize,
    name: Option<Name>,
    claim: Claim,
}

impl Tags {
    /// The texts that cells may share, and those that the file only says it has.
    pub(super) fn texts(&self) -> usize {
        self.shared.max(self.claim.most)
    }
}

/// The most that a file says it holds of texts that cells share: its reader makes room for as many.
#[derive(Debug, Default)]
struct Claim {
    most: usize,
    /// How much of the attribute's name was written, and the number that follows it.
    matched: usize,
    number: Option<usize>,
}

impl Claim {
    const NAME: &[u8] = b"uniqueCount";

    fn write(&mut self, byte: u8) {
        match (Self::NAME.get(self.matched), byte) {
            (Some(expected), _) if *expected == byte => self.matched += 1,
            (Some(_), _) => self.matched = usize::from(byte == Self::NAME[0]),
            (None, b'0'..=b'9') => {
                let before = self.number.unwrap_or(0);
                self.number = Some(before.saturating_mul(10).saturating_add(usize::from(byte - b'0')));
            }
            (None, b'=' | b'"' | b'\'' | b' ' | b'\t' | b'\r' | b'\n') if self.number.is_none() => {}
            (None, _) => {
                self.most = self.most.max(self.number.unwrap_or(0));
                (self.matched, self.number) = (usize::from(byte == Self::NAME[0]), None);
            }
        }
    }
}

/// The name of a tag, as far as it was written: the bytes behind its prefix, and how many there were.
#[derive(Debug, Default, Clone, Copy)]
struct Name {
    start: [u8; 12],
    length: usize,
}

impl Name {
    fn kind(&self) -> Kind {
        match self.start.get(..self.length) {
            Some(b"si") => Kind::Shared,
            Some(b"row" | b"c" | b"v" | b"f" | b"is" | b"t" | b"r" | b"rPr" | b"rPh" | b"phoneticPr") => {
                Kind::Common
            }
            // Of the letters of a text.
            Some(b"b" | b"i" | b"u" | b"sz" | b"color" | b"rFont" | b"family" | b"charset" | b"scheme") => {
                Kind::Common
            }
            _ => Kind::Other,
        }
    }
}

impl Write for Tags {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        // Without what parts the letters of UTF-16.
        for &byte in bytes.iter().filter(|byte| **byte != 0) {
            self.claim.write(byte);
            let ends = matches!(byte, b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n');
            match &mut self.name {
                _ if byte == b'<' => self.name = Some(Name::default()),
                None => {}
                // `</c>`, `<!-- -->` and `<?xml?>` hold nothing.
                Some(Name { length: 0, .. }) if matches!(byte, b'/' | b'!' | b'?') => self.name = None,
                Some(name) if ends => {
                    match name.kind() {
                        Kind::Shared => self.shared += 1,
                        Kind::Common => {}
                        Kind::Other => self.others += 1,
                    }
                    self.name = None;
                }
                Some(name) if byte == b':' => *name = Name::default(),
                Some(name) => {
                    if let Some(place) = name.start.get_mut(name.length) {
                        *place = byte;
                    }
                    name.length += 1;
                }
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_claims_to_hold_is_seen_however_it_is_written() {
        for (xml, claimed) in [
            ("<sst count=\"9\" uniqueCount=\"4000000000\">", 4_000_000_000),
            ("<sst uniqueCount = '12'><si/></sst>", 12),
            ("<sst uniqueCount=\"99999999999999999999999\"/>", usize::MAX),
            ("<sst uniqueCoun=\"7\" uniqueCount uniqueCount=\"03\" />", 3),
            ("<si/><si/>uniqueCount", 2),
        ] {
            let sixteen: Vec<u8> = xml.encode_utf16().flat_map(u16::to_le_bytes).collect();
            for bytes in [xml.as_bytes(), &sixteen] {
                let mut tags = Tags::default();
                tags.write_all(bytes).expect("it counts");
                assert_eq!(tags.texts(), claimed, "{xml}");
            }
        }
    }

    #[test]
    fn tags_are_counted_by_what_they_are_and_wherever_a_write_ends() {
        let xml = "<?xml version=\"1.0\"?><x:sst><si/><x:si><t>甲</t></x:si ><si\n/></x:sst><row><c><v>1</v></c></row>\
                   <xf/><font></font><a-name-of-any-length/>";
        for size in [1, 2, 7, 1000] {
            let mut tags = Tags::default();
            for piece in xml.as_bytes().chunks(size) {
                tags.write_all(piece).expect("it counts");
            }
            // sst, xf, font and the long name.
            assert_eq!((tags.texts(), tags.others), (3, 4), "{size}");
        }
    }
}
