// Completion from the JSON Schema of a kind: member names where a name is expected, known values where a value is.
import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";

const follow = (root, schema) => {
  for (let i = 0; i < 8 && schema?.$ref; i++) schema = schema.$ref.slice(2).split("/").reduce((at, token) => at?.[token], root);
  return schema ?? {};
};

const text = (state, node) => {
  const raw = state.sliceDoc(node.from, node.to);
  try { return JSON.parse(raw); } catch { return raw.replaceAll('"', ""); }
};

/** The objects and lists around a place, as the way down a schema. */
const way = (state, node) => {
  const steps = [];
  for (let at = node; at; at = at.parent) {
    if (at.name === "Property" && at.from < node.from) steps.unshift(text(state, at.getChild("PropertyName")));
    else if (at.name === "Array" && at !== node) steps.unshift(0);
  }
  return steps;
};

const descend = (root, steps) => steps.reduce((schema, step) => {
  const here = follow(root, schema);
  return step === 0 ? here.items : here.properties?.[step] ?? here.additionalProperties;
}, root);

/** Members whose text is an expression; what an effect sets is one by any name. */
const expressions = new Set(["require", "when", "visibleWhen", "requiredWhen", "formula"]);

/** Names of fields where an expression is written, by path or by title. */
const named = (state, node, names, context) => {
  const steps = way(state, node);
  if (!names?.length || !(expressions.has(steps.at(-1)) || steps.at(-2) === "set")) return null;
  const part = context.matchBefore(/[\p{L}\w.]+/u);
  const from = part && part.from > node.from ? part.from : context.pos;
  return part || context.explicit ? { from, options: names.map(n => ({ label: n.path, detail: n.title, type: "variable" })).concat(names.map(n => ({ label: n.title, apply: n.path, detail: n.path, type: "variable" }))) } : null;
};

export const completions = (schema, names) => context => {
  if (!schema) return null;
  const state = context.state;
  // On a busy machine the text may not be read up to here yet: somebody who asks waits for it.
  const node = (ensureSyntaxTree(state, context.pos, 500) ?? syntaxTree(state)).resolveInner(context.pos, -1);
  const property = node.name === "PropertyName" ? node.parent : node.name === "Property" ? node : null;
  const owner = property && node.name === "PropertyName" ? property.parent : node.name === "Object" ? node : null;
  if (owner) {
    const here = follow(schema, descend(schema, way(state, owner)));
    const there = new Set(owner.getChildren("Property").map(p => text(state, p.getChild("PropertyName"))));
    const options = Object.entries(here.properties ?? {}).filter(([name]) => !there.has(name)).map(([name, value]) => ({ label: `"${name}"`, apply: node.name === "PropertyName" ? `"${name}"` : `"${name}": `, detail: follow(schema, value).type, info: value.description, type: "property" }));
    return options.length ? { from: node.name === "PropertyName" ? node.from : context.pos, options } : null;
  }
  const value = node.name === "String" ? node : null;
  const known = value && named(state, value, names, context);
  if (known) return known;
  const here = follow(schema, descend(schema, way(state, value ?? node)));
  const values = here.enum ?? (here.type === "boolean" ? [true, false] : []);
  return values.length ? { from: value?.from ?? context.pos, options: values.map(v => ({ label: JSON.stringify(v), type: "enum" })) } : null;
};
