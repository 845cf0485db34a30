"""Programs and servers of different age. Versions 2 and 3 of the schema exist only here: version 2 gives tasks an estimate
and drops the priority "low", version 3 gives them a place and serves no program older than 2."""

import os
import pathlib
import sqlite3
import subprocess

from support import (Device, environment, equal, execute, given, has_task, ledger, new_account, rows, run_scenarios,
                     scenario, server_tasks, start, then, when)

BACKEND = pathlib.Path(__file__).parent.parent / "backend"

SECOND = """
alter table public.tasks add column estimate bigint;
insert into public.sync_field_rules values ('tasks', 22, 'estimate', 'integer', 'last_writer', '', 2);
select convoy.build_row_functions();
create or replace function convoy.schema_version() returns int immutable language sql as 'select 2';
create or replace function convoy.upcast(op jsonb, schema int) returns jsonb immutable language sql as $$
    select case when schema < 2 and op #>> '{fields,priority}' = 'low' then jsonb_set(op, '{fields,priority}', '"none"') else op end $$;
"""

THIRD = """
alter table public.tasks add column place text not null default '';
insert into public.sync_field_rules values ('tasks', 23, 'place', 'text', 'last_writer', '', 3);
select convoy.build_row_functions();
create or replace function convoy.schema_version() returns int immutable language sql as 'select 3';
create or replace function convoy.min_schema() returns int immutable language sql as 'select 2';
"""


def line_of(process, name):
    for line in process.stdout:
        if line.startswith(name + "="):
            return line.strip().split("=", 1)[1]
    raise AssertionError(f"no {name}: the server did not start")


def own_server():
    """One that may be brought to other versions: the others share theirs."""
    postgres = start([str(BACKEND / "postgres")], stdout=subprocess.PIPE, text=True)
    os.environ["CONVOY_TEST_DATABASE"] = line_of(postgres, "DATABASE")
    server = start([str(BACKEND / "start"), "--postgres", os.environ["CONVOY_TEST_DATABASE"]], stdout=subprocess.PIPE, text=True)
    os.environ["CONVOY_TEST_URL"] = line_of(server, "URL")
    os.environ["CONVOY_TEST_KEY"] = line_of(server, "KEY")


class Program(Device):
    """A device whose program has some version; it may be replaced by a later one."""

    def __init__(self, name, account, version, sign_up=False):
        super().__init__(name)
        self.version = version
        outcome = self.sign_in(account, sign_up=sign_up)
        then(f"{name} (version {version}) is signed in", outcome.code == 0, outcome)

    def environment(self, more=None):
        return super().environment({"CONVOY_TEST_SCHEMA": str(self.version), **(more or {})})

    def set(self, title, field, value):
        """A field that convoy-cli has no word for."""
        done = subprocess.run([environment("CONVOY_FIELDPROBE"), str(self.database()), str(self.keys([title])[0]), field, value],
                              env=self.environment(), capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise AssertionError(done.stderr)

    def cell(self, title, field):
        """What the file says."""
        with sqlite3.connect(f"file:{self.database()}?mode=ro", uri=True) as file:
            return file.execute(f"select {field} from tasks where title=?", (title,)).fetchone()[0]

    def cursor(self):
        with sqlite3.connect(f"file:{self.database()}?mode=ro", uri=True) as file:
            return file.execute("select after from cursors").fetchone()[0]


def on_server(account, title, field):
    return server_tasks(account)[title][field]


@scenario
def the_matrix():
    """Programs of three versions on servers of three versions: what both know converges, and nothing is lost"""
    own_server()
    account = new_account()

    given("a server of version 1, a program of its version and one that is newer")
    old = Program("old", account, 1, sign_up=True)
    new = Program("new", account, 2)
    old.add("Paint")
    old.do("sync")
    new.do("sync")
    when("the newer one changes something that both know and something that only it knows")
    new.do("task", "set", new.keys(["Paint"])[0], "title=Paint the fence")
    new.do("sync")
    new.set("Paint the fence", "estimate", "5")
    outcome = new.run("sync")
    then("what both know is on the server", has_task(account, "Paint the fence"))
    then("the rest asks for the person and is kept", outcome.code == 4 and new.cell("Paint the fence", "estimate") is None
         and [each["fields"] for each in new.outbox() if each["state"] == "refused"] == [{"estimate": 5}], (outcome, new.outbox()))
    old.do("sync")
    equal("both have the same list", new.list(), old.list())

    when("edits wait at the older one while the server becomes version 2")
    old.add("Quiet", "--priority", "low")
    old.do("task", "set", old.keys(["Paint the fence"])[0], "description=Two coats")
    shown = old.ops()
    execute(SECOND)
    new.do("outbox", "retry")
    new.do("sync")
    equal("what was refused is taken now", on_server(account, "Paint the fence", "estimate"), 5)
    old.do("sync")
    then("the edits of the older one are on the server, once", sorted(shown) == sorted(each for each in ledger(account) if each in shown))
    equal("as a program of version 2 would have made them", on_server(account, "Quiet", "priority"), "none")
    equal("the older one shows it so", old.tasks()["Quiet"]["priority"], "none")
    then("and it has touched nothing that it does not know", on_server(account, "Paint the fence", "estimate") == 5)
    new.do("sync")
    equal("both have the same list", new.list(), old.list())
    then("and both hold what the server holds", old.run("verify").code == 0 and new.run("verify").code == 0)

    when("edits wait at the older one while the server becomes version 3")
    old.add("Waits for long", "--priority", "low")
    waiting, cursor = old.ops(), old.cursor()
    execute(THIRD)
    newest = Program("newest", account, 3)
    newest.do("sync")
    newest.set("Quiet", "place", '"Garden"')
    newest.do("sync")
    outcome = old.run("sync")
    then("it is told that it is too old, by exit code 6", outcome.code == 6, outcome)
    then("its edit is kept and its cursor where it was", old.ops() == waiting and old.cursor() == cursor)
    then("and the edit is not on the server", not has_task(account, "Waits for long"))
    new.do("task", "set", new.keys(["Quiet"])[0], "title=Still served")
    new.do("sync")
    equal("a program of version 2 is served", on_server(account, "Still served", "place"), "Garden")

    when("the older program is replaced by the newest one, on the same file")
    old.version = 3
    equal("the edit is still shown", "Waits for long" in old.tasks(), True)
    then("and waits under the same id", old.ops() == waiting)
    old.do("sync")
    then("it is on the server, once", [each for each in ledger(account) if each in waiting] == list(waiting))
    equal("as a program of version 2 or 3 would have made it", on_server(account, "Waits for long", "priority"), "none")
    equal("rows that were there before have what came with version 2", old.cell("Paint the fence", "estimate"), 5)
    newest.do("sync")
    old.do("sync")
    equal("and what came with version 3", old.cell("Still served", "place"), "Garden")
    equal("both have the same list", old.list(), newest.list())
    then("and hold what the server holds", old.run("verify").code == 0 and newest.run("verify").code == 0)

    when("somebody starts an older program on the file of the newest one")
    newest.add("Not for old programs")
    newest.version = 1
    outcome = newest.run("task", "list")
    then("it says so and does not touch it", outcome.code == 1 and "newer" in outcome.err, outcome)
    newest.version = 3
    then("nothing is lost", "Not for old programs" in newest.tasks())


if __name__ == "__main__":
    run_scenarios()
