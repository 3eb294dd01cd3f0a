RETURN {nodes: COLLECT {
  MATCH (a:Agency) WHERE a.programme_count IS NOT NULL AND a.id IS NOT NULL
  WITH a ORDER BY a.programme_count DESC, a.id LIMIT 10
  RETURN {name: a.name, programmes: {totalCount: a.programme_count}}
}} AS agencies
