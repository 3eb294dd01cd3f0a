SELECT json_object('programmes', json_object('nodes', json_group_array(json_object(
  'id', t.id, 'name', t.name, 'category', t.category, 'level', t.level,
  'periodStart', t.period_start, 'periodEnd', t.period_end
)))) FROM (SELECT * FROM node WHERE label = 'Programme' ORDER BY name, id LIMIT 20) AS t
