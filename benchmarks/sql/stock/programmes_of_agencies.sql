SELECT a.value, t.id, t.name, t.category, t.level, t.period_start, t.period_end
FROM json_each(:ids) AS a CROSS JOIN node AS t ON t.id IN (
  SELECT source FROM edge WHERE target = a.value AND relation = 'EXECUTED_BY' AND source_label = 'Programme'
  ORDER BY source_name, source LIMIT :first
)
ORDER BY a.key, t.name, t.id
