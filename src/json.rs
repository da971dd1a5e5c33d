//! Writing JSON.

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::Error as _;
use serde_json::{Error, Serializer};

/// Collects bytes. Half of what a JSON text is written in are single signs.
struct Bytes(Vec<u8>);

impl Write for Bytes {
    #[inline]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match bytes {
            [byte] => self.0.push(*byte),
            _ => self.0.extend_from_slice(bytes),
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A value as JSON without blanks.
///
/// # Errors
/// A value that cannot be written as JSON, such as a map with keys that are no text.
pub fn to_vec<T: Serialize + ?Sized>(value: &T) -> serde_json::Result<Vec<u8>> {
    let mut serializer = Serializer::new(Bytes(Vec::with_capacity(1024)));
    value.serialize(&mut serializer)?;
    Ok(serializer.into_inner().0)
}

/// The same as text.
///
/// # Errors
/// As [`to_vec`].
pub fn to_string<T: Serialize + ?Sized>(value: &T) -> serde_json::Result<String> {
    String::from_utf8(to_vec(value)?).map_err(Error::custom)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    #[test]
    fn json_is_that_of_the_library() {
        let value = json!({"a": [1, -2.5, true, null, ""], "ä\"\\": {"\n\u{1}": {}}, "long": "x".repeat(5000)});
        assert_eq!(super::to_vec(&value).unwrap(), serde_json::to_vec(&value).unwrap());
    }
}
