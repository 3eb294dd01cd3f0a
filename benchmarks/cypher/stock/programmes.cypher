MATCH (t:Programme) WHERE t.name IS NOT NULL AND t.id IS NOT NULL
WITH t ORDER BY t.name, t.id LIMIT $first
RETURN collect([t.id, t.name, t.category, t.level, t.period_start, t.period_end])
