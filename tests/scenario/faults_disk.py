"""A database file that is not one, a data directory that cannot be written, a full disk. Mounts are made in a name space
of this process's own and go with it."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys

from desktop import Screen
from support import (Device, Skip, environment, equal, eventually, given, ledger, new_account, run_scenarios, scenario,
                     scratch, signed_in, start, then, when)

INSIDE = "CONVOY_SCENARIO_MAY_MOUNT"
LETTER = b"This is a letter, and not a database.\n" * 300
SAFE = ("safe", "left as it", "Nothing was touched", "Nothing is lost")


def enter_name_space():
    """Starts this program again where it may mount; without that the scenarios that mount are skipped."""
    if INSIDE in os.environ or not shutil.which("unshare"):
        return
    may = subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode == 0
    os.environ[INSIDE] = "1" if may else ""
    if may:
        os.execvp("unshare", ["unshare", "-rm", sys.executable, *sys.argv])


def mount(*arguments):
    if not os.environ.get(INSIDE):
        raise Skip("this user may not mount, not even in a name space of its own")
    subprocess.run(["mount", *map(str, arguments)], check=True)


def refused_with_a_sentence(device, *command):
    outcome = device.run(*command)
    then(f"'{' '.join(command)}' fails with a sentence that says what is safe",
         outcome.code == 1 and any(word in outcome.err for word in SAFE), outcome)
    return outcome


def text(path):
    path.write_bytes(LETTER)


def execute_in(path, sql):
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute(sql)


def another_programs(path):
    path.unlink()
    execute_in(path, "create table recipes(name text)")


def from_the_future(path):
    execute_in(path, "pragma user_version = 9999")


def damaged(path):
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\x5a" * (len(whole) - 4096))


@scenario
def not_a_database():
    """A database file that is not one is left as it is"""
    for spoil in (text, another_programs, from_the_future, damaged):
        given(f"a device whose database is replaced: {spoil.__name__.replace('_', ' ')}")
        device = Device(f"laptop-{spoil.__name__}")
        device.do("task", "add", "Mine")
        path = device.directory / "local.db"
        execute_in(path, "pragma wal_checkpoint(truncate)")
        spoil(path)
        before = path.read_bytes()
        for command in (["task", "add", "Another"], ["task", "list"], ["status"]):
            refused_with_a_sentence(device, *command)
        equal("the file is untouched", path.read_bytes() == before, True)


@scenario
def not_an_accounts_database():
    """An account's database that is not one costs nothing that the server has, and another directory goes on"""
    given("a device with synced tasks, whose database becomes a letter")
    account = new_account()
    device = signed_in("laptop", account, sign_up=True)
    device.do("task", "add", "Synced")
    device.do("sync")
    path = device.database()
    for side in ("-wal", "-shm"):
        path.with_name(path.name + side).unlink(missing_ok=True)
    text(path)
    for command in (["task", "list"], ["sync"], ["status"]):
        refused_with_a_sentence(device, *command)
    equal("the file is untouched", path.read_bytes() == LETTER, True)
    when("a device with another data directory signs in")
    equal("it has the task", list(signed_in("other", account).tasks()), ["Synced"])


@scenario
def the_window_explains():
    """convoy says what is wrong with its data file and ends"""
    if not os.environ.get("CONVOY_PROGRAM"):
        raise Skip("the desktop program is not built")
    given("a data directory whose database is a letter")
    device = Device("laptop")
    device.directory.mkdir()
    text(device.directory / "local.db")
    screen = Screen()
    process = start([environment("CONVOY_PROGRAM"), "--data-dir", str(device.directory)],
                    env=device.environment({"DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb"}),
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    eventually("a dialog comes up", lambda: subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--pid", str(process.pid)], env={**os.environ, "DISPLAY": screen.display},
        capture_output=True, check=False).stdout.strip(), 30)
    when("the person closes it")
    screen.do("xdotool", "key", "Escape")
    equal("convoy ends with 1", process.wait(20), 1)
    equal("the file is untouched", (device.directory / "local.db").read_bytes() == LETTER, True)


