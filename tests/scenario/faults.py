"""A server that is not there, broken, slow, or not a server at all."""

import time

from gate import Answer, Gate
from support import (Device, equal, given, ledger, new_account, run_scenarios, scenario, server_tasks, signed_in, then,
                     when)

OFFLINE, FAILED, SIGN_IN = 3, 1, 5
LOGIN_PAGE = "<!DOCTYPE html><html><head><title>Welcome to Hotel Wifi</title></head><body><form>Room</form></body></html>"
SAFE = ("saved on this device", "kept on this device", "safe")

FAULTS = {  # what is answered -> exit codes that say it
    "500 with a page": (Answer(500, "<html>Internal Server Error</html>", "text/html"), {OFFLINE}),
    "500 with JSON": (Answer(500, '{"message": "boom"}'), {OFFLINE}),
    "502": (Answer(502, "", "text/plain"), {OFFLINE}),
    "503 with Retry-After": (Answer(503, "{}", headers=[("Content-Type", "application/json"), ("Retry-After", "1")]), {OFFLINE}),
    "429": (Answer(429, '{"message": "slow down"}'), {OFFLINE}),
    "401": (Answer(401, '{"code": "PGRST303", "message": "JWT expired"}'), {SIGN_IN}),
    "garbage instead of JSON": (Answer(200, b"\x00\xff\xfe{{{[[[not json"), {FAILED, OFFLINE}),
    "half of a JSON text": (Answer(200, '{"server_time": "2026-01-01T00:00:00Z", "sch'), {FAILED, OFFLINE}),
    "an empty answer": (Answer(200, ""), {FAILED, OFFLINE}),
    "JSON of something else": (Answer(200, '["a", {"b": 3}]'), {FAILED, OFFLINE}),
    "an empty object": (Answer(200, "{}"), {FAILED, OFFLINE}),
    "JSON null": (Answer(200, "null"), {FAILED, OFFLINE}),
    "a login page instead of JSON": (Answer(200, LOGIN_PAGE, "text/html"), {OFFLINE}),
    "a redirect to a login page": (Answer(302, "", headers=[("Location", "http://127.0.0.1:9/login")]), {OFFLINE}),
    "a page with JSON's type": (Answer(200, LOGIN_PAGE), {FAILED, OFFLINE}),
}


def rule_at(stage, answer):
    """Answers so at one stage of the cycle; everything else goes through."""
    def rule(exchange):
        if stage == "pull" and "sync_pull" in exchange.path or stage == "everything":
            exchange.send(answer)
        elif stage == "push" and "sync_push" in exchange.path:
            exchange.send(answer)
        elif stage == "push, after the server has committed it" and "sync_push" in exchange.path:
            exchange.forward()
            exchange.send(answer)
        else:
            exchange.send(exchange.forward())
    return rule


class Trial:
    """A device that edits, meets a fault, and recovers."""

    def __init__(self):
        self.account, self.gate = new_account(), Gate()
        self.device = signed_in("laptop", self.account, self.gate.url, sign_up=True)
        self.number = 0
        self.problems = []

    def meet(self, name, codes, patience=30):
        """The edit is kept, the sentence says so, and the exit code what it is; then all is well again."""
        self.number += 1
        title = f"Task {self.number}"
        self.device.add(title)
        shown = self.device.ops()
        outcome = self.device.run("sync", "--wait", patience)
        kept = shown <= self.device.ops() | set(ledger(self.account))
        self.expect(name, "the edit is kept", kept and title in self.device.tasks(), outcome)
        self.expect(name, f"the exit code is one of {sorted(codes)}", outcome.code in codes, outcome)
        self.expect(name, "a sentence says what is safe", any(word in outcome.err for word in SAFE), outcome)
        self.expect(name, "nothing claims that all is synced", "All changes synced" not in outcome.out, outcome)
        self.gate.rule = None
        self.recover(name, title, shown)

    def recover(self, name, title, shown):
        outcome = self.device.run("sync")
        if outcome.code == SIGN_IN:  # the person does as told
            self.device.sign_in(self.account, self.gate.url)
            outcome = self.device.run("sync")
        left = self.device.outbox()
        self.expect(name, "the next sync works", outcome.code == 0, outcome)
        self.expect(name, "and says no more than is true", outcome.code != 0 or not left, f"{outcome}\n{left}")
        end = time.monotonic() + 20
        while self.device.outbox() and time.monotonic() < end:
            time.sleep(0.5)
            self.device.run("sync")
        found = ledger(self.account)
        self.expect(name, "its op ids are in the ledger once", shown <= set(found) and len(found) == len(set(found)), found)
        self.expect(name, "the row is there", title in server_tasks(self.account), title)

    def expect(self, name, sentence, holds, seen):
        if not holds:
            self.problems.append(f"{name}: not so: {sentence}\n{seen}")
            print(f"      not so: {name}: {sentence}", flush=True)

    def judge(self):
        then("each time the edit is kept, the sentence and the exit code are right, and the next sync heals it",
             not self.problems, "\n".join(self.problems))


