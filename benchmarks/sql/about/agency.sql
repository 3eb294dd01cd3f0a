-- An agency with at most so many programmes, by a name that only it is known by.
SELECT a.name FROM node AS a JOIN alias AS x ON x.node = a.id AND x.name = a.name
WHERE a.label = 'Agency' AND a.programme_count <= :most AND NOT EXISTS (
  SELECT 1 FROM alias JOIN node ON node.id = alias.node
  WHERE alias.folded = x.folded AND node.label = 'Agency' AND node.id <> a.id
)
ORDER BY a.programme_count DESC, a.id LIMIT 1
