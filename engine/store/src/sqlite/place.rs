//! Where a file may lie: not on a network file system, whose locks and shared memory don't hold between
//! machines (<https://sqlite.org/wal.html>, <https://sqlite.org/lockingv3.html>).

use std::path::Path;

use crate::StoreError;

/// Refuses a folder on a network file system.
#[cfg(target_os = "linux")]
pub(super) fn check(path: &Path, folder: &Path) -> Result<(), StoreError> {
    let stat = rustix::fs::statfs(folder).map_err(|e| StoreError::from(std::io::Error::from(e)))?;
    #[expect(
        clippy::cast_sign_loss,
        clippy::cast_possible_truncation,
        reason = "magic numbers have 32 bits"
    )]
    let magic = stat.f_type as u32;
    let kind = if magic == FUSE {
        let mounts = std::fs::read_to_string("/proc/self/mounts").unwrap_or_default();
        let folder = folder.canonicalize()?;
        network_fuse(&mounts, &folder)
    } else {
        network(magic).map(str::to_owned)
    };
    kind.map_or(Ok(()), |kind| Err(StoreError::NetworkFileSystem { path: path.to_owned(), kind }))
}

/// Elsewhere nothing says it cheaply and safely.
#[cfg(not(target_os = "linux"))]
pub(super) fn check(_: &Path, _: &Path) -> Result<(), StoreError> {
    Ok(())
}

/// Whether the file system of a folder has room for more than a handful of pages.
#[cfg(target_os = "linux")]
pub(super) fn has_room(folder: &Path) -> bool {
    rustix::fs::statvfs(folder).is_ok_and(|stat| stat.f_bavail > 64)
}

/// Elsewhere nothing says it cheaply and safely.
#[cfg(not(target_os = "linux"))]
pub(super) fn has_room(_: &Path) -> bool {
    false
}

/// Anything in user space; its name says what.
#[cfg(target_os = "linux")]
const FUSE: u32 = 0x6573_5546;

/// The network file systems of `statfs(2)` and `linux/magic.h`.
#[cfg(target_os = "linux")]
fn network(magic: u32) -> Option<&'static str> {
    Some(match magic {
        0x6969 => "nfs",
        0x517b => "smb",
        0xff53_4d42 => "cifs",
        0xfe53_4d42 => "smb2",
        0x5346_414f | 0x6b41_4653 => "afs",
        0x00c3_6400 => "ceph",
        0x7375_7245 => "coda",
        0x564c => "ncp",
        0x0102_1997 => "9p",
        0x0bd0_0bd0 => "lustre",
        0x1983_0326 => "fhgfs",
        0x4750_4653 => "gpfs",
        _ => return None,
    })
}

/// Kinds of FUSE that reach over a network.
#[cfg(target_os = "linux")]
const NETWORK_FUSE: &[&str] = &[
    "sshfs",
    "rclone",
    "s3fs",
    "glusterfs",
    "davfs",
    "davfs2",
    "gcsfuse",
    "curlftpfs",
    "cephfs",
    "smbnetfs",
    "juicefs",
    "seaweedfs",
    "gvfsd-fuse",
    "goofys",
    "blobfuse",
    "blobfuse2",
    "kio-fuse",
    "google-drive-ocamlfuse",
    "onedriver",
    "moosefs",
    "mfs",
    "vmhgfs-fuse",
];

/// The kind of the file system that holds the folder, by the longest mount point above it, if that
/// reaches over a network.
#[cfg(target_os = "linux")]
fn network_fuse(mounts: &str, folder: &Path) -> Option<String> {
    let holds =
        |line: &&str| line.split(' ').nth(1).is_some_and(|m| folder.starts_with(unescape(m)));
    let line = mounts
        .lines()
        .filter(holds)
        .max_by_key(|line| line.split(' ').nth(1).map_or(0, |m| unescape(m).len()))?;
    let kind = line.split(' ').nth(2)?;
    let name = kind.strip_prefix("fuse.").unwrap_or(kind);
    NETWORK_FUSE.contains(&name).then(|| name.to_owned())
}

/// Undoes the octal escapes of `/proc/self/mounts` that paths really have.
#[cfg(target_os = "linux")]
fn unescape(mount: &str) -> String {
    mount.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn network_kinds_are_told_from_local_ones() {
        assert_eq!(network(0x6969), Some("nfs"));
        assert_eq!(network(0xff53_4d42), Some("cifs"));
        assert_eq!(network(0xef53), None, "ext4");
        assert_eq!(network(0x0102_1994), None, "tmpfs");
    }

    #[test]
    fn fuse_is_judged_by_the_nearest_mount() {
        let mounts = "\
/dev/sda / ext4 rw 0 0
me@host:/ /home/me/far\\040away fuse.sshfs rw 0 0
/dev/sdb /home/me/far\\040away/stick fuseblk rw 0 0
";
        let kind = |p: &str| network_fuse(mounts, Path::new(p));
        assert_eq!(kind("/home/me/far away/plans"), Some("sshfs".to_owned()));
        assert_eq!(kind("/home/me/far away/stick"), None);
        assert_eq!(kind("/home/me"), None);
    }

    #[test]
    fn the_folder_of_temporary_files_is_allowed() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(check(&folder.path().join("x.db"), folder.path()), Ok(()));
    }
}
