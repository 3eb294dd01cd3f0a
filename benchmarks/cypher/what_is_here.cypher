RETURN
  head(COLLECT { MATCH (r:Release) RETURN {id: r.id, publishedAt: r.published_at} }) AS release,
  [
    {type: 'Agency', count: COUNT { (:Agency) }},
    {type: 'Plan', count: COUNT { (:Plan) }},
    {type: 'Programme', count: COUNT { (:Programme) }},
    {type: 'Indicator', count: COUNT { (:Indicator) }},
    {type: 'Document', count: COUNT { (:Document) }},
    {type: 'Measurement', count: COUNT { (:Measurement) }},
    {type: 'BudgetItem', count: COUNT { (:BudgetItem) }},
    {type: 'Outcome', count: COUNT { (:Outcome) }}
  ] AS statistics,
  {nodes: COLLECT {
    MATCH (d:Document) WHERE d.name IS NOT NULL AND d.id IS NOT NULL
    WITH d ORDER BY d.name, d.id LIMIT 10
    RETURN {
      id: d.id, name: d.name, code: d.code, genre: d.genre, year: d.year, facts: {totalCount: d.fact_count},
      publisher: head(COLLECT {
        MATCH (d)-[e:PUBLISHED_BY]->(a:Agency)
        WITH a ORDER BY e.place, a.id LIMIT 1
        RETURN {name: a.name}
      })
    }
  }} AS documents
