"""What every scenario stands on: devices (a data directory each), an account, the server's rows, and the words
given, when, then. Standard library only."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.parse
import uuid

SKIPPED = 77
PATIENCE = 180  # seconds for one command; sanitizers are slow
PASSWORD = "correct horse battery"


class Skip(Exception):
    """What a scenario needs is not here; the text says what."""


def environment(name):
    value = os.environ.get(name, "")
    if not value:
        raise Skip(f"{name} is not set; tests/run sets it")
    return value


# --- words ----------------------------------------------------------------------------------------------------------

_scenarios = []
_scratch = None


def scenario(function):
    """Registers a function whose docstring is the sentence that it shows."""
    _scenarios.append(function)
    return function


def _say(word, text):
    print(f"    {word:<5} {text}", flush=True)


def given(text):
    _say("Given", text)


def when(text):
    _say("When", text)


def then(text, holds=True, seen=""):
    _say("Then", text)
    if not holds:
        raise AssertionError(f"not so: {text}\n{seen}")


def equal(text, seen, expected):
    then(text, seen == expected, f"  seen      {shortened(seen)}\n  expected  {shortened(expected)}")


def shortened(value, limit=1500):
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= limit else text[:limit] + " …"


def eventually(text, question, seconds=30.0, seen=lambda: ""):
    """Asks again until the answer is true; returns it."""
    end = time.monotonic() + seconds
    while True:
        answer = question()
        if answer:
            then(text)
            return answer
        if time.monotonic() > end:
            then(text, False, f"  not within {seconds:.0f} s  {shortened(seen())}")
        time.sleep(0.1)


def scratch(name):
    """A path in this run's scratch folder, which goes when the run ends."""
    return _scratch / name


def run_scenarios():
    """Runs the registered scenarios (or those whose name contains the first argument) and ends the process."""
    global _scratch
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    failed = skipped = 0
    chosen = [each for each in _scenarios if wanted in each.__name__]
    for each in chosen:
        print(f"Scenario: {each.__doc__}", flush=True)
        _scratch = pathlib.Path(tempfile.mkdtemp(prefix="convoy-scenario-"))
        started = time.monotonic()
        try:
            each()
            print(f"    passed in {time.monotonic() - started:.1f} s\n", flush=True)
        except Skip as reason:
            skipped += 1
            print(f"    skipped: {reason}\n", flush=True)
        except Exception:  # whatever went wrong, the other scenarios still run
            failed += 1
            print(f"    FAILED\n{traceback.format_exc()}", flush=True)
        finally:
            _end_all()
            shutil.rmtree(_scratch, ignore_errors=True)
    if failed or not chosen:
        sys.exit(1)
    sys.exit(SKIPPED if skipped == len(chosen) else 0)


# --- processes ------------------------------------------------------------------------------------------------------

_processes = []


def start(command, **options):
    """A process that ends with the scenario at the latest."""
    process = subprocess.Popen(command, **options)
    _processes.append(process)
    return process


