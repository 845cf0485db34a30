"""Two convoy windows, each on a device of its own."""

from desktop import Window
from support import (environment, equal, eventually, given, has_task, new_account, run_scenarios, scenario, server_tasks,
                     signed_in, start, then, when)


@scenario
def typed_in_one():
    """An edit typed in one window appears in the other after its sync, without touching it"""
    given("two devices of one account with the same tasks, and convoy open on both")
    account = new_account()
    first = signed_in("first", account, sign_up=True)
    first.do("task", "add", "--stdin", text="One\nTwo\nThree\n")
    first.do("sync")
    second = signed_in("second", account)
    here, there = Window(first), Window(second)
    before = there.settled_picture()

    when("a task is typed in the first window")
    here.type_task("Typed in the first window")
    eventually("it is in PostgreSQL, sent by the edit alone", lambda: has_task(account, "Typed in the first window"), 30,
               first.status)
    then("the second device does not know it yet", "Typed in the first window" not in second.tasks())
    equal("its window has not changed", there.picture() == before, True)

    when("the second device syncs; nobody touches its window")
    second.do("sync")
    then("it is in the second device's database", "Typed in the first window" in second.tasks())
    eventually("the list in the second window changes", lambda: there.picture() != before, 15)
    equal("both devices are equal", second.list(), first.list())

    when("a task is typed in the second window, and the first device syncs")
    before = here.settled_picture()
    there.type_task("Typed in the second window")
    eventually("it is in PostgreSQL", lambda: has_task(account, "Typed in the second window"), 30, second.status)
    first.do("sync")
    eventually("the list in the first window changes", lambda: here.picture() != before, 15)
    equal("both devices are equal", second.list(), first.list())
    equal("and equal to the server", sorted(first.tasks()), sorted(server_tasks(account)))
    for device, window in ((first, here), (second, there)):
        equal(f"the outbox of the {device.name} is empty", device.outbox(), [])
        equal("its window closes well", window.quit(), 0)


@scenario
def typed_just_before_quitting():
    """What was typed just before quitting is sent, or is safe and sent by the next start"""
    given("convoy open on a device")
    account = new_account()
    device = signed_in("laptop", account, sign_up=True)
    window = Window(device)
    when("a task is typed and convoy is quit at once")
    window.type_task("Last words")
    equal("it ends well", window.quit(), 0)
    then("the task is saved", "Last words" in device.tasks())
    eventually("and on the server", lambda: has_task(account, "Last words"), 5, device.status)


@scenario
def started_twice():
    """A second start on the same directory raises the first window and hands its text over"""
    given("convoy open on a device")
    account = new_account()
    device = signed_in("laptop", account, sign_up=True)
    window = Window(device)
    when("convoy is started again with a quick-add text")
    again = start([environment("CONVOY_PROGRAM"), "--data-dir", str(device.directory), "--quick-add", "Handed over"],
                  env=device.environment({"DISPLAY": window.screen.display, "QT_QPA_PLATFORM": "xcb"}))
    equal("the second one ends at once", again.wait(30), 0)
    window.key("Return")
    eventually("the first one has the text in its quick-add line; Return saves it", lambda: "Handed over" in device.tasks(), 10)
    eventually("and it is sent", lambda: has_task(account, "Handed over"), 20, device.status)


run_scenarios()
