// Asks with Apollo Client, as it comes: its cache told of the schema by the service, documents by their hash by GET.
// Prints what it was answered, what its cache then knows by itself, and what it complained of.
import { readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { ApolloClient, HttpLink, InMemoryCache, gql } from "@apollo/client/core";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { load } from "./module.mjs";

const [url, cases] = [process.argv[2], JSON.parse(readFileSync(process.argv[3], "utf8"))];
const { possibleTypes, typePolicies } = await load(new URL("/clients/apollo.js", url));
const complaints = [];
for (const level of ["warn", "error"]) console[level] = (...said) => complaints.push(said.map(String).join(" "));
const methods = [];
const asking = (where, how) => (methods.push(how?.method ?? "GET"), fetch(where, how));
const hashes = new PersistedQueryLink({
  sha256: (text) => createHash("sha256").update(text).digest("hex"),
  useGETForHashedQueries: true,
});
const client = new ApolloClient({
  link: hashes.concat(new HttpLink({ uri: url, fetch: asking })),
  cache: new InMemoryCache({ possibleTypes, typePolicies }),
});

const answers = [];
for (const { document, variables } of cases) {
  const query = gql(document);
  const { data } = await client.query({ query, variables });
  const again = await client.query({ query, variables, fetchPolicy: "cache-only" });
  answers.push({ data, cached: again.data });
}
console.log(JSON.stringify({ answers, complaints, methods }));
