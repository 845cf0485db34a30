"""Two devices that were both offline. tests/cli/twodevices_test.cpp compares the task list field by field; this looks at
everything else as well: the other entities against PostgreSQL, both database files row by row, and what is left over."""

import contextlib
import json
import sqlite3

from support import equal, given, new_account, rows, run_scenarios, scenario, signed_in, then, when, workspace_of

TASKS, SHARED, CONTESTED = 200, 50, 10
TITLES = [f"Task {n}" for n in range(TASKS)]
ENTITIES = ("workspaces", "workspace_members", "projects", "milestones", "tasks", "task_dependencies", "activity_feed")


def fill(device):
    """A project, a milestone, 200 tasks (three of four are subtasks), 40 dependencies and 40 comments."""
    device.do("project", "add", "Website")
    device.do("milestone", "add", "Launch", "--project", "Website")
    lines = "\n".join(("  " if n % 4 else "") + title for n, title in enumerate(TITLES))
    device.do("task", "add", "--stdin", "--milestone", "Launch", text=lines)
    key = {title: task["key"] for title, task in device.tasks().items()}
    for n in range(1, 41):
        device.do("task", "block", key[f"Task {n}"], "--by", key[f"Task {n + 100}"])
        device.do("task", "comment", key[f"Task {n}"], f"Comment {n}")


def edit_offline(device, name, field):
    device.do("task", "set", *device.keys(TITLES[:SHARED]), field)
    for title in TITLES[60:60 + CONTESTED]:
        device.do("task", "set", *device.keys([title]), f"title={title} by {name}")
    device.do("task", "add", f"Only by {name}")


def table(device, entity):
    """An entity's rows in a device's file: (uid, seq) of each, and for tasks what a person sees."""
    shown = ", t.title, t.priority, t.due_date, t.status, t.position, t.number" if entity == "tasks" else ""
    with contextlib.closing(sqlite3.connect(device.database())) as database:
        return sorted(database.execute(f"select i.uid, t.seq{shown} from {entity} t join ids i on i.key = t.key "
                                       "where t.deleted_at is null").fetchall())


def temporary_ids(device):
    with contextlib.closing(sqlite3.connect(device.database())) as database:
        return "\n".join(line for line in database.iterdump() if "tmp-" in line and line.startswith("INSERT"))


def outbox_rows(device):
    with contextlib.closing(sqlite3.connect(device.database())) as database:
        return database.execute("select count(*) from outbox").fetchone()[0]


@scenario
def both_offline():
    """Two devices edit 200 tasks offline, sync twice, and end up equal to each other and to PostgreSQL in every table"""
    account = new_account()
    a, b = signed_in("a", account, sign_up=True), signed_in("b", account)
    given("200 tasks with subtasks, dependencies and comments, synced to both devices")
    fill(a)
    a.do("sync")
    b.do("sync")
    equal("both list the same", a.list(), b.list())

    when("both edit offline different fields of the same 50 tasks and the same field of 10, and sync twice")
    edit_offline(a, "A", "priority=high")
    edit_offline(b, "B", "due=2026-12-24")
    for _ in range(2):
        a.do("sync")
        b.do("sync")

    equal("task list --json is byte for byte equal", a.list(), b.list())
    for kind in ("workspace", "project", "milestone"):
        equal(f"{kind} list --json as well", a.do(kind, "list", "--json").out, b.do(kind, "list", "--json").out)
    tasks = a.tasks()
    then("of the shared tasks both fields were kept",
         all(tasks[t]["priority"] == "high" and tasks[t]["due"] == "2026-12-24" for t in TITLES[:SHARED]))

    workspace = workspace_of(account)
    for entity in ENTITIES:
        on_server = sorted((each["id"], each["seq"]) for each in rows(
            f"select id, seq from {entity} where workspace_id = :'workspace' and deleted_at is null", workspace=workspace))
        on_a, on_b = table(a, entity), table(b, entity)
        equal(f"{entity}: {len(on_server)} rows, the same on both devices", on_a, on_b)
        equal(f"{entity}: and in PostgreSQL, down to the seq", [row[:2] for row in on_a], on_server)

    lost = {(each["row_id"], json.dumps(each["mine_value"])) for each in rows(
        "select row_id, mine_value from sync_conflicts where workspace_id = :'workspace' and field = 'title'",
        workspace=workspace)}
    contested = [each for title, each in tasks.items() if " by " in title and not title.startswith("Only")]
    other = {"A": "B", "B": "A"}
    expected = {(each["uid"], json.dumps(each["title"][:-1] + other[each["title"][-1]])) for each in contested}
    equal("every losing value is in sync_conflicts, and nothing else", sorted(lost), sorted(expected))
    equal("there were ten of them", len(contested), CONTESTED)
    for device in (a, b):
        equal(f"device {device.name} has no temporary id anywhere in its file", temporary_ids(device), "")
        equal("and nothing in its outbox, answered or not", outbox_rows(device), 0)

    when("nothing changes and both sync again")
    quiet = a.do("--json", "sync").json
    equal("one request is enough", (quiet["requests"], quiet["sent"], quiet["received"]), (1, 0, 0))


run_scenarios()
