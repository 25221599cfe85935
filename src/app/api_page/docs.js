// The API page: draws /openapi.json and sends the calls that its reader fills in.
"use strict";

const make = (tag, props = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), props);
  element.append(...children.filter((child) => child !== null));
  return element;
};

let api;

const resolve = (schema) => (schema?.$ref ? api.components.schemas[schema.$ref.split("/").pop()] : schema);

/** The shape of a schema in a few words, as one would write an example. */
function sketch(schema, depth = 0) {
  const name = schema?.$ref?.split("/").pop();
  const real = resolve(schema) ?? {};
  if (real.anyOf) return sketch(real.anyOf[0], depth);
  const type = Array.isArray(real.type) ? real.type[0] : real.type;
  if (type === "object" && real.properties && depth < 4)
    return Object.fromEntries(Object.entries(real.properties).map(([key, value]) => [key, sketch(value, depth + 1)]));
  if (type === "array") return [sketch(real.items, depth + 1)];
  if (real.enum) return real.enum.filter((value) => value !== null).join(" | ");
  return name && !type ? name : real.format ?? type ?? "any";
}

function parameters(operation) {
  if (!operation.parameters) return null;
  return make("div", {}, make("h3", { textContent: "Parameters" }),
    make("table", {}, ...operation.parameters.map((each) =>
      make("tr", {}, make("td", {}, make("code", { textContent: each.name })),
        make("td", { textContent: `${each.in}${each.required ? ", required" : ""}` }),
        make("td", {}, make("input", { name: each.name, ariaLabel: each.name }))))));
}

function request(path, operation, inside) {
  let url = path;
  const query = new URLSearchParams();
  const headers = {};
  for (const each of operation.parameters ?? []) {
    const value = inside.querySelector(`input[name="${each.name}"]`).value;
    if (each.in === "path") url = url.replace(`{${each.name}}`, encodeURIComponent(value));
    else if (value && each.in === "query") query.set(each.name, value);
    else if (value) headers[each.name] = value;
  }
  const token = document.getElementById("token").value.trim();
  if (token) headers.Authorization = `Bearer ${token}`;
  const body = inside.querySelector("textarea")?.value;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  return [`${url}${query.size ? `?${query}` : ""}`, { headers, body }];
}

async function send(method, path, operation, inside, output) {
  const [url, options] = request(path, operation, inside);
  output.hidden = false;
  try {
    const response = await fetch(url, { method, ...options });
    const text = await response.text();
    let shown = text;
    try { shown = JSON.stringify(JSON.parse(text), null, 2); } catch { /* not JSON: as it is */ }
    output.textContent = `${response.status} ${response.statusText}\n\n${shown.slice(0, 100000)}`;
  } catch (failure) {
    output.textContent = `The server cannot be reached: ${failure.message}`;
  }
}

function details(method, path, operation) {
  const json = operation.requestBody?.content["application/json"]?.schema;
  const [status, good] = Object.entries(operation.responses)[0];
  const answer = good.content?.["application/json"]?.schema;
  const output = make("pre", { hidden: true });
  const inside = make("div", { className: "inside" }, parameters(operation),
    json ? make("div", {}, make("h3", { textContent: "Body" }),
      make("textarea", { ariaLabel: "Body", spellcheck: false, value: JSON.stringify(sketch(json), null, 2) })) : null,
    make("h3", { textContent: `Answer ${status}` }),
    make("pre", { textContent: answer ? JSON.stringify(sketch(answer), null, 2) : status === "204" ? "no body" : "a file or a stream" }));
  inside.append(make("button", { type: "button", textContent: "Send", onclick: () => send(method, path, operation, inside, output) }), output);
  return inside;
}

function draw(word) {
  const groups = new Map();
  for (const [path, methods] of Object.entries(api.paths))
    for (const [verb, operation] of Object.entries(methods)) {
      const method = verb.toUpperCase();
      if (!`${method} ${path} ${operation.summary}`.toLowerCase().includes(word.toLowerCase())) continue;
      const tag = operation.tags?.[0] ?? "operations";
      const box = make("details", {}, make("summary", {}, make("span", { className: `method ${method}`, textContent: method }),
        make("code", { textContent: path }), make("span", { textContent: operation.summary })));
      box.addEventListener("toggle", () => { if (box.open && box.children.length === 1) box.append(details(method, path, operation)); });
      groups.set(tag, [...(groups.get(tag) ?? []), box]);
    }
  document.getElementById("operations").replaceChildren(
    ...[...groups].map(([tag, boxes]) => make("section", {}, make("h2", { textContent: tag }), ...boxes)));
}

fetch("/openapi.json").then((response) => response.json()).then((document_) => {
  api = document_;
  draw("");
  document.getElementById("filter").addEventListener("input", (event) => draw(event.target.value));
});
