// An agency with at most so many programmes, by a name that only it is known by.
MATCH (a:Agency) WHERE a.programme_count <= $most ORDER BY a.programme_count DESC, a.id
MATCH (a)-[:KNOWN_AS]->(x:Alias)
WHERE x.name = a.name AND COUNT { (:Alias {folded: x.folded})<-[:KNOWN_AS]-(:Agency) } = 1
RETURN a.name LIMIT 1
