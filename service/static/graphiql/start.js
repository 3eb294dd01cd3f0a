// Starts GraphiQL on this very address, with one tab for each example.
"use strict";

const examples = JSON.parse(document.getElementById("examples").textContent);

const fetcher = async (request) => {
  const response = await fetch(location.pathname, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(request),
  });
  return response.json();
};

// What was left in the tabs of an earlier visit would hide the examples.
const storage = { length: 0, getItem: () => null, setItem: () => {}, removeItem: () => {}, clear: () => {} };

ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher,
    storage,
    defaultTabs: examples,
    isHeadersEditorEnabled: false,
    defaultEditorToolsVisibility: "variables",
  }),
);
