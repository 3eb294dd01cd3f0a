SELECT count(*) FROM node WHERE label = 'Agency' AND programme_count >= :least
