import subprocess
import sys

_PROCESS = "import gc; from service.memory import spare_what_stays; spare_what_stays(); print(gc.get_freeze_count(), *gc.get_threshold())"


def test_a_process_that_serves_searches_seldom_and_only_what_came_since() -> None:
    told = subprocess.run([sys.executable, "-c", _PROCESS], capture_output=True, text=True, check=True).stdout

    spared, first, *_ = map(int, told.split())
    assert spared > 1_000
    assert first == 50_000
