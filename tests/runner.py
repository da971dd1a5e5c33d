"""Runs the checks of a module, one after another, and counts them."""

import sys
import traceback


def run(module):
    """Calls every function whose name begins with `test_`; true where one failed."""
    tests = [(name, test) for name, test in module.items() if name.startswith("test_")]
    failed = 0
    for name, test in tests:
        try:
            test()
            print(f"ok      {name}")
        except Exception:
            failed += 1
            print(f"FAILED  {name}")
            traceback.print_exc(file=sys.stdout, limit=-3)
    print(f"{len(tests) - failed} passed, {failed} failed")
    return failed > 0
