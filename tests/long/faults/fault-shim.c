/*
 * Galley's tests: a library for LD_PRELOAD that counts the calls by which a program changes files below a folder, and lets the n-th fail.
 * It is steered from inside by unlink() of names that do not exist:
 *   /galley-fault/arm/KIND/N/ROOT   the N-th call below ROOT (from 1) fails by KIND; N 0 only counts
 *   /galley-fault/count/FILE        stops, and writes the number of calls to FILE
 * Kinds: kill eio enospc eperm erofs eintr short diskfull (a short write, then no room for anything until the end).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { NONE, KILL, EIO_, ENOSPC_, EPERM_, EROFS_, EINTR_, SHORT, DISKFULL };
static const char *const names[] = {"none", "kill", "eio", "enospc", "eperm", "erofs", "eintr", "short", "diskfull"};
static _Atomic int armed, kind, at, calls, full;
static char root[4096];
static char watched[65536];

static int below(const char *path) { return armed && path && strncmp(path, root, strlen(root)) == 0; }
static int is_watched(int fd) { return armed && fd >= 0 && fd < (int)sizeof watched && watched[fd]; }

/* 0: go on; -1: fail with errno; 1: the call is to be cut short. An unlink frees room, so a full disk lets it pass. */
static int turn(int writes, int needs_room) {
  int n = atomic_fetch_add(&calls, 1) + 1;
  if (full && needs_room) { errno = ENOSPC; return -1; }
  if (at == 0 || n != at) return 0;
  switch (kind) {
    case KILL: kill(getpid(), SIGKILL); for (;;) pause();
    case EIO_: errno = EIO; return -1;
    case ENOSPC_: errno = ENOSPC; return -1;
    case EPERM_: errno = EPERM; return -1;
    case EROFS_: errno = EROFS; return -1;
    case EINTR_: errno = EINTR; return -1;
    case SHORT: return writes ? 1 : 0;
    case DISKFULL: full = 1; if (writes) return 1; if (needs_room) { errno = ENOSPC; return -1; } return 0;
  }
  return 0;
}

static int steer(const char *path) {
  static const char arm[] = "/galley-fault/arm/", count[] = "/galley-fault/count/";
  if (path && strncmp(path, arm, sizeof arm - 1) == 0) {
    char name[32]; int n = 0, used = 0;
    if (sscanf(path + sizeof arm - 1, "%31[^/]/%d%n", name, &n, &used) < 2) return 0;
    strncpy(root, path + sizeof arm - 1 + used, sizeof root - 1);
    for (int k = 0; k <= DISKFULL; k++) if (strcmp(names[k], name) == 0) kind = k;
    memset(watched, 0, sizeof watched);
    at = n; calls = 0; full = 0; armed = 1;
    return 1;
  }
  if (path && strncmp(path, count, sizeof count - 1) == 0) {
    armed = 0; full = 0;
    char text[32];
    int length = snprintf(text, sizeof text, "%d", calls);
    int fd = syscall(SYS_openat, AT_FDCWD, path + sizeof count - 2, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (fd >= 0) { if (syscall(SYS_write, fd, text, length) < 0) return 1; syscall(SYS_close, fd); }
    return 1;
  }
  return 0;
}

static int opened(const char *path, int flags, mode_t mode) {
  int changes = (flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT);
  if (below(path) && changes && turn(0, flags & O_CREAT) < 0) return -1;
  int fd = syscall(SYS_openat, AT_FDCWD, path, flags, mode);
  if (fd >= 0 && fd < (int)sizeof watched) watched[fd] = below(path);
  return fd;
}
#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    va_list rest; va_start(rest, flags); mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(rest, mode_t) : 0; va_end(rest); \
    return opened(path, flags, mode); \
  }
OPEN(open)
OPEN(open64)

#define CUT(length) (size_t)((length) > 1 ? (length) / 2 : (length))
static ssize_t half(int fd, const struct iovec *v, int n, off_t offset, int has_offset) {
  if (n < 1) return 0;
  size_t length = CUT(v[0].iov_len);
  return has_offset ? syscall(SYS_pwrite64, fd, v[0].iov_base, length, offset) : syscall(SYS_write, fd, v[0].iov_base, length);
}
#define WRITING(call, v, n, offset, has_offset) \
  if (is_watched(fd)) { int t = turn(1, 1); if (t < 0) return -1; if (t > 0) return half(fd, v, n, offset, has_offset); } \
  return call;
ssize_t write(int fd, const void *b, size_t l) {
  struct iovec v = {(void *)b, l};
  WRITING(syscall(SYS_write, fd, b, l), &v, 1, 0, 0)
}
ssize_t pwrite(int fd, const void *b, size_t l, off_t o) {
  struct iovec v = {(void *)b, l};
  WRITING(syscall(SYS_pwrite64, fd, b, l, o), &v, 1, o, 1)
}
ssize_t pwrite64(int fd, const void *b, size_t l, off_t o) { return pwrite(fd, b, l, o); }
ssize_t writev(int fd, const struct iovec *v, int n) { WRITING(syscall(SYS_writev, fd, v, n), v, n, 0, 0) }
ssize_t pwritev(int fd, const struct iovec *v, int n, off_t o) {
  WRITING(syscall(SYS_pwritev, fd, v, n, (long)o, 0L), v, n, o, 1)
}
ssize_t pwritev64(int fd, const struct iovec *v, int n, off_t o) { return pwritev(fd, v, n, o); }

int fsync(int fd) { if (is_watched(fd) && turn(0, 0) < 0) return -1; return syscall(SYS_fsync, fd); }
int fdatasync(int fd) { if (is_watched(fd) && turn(0, 0) < 0) return -1; return syscall(SYS_fdatasync, fd); }
int fchmod(int fd, mode_t m) { if (is_watched(fd) && turn(0, 0) < 0) return -1; return syscall(SYS_fchmod, fd, m); }
int ftruncate(int fd, off_t l) { if (is_watched(fd) && turn(0, 0) < 0) return -1; return syscall(SYS_ftruncate, fd, l); }
int ftruncate64(int fd, off_t l) { return ftruncate(fd, l); }
int close(int fd) {
  int was = is_watched(fd);
  if (fd >= 0 && fd < (int)sizeof watched) watched[fd] = 0;
  /* The descriptor is gone even where close() reports an error. */
  int failed = was && turn(0, 0) < 0, why = errno;
  int done = syscall(SYS_close, fd);
  if (failed) { errno = why; return -1; }
  return done;
}
int rename(const char *from, const char *to) {
  /* A name that is there already takes no more room. */
  if (below(from) && turn(0, 0) < 0) return -1;
  return syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}
int link(const char *from, const char *to) {
  if (below(to) && turn(0, 1) < 0) return -1;
  return syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}
int unlink(const char *path) {
  if (steer(path)) return 0;
  if (below(path) && turn(0, 0) < 0) return -1;
  return syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}
int rmdir(const char *path) {
  if (below(path) && turn(0, 0) < 0) return -1;
  return syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR);
}
int mkdir(const char *path, mode_t mode) {
  if (below(path) && turn(0, 1) < 0) return -1;
  return syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}
int chmod(const char *path, mode_t mode) {
  if (below(path) && turn(0, 0) < 0) return -1;
  return syscall(SYS_fchmodat, AT_FDCWD, path, mode);
}
