//! `atlas init`: a new atlas in a folder of its own.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use include_dir::{Dir, DirEntry};

use super::{Outcome, Terminal, out, store};

/// The folders of the atlas that the program was built from, as they came with it, by name.
pub type Shipped = [(&'static str, &'static Dir<'static>)];

/// What `atlas init` was asked to do.
pub struct Init<'s> {
    /// Where the atlas is to be.
    pub folder: PathBuf,
    /// What came with the program.
    pub shipped: &'s Shipped,
    /// How to print.
    pub terminal: Terminal,
}

/// What a new atlas has of its own; it stands before what came with the program.
const OWN: [(&str, &str); 7] = [
    ("README.md", include_str!("init/README.md")),
    (".gitignore", include_str!("init/gitignore.txt")),
    (".github/workflows/site.yml", include_str!("init/site.yml")),
    ("content/atlas.yaml", include_str!("init/atlas.yaml")),
    ("content/pages/about.md", include_str!("init/about.md")),
    ("content/pages/method.md", include_str!("init/method.md")),
    ("facilities/nl/example-centre.yaml", include_str!("init/example.yaml")),
];

/// What regions and places were made with; nobody needs it to build a site.
const TOOLS: [&str; 4] = ["py", "pyc", "mjs", "sh"];

/// Makes a new atlas.
///
/// # Errors
/// A folder that is not empty, or cannot be written to.
pub fn init(init: &Init<'_>) -> Result<Outcome> {
    let folder = &init.folder;
    is_empty(folder)?;
    for &(name, files) in init.shipped {
        write_all(&folder.join(name), files)?;
    }
    for (name, text) in OWN {
        store(&folder.join(name), text.as_bytes())?;
    }
    if !init.terminal.quiet {
        let folder = folder.display();
        out(&format!(
            "Made a new atlas in {folder}: one invented record, vocabularies, pages, a recipe for \
             publishing\n  README.md tells what to change first\nTo look at it: `atlas serve --open \
             --root {folder}`\n"
        ));
    }
    Ok(Outcome::Fine)
}

/// Nothing that is there is touched; a repository may be.
fn is_empty(folder: &Path) -> Result<()> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        entries => entries
            .with_context(|| format!("`{}` is not a folder to write to", folder.display()))?,
    };
    for entry in entries {
        let entry = entry.with_context(|| format!("cannot list `{}`", folder.display()))?;
        if entry.file_name() != ".git" {
            bail!(
                "`{}` is not empty: it has `{}`\nhelp: name a folder that is not there yet",
                folder.display(),
                entry.file_name().to_string_lossy()
            );
        }
    }
    Ok(())
}

fn write_all(folder: &Path, files: &Dir<'_>) -> Result<()> {
    for entry in files.entries() {
        match entry {
            DirEntry::Dir(dir) => write_all(folder, dir)?,
            DirEntry::File(file) if is_for_others(file.path()) => {
                store(&folder.join(file.path()), file.contents())?;
            }
            DirEntry::File(_) => {}
        }
    }
    Ok(())
}

/// Whether a file, by its path inside its folder, is one that every atlas needs. National frameworks,
/// texts about regions and the pages in other languages are about the atlas that wrote them.
fn is_for_others(path: &Path) -> bool {
    let ending = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
    let inside = path.strip_prefix("pages");
    let translated = inside.is_ok_and(|page| page.components().count() > 1);
    let about_one = path.starts_with("countries") || path.starts_with("regions");
    !about_one && !translated && !TOOLS.contains(&ending)
}
