"""convoy-cli edits and syncs while convoy is open on the same directory."""

import pathlib
import shutil
import subprocess

from desktop import Window
from support import (Skip, equal, eventually, given, has_task, new_account, run_scenarios, scenario, scratch, signed_in,
                     then, when)


def lock_holder(device):
    lock = pathlib.Path(f"{device.database()}.sync.lock")
    return int(lock.read_text().split("\n")[0]) if lock.exists() else 0


def opened():
    account = new_account()
    device = signed_in("laptop", account, sign_up=True)
    device.do("task", "add", "--stdin", text="One\nTwo\nThree\n")
    device.do("sync")
    window = Window(device)
    window.settled_picture()
    return account, device, window


def shows(window, before, sentence):
    eventually(sentence, lambda: window.picture() != before, 15)
    return window.settled_picture()


@scenario
def the_window_follows():
    """The window follows what convoy-cli does on its directory, and one engine runs"""
    given("convoy open on a device's directory")
    account, device, window = opened()
    eventually("convoy holds sync.lock", lambda: lock_holder(device) == window.process.pid)
    before = window.settled_picture()

    when("convoy-cli adds a task")
    key = device.add("From the terminal")
    with_it = shows(window, before, "the list in the window changes")

    when("convoy-cli syncs, without a sign-in of its own")
    outcome = device.run("--json", "--secrets", f"file:{scratch('no-secrets')}", "sync")
    equal("its sync succeeds, answered by the window", (outcome.code, outcome.json["outcome"]), (0, "synced"))
    then("the task is on the server", has_task(account, "From the terminal"))
    equal("convoy still holds sync.lock", lock_holder(device), window.process.pid)
    equal("the outbox is empty", device.outbox(), [])

    when("convoy-cli takes the task away again")
    device.do("task", "rm", key)
    eventually("the list in the window is what it was before", lambda: window.picture() == before, 15)
    then("it was another one in between", with_it != before)

    when("a second device changes a title and syncs, and convoy-cli syncs here")
    other = signed_in("other", account)
    other.do("task", "set", *other.keys(["Two"]), "title=Two, renamed elsewhere")
    other.do("sync")
    device.do("sync")
    shows(window, before, "the list in the window changes")
    other.do("sync")
    equal("both devices are equal", device.list(), other.list())

    when("convoy is closed")
    equal("it ends well", window.quit(), 0)
    device.do("task", "add", "Alone")
    device.do("sync")
    then("convoy-cli syncs by itself", has_task(account, "Alone"))


@scenario
def an_edit_beside_is_sent():
    """An edit by convoy-cli is sent by the open convoy, without a word"""
    given("convoy open on a device's directory")
    account, device, _window = opened()
    when("convoy-cli adds a task and does not sync")
    device.add("Nobody says sync")
    eventually("the task is on the server", lambda: has_task(account, "Nobody says sync"), 20, lambda: device.status())


@scenario
def a_killed_window():
    """A convoy that was killed does not keep convoy-cli from syncing"""
    given("convoy open on a device's directory")
    account, device, window = opened()
    eventually("convoy holds sync.lock", lambda: lock_holder(device) == window.process.pid)
    when("convoy is killed, and convoy-cli edits and syncs")
    window.kill()
    device.do("task", "add", "After the crash")
    device.do("sync")
    then("the task is on the server", has_task(account, "After the crash"))


@scenario
def a_slow_disk():
    """A slow disk does not hide from the window what convoy-cli does"""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if not compiler:
        raise Skip("no compiler for the library that makes fsync slow")
    source, library = scratch("slow.c"), scratch("slow.so")
    source.write_text("#include <unistd.h>\n#include <sys/syscall.h>\n"
                      "int fsync(int f) { usleep(400000); return syscall(SYS_fsync, f); }\n"
                      "int fdatasync(int f) { usleep(400000); return syscall(SYS_fdatasync, f); }\n")
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, source], check=True)
    given("convoy open on a device's directory, and fsync takes 0.4 s for convoy-cli")
    _account, device, window = opened()
    probe = device.run("--version", more={"LD_PRELOAD": str(library)})
    if probe.code != 0 or "AddressSanitizer" in probe.err:
        raise Skip("a library cannot be put before a sanitizer's")
    before = window.settled_picture()
    when("convoy-cli adds a task")
    done = device.run("task", "add", "Slowly saved", more={"LD_PRELOAD": str(library)})
    equal("it was saved", done.code, 0)
    shows(window, before, "the list in the window changes")


run_scenarios()
