MATCH (a:Agency) WHERE a.programme_count IS NOT NULL AND a.id IS NOT NULL
WITH a ORDER BY a.programme_count DESC, a.id LIMIT $first
RETURN collect([a.id, a.name])
