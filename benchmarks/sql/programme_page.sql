WITH t AS MATERIALIZED (
  SELECT node.* FROM alias JOIN node ON node.id = alias.node WHERE alias.folded = :name AND node.label = 'Programme'
)
SELECT json_object('programme', json_object(
  'id', t.id, 'name', t.name, 'category', t.category, 'periodStart', t.period_start, 'periodEnd', t.period_end,
  'parents', json_object('edges', (
    SELECT json_group_array(json_object(
      'evidence', (
        SELECT json_group_array(json_object('document', json_object('id', v.id, 'name', v.name))) FROM (
          SELECT node.id, node.name FROM evidence JOIN node ON node.id = evidence.document
          WHERE evidence.owner = e.id ORDER BY evidence.place LIMIT 1
        ) AS v
      ),
      'node', json_object('__typename', e.target_label, 'id', e.target, 'name', e.target_name)
    )) FROM (
      SELECT id, target, target_label, target_name FROM edge WHERE source = t.id AND relation = 'PART_OF'
      ORDER BY target_name, target LIMIT 10
    ) AS e
  )),
  'ancestors', json_object('edges', (
    WITH RECURSIVE up (id, depth) AS (
      SELECT target, 1 FROM edge WHERE source = t.id AND relation = 'PART_OF'
      UNION
      SELECT edge.target, up.depth + 1 FROM up JOIN edge ON edge.source = up.id AND edge.relation = 'PART_OF'
      WHERE likelihood(up.depth < 32, 0.0001)
    )
    SELECT json_group_array(json_object(
      'depth', p.depth, 'node', json_object('__typename', p.label, 'id', p.id, 'name', p.name)
    )) FROM (
      SELECT node.id, node.label, node.name, min(up.depth) AS depth FROM up CROSS JOIN node ON node.id = up.id
      GROUP BY node.id ORDER BY node.name, node.id LIMIT 20
    ) AS p
  )),
  'agencies', json_object('edges', (
    SELECT json_group_array(json_object(
      'role', a.role, 'node', json_object('id', a.id, 'name', a.name, 'fullName', a.full_name)
    )) FROM (
      SELECT edge.role, node.id, node.name, node.full_name FROM edge JOIN node ON node.id = edge.target
      WHERE edge.source = t.id AND edge.relation = 'EXECUTED_BY' AND edge.target_label = 'Agency'
      ORDER BY edge.target_name, edge.target LIMIT 20
    ) AS a
  )),
  'indicators', json_object('edges', (
    SELECT json_group_array(json_object(
      'node', json_object('id', i.id, 'name', i.name, 'unit', i.unit),
      'measurements', json_object('nodes', (
        SELECT json_group_array(json_object(
          'id', m.id, 'scope', m.scope, 'year', m.year, 'asOf', m.as_of, 'target', m.target, 'actual', m.actual,
          'unit', m.unit,
          'evidence', (
            SELECT json_group_array(json_object(
              'document', json_object('name', v.name), 'lineStart', v.line_start, 'quote', v.quote
            )) FROM (
              SELECT evidence.line_start, evidence.quote, node.name FROM evidence
              JOIN node ON node.id = evidence.document
              WHERE evidence.owner = m.id ORDER BY evidence.place LIMIT 1
            ) AS v
          )
        )) FROM (
          SELECT * FROM fact WHERE indicator = i.id AND subject = t.id AND label = 'Measurement'
          ORDER BY year IS NULL, year, id LIMIT 20
        ) AS m
      ))
    )) FROM (
      SELECT node.id, node.name, node.unit FROM edge JOIN node ON node.id = edge.target
      WHERE edge.source = t.id AND edge.relation = 'MEASURED_BY' AND edge.target_label = 'Indicator'
      ORDER BY edge.target_name, edge.target LIMIT 50
    ) AS i
  )),
  'budgets', json_object('nodes', (
    SELECT json_group_array(json_object(
      'id', b.id, 'fiscalYear', b.fiscal_year, 'phase', b.phase, 'figure', b.figure, 'item', b.item,
      'amount', b.amount,
      'agency', (SELECT json_object('name', name) FROM node WHERE id = b.agency)
    )) FROM (
      SELECT * FROM fact WHERE subject = t.id AND label = 'BudgetItem'
      ORDER BY fiscal_year IS NULL, fiscal_year, id LIMIT 50
    ) AS b
  )),
  'outcomes', json_object(
    'totalCount', (
      SELECT count(*) FROM fact
      WHERE subject = t.id AND label = 'Outcome' AND type IN ('milestone', 'jobs', 'investment')
    ),
    'nodes', (
      SELECT json_group_array(json_object(
        'id', o.id, 'type', o.type, 'text', o.text, 'date', o.date, 'year', o.year, 'quantities', o.quantities,
        'agency', (SELECT json_object('name', name) FROM node WHERE id = o.agency),
        'evidence', (
          SELECT json_group_array(json_object(
            'page', v.page, 'lineStart', v.line_start, 'lineEnd', v.line_end, 'quote', v.quote
          )) FROM (SELECT * FROM evidence WHERE owner = o.id ORDER BY place LIMIT 1) AS v
        )
      )) FROM (
        SELECT * FROM fact WHERE subject = t.id AND label = 'Outcome' AND type IN ('milestone', 'jobs', 'investment')
        ORDER BY place, id LIMIT 20
      ) AS o
    )
  ),
  'references', json_object('nodes', (
    SELECT json_group_array(json_object('__typename', target_label, 'id', target, 'name', target_name)) FROM (
      SELECT target_label, target, target_name FROM edge WHERE source = t.id AND relation = 'REFERENCES'
      ORDER BY target_name, target LIMIT 20
    )
  )),
  'referencedBy', json_object('nodes', (
    SELECT json_group_array(json_object('__typename', source_label, 'id', source, 'name', source_name)) FROM (
      SELECT source_label, source, source_name FROM edge WHERE target = t.id AND relation = 'REFERENCES'
      ORDER BY source_name, source LIMIT 20
    )
  ))
)) FROM t
