"""One account with a device that dies at a commit point again and again, and what has to hold when it is back."""

from gate import Gate
from support import equal, execute, ledger, new_account, server_tasks, signed_in, workspace_of

CRASHED = 86
NOT_A_PERSONS = {"workspaces"}  # made by a call of their own, not by an operation in the ledger


class World:
    """One account with a device that dies again and again, behind a gate, and a second one that stays whole."""

    def __init__(self):
        self.account, self.gate = new_account(), Gate()
        self.device = signed_in(f"laptop-{self.account}", self.account, self.gate.url, sign_up=True)
        self.fellow = signed_in(f"fellow-{self.account}", self.account)
        self.point = ""
        self.shown = set(ledger(self.account))  # op ids that were shown as saved
        self.given_up = set()  # of those, what the person discarded or a merge replaced
        self.number = 0
        self.made = {}

    def title(self):
        self.number += 1
        return f"Task {self.number}"

    def edit(self):
        """A new task that was shown as saved."""
        title = self.title()
        key = self.device.add(title)
        self.note()
        return key

    def old_task(self):
        """A task that was finished long ago, as far as the server knows. Returns its title."""
        key = self.edit()
        title = f"Task {self.number}"
        self.device.do("task", "done", key)
        self.note()
        self.device.do("sync")
        execute("update tasks set completion_date = now() - interval '400 days' where title = :'title' and workspace_id = :'workspace'",
                title=title, workspace=workspace_of(self.account))
        return title

    def note(self, device=None):
        """What the outbox shows counts as saved."""
        seen = {each["op"] for each in (device or self.device).outbox() if each["entity"] not in NOT_A_PERSONS}
        self.shown |= seen
        return seen

    def dies(self, *arguments, device=None):
        """The command has to come to the point, and to die there."""
        device = device or self.device
        outcome = device.run(*arguments, more={"CONVOY_CRASH_AT": self.point})
        if outcome.code != CRASHED:
            raise AssertionError(f"does not come to {self.point}\n{outcome}")

    def sync_dies(self):
        self.edit()
        self.dies("sync")

    def local_edit_dies(self, prepare, *arguments):
        prepare(self)
        self.dies(*arguments)

    def heals(self):
        """A restart and a sync: nothing that was shown as saved is missing, nothing is there twice."""
        self.gate.rule = None
        self.note()
        self.device.do("sync")
        left = self.device.outbox()
        assert not left, f"{self.point}: the outbox still has {left}"
        self.fellow.do("sync")
        self.settle()

    def settle(self):
        found = ledger(self.account)
        expected = self.shown - self.given_up
        assert len(found) == len(set(found)), f"{self.point}: an op id is in the ledger twice"
        assert set(found) == expected, (f"{self.point}: {len(expected - set(found))} op ids lost, "
                                        f"{len(set(found) - expected)} that nobody was shown")
        equal(f"after a crash at {self.point} both devices and the server are equal and no edit is lost",
              self.device.list() == self.fellow.list()
              and {each["title"] for each in self.device.tasks().values()} == set(server_tasks(self.account)), True)
