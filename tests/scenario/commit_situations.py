"""For each commit point the situation in which a process comes to it."""

import contextlib
import os
import sqlite3
import subprocess

from commit_world import CRASHED, World
from gate import Answer
from support import Device, Skip, environment, equal, execute, ledger, rows, server_tasks, then, workspace_of


def edit_dies(world):
    world.dies("task", "add", world.title())


def undo_dies(world):
    world.edit()
    world.device.do("sync")
    world.dies("undo")


def redo_dies(world):
    world.edit()
    world.device.do("sync")
    world.device.do("undo")
    world.note()
    world.device.do("sync")
    world.dies("redo")


def discard_dies(world):
    world.edit()
    entry = world.device.outbox()[0]
    world.given_up.add(entry["op"])
    world.dies("outbox", "discard", entry["id"], "--yes")
    if world.point.endswith("before"):
        assert world.device.ops() == {entry["op"]}, "the edit was discarded before the commit"
        world.device.do("outbox", "discard", entry["id"], "--yes")


def edit_entry_dies(world):
    world.edit()
    entry = world.device.outbox()[0]
    change = ("outbox", "edit", entry["id"], f"title={world.title()}")
    world.dies(*change)
    if world.point.endswith("before"):
        assert world.device.ops() == {entry["op"]}, "the edit was changed before the commit"
        world.device.do(*change)
    world.given_up.add(entry["op"])  # what was changed goes under an op id of its own


def refuse_pushes(exchange):
    if "sync_push" in exchange.path:
        exchange.send(Answer(500, '{"code": "XX000", "message": "planted"}'))
    else:
        exchange.send(exchange.forward())


def failed_dies(world):
    world.gate.rule = refuse_pushes
    world.sync_dies()
    forget_pause(world.device)


def change(device, sql):
    with contextlib.closing(sqlite3.connect(device.database())) as database, database:
        database.execute(sql)


def forget_pause(device):
    change(device, "update outbox set next_attempt = 0")


def park(world, sync):
    """As if it had failed 14 times already; at the 15th it is parked."""
    world.edit()
    world.gate.rule = refuse_pushes
    change(world.device, "update outbox set attempts = 14")
    sync()


def park_dies(world):
    park(world, lambda: world.dies("sync"))
    world.device.do("outbox", "retry")
    forget_pause(world.device)


def repair_dies(world):
    """A value changed here under the same seq is put right, whenever the process dies."""
    world.edit()
    world.device.do("sync")
    title = f"Task {world.number}"
    change(world.device, f"update tasks set title = 'Rotten' where title = '{title}'")
    world.dies("verify")
    world.device.do("verify")
    equal("the row is what the server has", title in {each["title"] for each in world.device.tasks().values()}, True)


def window_dies(world):
    world.dies("window", "180")
    world.device.do("window", "all")


def evict_dies(world):
    world.device.do("window", "180")
    world.sync_dies()
    world.device.do("window", "all")


def widen_dies(world):
    world.device.do("window", "180")
    world.device.do("sync")
    world.device.do("window", "all")
    world.sync_dies()


def absentees_dies(world):
    """Another device lets a new task wait for one that this device no longer keeps."""
    old = world.old_task()
    world.fellow.do("sync")
    world.device.do("window", "180")
    world.device.do("sync")
    new = world.fellow.add(world.title())
    world.fellow.do("task", "block", new, "--by", *world.fellow.keys([old]))
    world.note(world.fellow)
    world.fellow.do("sync")
    world.sync_dies()
    world.device.do("window", "all")


def context_dies(world):
    """What the server said of a task that is not on this device is not kept; it is asked again."""
    old = world.old_task()
    uid = server_tasks(world.account)[old]["id"]
    world.device.do("window", "180")
    world.device.do("sync")
    world.dies("context", uid)
    equal("it is there the next time", old in world.device.do("context", uid).out, True)
    world.device.do("window", "all")


def retry_dies(world):
    park(world, lambda: world.device.run("sync"))
    equal("the edit is parked", [each["state"] for each in world.device.outbox()], ["parked"])
    world.dies("outbox", "retry")
    world.device.do("outbox", "retry")


def enable_dies(world):
    world.dies("workspace", "sync", "off")
    world.device.do("workspace", "sync", "on")


def resync_dies(world):
    execute("update sync_heads set epoch = gen_random_uuid() where workspace_id = :'workspace'",
            workspace=workspace_of(world.account))
    world.sync_dies()


def edit_what_is_lost(world):
    """Access to a workspace ends while an edit in it waits. Returns the edit's text."""
    name = f"Zone {world.number}"
    world.device.do("workspace", "add", name)
    world.device.do("sync")
    lost = next(each["uid"] for each in world.device.do("workspace", "list", "--json").json if each["name"] == name)
    execute("update workspace_members set deleted_at = now() where workspace_id = :'workspace'", workspace=lost)
    world.device.do("task", "add", f"Kept of {name}", "--workspace", name)
    world.given_up |= world.note()
    return f"Kept of {name}"


def gone_dies(world):
    """The edit leaves with its text, the person is told, and it can be exported."""
    text = edit_what_is_lost(world)
    world.sync_dies()
    equal("the sync says that something needs the person", world.device.run("sync").code, 4)
    exported = world.device.do("outbox", "export").out
    then("the edit of the lost workspace can be exported", text in exported, exported)


