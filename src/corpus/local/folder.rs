//! The folder of an index: only what this program wrote there is its own.

use crate::error::{Error, Result};
use std::path::{Path, PathBuf};

/// Raised when what is kept of a story changes; an index of another number is built anew.
const FORMAT: u32 = 8;
/// Raised when stories are read better: quotations, speakers, names.
pub const READING_VERSION: u32 = 5;
/// Folders of this name, with the two numbers, are indexes.
const NAME: &str = "records-";

/// The index that this program reads, if `dir` has one.
pub fn existing(dir: &Path) -> Option<PathBuf> {
    let folder = dir.join(current());
    folder.join("meta.json").is_file().then_some(folder)
}

/// Makes ready the folder of this program's index.
pub fn prepare(dir: &Path) -> Result<PathBuf> {
    if is_others(dir) {
        return Err(Error::new("using as an index the folder")
            .at(dir)
            .because("it holds other files")
            .next("Name an empty or a new folder"));
    }
    let folder = dir.join(current());
    let failed = |e| Error::new("making the index folder").at(&folder).because(e);
    std::fs::create_dir_all(&folder).map_err(failed)?;
    keep_private(dir).map_err(failed)?;
    let ignore = dir.join(".gitignore");
    if !ignore.exists() {
        std::fs::write(ignore, "*\n").map_err(failed)?;
    }
    Ok(folder)
}

/// Takes away the indexes of other versions, once this one's is written.
pub fn clear_others(dir: &Path) {
    for name in names(dir) {
        if name.starts_with(NAME) && name != current() {
            // What cannot be removed costs space, nothing else.
            let _ = std::fs::remove_dir_all(dir.join(name));
        }
    }
}

fn current() -> String {
    format!("{NAME}{FORMAT}.{READING_VERSION}")
}

/// A folder with something in it and no index is somebody else's.
fn is_others(dir: &Path) -> bool {
    let names = names(dir);
    !names.is_empty() && !names.iter().any(|n| n.starts_with(NAME) || n == ".gitignore")
}

fn names(dir: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

/// Notes are private: nobody but their owner reads the index.
#[cfg(unix)]
fn keep_private(dir: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(dir, std::fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn keep_private(_: &Path) -> std::io::Result<()> {
    Ok(())
}
