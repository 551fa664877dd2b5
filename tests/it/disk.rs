//! Disks as they are: full, or not to be written on. A small disk of its own needs the right to mount one; without it,
//! that is said and nothing is proved.

use copydesk::corpus::article::Rank;
use copydesk::corpus::{Collection, Corpus};
use std::ffi::CString;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A disk of a few megabytes, gone with its value.
struct Disk {
    folder: TempDir,
}

impl Disk {
    /// `None` where nobody may mount one.
    fn of(megabytes: usize) -> Option<Self> {
        let folder = TempDir::new().unwrap();
        let mounted = mount(folder.path(), 0, &format!("size={megabytes}m"));
        if !mounted {
            eprintln!("not proved: no right to mount a disk here");
        }
        mounted.then_some(Self { folder })
    }

    fn let_nobody_write(&self) {
        assert!(mount(self.folder.path(), libc::MS_REMOUNT | libc::MS_RDONLY, ""));
    }

    fn index(&self) -> PathBuf {
        self.folder.path().join("index")
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let folder = c_string(self.folder.path().as_os_str().as_bytes());
        // SAFETY: a path that ends in a zero byte and outlives the call; what is still open goes when it is closed.
        unsafe { libc::umount2(folder.as_ptr(), libc::MNT_DETACH) };
    }
}

fn c_string(bytes: &[u8]) -> CString {
    CString::new(bytes).expect("no zero byte")
}

fn mount(folder: &Path, flags: libc::c_ulong, options: &str) -> bool {
    let (kind, options) = (c_string(b"tmpfs"), c_string(options.as_bytes()));
    let folder = c_string(folder.as_os_str().as_bytes());
    // SAFETY: all strings end in a zero byte and outlive the call.
    unsafe { libc::mount(kind.as_ptr(), folder.as_ptr(), kind.as_ptr(), flags, options.as_ptr().cast()) == 0 }
}

fn stories(count: usize) -> String {
    let line = |i: usize| {
        let words: Vec<_> = (0..60).map(|word| format!("w{}", i * 61 + word * 7919)).collect();
        format!("{{\"id\":\"s{i}\",\"text\":\"\\\"{} at last,\\\" Ida Lund said. She left.\"}}\n", words.join(" "))
    };
    (0..count).map(line).collect()
}

fn archive(folder: &Path, count: usize) -> Vec<Collection> {
    let file = folder.join("archive.jsonl");
    std::fs::write(&file, stories(count)).unwrap();
    vec![Collection::new("archive", file, Rank::Archive)]
}

fn update(index: &Path, collections: &[Collection]) -> Result<Corpus, String> {
    Corpus::update(index, collections, &mut |_| {}).map(|(corpus, _)| corpus).map_err(|e| e.to_string())
}

#[test]
fn a_full_disk_gets_a_clear_word_and_the_index_stays_whole() {
    let Some(disk) = Disk::of(2) else { return };
    let folder = TempDir::new().unwrap();
    update(&disk.index(), &archive(folder.path(), 20)).unwrap();
    let told = update(&disk.index(), &archive(folder.path(), 6_000)).err().expect("there is no room");
    assert!(told.starts_with("writing the index in") && told.contains("make room"), "{told}");
    assert_eq!(Corpus::damaged(&disk.index()).unwrap(), Some(Vec::new()));
    assert_eq!(Corpus::open(&disk.index()).unwrap().unwrap().size().articles, 20);
    let after = update(&disk.index(), &archive(folder.path(), 30)).expect("what was half written is not in the way");
    assert_eq!(after.size().articles, 30);
}

#[test]
fn what_cannot_be_written_can_be_asked() {
    let Some(disk) = Disk::of(4) else { return };
    let folder = TempDir::new().unwrap();
    update(&disk.index(), &archive(folder.path(), 20)).unwrap();
    disk.let_nobody_write();
    let told = update(&disk.index(), &archive(folder.path(), 30)).err().expect("nobody may write");
    assert!(told.contains("index") && told.to_lowercase().contains("read-only"), "{told}");
    let corpus = Corpus::open(&disk.index()).unwrap().unwrap();
    assert_eq!(corpus.size().articles, 20);
    assert_eq!(Corpus::damaged(&disk.index()).unwrap(), Some(Vec::new()));
}
