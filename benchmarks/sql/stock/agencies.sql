SELECT id, name FROM node WHERE label = 'Agency' ORDER BY programme_count DESC, id LIMIT :first
