RETURN {nodes: COLLECT {
  MATCH (a:Agency) WHERE a.programme_count IS NOT NULL AND a.id IS NOT NULL
  WITH a ORDER BY a.programme_count DESC, a.id LIMIT 100
  RETURN {name: a.name, programmes: {nodes: COLLECT {
    MATCH (a)<-[:EXECUTED_BY]-(t:Programme)
    WITH t ORDER BY t.name, t.id LIMIT 100
    RETURN {
      id: t.id, name: t.name, category: t.category, level: t.level, periodStart: t.period_start, periodEnd: t.period_end
    }
  }}}
}} AS agencies
