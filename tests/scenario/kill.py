"""SIGKILL while a push of 500 edits is in flight."""

import random
import signal
import threading
import time

from gate import Gate
from support import (equal, given, ledger, new_account, run_scenarios, scenario, server_tasks, signed_in, then, rows,
                     when, workspace_of)

GESTURES = 5
TASKS_A_GESTURE = 99  # and a comment: 500 edits in all
ROUNDS = 20
SEED = random.randrange(1 << 32)
chance = random.Random(SEED)


class Killer:
    """Lets everything through but kills the device's process around its first push, at one of five moments."""

    MOMENTS = ("before the server sees it", "while the server works", "when the server has committed, unanswered",
               "in the middle of the answer", "just after the answer")

    def __init__(self, gate, moment, server_seconds):
        self.moment, self.server_seconds = moment, server_seconds
        self.process = None
        self.started, self.over = threading.Event(), threading.Event()
        self.once = threading.Lock()
        gate.rule = self.rule

    def kill(self, after=0.0):
        time.sleep(after)
        self.process.send_signal(signal.SIGKILL)

    def rule(self, exchange):
        if "sync_push" not in exchange.path or not self.once.acquire(blocking=False):
            exchange.send(exchange.forward())
            return
        self.started.wait()
        try:
            self.strike(exchange)
        finally:
            self.over.set()

    def strike(self, exchange):
        if self.moment == 0:
            self.kill()
            exchange.drop()
            return
        if self.moment == 1:
            late = threading.Thread(target=self.kill, args=(chance.uniform(0, self.server_seconds),))
            late.start()
            answer = exchange.forward()
            late.join()
            exchange.drop()
            return
        answer = exchange.forward()
        if self.moment == 2:
            self.kill()
            exchange.drop()
        elif self.moment == 3:
            exchange.send(answer, share=0.5)
            self.kill(chance.uniform(0, 0.02))
        else:
            exchange.send(answer)
            self.kill(chance.uniform(0, self.server_seconds / 4))


def edit(device, keys, round_):
    """500 edits: five gestures of 99 tasks each and five comments."""
    for gesture in range(GESTURES):
        some = keys[gesture * TASKS_A_GESTURE:(gesture + 1) * TASKS_A_GESTURE]
        device.do("task", "set", *some, f"description=Round {round_}")
        device.do("task", "comment", some[0], f"Comment {round_}.{gesture}")


@scenario
def killed_while_pushing():
    """Twenty kills while a push of 500 edits is in flight lose nothing and send nothing twice"""
    given(f"a device with {GESTURES * TASKS_A_GESTURE} synced tasks (seed {SEED})")
    account, gate = new_account(), Gate()
    device = signed_in("laptop", account, gate.url, sign_up=True)
    titles = [f"Task {n}" for n in range(GESTURES * TASKS_A_GESTURE)]
    device.do("task", "add", "--stdin", text="\n".join(titles))
    before = set(ledger(account))
    base = before | device.ops()
    started = time.monotonic()
    device.do("sync")
    usual = time.monotonic() - started
    keys = device.keys(titles)
    counts = {"before": 0, "between": 0, "after": 0}

    for round_ in range(ROUNDS):
        edit(device, keys, round_)
        shown = device.ops()
        assert len(shown) == GESTURES * (TASKS_A_GESTURE + 1), len(shown)
        killer = Killer(gate, round_ % len(Killer.MOMENTS), usual)
        killer.process = device.start("sync")
        killer.started.set()
        killer.process.communicate(timeout=120)
        assert killer.over.wait(120), "the push never came"
        gate.rule = None
        committed = shown & set(ledger(account))
        left = device.ops()
        where = "before" if not committed else "between" if left else "after"
        counts[where] += 1
        when(f"killed {Killer.MOMENTS[killer.moment]} ({killer.process.returncode}): {len(committed)} of {len(shown)} "
             f"committed, {len(left)} not acknowledged")
        assert left | committed >= shown, "an edit that was shown as saved is nowhere"
        device.do("sync")
        base |= shown
        in_ledger = ledger(account)
        assert len(in_ledger) == len(set(in_ledger)) and set(in_ledger) == base, (
            f"round {round_}: {len(base - set(in_ledger))} lost, {len(set(in_ledger) - base)} strange")
        assert not device.outbox(), "the outbox is not empty"

    then(f"several kills hit before the commit and several between commit and acknowledgement: {counts}",
         counts["before"] >= 4 and counts["between"] >= 4, counts)
    equal("the ledger holds exactly the op ids that were shown as saved, once each", sorted(ledger(account)), sorted(base))
    on_server = server_tasks(account)
    equal("every task has the last description", {each["description"] for each in on_server.values()},
          {f"Round {ROUNDS - 1}"})
    equal("no task is there twice or lost", sorted(on_server), sorted(titles))
    equal("every comment is there once", sorted(each["body"] for each in rows(
        "select body from activity_feed where kind = 'comment' and deleted_at is null and workspace_id = :'workspace'",
        workspace=workspace_of(account))), sorted(f"Comment {r}.{g}" for r in range(ROUNDS) for g in range(GESTURES)))
    other = signed_in("other", account)
    equal("another device sees the same", other.list(), device.list())


run_scenarios()
