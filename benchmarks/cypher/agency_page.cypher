// All edges of the agency are followed, and what they lead to sorted.
MATCH (known:Alias {folded: $name})<-[:KNOWN_AS]-(a:Agency)
CALL (a) {
  MATCH (a)-[w:SHARES_WITH]-(p:Agency)
  WITH a, p, w.shared AS shared ORDER BY shared DESC, p.name, p.id LIMIT 10
  RETURN collect({
    sharedProgrammes: {totalCount: shared, nodes: COLLECT {
      MATCH (a)<-[:EXECUTED_BY]-(t:Programme) WHERE EXISTS { (t)-[:EXECUTED_BY]->(p) }
      WITH t ORDER BY t.name, t.id LIMIT 3
      RETURN {id: t.id, name: t.name}
    }},
    node: {id: p.id, name: p.name}
  }) AS partners
}
RETURN {
  id: a.id, name: a.name, fullName: a.full_name, kind: a.kind,
  aliases: {nodes: COLLECT {
    MATCH (a)-[:KNOWN_AS]->(x:Alias)
    WITH x ORDER BY x.name, x.id LIMIT 20
    RETURN {
      name: x.name, usedFrom: x.used_from, usedUntil: x.used_until,
      documents: {
        totalCount: COUNT { MATCH (a)<-[m:MENTIONS]-(:Document) WHERE x.name IN m.names },
        nodes: COLLECT {
          MATCH (a)<-[m:MENTIONS]-(d:Document) WHERE x.name IN m.names
          WITH d ORDER BY d.name, d.id LIMIT 3
          RETURN {id: d.id, name: d.name}
        }
      }
    }
  }},
  parent: head(COLLECT {
    MATCH (a)-[e:PART_OF]->(p:Agency)
    WITH p ORDER BY e.place, p.id LIMIT 1
    RETURN {id: p.id, name: p.name}
  }),
  children: {nodes: COLLECT {
    MATCH (a)<-[:PART_OF]-(c:Agency)
    WITH c ORDER BY c.name, c.id LIMIT 50
    RETURN {id: c.id, name: c.name}
  }},
  plans: {totalCount: a.plan_count, nodes: COLLECT {
    MATCH (a)<-[:EXECUTED_BY]-(p:Plan) WHERE a.plan_count > 0
    WITH p ORDER BY p.name, p.id LIMIT 10
    RETURN {id: p.id, name: p.name, periodStart: p.period_start, periodEnd: p.period_end}
  }},
  programmes: {totalCount: a.programme_count, found: COLLECT {
    MATCH (a)<-[e:EXECUTED_BY]-(t:Programme)
    WITH t, e ORDER BY t.name, t.id LIMIT 21
    RETURN {
      role: e.role,
      evidence: COLLECT {
        MATCH (v:Evidence {owner: e.id}) WHERE v.place IS NOT NULL
        WITH v ORDER BY v.owner, v.place LIMIT 2
        MATCH (d:Document {id: v.document})
        RETURN {
          document: {id: d.id, name: d.name}, page: v.page,
          lineStart: v.line_start, lineEnd: v.line_end, quote: v.quote
        }
      },
      node: {id: t.id, name: t.name, category: t.category, plan: head(COLLECT {
        MATCH way = SHORTEST 1 (t)-[:PART_OF]->+(p:Plan)
        WITH p ORDER BY length(way), p.place, p.id LIMIT 1
        RETURN {id: p.id, name: p.name}
      })}
    }
  }},
  partners: {edges: partners},
  predecessors: {edges: COLLECT {
    MATCH (a)<-[e:SUCCEEDED_BY]-(p:Agency)
    WITH p, e ORDER BY p.name, p.id LIMIT 5
    RETURN {since: e.since, node: {id: p.id, name: p.name}}
  }}
} AS agency
