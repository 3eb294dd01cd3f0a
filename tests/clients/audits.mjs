// Prints, as JSON, what the audits of GraphQL over HTTP say of the service at the URL that is given.
import { auditServer } from "graphql-http";

const results = await auditServer({ url: process.argv[2] });
const told = await Promise.all(
  results.map(async ({ id, name, status, ...rest }) => ({
    id,
    name,
    status,
    reason: status === "ok" ? null : rest.reason,
    answer: status === "ok" || !rest.response ? null : `${rest.response.status} ${await rest.response.text().catch(() => "")}`,
  })),
);
console.log(JSON.stringify(told));
