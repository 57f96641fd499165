"""The faults are tried on the same API as sync itself."""

from tests.sync.conftest import reach

__all__ = ["reach"]
