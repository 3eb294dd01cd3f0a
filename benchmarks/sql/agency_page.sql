-- All is read from indexes in order.
WITH a AS MATERIALIZED (
  SELECT node.* FROM alias JOIN node ON node.id = alias.node WHERE alias.folded = :name AND node.label = 'Agency'
)
SELECT json_object('agency', json_object(
  'id', a.id, 'name', a.name, 'fullName', a.full_name, 'kind', a.kind,
  'aliases', json_object('nodes', (
    SELECT json_group_array(json_object(
      'name', x.name, 'usedFrom', x.used_from, 'usedUntil', x.used_until,
      'documents', json_object(
        'totalCount', (SELECT count(*) FROM alias_document WHERE alias = x.id),
        'nodes', (
          SELECT json_group_array(json_object('id', d.id, 'name', d.name)) FROM (
            SELECT node.id, node.name FROM alias_document JOIN node ON node.id = alias_document.document
            WHERE alias_document.alias = x.id ORDER BY node.name, node.id LIMIT 3
          ) AS d
        )
      )
    )) FROM (SELECT * FROM alias WHERE node = a.id ORDER BY name, id LIMIT 20) AS x
  )),
  'parent', (
    SELECT json_object('id', target, 'name', target_name) FROM edge
    WHERE source = a.id AND relation = 'PART_OF' AND target_label = 'Agency' ORDER BY place, target LIMIT 1
  ),
  'children', json_object('nodes', (
    SELECT json_group_array(json_object('id', source, 'name', source_name)) FROM (
      SELECT source, source_name FROM edge WHERE target = a.id AND relation = 'PART_OF' AND source_label = 'Agency'
      ORDER BY source_name, source LIMIT 50
    )
  )),
  'plans', json_object('totalCount', a.plan_count, 'nodes', (
    SELECT json_group_array(json_object(
      'id', p.id, 'name', p.name, 'periodStart', p.period_start, 'periodEnd', p.period_end
    )) FROM (
      SELECT node.* FROM edge JOIN node ON node.id = edge.source
      WHERE edge.target = a.id AND edge.relation = 'EXECUTED_BY' AND edge.source_label = 'Plan'
      ORDER BY edge.source_name, edge.source LIMIT 10
    ) AS p
  )),
  'programmes', json_object('totalCount', a.programme_count, 'found', (
    SELECT json_group_array(json_object(
      'role', t.role,
      'evidence', (
        SELECT json_group_array(json_object(
          'document', json_object('id', v.document, 'name', v.document_name),
          'page', v.page, 'lineStart', v.line_start, 'lineEnd', v.line_end, 'quote', v.quote
        )) FROM (
          SELECT evidence.*, node.name AS document_name FROM evidence JOIN node ON node.id = evidence.document
          WHERE evidence.owner = t.edge ORDER BY evidence.place LIMIT 2
        ) AS v
      ),
      'node', json_object('id', t.id, 'name', t.name, 'category', t.category, 'plan', (
        WITH RECURSIVE up (id, depth) AS (
          SELECT target, 1 FROM edge WHERE source = t.id AND relation = 'PART_OF'
          UNION
          SELECT edge.target, up.depth + 1 FROM up JOIN edge ON edge.source = up.id AND edge.relation = 'PART_OF'
          WHERE likelihood(up.depth < 32, 0.0001)
        )
        SELECT json_object('id', node.id, 'name', node.name) FROM up CROSS JOIN node ON node.id = up.id
        WHERE node.label = 'Plan' ORDER BY up.depth, node.place, node.id LIMIT 1
      ))
    )) FROM (
      SELECT edge.id AS edge, edge.role, node.id, node.name, node.category FROM edge JOIN node ON node.id = edge.source
      WHERE edge.target = a.id AND edge.relation = 'EXECUTED_BY' AND edge.source_label = 'Programme'
      ORDER BY edge.source_name, edge.source LIMIT 21
    ) AS t
  )),
  'partners', json_object('edges', (
    SELECT json_group_array(json_object(
      'sharedProgrammes', json_object('totalCount', p.shared, 'nodes', (
        SELECT json_group_array(json_object('id', t.source, 'name', t.source_name)) FROM (
          SELECT edge.source, edge.source_name FROM edge
          WHERE edge.target = a.id AND edge.relation = 'EXECUTED_BY' AND edge.source_label = 'Programme' AND EXISTS (
            SELECT 1 FROM edge AS theirs
            WHERE theirs.target = p.target AND theirs.relation = 'EXECUTED_BY' AND theirs.source_label = 'Programme'
              AND theirs.source_name = edge.source_name AND theirs.source = edge.source
          )
          ORDER BY edge.source_name, edge.source LIMIT 3
        ) AS t
      )),
      'node', json_object('id', p.target, 'name', p.target_name)
    )) FROM (
      SELECT other AS target, name AS target_name, shared FROM partner
      WHERE node = a.id ORDER BY shared DESC, name, other LIMIT 10
    ) AS p
  )),
  'predecessors', json_object('edges', (
    SELECT json_group_array(json_object('since', since, 'node', json_object('id', source, 'name', source_name))) FROM (
      SELECT source, source_name, since FROM edge
      WHERE target = a.id AND relation = 'SUCCEEDED_BY' AND source_label = 'Agency'
      ORDER BY source_name, source LIMIT 5
    )
  ))
)) FROM a
