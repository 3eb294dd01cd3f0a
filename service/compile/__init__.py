"""From a validated operation to the plan that answers it and to what writes the answer, whatever its variables."""

from service.compile.operation import Compiled, compile_operation
from service.compile.shapes import Fields, shape_of
from service.compile.writing import NotWhole

__all__ = ["Compiled", "Fields", "NotWhole", "compile_operation", "shape_of"]