def end(process, seconds=10):
    """Asks a process to end and insists after a while; returns how it ended."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    if process in _processes:
        _processes.remove(process)
    return process.returncode


def _end_all():
    for process in reversed(list(_processes)):
        end(process, 5)


# --- devices --------------------------------------------------------------------------------------------------------


class Outcome:
    def __init__(self, arguments, code, out, err):
        self.arguments, self.code, self.out, self.err = arguments, code, out, err

    @property
    def json(self):
        return json.loads(self.out)

    def __repr__(self):
        return f"convoy-cli {shortened(' '.join(self.arguments), 200)} -> {self.code}\n{shortened(self.out)}\n{shortened(self.err)}"


class Device:
    """A data directory with convoy-cli on it."""

    def __init__(self, name):
        self.name = name
        self.home = scratch(name)
        self.home.mkdir()
        self.directory = self.home / "data"
        self.secrets = self.home / "secrets"

    def environment(self, more=None):
        result = {**os.environ, "HOME": str(self.home), "LC_ALL": "C.UTF-8", **(more or {})}
        result.pop("XDG_DATA_HOME", None)
        return result

    def command(self, *arguments):
        return [environment("CONVOY_CLI"), "--data-dir", str(self.directory), *map(str, arguments)]

    def start(self, *arguments, more=None):
        """A command that is not waited for."""
        return start(self.command(*arguments), env=self.environment(more), stdin=subprocess.DEVNULL,
                     stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def run(self, *arguments, text="", more=None):
        done = subprocess.run(self.command(*arguments), input=text, env=self.environment(more), timeout=PATIENCE,
                              capture_output=True, text=True, encoding="utf-8", check=False)
        outcome = Outcome([str(each) for each in arguments], done.returncode, done.stdout, done.stderr)
        if done.returncode < 0:
            raise AssertionError(f"convoy-cli ended by signal {-done.returncode}\n{outcome}")
        return outcome

    def do(self, *arguments, text=""):
        """A command that has to work."""
        outcome = self.run(*arguments, text=text)
        if outcome.code != 0:
            raise AssertionError(repr(outcome))
        return outcome

    def sign_in(self, account, url=None, sign_up=False, more=None):
        arguments = ["--secrets", f"file:{self.secrets}", "sign-in", "--server", url or environment("CONVOY_TEST_URL"),
                     "--key", environment("CONVOY_TEST_KEY"), "--email", account, "--password-stdin"]
        return self.run(*arguments, *(["--sign-up"] if sign_up else []), text=PASSWORD + "\n", more=more)

    def list(self):
        return self.do("task", "list", "--json").out

    def tasks(self):
        """Tasks by title, each with the key that names it on this device."""
        return {each["title"]: each for each in self.do("task", "list", "--json", "--local").json}

    def keys(self, titles):
        known = self.tasks()
        return [known[title]["key"] for title in titles]

    def add(self, title, *options):
        return self.do("--json", "--local", "task", "add", title, *options).json["key"]

    def outbox(self):
        return self.do("outbox", "list", "--json").json

    def ops(self):
        """Op ids of everything that was shown as saved and has no answer yet."""
        return {each["op"] for each in self.outbox()}

    def status(self):
        return self.do("status", "--json").json

    def database(self):
        return pathlib.Path(self.status()["database"])


def new_account():
    return f"someone-{uuid.uuid4().hex}@example.org"


def signed_in(name, account, url=None, sign_up=False):
    device = Device(name)
    outcome = device.sign_in(account, url, sign_up)
    if outcome.code != 0:
        raise AssertionError(repr(outcome))
    return device


# --- the server's rows, without any of our code in between ------------------------------------------------------------


def rows(sql, **values):
    """The answer of psql as a list of objects; :'name' in the text stands for a value."""
    command = ["psql", environment("CONVOY_TEST_DATABASE"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]
    for name, value in values.items():
        command += ["-v", f"{name}={value}"]
    text = f"set timezone to 'UTC'; select coalesce(json_agg(answer), '[]') from ({sql}) answer;"
    done = subprocess.run(command, input=text, timeout=PATIENCE, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def execute(sql, **values):
    command = ["psql", environment("CONVOY_TEST_DATABASE"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"]
    for name, value in values.items():
        command += ["-v", f"{name}={value}"]
    subprocess.run(command, input=sql, timeout=PATIENCE, capture_output=True, text=True, check=True)


def workspace_of(account):
    found = rows("select m.workspace_id as id from workspace_members m join auth.users u on u.id = m.user_id "
                 "where u.email = :'account' and m.deleted_at is null", account=account)
    return found[0]["id"]


def ledger(account):
    """Every op id that the server has committed for an account, as often as it has."""
    return [each["op_id"] for each in rows("select o.op_id from sync_operations o join auth.users u "
                                           "on u.id = o.user_id where u.email = :'account' and o.group_status <> 'rebase'",
                                           account=account)]


def server_tasks(account):
    """Live tasks of an account's workspaces by title."""
    found = rows("select t.* from tasks t where t.deleted_at is null and t.workspace_id in (select m.workspace_id from "
                 "workspace_members m join auth.users u on u.id = m.user_id where u.email = :'account')", account=account)
    return {each["title"]: each for each in found}


def has_task(account, title):
    return title in server_tasks(account)


def host_and_port(url):
    parts = urllib.parse.urlsplit(url)
    return parts.hostname, parts.port