@scenario
def wrong_answers():
    """Wrong answers at every stage lose nothing and are put in words"""
    given("a device that is signed in")
    trial = Trial()
    for stage in ("pull", "push", "push, after the server has committed it", "everything"):
        for name, (answer, codes) in FAULTS.items():
            when(f"{stage} is answered by {name}")
            trial.gate.rule = rule_at(stage, answer)
            trial.meet(f"{stage}: {name}", codes)
    trial.judge()


@scenario
def server_gone():
    """A server that is gone, hangs up or says nothing"""
    given("a device that is signed in")
    trial = Trial()
    when("nobody listens")
    trial.gate.close()
    trial.number += 1
    trial.device.add("Task 1")
    outcome = trial.device.run("sync")
    trial.expect("down", "exit code 3", outcome.code == OFFLINE, outcome)
    trial.expect("down", "a sentence says what is safe", "saved on this device" in outcome.err, outcome)
    equal("the device says so", (trial.device.status()["pending"], len(trial.device.outbox())), (1, 1))
    trial.gate.open()
    when("the server hangs up without a word")
    trial.gate.rule = lambda exchange: exchange.drop()
    trial.meet("hanging up", {OFFLINE})
    when("the connection breaks in the middle of an answer")
    def broken(exchange):
        exchange.send(exchange.forward(), share=0.5)
        exchange.drop()
    trial.gate.rule = broken
    trial.meet("half an answer", {OFFLINE})
    when("the server takes longer than one cares to wait")
    def slow(exchange):
        answer = exchange.forward()
        time.sleep(6)
        exchange.send(answer)
    trial.gate.rule = slow
    started = time.monotonic()
    trial.meet("slow", {OFFLINE}, patience=2)
    then("the command ended when told", time.monotonic() - started < 12)
    trial.judge()


@scenario
def sign_in_faults():
    """A sign-in that meets a fault leaves the device as it was"""
    given("a device with a task and no account")
    account, gate = new_account(), Gate()
    signed_in("other", account, sign_up=True)
    device = Device("laptop")
    device.do("task", "add", "Mine")
    before = device.list()
    problems = []
    for name, (answer, _codes) in FAULTS.items():
        when(f"signing in is answered by {name}")
        gate.rule = rule_at("everything", answer)
        outcome = device.sign_in(account, gate.url)
        if outcome.code in (0, 2) or not outcome.err.strip():
            problems.append(f"{name}: {outcome}")
        if device.list() != before or device.status()["state"] != "no_account":
            problems.append(f"{name}: the device is not as it was\n{outcome}\n{device.status()}")
    gate.rule = None
    then("each time the device is as it was, and a sentence says what happened", not problems, "\n".join(problems))
    when("the server works")
    equal("signing in works", device.sign_in(account, gate.url).code, 0)
    device.do("sync")
    then("the task is on the server", "Mine" in server_tasks(account))


if __name__ == "__main__":
    run_scenarios()
