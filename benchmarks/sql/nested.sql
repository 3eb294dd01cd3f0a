SELECT json_object('agencies', json_object('nodes', json_group_array(json_object('name', a.name, 'programmes', json_object(
  'nodes', (
    SELECT json_group_array(json_object(
      'id', t.id, 'name', t.name, 'category', t.category, 'level', t.level,
      'periodStart', t.period_start, 'periodEnd', t.period_end
    )) FROM (
      SELECT node.* FROM edge JOIN node ON node.id = edge.source
      WHERE edge.target = a.id AND edge.relation = 'EXECUTED_BY' AND edge.source_label = 'Programme'
      ORDER BY edge.source_name, edge.source LIMIT 100
    ) AS t
  )
))))) FROM (SELECT id, name FROM node WHERE label = 'Agency' ORDER BY programme_count DESC, id LIMIT 100) AS a