@scenario
def directory_is_a_file():
    """A data directory that cannot be made"""
    given("a file where the data directory should be")
    device = Device("laptop")
    device.directory.write_text("in the way")
    refused_with_a_sentence(device, "task", "add", "x")
    refused_with_a_sentence(device, "sync")
    equal("the file is untouched", device.directory.read_text(), "in the way")


@scenario
def read_only_directory():
    """A data directory that cannot be written"""
    given("a device with a task, whose data directory becomes read-only")
    account = new_account()
    device = signed_in("laptop", account, sign_up=True)
    device.do("task", "add", "Before")
    before, shown = device.list(), device.ops()
    mount("--bind", device.directory, device.directory)
    mount("-o", "remount,bind,ro", device.directory)
    refused_with_a_sentence(device, "task", "add", "x")
    refused_with_a_sentence(device, "sync")
    when("it can be written again")
    mount("-o", "remount,bind,rw", device.directory)
    equal("everything is there", device.list(), before)
    device.do("sync")
    then("and is sent", shown <= set(ledger(account)))
    subprocess.run(["umount", str(device.directory)], check=True)


def fill(folder):
    """Takes all the space that is left."""
    filler = folder / "filler"
    with open(filler, "wb", buffering=0) as file:
        for size in (65536, 4096, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                pass
    return filler


@scenario
def full_disk():
    """A full disk: what was said to be saved is saved, and the rest was said not to be"""
    given("a device on a disk of 4 MB, and a second one that changes much")
    account = new_account()
    disk = scratch("disk")
    disk.mkdir()
    mount("-t", "tmpfs", "-o", "size=4m", "none", disk)
    device = signed_in("laptop", account, sign_up=True)
    shutil.move(device.directory, disk / "data")
    device.directory.symlink_to(disk / "data")  # to another place it would be another device
    device.do("task", "add", "Before")
    device.do("sync")

    when("the disk fills up while tasks are added")
    saved, refused = [], []
    outcome = None
    for number in range(400):
        title = f"Task {number}"
        outcome = device.run("task", "add", title, "--description", "words " * 2000)
        (saved if outcome.code == 0 else refused).append(title)
        if len(refused) >= 3:
            break
    then("at some point an edit is refused with a sentence", len(refused) == 3 and outcome.code == 1
         and "disk is full" in outcome.err and "safe" in outcome.err, outcome)
    equal("the tasks that were saved are listed, and only those", sorted(device.tasks()), sorted(["Before", *saved]))
    shown = device.ops()

    when("not a byte is left, and it edits and syncs")
    filler = fill(disk)
    outcome = device.run("task", "add", "Not a byte")
    then("the edit is refused with a sentence", outcome.code == 1 and "disk is full" in outcome.err, outcome)
    outcome = device.run("sync")
    then("the sync fails with a sentence and loses nothing",
         outcome.code != 0 and "disk is full" in outcome.err and shown <= device.ops() | set(ledger(account)), outcome)

    when("a server full of news meets the full disk")
    other = signed_in("other", account)
    other.do("task", "add", "--stdin", text="\n".join(f"News {n} " + "x" * 300 for n in range(2000)))
    other.do("sync")
    outcome = device.run("sync")
    then("the sync fails with a sentence and loses nothing",
         outcome.code != 0 and "disk is full" in outcome.err and shown <= device.ops() | set(ledger(account)), outcome)

    when("there is space again")
    filler.unlink()
    mount("-o", "remount,size=64m", disk)
    device.do("sync")
    equal("the outbox is empty", device.outbox(), [])
    found = ledger(account)
    then("everything that was shown as saved is in the ledger, once", shown <= set(found) and len(found) == len(set(found)))
    other.do("sync")
    equal("both devices are equal", device.list() == other.list(), True)
    then("no refused task has come back", not set(refused) & set(device.tasks()))
    subprocess.run(["umount", str(disk)], check=True)


if __name__ == "__main__":
    enter_name_space()
    run_scenarios()
