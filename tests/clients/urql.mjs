// Asks with urql and its normalised cache, as they come, told of the schema by the service.
// Prints what it was answered, what its cache then knows by itself, and what it complained of.
import { readFileSync } from "node:fs";
import { Client, fetchExchange } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { getIntrospectionQuery } from "graphql";
import { load } from "./module.mjs";

const [url, cases] = [process.argv[2], JSON.parse(readFileSync(process.argv[3], "utf8"))];
const { keys } = await load(new URL("/clients/urql.js", url));
const complaints = [];
for (const level of ["warn", "error"]) console[level] = (...said) => complaints.push(said.map(String).join(" "));
const plain = new Client({ url, exchanges: [fetchExchange], preferGetMethod: false });
const { data: schema } = await plain.query(getIntrospectionQuery(), {}).toPromise();
const client = new Client({ url, exchanges: [cacheExchange({ schema, keys }), fetchExchange], preferGetMethod: false });

const answers = [];
for (const { document, variables } of cases) {
  const first = await client.query(document, variables).toPromise();
  const again = await client.query(document, variables, { requestPolicy: "cache-only" }).toPromise();
  answers.push({ data: first.data, error: first.error?.message ?? null, cached: again.data });
}
console.log(JSON.stringify({ answers, complaints }));
