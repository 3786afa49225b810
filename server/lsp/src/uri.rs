//! Paths of files as clients write them: `file:///home/a/%E6%96%B9.ron`.

use std::path::{Component, Path, PathBuf};

use gen_lsp_types::Uri;

/// The file that a URI means. One of another scheme stands for a file that is on no disk.
pub(crate) fn path_of(uri: &Uri) -> PathBuf {
    let text = uri.0.as_str();
    let Some(rest) = text.strip_prefix("file://") else {
        return Path::new("/").join(text.replace(['/', '\\'], "_"));
    };
    // An authority is the machine, which is this one.
    let path = rest.find('/').and_then(|i| rest.get(i..)).unwrap_or("/");
    let path = decoded(path);
    let bytes = path.as_bytes();
    let has_drive =
        bytes.get(1).is_some_and(u8::is_ascii_alphabetic) && bytes.get(2) == Some(&b':');
    plain(Path::new(if has_drive { path.get(1..).unwrap_or(&path) } else { &path }))
}

/// The URI of a file.
pub(crate) fn uri_of(path: &Path) -> Uri {
    let mut out = String::from("file://");
    let text = path.to_string_lossy().replace('\\', "/");
    if !text.starts_with('/') {
        out.push('/');
    }
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    Uri(out)
}

/// The path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = (*byte == b'%').then(|| text.get(at + 1..at + 3)).flatten();
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(value) => {
                out.push(value);
                at += 3;
            }
            None => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris_lead_to_files_and_back() {
        for path in ["/home/a b/方案.ron", "/x/100%.ron"] {
            assert_eq!(path_of(&uri_of(Path::new(path))), Path::new(path));
        }
        let of = |uri: &str| path_of(&Uri(uri.into()));
        assert_eq!(of("file:///a/%e6%96%b9.ron"), Path::new("/a/方.ron"));
        assert_eq!(of("file:///a/../b/./c"), Path::new("/b/c"));
        assert_eq!(of("file:///c%3A/plans/a.ron"), Path::new("c:/plans/a.ron"));
        assert_eq!(of("untitled:Untitled-1"), Path::new("/untitled:Untitled-1"));
        assert_eq!(of("file:///%"), Path::new("/%"));
    }
}
