"""What the program says when not everything is well, and not everything is wrong."""

from gate import Answer, Gate
from support import (equal, execute, given, has_task, ledger, new_account, run_scenarios, scenario, signed_in, then, when)


@scenario
def an_edit_that_waits():
    """A sync that leaves an edit waiting does not say that all is synced"""
    given("a device whose edit the server choked on")
    account, gate = new_account(), Gate()
    device = signed_in("laptop", account, gate.url, sign_up=True)
    device.add("Hard to swallow")

    def choke(exchange):
        wrong = "sync_push" in exchange.path
        exchange.send(Answer(500, '{"code": "XX000", "message": "planted"}') if wrong else exchange.forward())
    gate.rule = choke
    for _ in range(2):
        device.run("sync")
    gate.rule = None
    when("the server is well again and the person syncs, before the next try is due")
    outcome = device.run("sync")
    waiting = device.outbox()
    then("either the edit was sent, or the command does not call it synced",
         not waiting and has_task(account, "Hard to swallow") or outcome.code != 0 and "All changes synced" not in outcome.out,
         f"{outcome}\n{waiting}")


@scenario
def a_lost_workspace():
    """An edit in a workspace that was taken away does not vanish without a word"""
    given("a device with an edit in a workspace to which its access has ended")
    account = new_account()
    device = signed_in("laptop", account, sign_up=True)
    device.do("workspace", "add", "Zone")
    device.do("sync")
    lost = next(each["uid"] for each in device.do("workspace", "list", "--json").json if each["name"] == "Zone")
    execute("update workspace_members set deleted_at = now() where workspace_id = :'workspace'", workspace=lost)
    device.do("task", "add", "Important text", "--workspace", "Zone")
    shown = device.ops()
    when("it syncs")
    outcome = device.run("sync")
    then("the edit is not on the server, and no longer in the outbox", not shown & (set(ledger(account)) | device.ops()))
    then("the command says that something needs the person", outcome.code == 4, outcome)
    then("and so does the status", device.status()["kept_aside"] == 1)
    then("it can be exported", "Important text" in device.do("outbox", "export").out)
    then("and then asks for nothing any more", device.run("sync").code == 0 and device.status()["kept_aside"] == 0)
    when("the access is given back")
    execute("update workspace_members set deleted_at = null where workspace_id = :'workspace'", workspace=lost)
    device.do("sync")
    then("the workspace is here again", "Zone" in [each["name"] for each in device.do("workspace", "list", "--json").json])
    when("the person puts the edit back")
    device.do("box", "restore", "--all")
    device.do("sync")
    then("it is on the server, and nothing is kept aside any more",
         has_task(account, "Important text") and device.do("box", "list", "--json").json == [])


@scenario
def an_edit_given_up():
    """What is kept aside can be given up"""
    given("a device with an edit of a workspace that was deleted")
    account = new_account()
    device = signed_in("laptop", account, sign_up=True)
    device.do("workspace", "add", "Zone")
    device.do("sync")
    lost = next(each["uid"] for each in device.do("workspace", "list", "--json").json if each["name"] == "Zone")
    execute("update workspaces set deleted_at = now() where id = :'workspace'", workspace=lost)
    device.do("task", "add", "Needed no more", "--workspace", "Zone")
    then("a sync says that something needs the person", device.run("sync").code == 4)
    kept = device.do("box", "list", "--json").json
    equal("the box says why it is there", [each["reason"] for each in kept], ["deleted"])
    refused = device.run("box", "restore", "--all")
    then("it cannot be put back, and the command says so", refused.code == 1 and "workspace" in refused.err, refused)
    when("the person dismisses it")
    device.do("box", "dismiss", kept[0]["id"])
    then("nothing asks for the person any more", device.run("sync").code == 0 and device.do("box", "list", "--json").json == [])


run_scenarios()
