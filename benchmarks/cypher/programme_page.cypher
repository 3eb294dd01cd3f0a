MATCH (known:Alias {folded: $name})<-[:KNOWN_AS]-(t:Programme)
RETURN {
  id: t.id, name: t.name, category: t.category, periodStart: t.period_start, periodEnd: t.period_end,
  parents: {edges: COLLECT {
    MATCH (t)-[e:PART_OF]->(p:Plan|Programme)
    WITH p, e ORDER BY p.name, p.id LIMIT 10
    RETURN {
      evidence: COLLECT {
        MATCH (v:Evidence {owner: e.id}) WHERE v.place IS NOT NULL
        WITH v ORDER BY v.owner, v.place LIMIT 1
        MATCH (d:Document {id: v.document})
        RETURN {document: {id: d.id, name: d.name}}
      },
      node: {__typename: labels(p), id: p.id, name: p.name}
    }
  }},
  ancestors: {edges: COLLECT {
    MATCH way = SHORTEST 1 (t)-[:PART_OF]->+(p:Plan|Programme)
    WITH p, way ORDER BY p.name, p.id LIMIT 20
    RETURN {depth: length(way), node: {__typename: labels(p), id: p.id, name: p.name}}
  }},
  agencies: {edges: COLLECT {
    MATCH (t)-[e:EXECUTED_BY]->(a:Agency)
    WITH a, e ORDER BY a.name, a.id LIMIT 20
    RETURN {role: e.role, node: {id: a.id, name: a.name, fullName: a.full_name}}
  }},
  indicators: {edges: COLLECT {
    MATCH (t)-[:MEASURED_BY]->(i:Indicator)
    WITH i ORDER BY i.name, i.id LIMIT 50
    RETURN {
      node: {id: i.id, name: i.name, unit: i.unit},
      measurements: {nodes: COLLECT {
        MATCH (t)<-[:OF_SUBJECT]-(m:Measurement) WHERE m.indicator = i.id
        WITH m ORDER BY m.year IS NULL, m.year, m.id LIMIT 20
        RETURN {
          id: m.id, scope: m.scope, year: m.year, asOf: m.as_of, target: m.target, actual: m.actual, unit: m.unit,
          evidence: COLLECT {
            MATCH (v:Evidence {owner: m.id}) WHERE v.place IS NOT NULL
            WITH v ORDER BY v.owner, v.place LIMIT 1
            MATCH (d:Document {id: v.document})
            RETURN {document: {name: d.name}, lineStart: v.line_start, quote: v.quote}
          }
        }
      }}
    }
  }},
  budgets: {nodes: COLLECT {
    MATCH (t)<-[:OF_SUBJECT]-(b:BudgetItem)
    WITH b ORDER BY b.fiscal_year IS NULL, b.fiscal_year, b.id LIMIT 50
    RETURN {
      id: b.id, fiscalYear: b.fiscal_year, phase: b.phase, figure: b.figure, item: b.item, amount: b.amount,
      agency: head(COLLECT { MATCH (a:Agency {id: b.agency}) RETURN {name: a.name} })
    }
  }},
  outcomes: {
    totalCount: COUNT { MATCH (t)<-[:OF_SUBJECT]-(o:Outcome) WHERE o.type IN ['milestone', 'jobs', 'investment'] },
    nodes: COLLECT {
      MATCH (t)<-[:OF_SUBJECT]-(o:Outcome) WHERE o.type IN ['milestone', 'jobs', 'investment']
      WITH o ORDER BY o.place, o.id LIMIT 20
      RETURN {
        id: o.id, type: o.type, text: o.text, date: o.date, year: o.year, quantities: o.quantities,
        agency: head(COLLECT { MATCH (a:Agency {id: o.agency}) RETURN {name: a.name} }),
        evidence: COLLECT {
          MATCH (v:Evidence {owner: o.id}) WHERE v.place IS NOT NULL
          WITH v ORDER BY v.owner, v.place LIMIT 1
          RETURN {page: v.page, lineStart: v.line_start, lineEnd: v.line_end, quote: v.quote}
        }
      }
    }
  },
  references: {nodes: COLLECT {
    MATCH (t)-[:REFERENCES]->(p:Plan|Programme)
    WITH p ORDER BY p.name, p.id LIMIT 20
    RETURN {__typename: labels(p), id: p.id, name: p.name}
  }},
  referencedBy: {nodes: COLLECT {
    MATCH (t)<-[:REFERENCES]-(p:Plan|Programme|Document)
    WITH p ORDER BY p.name, p.id LIMIT 20
    RETURN {__typename: labels(p), id: p.id, name: p.name}
  }}
} AS programme
