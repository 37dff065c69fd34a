//! Pictures within the page that shows them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// A picture as an address that holds it whole.
pub(crate) fn address(bytes: &[u8]) -> String {
    let kind = match bytes {
        [0x89, b'P', b'N', b'G', ..] => "png",
        [0xff, 0xd8, 0xff, ..] => "jpeg",
        [b'G', b'I', b'F', b'8', ..] => "gif",
        [b'R', b'I', b'F', b'F', ..] => "webp",
        _ => "svg+xml",
    };
    format!("data:image/{kind};base64,{}", STANDARD.encode(bytes))
}
