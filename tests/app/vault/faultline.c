/* Storage calls that fail, or after which the process is gone: preloaded into the children of the fault tests.
 *
 * Counts the calls that change a regular file or a folder, whoever makes them (Python's os, SQLite), and at the
 * chosen one acts: kill the process before it, let it fail with an errno once or from then on, or write half.
 *
 *     cc -shared -fPIC -O1 -o faultline.so faultline.c -ldl
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { COUNT = 0, KILL = 1, FAIL_ONCE = 2, FAIL_ON = 3, HALF = 4 };
enum { ANY = 0, WRITES = 1, FLUSHES = 2 };

static volatile int armed, action, at, code, only, seen;

void faultline_arm(int what, int nth, int error, int kind) {
    seen = 0; action = what; at = nth; code = error; only = kind; armed = 1;
}

int faultline_disarm(void) { armed = 0; return seen; }

/* 0: go on; 1: fail with errno set; 2: write half. */
static int meets(int kind) {
    if (!armed || (only != ANY && only != kind)) return 0;
    seen++;
    if (seen < at || at == 0 || (seen > at && action != FAIL_ON)) return 0;
    if (action == KILL) { kill(getpid(), SIGKILL); for (;;) pause(); }
    if (action == HALF) return kind == WRITES ? 2 : 0;
    if (action == COUNT) return 0;
    errno = code;
    return 1;
}

static int is_file(int fd) {
    struct stat facts;
    return armed && fstat(fd, &facts) == 0 && S_ISREG(facts.st_mode);
}

static int is_stored(int fd) {
    struct stat facts;
    return armed && fstat(fd, &facts) == 0 && (S_ISREG(facts.st_mode) || S_ISDIR(facts.st_mode));
}

#define REAL(name) __typeof__(name) *real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

ssize_t write(int fd, const void *data, size_t size) {
    REAL(write);
    int fate = is_file(fd) ? meets(WRITES) : 0;
    return fate == 1 ? -1 : real(fd, data, fate == 2 ? (size + 1) / 2 : size);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t place) {
    REAL(pwrite);
    int fate = is_file(fd) ? meets(WRITES) : 0;
    return fate == 1 ? -1 : real(fd, data, fate == 2 ? (size + 1) / 2 : size, place);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t place) {
    REAL(pwrite64);
    int fate = is_file(fd) ? meets(WRITES) : 0;
    return fate == 1 ? -1 : real(fd, data, fate == 2 ? (size + 1) / 2 : size, place);
}

int fsync(int fd) {
    REAL(fsync);
    return is_stored(fd) && meets(FLUSHES) ? -1 : real(fd);
}

int fdatasync(int fd) {
    REAL(fdatasync);
    return is_stored(fd) && meets(FLUSHES) ? -1 : real(fd);
}

int ftruncate(int fd, off_t size) {
    REAL(ftruncate);
    return is_file(fd) && meets(ANY) ? -1 : real(fd, size);
}

int ftruncate64(int fd, off64_t size) {
    REAL(ftruncate64);
    return is_file(fd) && meets(ANY) ? -1 : real(fd, size);
}

int rename(const char *from, const char *to) {
    REAL(rename);
    return meets(ANY) == 1 ? -1 : real(from, to);
}

int unlink(const char *path) {
    REAL(unlink);
    return meets(ANY) == 1 ? -1 : real(path);
}

#define OPEN(name)                                                          \
    int name(const char *path, int flags, ...) {                            \
        REAL(name);                                                         \
        mode_t mode = 0;                                                    \
        if (flags & O_CREAT) {                                              \
            va_list rest; va_start(rest, flags);                            \
            mode = va_arg(rest, mode_t); va_end(rest);                      \
            if (meets(ANY) == 1) return -1;                                 \
        }                                                                   \
        return real(path, flags, mode);                                     \
    }

OPEN(open)
OPEN(open64)
