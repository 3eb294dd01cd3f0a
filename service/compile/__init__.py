"""From a validated operation to the plan that answers it, whatever values its variables have."""

from service.compile.operation import Compiled, compile_operation
from service.compile.shapes import shape_of

__all__ = ["Compiled", "compile_operation", "shape_of"]
