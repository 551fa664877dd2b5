//! `copydesk init`: a settings file with every key explained.

use super::{Outcome, print};
use crate::error::{Error, Result};
use crate::files::{self, SETTINGS};
use crate::settings::template;
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Args {
    /// The folder it is for
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
}

pub fn run(args: &Args) -> Result<Outcome> {
    let file = if args.folder == Path::new(".") { SETTINGS.into() } else { args.folder.join(SETTINGS) };
    write_new(&file)
        .map_err(|e| Error::new("writing").at(&file).because(files::plain(&e)).next("Nothing was changed"))?;
    print::out(&format!("{} is written; every key in it is explained there.\n", file.display()))?;
    Ok(Outcome::Fine)
}

/// Never over a file that is there.
fn write_new(file: &Path) -> std::io::Result<()> {
    std::io::Write::write_all(&mut std::fs::File::create_new(file)?, template().as_bytes())
}
