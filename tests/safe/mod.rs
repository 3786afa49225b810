//! Never lose a mark: the program killed, the disk failing, the power cut, everybody writing at once.

mod fair;
mod office;
mod restore;

#[cfg(target_os = "linux")]
mod cuts;
#[cfg(target_os = "linux")]
#[path = "../../engine/store/src/sqlite/crash/disk.rs"]
mod disk;
#[cfg(target_os = "linux")]
mod faults;
#[cfg(target_os = "linux")]
#[path = "../../engine/store/src/sqlite/crash/trace.rs"]
mod trace;
