//! Where things are: the workspace, its build folder, our interpreter, Lua programs.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The folder of the workspace.
pub fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("lua-tests is a folder of the workspace")
}

/// The workspace's own `target`, wherever cargo builds: what is fetched outlives the choice of a build folder.
pub(crate) fn target_dir() -> PathBuf {
    workspace().join("target")
}

/// The interpreter under test: `MQ`, or `mq` built by cargo in the profile and folder of the running program.
///
/// # Panics
/// When it does not build.
pub fn mq() -> &'static Path {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| named_mq().unwrap_or_else(|| build_mq(None)))
}

/// The interpreter under test as users have it: `MQ`, or `mq` built by cargo for release.
///
/// # Panics
/// When it does not build.
pub fn release_mq() -> &'static Path {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| named_mq().unwrap_or_else(|| build_mq(Some("release"))))
}

fn named_mq() -> Option<PathBuf> {
    std::env::var_os("MQ").map(PathBuf::from)
}

/// Builds `mq` in a profile, or in that of the running program.
fn build_mq(profile: Option<&str>) -> PathBuf {
    let executable = std::env::current_exe().expect("the running program has a path");
    // Tests are at <target>/<profile>/deps/name, binaries at <target>/<profile>/name.
    let mut own_dir = executable.parent().expect("a program is in a folder");
    if own_dir.ends_with("deps") {
        own_dir = own_dir.parent().expect("deps is in the profile's folder");
    }
    let target = own_dir
        .parent()
        .expect("the profile's folder is in the build folder");
    let own_profile = match own_dir.file_name().and_then(|name| name.to_str()) {
        None | Some("debug") => "dev",
        Some(name) => name,
    };
    let profile = profile.unwrap_or(own_profile);
    let status = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .current_dir(workspace())
        .args(["build", "--quiet", "--package", "moonquakes", "--bin", "mq"])
        .args(["--profile", profile, "--target-dir"])
        .arg(target)
        .status()
        .expect("cargo starts");
    assert!(status.success(), "mq does not build");
    let folder = if profile == "dev" { "debug" } else { profile };
    target
        .join(folder)
        .join(format!("mq{}", std::env::consts::EXE_SUFFIX))
}

/// The Lua programs directly in a folder, sorted by name.
///
/// # Panics
/// When the folder cannot be read.
pub fn lua_files(dir: &Path) -> Vec<PathBuf> {
    let is_lua = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "lua");
    entries(dir).into_iter().filter(is_lua).collect()
}

/// The Lua programs in a folder and in the folders below it.
///
/// # Panics
/// When a folder cannot be read.
pub fn lua_files_below(dir: &Path) -> Vec<PathBuf> {
    let mut files = lua_files(dir);
    files.extend(folders(dir).iter().flat_map(|folder| lua_files_below(folder)));
    files
}

/// The folders directly in a folder, sorted by name.
pub(crate) fn folders(dir: &Path) -> Vec<PathBuf> {
    entries(dir).into_iter().filter(|path| path.is_dir()).collect()
}

fn entries(dir: &Path) -> Vec<PathBuf> {
    let failed = |error| -> ! { panic!("{}: {error}", dir.display()) };
    let entries = std::fs::read_dir(dir).unwrap_or_else(|error| failed(error));
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap_or_else(|error| failed(error)).path())
        .collect();
    paths.sort();
    paths
}
