SELECT json_object('agencies', json_object('nodes', json_group_array(
  json_object('name', a.name, 'programmes', json_object('totalCount', a.programme_count))
))) FROM (
  SELECT name, programme_count FROM node WHERE label = 'Agency' ORDER BY programme_count DESC, id LIMIT 10
) AS a
