// The agency leads to fewer programmes than the indicators of the unit do.
MATCH (a:Agency) WHERE a.name = $agency AND a.id IS NOT NULL
MATCH (a)<-[:EXECUTED_BY]-(t:Programme) WHERE EXISTS { (t)-[:MEASURED_BY]->(:Indicator {unit: $unit}) }
WITH collect(DISTINCT t) AS found
RETURN {totalCount: size(found), nodes: COLLECT {
  UNWIND found AS t
  WITH t ORDER BY t.name, t.id LIMIT 20
  RETURN {
    id: t.id, name: t.name,
    parents: {nodes: COLLECT {
      MATCH (t)-[:PART_OF]->(p:Plan|Programme)
      WITH p ORDER BY p.name, p.id LIMIT 5
      RETURN {name: p.name}
    }},
    agencies: {nodes: COLLECT {
      MATCH (t)-[:EXECUTED_BY]->(a:Agency)
      WITH a ORDER BY a.name, a.id LIMIT 5
      RETURN {name: a.name}
    }}
  }
}} AS programmes
