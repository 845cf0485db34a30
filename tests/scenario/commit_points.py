"""The process dies at every named commit point, before and after the commit; the names are read from the sources, so that
a new one needs its situation here."""

import pathlib
import re

from commit_situations import SITUATIONS
from commit_world import CRASHED, World
from support import Device, Skip, equal, given, run_scenarios, scenario, then, when

UNREACHABLE = {  # with the reason
    "defer-indexes": "only a first fill of more than 20,000 rows",
    "indexes": "only a first fill of more than 20,000 rows",
}


def names_in_the_sources():
    store = pathlib.Path(__file__).resolve().parents[2] / "models" / "store"
    text = "\n".join(each.read_text() for each in sorted(store.glob("*.cpp")))
    durable = re.findall(r'"([a-z-]+)",\s*Durability::', text)
    edits = re.findall(r'inTransaction\(\s*\*m_parts->database,\s*"([a-z-]+)"', text)
    return set(durable) | set(edits)


def has_faults(device):
    return device.run("task", "add", "x", more={"CONVOY_CRASH_AT": "edit:before"}).code == CRASHED


@scenario
def every_commit_point():
    """A crash before or after any named commit loses nothing that was shown as saved"""
    if not has_faults(Device("probe")):
        raise Skip("the programs are built without CONVOY_FAULTS")
    equal("every commit point of the sources has its situation", sorted(names_in_the_sources()),
          sorted(set(SITUATIONS) | set(UNREACHABLE)))
    given("two devices of one account")
    world = World()
    failures = []
    for name, situation in SITUATIONS.items():
        for moment in ("before", "after"):
            world.point = f"{name}:{moment}"
            when(f"the process dies at {world.point}")
            try:
                situation(world)
                world.heals()
            except AssertionError as failure:
                failures.append(f"{world.point}: {failure}")
                print("      FAILED", failure, flush=True)
                world = World()
    for name, reason in UNREACHABLE.items():
        print(f"    (not reached: {name}, since {reason})")
    then("all of them heal", not failures, "\n".join(failures))


if __name__ == "__main__":
    run_scenarios()
