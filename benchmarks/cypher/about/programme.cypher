// The programme about which most is said, by a name that only it is known by.
MATCH (p:Programme)-[:KNOWN_AS]->(x:Alias)
WHERE x.name = p.name AND COUNT { (:Alias {folded: x.folded})<-[:KNOWN_AS]-(:Programme) } = 1
RETURN p.name ORDER BY COUNT { (p)<-[:OF_SUBJECT]-() } DESC, p.id LIMIT 1
