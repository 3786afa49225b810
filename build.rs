//! Lists the plans under `workflows/`, so that the program carries them.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=workflows");
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("workflows");
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort();
    let mut code =
        String::from("/// Every plan file and calendar, by its path below `workflows/`.\n");
    writeln!(code, "pub(super) const FILES: &[(&str, &str)] = &[")?;
    for file in files {
        let name = file.strip_prefix(&root)?.components();
        let name: Vec<_> = name.map(|part| part.as_os_str().to_string_lossy()).collect();
        writeln!(code, "    ({:?}, include_str!({:?})),", name.join("/"), file)?;
    }
    code.push_str("];\n");
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("workflows.rs"), code)?;
    Ok(())
}

fn collect(folder: &Path, out: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            println!("cargo:rerun-if-changed={}", path.display());
            collect(&path, out)?;
        } else if path.extension().is_some_and(|e| e == "ron") {
            out.push(path);
        }
    }
    Ok(())
}
