//! Walking and reading what the user named, and finding the workspace it belongs to.

use crate::error::{Error, Problem, Result};
use crate::text::decode::Decoded;
use crate::text::format::Format;
use crate::text::stable;
use crate::unpack;
use etcetera::BaseStrategy;
use ignore::WalkBuilder;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// The settings file's name.
pub const SETTINGS: &str = "copydesk.toml";
/// The argument that stands for standard input.
pub const STDIN: &str = "-";

/// A draft as it lies on disk or came in by standard input.
#[derive(Clone, Debug)]
pub struct Source {
    /// As the user gave it, or found under the folder the user gave.
    pub path: String,
    /// How it is written.
    pub format: Format,
    /// Decoded, without byte order mark, line ends as found.
    pub text: String,
}

/// A file to read, and whether the user named it (rather than a folder above it).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// As given, or found under what was given.
    pub path: PathBuf,
    /// A file named by itself must be read or the work is not done; one found on the way may be passed by.
    pub by_itself: bool,
}

/// The files under `paths`, in order of what was given, then of name: folders by `.gitignore`, without hidden files,
/// only those that `wanted` takes.
pub fn walk(paths: &[PathBuf], wanted: impl Fn(&Path) -> bool) -> (Vec<Named>, Vec<Problem>) {
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    for path in paths {
        if path.as_os_str() == STDIN || !path.is_dir() {
            files.push(Named { path: path.clone(), by_itself: true });
            continue;
        }
        for entry in WalkBuilder::new(path).require_git(false).sort_by_file_name(Ord::cmp).build() {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|t| t.is_file()) && wanted(entry.path()) => {
                    files.push(Named { path: entry.into_path(), by_itself: false });
                }
                Ok(_) => {}
                Err(e) => problems.push(Problem::new("", format!("{e}; passed over"))),
            }
        }
    }
    let mut seen = std::collections::HashSet::new();
    files.retain(|file| seen.insert(file.path.clone()));
    (files, problems)
}

/// Text that was read, and how odd bytes in it were; or why it is no text.
pub type Text = std::result::Result<(String, Option<Problem>), Problem>;

/// Reads a file as text.
pub fn read_text(path: &Path) -> Text {
    let name = shown(path);
    match std::fs::read(path) {
        Ok(bytes) => decoded(bytes, &name),
        Err(e) => Err(Problem::new(name, plain(&e))),
    }
}

/// Reads standard input as text; `name` stands for it in problems.
pub fn read_stdin(name: &str) -> Text {
    let mut bytes = Vec::new();
    match std::io::stdin().read_to_end(&mut bytes) {
        Ok(_) => decoded(bytes, name),
        Err(e) => Err(Problem::new(name, plain(&e))),
    }
}

fn decoded(bytes: Vec<u8>, name: &str) -> Text {
    match unpack::text(bytes) {
        Decoded::Text { text, note } => Ok((text, note.map(|note| Problem::new(name, note)))),
        Decoded::NotText(why) => Err(Problem::new(name, why)),
    }
}

/// A path as reports show it: as given, with `/` between the parts.
pub fn shown(path: &Path) -> String {
    let path = path.to_string_lossy();
    if cfg!(windows) { path.replace('\\', "/") } else { path.into_owned() }
}

/// A path as a person in this folder would write it.
pub fn from_here(path: &Path) -> String {
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    shown(here.ok().and_then(|here| path.strip_prefix(here).ok()).unwrap_or(path))
}

/// What the system says, without its error number.
pub fn plain(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "there is no such file".to_owned(),
        ErrorKind::PermissionDenied => "no permission to read it".to_owned(),
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        ErrorKind::AlreadyExists => "there is one already".to_owned(),
        _ => error.to_string(),
    }
}

/// Where a draft belongs: the nearest folder above it with `copydesk.toml`, else with `.git`, else nowhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Workspace {
    /// The folder, absolute.
    pub root: Option<PathBuf>,
    /// Its `copydesk.toml`, if there is one.
    pub settings: Option<PathBuf>,
}

