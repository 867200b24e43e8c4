import Glibc

/// The system's error numbers in plain words, the same in every locale.
enum SystemFault {
  static func words(_ code: Int32) -> String {
    switch code {
    case ENOENT: "no such file or folder"
    case EACCES, EPERM: "permission denied"
    case EISDIR: "it is a folder"
    case ENOTDIR: "a part of the path is not a folder"
    case ENOSPC: "the disk is full"
    case EDQUOT: "the disk quota is used up"
    case EFBIG: "it would be larger than allowed"
    case EROFS: "the disk is read-only"
    case ELOOP: "too many symbolic links"
    case ENAMETOOLONG: "the name is too long"
    case EMFILE, ENFILE: "too many open files"
    case EBADF: "the descriptor is closed"
    case EIO: "the device failed"
    case EEXIST: "it exists already"
    case ENXIO, ENODEV: "no such device"
    case ETXTBSY: "it is being run"
    case EPIPE: "the reader went away"
    case ENOMEM: "not enough memory"
    default: "system error \(code)"
    }
  }
}
