-- The programme about which most is said, by a name that only it is known by.
SELECT p.name FROM node AS p JOIN alias AS x ON x.node = p.id AND x.name = p.name
WHERE p.label = 'Programme' AND NOT EXISTS (
  SELECT 1 FROM alias JOIN node ON node.id = alias.node
  WHERE alias.folded = x.folded AND node.label = 'Programme' AND node.id <> p.id
)
ORDER BY (SELECT count(*) FROM fact WHERE subject = p.id) DESC, p.id LIMIT 1
