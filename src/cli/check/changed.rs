//! `--changed-since REV`: only findings on lines that changed since then, as git tells it.

use crate::error::{Error, Result};
use crate::report::{Page, Report};
use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Leaves the findings on changed lines. Files that git does not know are new from the first line to the last.
pub fn keep(report: &mut Report, rev: &str) -> Result<()> {
    let mut trees: HashMap<PathBuf, Tree> = HashMap::new();
    for page in report.pages.iter_mut().filter(|page| !page.findings.is_empty()) {
        let Ok(path) = Path::new(&page.path).canonicalize() else { continue };
        let folder = path.parent().unwrap_or(Path::new("/"));
        let top = PathBuf::from(git(folder, &["rev-parse", "--show-toplevel"])?.trim_end_matches('\n'));
        if !trees.contains_key(&top) {
            trees.insert(top.clone(), Tree::since(&top, rev)?);
        }
        let tree = &trees[&top];
        if tree.known.contains(&path) {
            let lines = if tree.changed.contains(&path) { tree.lines(&path)? } else { Vec::new() };
            keep_on(page, &lines);
        }
    }
    Ok(())
}

/// A work tree compared with a revision.
struct Tree {
    top: PathBuf,
    /// What it is compared with: a commit.
    base: String,
    known: HashSet<PathBuf>,
    changed: HashSet<PathBuf>,
}

impl Tree {
    /// Compares with the commit where this branch left `rev`: what others did there since is not this branch's change.
    fn since(top: &Path, rev: &str) -> Result<Self> {
        let commit = format!("{rev}^{{commit}}");
        let commit = git(top, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])
            .map_err(|_| Error::new("comparing with git").because(format!("there is no revision {rev}")))?;
        let base = git(top, &["merge-base", commit.trim(), "HEAD"]).unwrap_or(commit).trim().to_owned();
        let files = |list: String| list.split_terminator('\0').map(|path| top.join(path)).collect();
        let known = files(git(top, &["ls-files", "-z"])?);
        let changed = files(git(top, &["diff", "--name-only", "-z", "--no-ext-diff", &base])?);
        Ok(Self { top: top.to_owned(), base, known, changed })
    }

    /// Changed lines of a file, from 1.
    fn lines(&self, path: &Path) -> Result<Vec<RangeInclusive<usize>>> {
        let path = path.to_string_lossy();
        let args = ["diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", &self.base, "--", &path];
        let diff = git(&self.top, &args)?;
        Ok(diff.lines().filter_map(hunk).collect())
    }
}

/// `@@ -3,2 +4,5 @@` adds lines 4 to 8.
fn hunk(line: &str) -> Option<RangeInclusive<usize>> {
    let added = line.strip_prefix("@@ -")?.split_once(" +")?.1.split_once(" @@")?.0;
    let (start, count) = added.split_once(',').unwrap_or((added, "1"));
    let (start, count): (usize, usize) = (start.parse().ok()?, count.parse().ok()?);
    (count > 0).then(|| start..=start + count - 1)
}

fn keep_on(page: &mut Page, lines: &[RangeInclusive<usize>]) {
    let line_of =
        |at: usize| page.text.as_bytes()[..at.min(page.text.len())].iter().filter(|b| **b == b'\n').count() + 1;
    page.findings.retain(|finding| {
        let (first, last) = (line_of(finding.at.start), line_of(finding.at.end));
        lines.iter().any(|changed| *changed.start() <= last && first <= *changed.end())
    });
}

fn git(folder: &Path, args: &[&str]) -> Result<String> {
    let asked = Command::new("git").arg("-C").arg(folder).args(args).stdin(Stdio::null()).output();
    let output = asked.map_err(|e| Error::new("asking git").because(e).next("--changed-since needs git"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        return Err(Error::new("asking git").because(said));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[cfg(test)]
mod tests {
    #[test]
    fn hunks_tell_the_lines_that_are_there_now() {
        assert_eq!(super::hunk("@@ -3,2 +4,5 @@ context"), Some(4..=8));
        assert_eq!(super::hunk("@@ -3 +4 @@"), Some(4..=4));
        assert_eq!(super::hunk("@@ -3,2 +2,0 @@"), None);
        assert_eq!(super::hunk("+@@ -1 +1 @@"), None);
    }
}
