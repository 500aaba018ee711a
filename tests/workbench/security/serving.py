"""A server that is forked off ready to serve, to be killed: run as a program by the tests.

Each line on its standard input is JSON with a dossier's ``place``; it answers with one line of
JSON, the ``pid`` and ``url`` of a child that serves it. At the end of its input it ends them all.
"""

import json
import os
import signal
import socket
import sys

from dragoman.dossier.team import Role
from dragoman.workbench.access import AlonePolicy, User
from dragoman.workbench.access.listening import Door, door
from dragoman.workbench.access.running import run, server_of
from dragoman.workbench.app import make_app


def serve(place: str, listening: socket.socket, policy: AlonePolicy, has_workman: bool) -> None:
    """Serve until killed."""
    app = make_app(place, policy=policy, has_workman=has_workman)
    run(server_of(app, _door(policy.port), has_log=False), listening, ready=lambda: None)


def _door(port: int) -> Door:
    return door("127.0.0.1", port, is_team=False)


def main() -> None:
    """Fork a server for each line."""
    import dragoman.pipeline.review  # noqa: F401 - what the first page would wait for

    children = []
    for line in sys.stdin:
        asked = json.loads(line)
        listening = socket.create_server(("127.0.0.1", 0))
        user = User(name="A. Lone", role=Role.EDITOR, is_alone=True)
        policy = AlonePolicy(port=listening.getsockname()[1], user=user)
        child = os.fork()
        if child == 0:
            sys.stdin.close()
            serve(asked["place"], listening, policy, asked.get("has_workman", False))
            os._exit(0)
        listening.close()
        children.append(child)
        print(json.dumps({"pid": child, "url": policy.url}), flush=True)
    for (
        child
    ) in children:  # those that were killed wait to be asked for: their ids are still theirs
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
