UNWIND $ids AS id
MATCH (a:Agency {id: id})
CALL (a) {
  MATCH (a)<-[:EXECUTED_BY]-(t:Programme)
  RETURN t ORDER BY t.name, t.id LIMIT $first
}
RETURN collect([a.id, t.id, t.name, t.category, t.level, t.period_start, t.period_end])
