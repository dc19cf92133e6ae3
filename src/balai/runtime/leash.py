"""Start a command on a leash: it receives a signal when its parent ends, and may lay down root first.

    python leash.py PARENT SIGNAL UID CAPABILITY COMMAND...

This runs as a small process of its own (standard library only) and then becomes the command, because
nothing but a fresh process with one thread can change its rights safely. ``UID`` -1 keeps the account.
``CAPABILITY`` is the one Linux capability that survives the change of account, or -1 for none.
"""

import ctypes
import multiprocessing
import os
import signal
import sys

PR_SET_PDEATHSIG, PR_SET_KEEPCAPS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 1, 8, 47, 2
CAPABILITY_VERSION_3 = 0x20080522


class Header(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


class Data(ctypes.Structure):
    _fields_ = [
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    ]


def prctl(*words: int) -> None:
    """The system call of that name; OSError when it refuses."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(*words, *[0] * (5 - len(words))):
        raise OSError(ctypes.get_errno(), f"prctl {words[0]}")


def follow_parent(number: int) -> None:
    """Receive the signal when the process that started this one ends, also when it ended just now."""
    parent = multiprocessing.parent_process()
    if parent is None or sys.platform != "linux":
        return
    prctl(PR_SET_PDEATHSIG, number)
    if os.getppid() != parent.pid:
        os.kill(os.getpid(), number)


def end_when_told() -> None:
    """End at once on SIGTERM and SIGINT, as no process that is just beginning does whose parent copied itself.

    It has the handlers of its parent until it has its own; those note a signal for the parent, and here it is lost.
    """
    if multiprocessing.parent_process() is not None:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def keep_only(capability: int) -> None:
    """Give up every capability but one, and let that one pass through exec."""
    libc = ctypes.CDLL(None, use_errno=True)
    bit = 1 << capability
    data = (Data * 2)(Data(bit, bit, bit), Data(0, 0, 0))
    if libc.capset(ctypes.byref(Header(CAPABILITY_VERSION_3, 0)), ctypes.byref(data)):
        raise OSError(ctypes.get_errno(), "capset")
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability)


def become(uid: int, capability: int) -> None:
    """Change to the account for good."""
    if capability >= 0:
        prctl(PR_SET_KEEPCAPS, 1)
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    if capability >= 0:
        keep_only(capability)


def main(words: list[str]) -> None:
    parent, number, uid, capability = (int(word) for word in words[:4])
    if uid >= 0:
        become(uid, capability)
    if sys.platform == "linux":
        prctl(PR_SET_PDEATHSIG, number)
        if os.getppid() != parent:
            sys.exit("the parent ended before its child began")
    os.execvp(words[4], words[4:])  # noqa: S606 - the command comes from our own code


if __name__ == "__main__":
    main(sys.argv[1:])
