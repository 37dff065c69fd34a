//! Puts a whole build into its place and takes the earlier site away, also after a kill at any moment. Linux and macOS
//! exchange two folders in one step; elsewhere it takes two renames, between which the site stands beside its place.

use std::fs;
use std::io;
use std::path::Path;

use super::foreign;
use super::manifest::{Holds, Manifest};
use super::paths::{Paths, at, exists};

/// Makes the staged build the site.
pub(super) fn swap(paths: &Paths) -> io::Result<()> {
    match fs::metadata(&paths.site) {
        Ok(metadata) => {
            fs::set_permissions(&paths.staging, metadata.permissions()).map_err(at(&paths.staging))?;
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return fs::rename(&paths.staging, &paths.site).map_err(at(&paths.staging));
        }
        Err(error) => return Err(at(&paths.site)(error)),
    }
    in_one_step(paths).or_else(|_| in_two_steps(paths))?;
    retire(paths)
}

/// The build goes to where the earlier site will lie, and the two are exchanged. Should that fail, all is as it was.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn in_one_step(paths: &Paths) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};

    fs::rename(&paths.staging, &paths.former)?;
    if let Err(error) = renameat_with(CWD, &paths.former, CWD, &paths.site, RenameFlags::EXCHANGE) {
        fs::rename(&paths.former, &paths.staging)?;
        return Err(error.into());
    }
    Ok(())
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn in_one_step(_: &Paths) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Two renames. Should the second fail, the first is undone.
pub(super) fn in_two_steps(paths: &Paths) -> io::Result<()> {
    fs::rename(&paths.site, &paths.former).map_err(at(&paths.site))?;
    if let Err(error) = fs::rename(&paths.staging, &paths.site) {
        fs::rename(&paths.former, &paths.site).map_err(at(&paths.former))?;
        return Err(at(&paths.staging)(error));
    }
    Ok(())
}

/// Takes away the earlier site once the new one stands, but for what others put into it at the last moment.
fn retire(paths: &Paths) -> io::Result<()> {
    let earlier = match Holds::of(&paths.former)? {
        Holds::Build(manifest) => manifest,
        // Without a list nothing in it is known to be ours.
        _ => Manifest::default(),
    };
    foreign::rescue(&foreign::list(&paths.former, &earlier)?, &paths.former, &paths.site)?;
    // Under this name it is litter: killed halfway, what is left of it is never taken for a whole site.
    fs::rename(&paths.former, &paths.staging).map_err(at(&paths.former))?;
    remove(&paths.staging)
}

/// Puts right what a killed build left; only under the lock.
pub(super) fn clear(paths: &Paths) -> io::Result<()> {
    remove(&paths.staging)?;
    if exists(&paths.former) {
        match Holds::of(&paths.site)? {
            Holds::Nothing => fs::rename(&paths.former, &paths.site).map_err(at(&paths.former))?,
            Holds::EmptyFolder => {
                fs::remove_dir(&paths.site).map_err(at(&paths.site))?;
                fs::rename(&paths.former, &paths.site).map_err(at(&paths.former))?;
            }
            Holds::Build(_) => retire(paths)?,
            // Somebody made a folder of their own there since. Both stay: the build will be refused.
            Holds::Others => {}
        }
    }
    Ok(())
}

/// Removes a file, or a folder with all that is in it, if it is there.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    let removed = match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_dir() => fs::remove_dir_all(path).or_else(|_| {
            // A read-only folder of others has been carried over, with its permissions.
            foreign::make_writable(path);
            fs::remove_dir_all(path)
        }),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at(path)(error)),
        _ => Ok(()),
    }
}
