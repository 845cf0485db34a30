"""The desktop program for real: an X server of one's own with a window manager, keys by xdotool, pictures by ImageMagick;
and a private system bus with a mock of NetworkManager."""

import os
import shutil
import subprocess
import time

from support import Skip, end, environment, eventually, scratch, start

NO_BUS = "unix:path=/nonexistent"
OFFLINE, ONLINE = 20, 70  # NetworkManager's states


def needs(*programs):
    for program in programs:
        if not shutil.which(program):
            raise Skip(f"{program} is not installed")


class Screen:
    """An X server with openbox; one for each device, so that no window takes the focus from another."""

    def __init__(self):
        needs("Xvfb", "openbox", "xdotool", "import")
        reading, writing = os.pipe()
        start(["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
              pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as answer:
            self.display = ":" + answer.readline().strip()
        self._manage()
        # A window that asks to be shown while openbox starts is never shown.
        eventually("a screen with a window manager", self._managed, 30)
        time.sleep(0.3)

    def _manage(self):
        """Starts openbox; again when it did not come up, as happens on a machine under load."""
        for _ in range(3):
            manager = start(["openbox"], env={**os.environ, "DISPLAY": self.display, "HOME": str(scratch("."))},
                            stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
            for _ in range(40):
                if self._managed():
                    return
                time.sleep(0.2)
            end(manager)

    def _managed(self):
        return subprocess.run(["xdotool", "get_num_desktops"], env={**os.environ, "DISPLAY": self.display},
                              capture_output=True, check=False).returncode == 0

    def do(self, *command):
        return subprocess.run(command, env={**os.environ, "DISPLAY": self.display}, timeout=60, capture_output=True,
                              check=True).stdout


class Window:
    """convoy on a device's data directory."""

    def __init__(self, device, *options, system_bus=NO_BUS, screen=None):
        self.screen = screen or Screen()
        self.device = device
        more = {"DISPLAY": self.screen.display, "QT_QPA_PLATFORM": "xcb", "DBUS_SYSTEM_BUS_ADDRESS": system_bus,
                "DBUS_SESSION_BUS_ADDRESS": NO_BUS, "XDG_RUNTIME_DIR": str(device.home)}
        device.home.chmod(0o700)
        self.errors = open(device.home / "convoy.err", "wb")  # noqa: SIM115 (lives as long as the program)
        self.process = start([environment("CONVOY_PROGRAM"), "--data-dir", str(device.directory), *options],
                             env=device.environment(more), stdout=self.errors, stderr=self.errors)
        self.id = self._find()

    def _find(self):
        def look():
            if self.process.poll() is not None:
                raise AssertionError(f"convoy ended with {self.process.returncode}: {self.said()}")
            found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid), "--name", "Convoy"],
                                   env={**os.environ, "DISPLAY": self.screen.display}, capture_output=True, text=True,
                                   check=False).stdout.split()
            return found[-1] if found else None
        window = eventually(f"the window of {self.device.name} opens", look, 60)
        time.sleep(0.5)  # its first picture
        return window

    def said(self):
        self.errors.flush()
        return (self.device.home / "convoy.err").read_text(errors="replace")

    def key(self, *keys):
        self.screen.do("xdotool", "key", "--delay", "60", *keys)

    def type_task(self, title):
        """As a person would: Ctrl+N, the title, Return."""
        self.key("ctrl+n")
        time.sleep(0.3)
        self.screen.do("xdotool", "type", "--delay", "30", title)
        self.key("Return")

    def picture(self):
        """What the task list shows, without the caret of the line above it and what comes up below it."""
        if self.process.poll() is not None:
            raise AssertionError(f"convoy has ended with {self.process.returncode}: {self.said()}")
        size = dict(line.split("=") for line in self.screen.do(
            "xdotool", "getwindowgeometry", "--shell", self.id).decode().split() if "=" in line)
        width, height = int(size["WIDTH"]), int(size["HEIGHT"])
        area = f"{width * 40 // 100}x{height * 57 // 100}+{width * 25 // 100}+{height * 22 // 100}"
        return self.screen.do("import", "-window", self.id, "-crop", area, "+repage", "ppm:-")

    def settled_picture(self):
        """The list once it has come to rest."""
        last = self.picture()
        for _ in range(40):
            time.sleep(0.4)
            now = self.picture()
            if now == last:
                return now
            last = now
        raise AssertionError("the list does not come to rest")

    def quit(self):
        self.key("ctrl+q")
        try:
            return self.process.wait(15)
        finally:
            end(self.process)

    def kill(self):
        self.process.kill()
        self.process.wait()
        end(self.process)


WAKE = """
import sys, time, dbus, dbus.bus, dbus.lowlevel, dbus.service
bus = dbus.bus.BusConnection(sys.argv[1])
name = dbus.service.BusName("org.freedesktop.login1", bus)
time.sleep(0.5)  # until everybody knows whose name it is
signal = dbus.lowlevel.SignalMessage("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep")
signal.append(False, signature="b")
bus.send_message(signal)
bus.flush()
time.sleep(0.5)
"""


class Network:
    """A private system bus on which a mock of NetworkManager answers."""

    def __init__(self):
        needs("dbus-daemon", "dbus-send")
        python = next((each for each in ("/usr/bin/python3", shutil.which("python3")) if each and subprocess.run(
            [each, "-c", "import dbusmock"], capture_output=True, check=False).returncode == 0), None)
        if not python:
            raise Skip("python3-dbusmock is not installed")
        self.python = python
        socket = scratch("system-bus")
        configuration = scratch("bus.conf")
        configuration.write_text(
            f"<busconfig><type>system</type><listen>unix:path={socket}</listen><policy context='default'>"
            "<allow send_destination='*' eavesdrop='true'/><allow eavesdrop='true'/><allow own='*'/></policy></busconfig>")
        self.address = f"unix:path={socket}"
        start(["dbus-daemon", f"--config-file={configuration}", "--nofork"])
        eventually("a private system bus runs", socket.exists, 20)
        start([python, "-m", "dbusmock", "--system", "--template", "networkmanager"],
              env={**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": self.address}, stdout=subprocess.DEVNULL)
        eventually("a mock of NetworkManager answers on it", lambda: self._call("org.freedesktop.DBus.Peer.Ping"), 30)

    def wake(self):
        """What logind says when the computer has woken up."""
        subprocess.run([self.python, "-c", WAKE, self.address], check=True)

    def _call(self, method, *arguments):
        return subprocess.run(
            ["dbus-send", "--system", "--print-reply", "--dest=org.freedesktop.NetworkManager",
             "/org/freedesktop/NetworkManager", method, *arguments],
            env={**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": self.address}, capture_output=True, check=False).returncode == 0

    def set(self, state):
        connectivity = 4 if state == ONLINE else 1
        assert self._call("org.freedesktop.DBus.Mock.SetConnectivity", f"uint32:{connectivity}")
        assert self._call("org.freedesktop.DBus.Mock.SetGlobalConnectionState", f"uint32:{state}")