def box_dies(world):
    """What is kept aside asks for the person until the export is noted, and stays there after it."""
    text = edit_what_is_lost(world)
    equal("the sync says that something needs the person", world.device.run("sync").code, 4)
    world.dies("outbox", "export", world.device.home / "kept.json")
    waits = 1 if world.point.endswith("before") else 0
    equal("only a noted export asks for nothing any more", world.device.status()["kept_aside"], waits)
    exported = world.device.do("outbox", "export").out
    then("the edit of the lost workspace is still there", text in exported, exported)


def absence_dies(world):
    """As if the last sync had been a week ago."""
    world.device.do("sync")
    change(world.device, "update sync_runs set started = started - 604800000000")
    world.sync_dies()


def columns_die(world):
    """As a migration leaves a file that lacked a column: its values are read anew."""
    world.edit()
    world.device.do("sync")
    title = f"Task {world.number}"
    world.device.do("task", "set", *world.device.keys([title]), "recurrence=FREQ=DAILY")
    world.note()
    world.device.do("sync")
    world.edit()
    change(world.device, "update tasks set recurrence = null")
    change(world.device, "insert into meta(name, value) values('columns_added', '1')")
    world.dies("sync")
    world.device.do("sync")
    found = world.device.tasks()
    equal("the column's values are back", [each["recurrence"] for each in found.values() if each["title"] == title], ["FREQ=DAILY"])


def pull_dies(world):
    world.fellow.add(world.title())
    world.note(world.fellow)
    world.fellow.do("sync")
    world.sync_dies()


def rebase_dies(world):
    key = world.edit()
    title = f"Task {world.number}"
    world.device.do("task", "set", key, "description=One line.\n\nAnother line.\n\nA third line.")
    world.device.do("sync")
    world.shown |= {op for op in ledger(world.account)}
    world.fellow.do("sync")
    world.fellow.do("task", "set", *world.fellow.keys([title]), "description=One line.\n\nAnother line.\n\nTheir third line.")
    world.note(world.fellow)
    world.fellow.do("sync")
    world.device.do("task", "set", key, "description=My line.\n\nAnother line.\n\nA third line.")
    mine = world.device.ops()
    world.dies("sync")
    world.device.do("sync")
    known = set(ledger(world.account))
    # A merged text goes under an op id of its own: the one that it replaces was rolled back.
    assert not mine & known and len(known - world.shown) == 1, (len(mine & known), len(known - world.shown))
    world.shown |= known
    equal("both edits are in the merged text", server_tasks(world.account)[title]["description"],
          "My line.\n\nAnother line.\n\nTheir third line.")


def fresh_device(world):
    device = Device(f"fresh-{world.number}-{world.point.replace(':', '-')}")
    world.number += 1
    return device


def migrate_dies(world):
    device = fresh_device(world)
    world.dies("task", "add", "On this device only", device=device)
    device.do("task", "add", "On this device only")
    equal("the file is new or untouched", len(device.tasks()), 1)


def first_sync_dies(world):
    """A device's first sync; in an account that has something already."""
    device = fresh_device(world)
    outcome = device.sign_in(world.account, more={"CONVOY_CRASH_AT": world.point})
    assert outcome.code == CRASHED, f"does not come to {world.point}\n{outcome}"
    if device.do("status", "--json").json["state"] == "no_account":
        assert device.sign_in(world.account).code == 0
    device.do("sync")
    equal("the new device has everything", device.list(), world.fellow.list())


def new_workspace_dies(world):
    world.device.do("workspace", "add", f"Workspace {world.number}")
    world.sync_dies()
    world.device.do("sync")
    equal("the workspace is there once", len(rows(
        "select 1 from workspaces where name = :'name' and workspace_id in (select workspace_id from workspace_members m "
        "join auth.users u on u.id = m.user_id where u.email = :'account')",
        name=f"Workspace {world.number - 1}", account=world.account)), 1)


def text_index_dies(world):
    if not os.environ.get("CONVOY_PROGRAM"):
        raise Skip("the desktop program is not built")
    world.edit()
    command = [environment("CONVOY_PROGRAM"), "--data-dir", str(world.device.directory), "--no-periodic-timers"]
    done = subprocess.run(command, env=world.device.environment({
        "CONVOY_CRASH_AT": world.point, "QT_QPA_PLATFORM": "offscreen", "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/none"}),
        timeout=120, capture_output=True, check=False)
    assert done.returncode == CRASHED, f"convoy does not come to {world.point}: {done.returncode}"
    found = world.device.do("task", "list", "--search", f"Task {world.number}", "--json").json
    equal("the search finds what was not indexed", [each["title"] for each in found], [f"Task {world.number}"])


SITUATIONS = {
    "absence": absence_dies,
    "absentees": absentees_dies,
    "acknowledge": World.sync_dies,
    "box": box_dies,
    "cleanup": World.sync_dies,
    "clock": World.sync_dies,
    "columns": columns_die,
    "context": context_dies,
    "device": World.sync_dies,
    "discard": discard_dies,
    "edit": edit_dies,
    "edit-entry": edit_entry_dies,
    "enable": enable_dies,
    "evict": evict_dies,
    "failed": failed_dies,
    "gone": gone_dies,
    "index": text_index_dies,
    "memberships": first_sync_dies,
    "meta": first_sync_dies,
    "migrate": migrate_dies,
    "park": park_dies,
    "pull": pull_dies,
    "rebase": rebase_dies,
    "redo": redo_dies,
    "reference": first_sync_dies,
    "repair": repair_dies,
    "resync": resync_dies,
    "retry": retry_dies,
    "run": World.sync_dies,
    "sent": World.sync_dies,
    "undo": undo_dies,
    "widen": widen_dies,
    "window": window_dies,
    "workspace-created": new_workspace_dies,
}