/// The workspace of a draft, or of a folder with drafts.
pub fn workspace(draft: &Path) -> Workspace {
    let Ok(start) = std::path::absolute(draft) else { return Workspace::default() };
    let start = start.canonicalize().unwrap_or(start);
    let above = || start.ancestors().filter(|folder| folder.is_dir());
    if let Some(root) = above().find(|folder| folder.join(SETTINGS).is_file()) {
        return Workspace { settings: Some(root.join(SETTINGS)), root: Some(root.to_owned()) };
    }
    Workspace { root: above().find(|folder| folder.join(".git").exists()).map(Path::to_owned), settings: None }
}

/// The folder of a workspace's own files: index, caches. It ignores itself in git.
pub const OWN_FOLDER: &str = ".copydesk";

/// Where the index over `corpora` lies: in the workspace's own folder, or, without a workspace, where that is read-only
/// or inside what is indexed, in the user's cache. What the workspace's settings name has one index, `index`; what a
/// command line names has one for each choice of paths.
pub fn index_folder(workspace: &Workspace, corpora: &[PathBuf], by_settings: bool) -> Result<PathBuf> {
    let real = |path: &PathBuf| path.canonicalize().unwrap_or(path.clone());
    let corpora: Vec<_> = corpora.iter().map(real).collect();
    let key = corpora.iter().map(|path| shown(path)).collect::<Vec<_>>().join("\n");
    let name = if by_settings { "index".to_owned() } else { format!("index-{:016x}", stable::hash(&key)) };
    let own = workspace.root.as_ref().map(|root| root.join(OWN_FOLDER));
    let outside = |own: &PathBuf| !corpora.iter().any(|corpus| own.starts_with(corpus));
    if let Some(own) = own.filter(outside).filter(|own| own_folder(own).is_ok()) {
        return Ok(own.join(name));
    }
    Ok(cache()?.join(format!("index-{:016x}", stable::hash(&key))))
}

/// The folder beside an index for another one of the same workspace: `index` gives way to `name`.
pub fn beside(index: &Path, name: &str) -> PathBuf {
    let name = index.file_name().unwrap_or_default().to_string_lossy().replacen("index", name, 1);
    index.with_file_name(name)
}

/// The user's cache, for what belongs to no workspace.
fn cache() -> Result<PathBuf> {
    let strategy =
        etcetera::choose_base_strategy().map_err(|e| Error::new("looking for the cache folder").because(e))?;
    let cache = strategy.cache_dir().join("copydesk");
    create_private(&cache).map_err(|e| {
        Error::new("making the folder").at(&cache).because(e).next("Name a folder for the index with --index")
    })?;
    Ok(cache)
}

/// The folder in the cache of records copied for reading.
const COPIES: &str = "records";

/// Keeps a copy of a record that lies inside another file, for reading only and for its owner only.
pub fn keep_copy(name: &str, text: &str) -> Result<PathBuf> {
    let folder = cache()?.join(COPIES);
    let copy = folder.join(format!("{name}.md"));
    let failed = |e| Error::new("writing").at(&copy).because(e);
    if std::fs::read_to_string(&copy).is_ok_and(|there| there == text) {
        return Ok(copy);
    }
    create_private(&folder).map_err(failed)?;
    let mut file = tempfile::NamedTempFile::new_in(&folder).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    let mut permissions = file.as_file().metadata().map_err(failed)?.permissions();
    permissions.set_readonly(true);
    file.as_file().set_permissions(permissions).map_err(failed)?;
    file.persist(&copy).map_err(|e| failed(e.error))?;
    Ok(copy)
}

/// Takes away all copies of records: they are made again when somebody goes there.
pub fn forget_copies() -> Result<()> {
    let folder = cache()?.join(COPIES);
    match std::fs::remove_dir_all(&folder) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
            Err(Error::new("taking away").at(&folder).because(e).next("Delete the folder: copies of records are in it"))
        }
        _ => Ok(()),
    }
}

fn own_folder(own: &Path) -> std::io::Result<()> {
    create_private(own)?;
    let ignore = own.join(".gitignore");
    if !ignore.exists() {
        std::fs::write(ignore, "*\n")?;
    }
    tempfile::tempfile_in(own).map(drop)
}

/// Makes a folder that only its owner can read: indexes hold what notes hold.
pub fn create_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
