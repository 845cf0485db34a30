"""From the system's word that the network is up to the row on the server, with nothing else that could start a sync; and
without such a word."""

import time

from desktop import OFFLINE, ONLINE, Network, Window
from gate import Gate
from support import (equal, eventually, given, has_task, new_account, run_scenarios, scenario, server_tasks, signed_in,
                     then, when)


def device_behind_gate():
    account, gate = new_account(), Gate()
    device = signed_in("laptop", account, gate.url, sign_up=True)
    return account, gate, device


def window_on(network, device, gate):
    """A window without periodic timers that has done its cycle at the start."""
    gate.requests.clear()
    window = Window(device, "--no-periodic-timers", system_bus=network.address)
    time.sleep(2)
    return window


@scenario
def by_the_signal():
    """The network comes up, and what was typed offline is on the server; with all periodic timers off"""
    given("convoy with its periodic timers off, and NetworkManager says: offline")
    account, gate, device = device_behind_gate()
    network = Network()
    network.set(OFFLINE)
    window = window_on(network, device, gate)
    gate.requests.clear()

    when("a task is typed")
    window.type_task("Typed offline")
    eventually("it is saved", lambda: "Typed offline" in device.tasks(), 10)
    time.sleep(4)
    equal("nothing was asked of the server", gate.requests, [])
    then("nothing has arrived", not has_task(account, "Typed offline"))

    when("NetworkManager says: online")
    network.set(ONLINE)
    eventually("the row is in PostgreSQL", lambda: has_task(account, "Typed offline"), 20, device.status)
    eventually("and the outbox is empty", lambda: not device.outbox(), 10)

    when("the network goes and comes again with an edit in between")
    network.set(OFFLINE)
    window.type_task("Typed offline again")
    eventually("it is saved", lambda: "Typed offline again" in device.tasks(), 10)
    network.set(ONLINE)
    eventually("the row is in PostgreSQL", lambda: has_task(account, "Typed offline again"), 20, device.status)


@scenario
def by_waking_up():
    """A computer that wakes up asks what has happened meanwhile; with all periodic timers off"""
    given("convoy with its periodic timers off, and another device")
    account, gate, device = device_behind_gate()
    network = Network()
    network.set(ONLINE)
    window = window_on(network, device, gate)
    eventually("it has synced at its start", lambda: gate.requests, 20)
    other = signed_in("desk", account, gate.url)
    when("the other one adds a task, while this one sleeps")
    other.run("task", "add", "Written meanwhile")
    other.run("sync")
    time.sleep(2)
    then("it is not here", "Written meanwhile" not in device.tasks())
    when("the computer wakes up")
    network.wake()
    eventually("it is here", lambda: "Written meanwhile" in device.tasks(), 20, device.status)
    window.kill()


@scenario
def nothing_without_a_signal():
    """With the periodic timers off and no signal nothing is sent, so that the scenario above proves something"""
    given("convoy with its periodic timers off; no NetworkManager, and no server")
    account, gate, device = device_behind_gate()
    gate.close()
    gate.requests.clear()
    window = Window(device, "--no-periodic-timers")
    when("a task is typed, and later the server is there again")
    window.type_task("Waits for a signal")
    eventually("it is saved", lambda: "Waits for a signal" in device.tasks(), 10)
    time.sleep(3)
    gate.open()
    time.sleep(10)
    equal("nothing was asked of the server", gate.requests, [])
    when("the person presses sync now")
    window.key("F5")
    eventually("the row is in PostgreSQL", lambda: has_task(account, "Waits for a signal"), 20, device.status)


@scenario
def by_probing():
    """Without NetworkManager convoy finds out by itself that the server is there again"""
    given("convoy with its timers on; no NetworkManager, and the server is gone")
    account, gate, device = device_behind_gate()
    window = Window(device)
    time.sleep(2)
    gate.close()
    when("a task is typed")
    window.type_task("Typed without a server")
    eventually("it is saved", lambda: "Typed without a server" in device.tasks(), 10)
    time.sleep(5)
    then("nothing has arrived", not has_task(account, "Typed without a server"))
    equal("one change waits", device.status()["pending"], 1)
    when("the server comes back; nobody touches anything")
    gate.open()
    eventually("the row is in PostgreSQL", lambda: has_task(account, "Typed without a server"), 60, device.status)
    eventually("the outbox is empty", lambda: not device.outbox(), 10)
    equal("device and server are equal", sorted(device.tasks()), sorted(server_tasks(account)))


run_scenarios()
