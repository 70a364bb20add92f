// The part of the query language that the application uses: one container, conditions joined by AND, order by id, or a count.
const words = /\s*(@\w+|[A-Za-z_][\w.]*|\d+|>=|<=|!=|[=<>(),*])/y;

function tokens(text) {
  const found = [];
  words.lastIndex = 0;
  while (words.lastIndex < text.trimEnd().length) {
    const match = words.exec(text);
    if (!match) throw new Error(`cannot read the query: ${text}`);
    found.push(match[1]);
  }
  return found;
}

// Text by Unicode code point, as the index orders it; anything that is not comparable compares as undefined.
export function compare(left, right) {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left !== 'string' || typeof right !== 'string') return undefined;
  if (left === right) return 0;
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

class Parser {
  constructor(list) { this.list = list; this.at = 0; }
  next() { return this.list[this.at++]; }
  is(word) { return this.list[this.at]?.toUpperCase() === word; }
  take(word) { return this.is(word) ? (this.at++, true) : false; }
  need(word) { if (!this.take(word)) throw new Error(`expected ${word} before ${this.list[this.at] ?? 'the end'}`); }

  condition() {
    let left = this.conjunction();
    while (this.take('OR')) { const [a, b] = [left, this.conjunction()]; left = (d, p) => a(d, p) || b(d, p); }
    return left;
  }
  conjunction() {
    let left = this.term();
    while (this.take('AND')) { const [a, b] = [left, this.term()]; left = (d, p) => a(d, p) && b(d, p); }
    return left;
  }
  term() {
    if (this.take('NOT')) { const inner = this.term(); return (d, p) => !inner(d, p); }
    if (this.take('(')) { const inner = this.condition(); this.need(')'); return inner; }
    if (this.take('IS_DEFINED')) { this.need('('); const path = this.path(); this.need(')'); return (d) => d[path] !== undefined; }
    if (this.take('ARRAY_CONTAINS')) {
      this.need('('); const list = this.next(); this.need(','); const path = this.path(); this.need(')');
      return (d, p) => p[list].includes(d[path]);
    }
    const path = this.path();
    const operator = this.next();
    const parameter = this.next();
    const holds = { '=': (c) => c === 0, '>': (c) => c > 0, '>=': (c) => c >= 0, '<': (c) => c < 0, '<=': (c) => c <= 0 }[operator];
    if (!holds || parameter[0] !== '@') throw new Error(`cannot compare by ${operator} with ${parameter}`);
    return (d, p) => { const c = compare(d[path], p[parameter]); return c !== undefined && holds(c); };
  }
  path() {
    const [root, name] = this.next().split('.');
    if (root !== 'c' || !name) throw new Error('a path begins with c.');
    return name;
  }
}

/** A query as { count, fields, where(document, parameters), order: null | 1 | -1 }. */
export function parse(text) {
  const parser = new Parser(tokens(text));
  const query = { count: false, fields: [], where: () => true, order: null };
  parser.need('SELECT');
  if (parser.take('VALUE')) {
    parser.need('COUNT'); parser.need('('); parser.next(); parser.need(')');
    query.count = true;
  } else {
    do query.fields.push(parser.path()); while (parser.take(','));
  }
  parser.need('FROM'); parser.need('C');
  if (parser.take('WHERE')) query.where = parser.condition();
  if (parser.take('ORDER')) {
    parser.need('BY');
    if (parser.path() !== 'id') throw new Error('only id is in order');
    query.order = parser.take('DESC') ? -1 : (parser.take('ASC'), 1);
  }
  if (parser.at !== parser.list.length) throw new Error(`unexpected ${parser.list[parser.at]}`);
  return query;
}
