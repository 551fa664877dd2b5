//! The folder of an index to be read, also where nobody may write: a disk that is mounted for reading, a colleague's share.

use super::concordance::RUNNING;
use std::fs::File;
use std::io::{ErrorKind, Result};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, MmapDirectory, OwnedBytes, WatchCallback, WatchHandle, WritePtr,
};
use tantivy::{HasLen, Index};

/// Opens an index that is only to be read.
pub fn open(folder: &Path) -> tantivy::Result<Index> {
    Index::open(Shut { mapped: MmapDirectory::open(folder)?, folder: folder.to_owned() })
}

/// Files that little is read of at a time, and not for every question, by their extensions.
const READ_IN_PLACE: [&str; 2] = [RUNNING, "store"];

#[derive(Clone, Debug)]
struct Shut {
    mapped: MmapDirectory,
    folder: PathBuf,
}

impl Directory for Shut {
    /// The library holds writers off while it opens files. Where no lock can be put down, no writer can be at work.
    fn acquire_lock(&self, lock: &Lock) -> std::result::Result<DirectoryLock, LockError> {
        match self.mapped.acquire_lock(lock) {
            Err(LockError::IoError(e))
                if matches!(e.kind(), ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied) =>
            {
                Ok(DirectoryLock::from(Box::new(())))
            }
            other => other,
        }
    }

    fn get_file_handle(&self, path: &Path) -> std::result::Result<Arc<dyn FileHandle>, OpenReadError> {
        if READ_IN_PLACE.iter().any(|extension| path.extension().is_some_and(|e| e == *extension)) {
            let failed = |e: std::io::Error| match e.kind() {
                ErrorKind::NotFound => OpenReadError::FileDoesNotExist(path.to_owned()),
                _ => OpenReadError::wrap_io_error(e, path.to_owned()),
            };
            return Ok(Arc::new(InPlace::open(&self.folder.join(path)).map_err(failed)?));
        }
        self.mapped.get_file_handle(path)
    }

    fn exists(&self, path: &Path) -> std::result::Result<bool, OpenReadError> {
        self.mapped.exists(path)
    }

    fn atomic_read(&self, path: &Path) -> std::result::Result<Vec<u8>, OpenReadError> {
        self.mapped.atomic_read(path)
    }

    fn delete(&self, path: &Path) -> std::result::Result<(), DeleteError> {
        self.mapped.delete(path)
    }

    fn open_write(&self, path: &Path) -> std::result::Result<WritePtr, OpenWriteError> {
        self.mapped.open_write(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> Result<()> {
        self.mapped.atomic_write(path, data)
    }

    fn sync_directory(&self) -> Result<()> {
        self.mapped.sync_directory()
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.mapped.watch(callback)
    }
}

/// A file whose bytes are read where they are asked for. A map is quicker by half a microsecond, but the system puts sixteen
/// pages into the program's memory for each that is touched: after some hundred quotations that is nearly the whole file.
#[derive(Debug)]
struct InPlace {
    file: File,
    length: usize,
}

impl InPlace {
    fn open(path: &Path) -> Result<Self> {
        let file = File::open(path)?;
        let length = file.metadata()?.len() as usize;
        Ok(Self { file, length })
    }

    #[cfg(unix)]
    fn read(&self, bytes: &mut [u8], at: u64) -> Result<()> {
        std::os::unix::fs::FileExt::read_exact_at(&self.file, bytes, at)
    }

    #[cfg(windows)]
    fn read(&self, mut bytes: &mut [u8], mut at: u64) -> Result<()> {
        while !bytes.is_empty() {
            let read = std::os::windows::fs::FileExt::seek_read(&self.file, bytes, at)?;
            if read == 0 {
                return Err(ErrorKind::UnexpectedEof.into());
            }
            bytes = &mut bytes[read..];
            at += read as u64;
        }
        Ok(())
    }
}

impl HasLen for InPlace {
    fn len(&self) -> usize {
        self.length
    }
}

impl FileHandle for InPlace {
    fn read_bytes(&self, range: Range<usize>) -> Result<OwnedBytes> {
        let mut bytes = vec![0; range.len()];
        self.read(&mut bytes, range.start as u64)?;
        Ok(OwnedBytes::new(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_read_in_place_is_read_on_when_an_update_takes_it_away() {
        let folder = tempfile::tempdir().unwrap();
        let shut = Shut { mapped: MmapDirectory::open(folder.path()).unwrap(), folder: folder.path().to_owned() };
        let path = Path::new("a.store");
        assert!(matches!(shut.get_file_handle(path), Err(OpenReadError::FileDoesNotExist(_))));
        std::fs::write(folder.path().join(path), b"the quay").unwrap();
        let file = shut.get_file_handle(path).unwrap();
        std::fs::remove_file(folder.path().join(path)).unwrap();
        assert_eq!((file.len(), file.read_bytes(4..8).unwrap().as_slice()), (8, &b"quay"[..]));
        assert!(file.read_bytes(0..0).unwrap().is_empty());
        assert!(file.read_bytes(4..9).is_err(), "a file cut short is told, and no panic");
    }
}
