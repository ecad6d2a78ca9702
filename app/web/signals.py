"""What tells a process to stop reaches it, whichever of its threads the system gives it to.

Python runs a handler in the main thread, which is not woken where another thread took the signal (signal(7)): a server
whose main thread waits would go on until somebody ends it by force. So no thread takes these signals but one, which
waits for nothing else.
"""

import signal
import threading
import time

STOPPING = (signal.SIGTERM, signal.SIGINT)

_LOOK_EVERY_S = 0.01


def hold_signals() -> None:
    """Has this thread, and those that it starts from now on, leave the signals to the one of pass_signals_on()."""
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)


def pass_signals_on(*, to_next: bool = False) -> None:
    """Starts the thread that waits for the first of the signals and calls its handler.

    to_next: not the handlers that there are now, but those that the server is about to put in their place.
    """
    hold_signals()
    old = {each: signal.getsignal(each) for each in STOPPING} if to_next else {}
    threading.Thread(target=_pass_on, args=(old,), daemon=True).start()


def _pass_on(old: dict[signal.Signals, object]) -> None:
    taken = signal.Signals(signal.sigwait(STOPPING))
    while (handler := signal.getsignal(taken)) == old.get(taken):
        time.sleep(_LOOK_EVERY_S)
    assert callable(handler)
    handler(taken, None)
