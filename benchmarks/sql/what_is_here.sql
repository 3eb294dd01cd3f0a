SELECT json_object(
  'release', (SELECT json_object('id', id, 'publishedAt', published_at) FROM release),
  'statistics', json_array(
    json_object('type', 'Agency', 'count', (SELECT count(*) FROM node WHERE label = 'Agency')),
    json_object('type', 'Plan', 'count', (SELECT count(*) FROM node WHERE label = 'Plan')),
    json_object('type', 'Programme', 'count', (SELECT count(*) FROM node WHERE label = 'Programme')),
    json_object('type', 'Indicator', 'count', (SELECT count(*) FROM node WHERE label = 'Indicator')),
    json_object('type', 'Document', 'count', (SELECT count(*) FROM node WHERE label = 'Document')),
    json_object('type', 'Measurement', 'count', (SELECT count(*) FROM fact WHERE label = 'Measurement')),
    json_object('type', 'BudgetItem', 'count', (SELECT count(*) FROM fact WHERE label = 'BudgetItem')),
    json_object('type', 'Outcome', 'count', (SELECT count(*) FROM fact WHERE label = 'Outcome'))
  ),
  'documents', json_object('nodes', (
    SELECT json_group_array(json_object(
      'id', d.id, 'name', d.name, 'code', d.code, 'genre', d.genre, 'year', d.year,
      'facts', json_object('totalCount', d.fact_count),
      'publisher', (
        SELECT json_object('name', target_name) FROM edge
        WHERE source = d.id AND relation = 'PUBLISHED_BY' AND target_label = 'Agency' ORDER BY place, target LIMIT 1
      )
    )) FROM (SELECT * FROM node WHERE label = 'Document' ORDER BY name, id LIMIT 10) AS d
  ))
)
