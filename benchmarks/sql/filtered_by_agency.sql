-- The agency leads to fewer programmes than the indicators of the unit do.
WITH found AS MATERIALIZED (
  SELECT DISTINCT run.source AS id, run.source_name AS name
  FROM node AS a CROSS JOIN edge AS run ON run.target = a.id
  WHERE a.label = 'Agency' AND a.name = :agency
    AND run.relation = 'EXECUTED_BY' AND run.source_label = 'Programme' AND EXISTS (
      SELECT 1 FROM edge AS measured JOIN node AS i ON i.id = measured.target
      WHERE measured.source = run.source AND measured.relation = 'MEASURED_BY' AND measured.target_label = 'Indicator'
        AND i.unit = :unit
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
