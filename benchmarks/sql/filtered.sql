-- The indicators of the unit lead to fewer programmes than the agency does.
WITH found AS MATERIALIZED (
  SELECT DISTINCT measured.source AS id, measured.source_name AS name
  FROM node AS i CROSS JOIN edge AS measured ON measured.target = i.id
  WHERE i.label = 'Indicator' AND i.unit = :unit
    AND measured.relation = 'MEASURED_BY' AND measured.source_label = 'Programme' AND EXISTS (
      SELECT 1 FROM edge AS run WHERE run.source = measured.source AND run.relation = 'EXECUTED_BY'
        AND run.target_label = 'Agency' AND run.target_name = :agency
    )
)
SELECT json_object('programmes', json_object('totalCount', (SELECT count(*) FROM found), 'nodes', (
  SELECT json_group_array(json_object(
    'id', t.id, 'name', t.name,
    'parents', json_object('nodes', (
      SELECT json_group_array(json_object('name', target_name)) FROM (
        SELECT target_name FROM edge WHERE source = t.id AND relation = 'PART_OF' ORDER BY target_name, target LIMIT 5
      )
    )),
    'agencies', json_object('nodes', (
      SELECT json_group_array(json_object('name', target_name)) FROM (
        SELECT target_name FROM edge WHERE source = t.id AND relation = 'EXECUTED_BY' AND target_label = 'Agency'
        ORDER BY target_name, target LIMIT 5
      )
    ))
  )) FROM (SELECT id, name FROM found ORDER BY name, id LIMIT 20) AS t
)))
