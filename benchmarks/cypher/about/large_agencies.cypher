MATCH (a:Agency) WHERE a.programme_count >= $least RETURN count(a)
