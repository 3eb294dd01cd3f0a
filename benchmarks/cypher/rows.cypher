RETURN {nodes: COLLECT {
  MATCH (t:Programme) WHERE t.name IS NOT NULL AND t.id IS NOT NULL
  WITH t ORDER BY t.name, t.id LIMIT 20
  RETURN {
    id: t.id, name: t.name, category: t.category, level: t.level, periodStart: t.period_start, periodEnd: t.period_end
  }
}} AS programmes
