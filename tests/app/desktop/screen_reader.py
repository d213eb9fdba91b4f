# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader is told of a running Cadenza, by AT-SPI.

Called by screen_reader_test.sh in a session bus of its own, with the number of notes of the piece
that is open. Prints each fault and ends with 1 if there was one, with 77 where there is no
accessibility bus.
"""
import sys
import time

import pyatspi

PATIENCE = 60  # seconds
NO_BUS = 77  # the program is not on the accessibility bus: nothing can be said of it here
SKIPPED = {pyatspi.ROLE_SCROLL_BAR, pyatspi.ROLE_MENU, pyatspi.ROLE_MENU_ITEM}
faults = []


def expect(holds, fault):
    if not holds:
        faults.append(fault)


def wait_for(find, what, status=1):
    """Returns what `find` finds, once it does; ends with `status` where it never does."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if found := find():
                return found
        except Exception:  # nodes vanish while the tree is read
            pass
        time.sleep(0.2)
    print(f"{what} did not come within {PATIENCE} seconds")
    sys.exit(status)


def children(node):
    for i in range(node.childCount):
        if (child := node.getChildAtIndex(i)) is not None:
            yield child


def walk(node):
    yield node
    for child in children(node):
        yield from walk(child)


def has(node, state):
    return node.getState().contains(state)


def is_seen(node):
    return has(node, pyatspi.STATE_SHOWING) and has(node, pyatspi.STATE_VISIBLE)


def labels(node):
    return [
        relation.getTarget(0).name
        for relation in node.getRelationSet()
        if relation.getRelationType() == pyatspi.RELATION_LABELLED_BY
    ]


def place(node):
    names = []
    while node is not None and node.parent is not None:
        names.append(f"{node.getRoleName()} '{node.name}'")
        node = node.parent
    return " in ".join(names[:4])


def check_names(window):
    """Everything that can be focused or that moves by itself has a name."""
    for node in walk(window):
        role = node.getRole()
        if role in SKIPPED or not is_seen(node):
            continue
        if role == pyatspi.ROLE_COMBO_BOX:
            expect(any(labels(node)), f"only the value is told of: {place(node)}")
        elif has(node, pyatspi.STATE_FOCUSABLE) or role == pyatspi.ROLE_PROGRESS_BAR:
            expect(node.name or any(labels(node)), f"no name: {place(node)}")


def check_choices(window):
    radios = {n.name for n in walk(window) if n.getRole() == pyatspi.ROLE_RADIO_BUTTON}
    for name in ("Compose", "Train"):
        expect(name in radios, f"'{name}' is no radio button among {sorted(radios)}")


def notes_in(window):
    return [n.name for n in walk(window) if " beat " in n.name and "velocity" in n.name]


class Told:
    """What happened, by name, in the order in which it was told."""

    def __init__(self):
        self.names = []
        pyatspi.Registry.registerEventListener(self.take, "object:state-changed:focused")

    def take(self, event):
        if event.detail1 == 1:
            self.names.append(event.source.name)

    def after(self, key, is_wanted):
        """The first name that is wanted of what is focused by that key; None where none comes."""
        self.names.clear()
        pyatspi.Registry.generateKeyboardEvent(key, None, pyatspi.KEY_SYM)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            pyatspi.Registry.pumpQueuedEvents()
            turn_main_loop()
            if found := next((name for name in self.names if is_wanted(name)), None):
                return found
        return None


def turn_main_loop():
    from gi.repository import GLib

    context = GLib.MainContext.default()
    while context.pending():
        context.iteration(False)
    time.sleep(0.02)


F6 = 0xFFC3
PAGE_DOWN = 0xFF56
LETTER_N = 0x6E


def main():
    count = int(sys.argv[1])
    desktop = pyatspi.Registry.getDesktop(0)
    program = wait_for(
        lambda: next((a for a in children(desktop) if "adenza" in a.name), None),
        "The program",
        NO_BUS,
    )
    window = wait_for(
        lambda: next((w for w in children(program) if w.childCount and is_seen(w)), None),
        "The window",
    )
    wait_for(lambda: len(notes_in(window)) == count, f"The list of {count} notes")
    check_names(window)
    check_choices(window)
    position = [n for n in walk(window) if n.name == "bar 1 beat 1"]
    expect(position, "the position of the playhead can't be read")

    told = Told()
    expect(told.after(PAGE_DOWN, lambda name: "bar 2 beat 1" in name), f"no bar: {told.names}")
    expect(told.after(LETTER_N, lambda name: "velocity" in name), f"no note: {told.names}")
    wait_for(lambda: len(notes_in(window)) == count + 1, "The new note in the list")
    order = []
    for _ in range(3):
        order.append(told.after(F6, lambda name: name not in order))
    expect(all(order), f"F6 does not go round the panes: {order}")
    print("\n".join(faults) or "All accessibility checks passed.")
    return 1 if faults else 0


sys.exit(main())
