SELECT id, name, category, level, period_start, period_end FROM node WHERE label = 'Programme'
ORDER BY name, id LIMIT :first
