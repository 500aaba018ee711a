"""Acts: what forms and modules ask the workbench to do. Every act is a POST and a signed decision
or a piece of work; afterwards the browser is sent back to where it came from."""

from starlette.routing import Route

from dragoman.workbench.acts.adding import ADDING
from dragoman.workbench.acts.dealing import DEALING
from dragoman.workbench.acts.deciding import DECIDING
from dragoman.workbench.acts.gathering import GATHERING
from dragoman.workbench.acts.sending import SENDING
from dragoman.workbench.acts.setting import SETTING
from dragoman.workbench.acts.travelling import LOG

ACTS: tuple[Route, ...] = (*DECIDING, *GATHERING, *ADDING, *LOG, *DEALING, *SETTING, *SENDING)
