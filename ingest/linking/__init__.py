"""Things become nodes: keys and ids, values in base units, facts said twice made one, all with their passages."""
