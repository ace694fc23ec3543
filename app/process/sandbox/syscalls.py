"""Numbers of the system calls that the filters name: x86_64 and aarch64 (``-``: not there).

Source: the kernel's arch/x86/entry/syscalls/syscall_64.tbl and scripts/syscall.tbl (asm-generic), Linux 6.18.
"""

from __future__ import annotations

from typing import Final

NEWEST: Final = 469  # file_setattr; anything above is unknown here and gets ENOSYS

_TABLE: Final = """
# network
socket 41 198 | socketpair 53 199 | connect 42 203 | bind 49 200 | listen 50 201 | accept 43 202
accept4 288 242 | sendto 44 206 | sendmsg 46 211 | sendmmsg 307 269 | recvfrom 45 207 | recvmsg 47 212
recvmmsg 299 243 | getsockname 51 204 | getpeername 52 205 | setsockopt 54 208 | getsockopt 55 209
shutdown 48 210
# programs
execve 59 221 | execveat 322 281 | fork 57 - | vfork 58 -
# other processes
ptrace 101 117 | process_vm_readv 310 270 | process_vm_writev 311 271 | process_madvise 440 440
process_mrelease 448 448 | pidfd_open 434 434 | pidfd_getfd 438 438 | pidfd_send_signal 424 424
kcmp 312 272 | tkill 200 130 | migrate_pages 256 238 | move_pages 279 239 | ioprio_set 251 30
# namespaces and mounts
unshare 272 97 | setns 308 268 | mount 165 40 | umount2 166 39 | pivot_root 155 41 | chroot 161 51
move_mount 429 429 | open_tree 428 428 | open_tree_attr 467 467 | fsopen 430 430 | fsconfig 431 431
fsmount 432 432 | fspick 433 433 | mount_setattr 442 442 | statmount 457 457 | listmount 458 458
name_to_handle_at 303 264 | open_by_handle_at 304 265 | swapon 167 224 | swapoff 168 225 | quotactl 179 60
quotactl_fd 443 443
# kernel surface
io_uring_setup 425 425 | io_uring_enter 426 426 | io_uring_register 427 427 | bpf 321 280
perf_event_open 298 241 | userfaultfd 323 282 | keyctl 250 219 | add_key 248 217 | request_key 249 218
seccomp 317 277 | personality 135 92 | modify_ldt 154 - | lookup_dcookie 212 18 | fanotify_init 300 262
inotify_init 253 - | inotify_init1 294 26 | memfd_secret 447 447 | uselib 134 -
lsm_set_self_attr 460 460
# the machine
init_module 175 105 | finit_module 313 273 | delete_module 176 106 | kexec_load 246 104
kexec_file_load 320 294 | reboot 169 142 | syslog 103 116 | acct 163 89 | settimeofday 164 170
clock_settime 227 112 | adjtimex 159 171 | clock_adjtime 305 266 | sethostname 170 161
setdomainname 171 162 | vhangup 153 58 | iopl 172 - | ioperm 173 -
# shared memory and queues
shmget 29 194 | shmat 30 196 | shmctl 31 195 | semget 64 190 | semop 65 193 | semctl 66 191
semtimedop 220 192 | msgget 68 186 | msgsnd 69 189 | msgrcv 70 188 | msgctl 71 187 | mq_open 240 180
mq_unlink 241 181
# metadata of files
chmod 90 - | fchmodat 268 53 | fchmodat2 452 452 | chown 92 - | lchown 94 - | fchownat 260 54
utime 132 - | utimes 235 - | futimesat 261 - | utimensat 280 88 | setxattr 188 5 | lsetxattr 189 6
setxattrat 463 463 | removexattr 197 14 | lremovexattr 198 15 | removexattrat 466 466
fchmod 91 52 | fchown 93 55 | fsetxattr 190 7 | fremovexattr 199 16
file_setattr 469 469 | truncate 76 45 | mknod 133 - | mknodat 259 33
# rules
clone 56 220 | clone3 435 435 | kill 62 129 | tgkill 234 131 | rt_sigqueueinfo 129 138
rt_tgsigqueueinfo 297 240 | prctl 157 167 | prlimit64 302 261 | setpriority 141 140 | fcntl 72 25
ioctl 16 29 | sched_setparam 142 118 | sched_setscheduler 144 119 | sched_setaffinity 203 122
sched_setattr 314 274
# use
landlock_create_ruleset 444 444 | landlock_add_rule 445 445 | landlock_restrict_self 446 446
capset 126 91
"""


def _numbers(column: int) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for line in _TABLE.splitlines():
        if not line or line.startswith("#"):
            continue
        for entry in line.split(" | "):
            fields = entry.split()
            if fields[column] != "-":
                numbers[fields[0]] = int(fields[column])
    return numbers


NUMBERS: Final[dict[str, dict[str, int]]] = {"x86_64": _numbers(1), "aarch64": _numbers(2)}
