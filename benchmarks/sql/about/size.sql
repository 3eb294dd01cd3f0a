SELECT (SELECT count(*) FROM node) + (SELECT count(*) FROM alias) + (SELECT count(*) FROM fact)
  + (SELECT count(*) FROM evidence) + (SELECT count(*) FROM passage) + (SELECT count(*) FROM finding)
