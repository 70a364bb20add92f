// Databases, containers, documents. A container has physical partitions (ranges), each with its own sequence of commits and feed.
import { Buffer } from 'node:buffer';
import { charges } from './charges.mjs';

export class Refusal extends Error {
  constructor(status, message, sub = 0) { super(message); this.status = status; this.sub = sub; }
}

const limits = { operations: 100, bytes: 2 * 1024 * 1024 };
let resources = 0;
let skew = 0;
const seconds = () => Math.floor(Date.now() / 1000) + skew;
export const advance = (by) => { skew += by; };

// Sizes inside names, so that a client may tell a database from a container by its name alone.
function resourceId(...numbers) {
  const bytes = Buffer.alloc([4, 8, 16][numbers.length - 1]);
  numbers.forEach((number, i) => (i === 2 ? bytes.writeUInt32LE(number, 8) : bytes.writeUInt32BE(number, i * 4)));
  if (numbers.length > 1) bytes[4] |= 0x80;
  return bytes.toString('base64').replaceAll('/', '-');
}

function rangeOf(text, ranges) {
  let hash = 7;
  for (let i = 0; i < text.length; i++) hash = (hash * 31 + text.charCodeAt(i)) >>> 0;
  return hash % ranges;
}

export class Container {
  constructor(database, definition, ranges) {
    this.number = ++resources;
    this.rid = resourceId(database.number, this.number);
    this.database = database;
    this.definition = { ...definition, _rid: this.rid, _self: `dbs/${database.rid}/colls/${this.rid}/`, _etag: `"${this.number}"`, _ts: seconds() };
    this.ranges = Array.from({ length: ranges }, () => ({ lsn: 0, partitions: new Map(), log: [] }));
  }

  range(partition) { return this.ranges[rangeOf(partition, this.ranges.length)]; }

  documents(partition) { return this.range(partition).partitions.get(partition) ?? new Map(); }

  live(document) { return document && (!(document.value.ttl > 0) || document.written + document.value.ttl > seconds()) ? document : undefined; }

  find(partition, id) { return this.live(this.documents(partition).get(id)); }

  all(partition) { return [...this.documents(partition).values()].filter((d) => this.live(d)); }

  /** Applies operations to one partition, all or none; the result of each. */
  commit(partition, operations) {
    if (operations.length > limits.operations) throw new Refusal(400, 'a batch has at most 100 operations');
    const changes = new Map();
    const results = [];
    const failed = operations.findIndex((operation) => {
      const result = this.#check(partition, operation, changes);
      results.push(result);
      return result.status >= 400;
    });
    if (failed >= 0) return { done: false, results: operations.map((_, i) => (i === failed ? results[i] : { status: 424, charge: 0 })) };
    const range = this.range(partition);
    const documents = range.partitions.get(partition) ?? new Map();
    range.partitions.set(partition, documents);
    range.lsn++;
    for (const [id, document] of changes) {
      documents.delete(id);
      if (!document) continue;
      document.lsn = range.lsn;
      documents.set(id, document);
      range.log.push(document);
    }
    if (documents.size === 0) range.partitions.delete(partition);
    if (range.log.length > 1000 + 4 * this.#size(range)) range.log = range.log.filter((d) => range.partitions.get(d.value.pk)?.get(d.value.id) === d);
    return { done: true, results };
  }

  /** Documents of a range behind a commit, whole commits only: at least one when there is any. */
  changes(index, after, limit) {
    const { log, lsn, partitions } = this.ranges[index];
    let low = 0;
    for (let high = log.length; low < high;) {
      const middle = (low + high) >>> 1;
      if (log[middle].lsn > after) high = middle; else low = middle + 1;
    }
    const found = [];
    for (; low < log.length; low++) {
      if (found.length >= limit && log[low].lsn !== found.at(-1).lsn) return { found, next: found.at(-1).lsn };
      if (partitions.get(log[low].value.pk)?.get(log[low].value.id) === log[low] && this.live(log[low])) found.push(log[low]);
    }
    return { found, next: Math.max(lsn, after) };
  }

  bytes() { return this.#each().reduce((sum, d) => sum + d.bytes, 0); }

  count() { return this.#each().length; }

  #each() { return this.ranges.flatMap((r) => [...r.partitions.values()].flatMap((documents) => [...documents.values()])); }

  #size(range) { let size = 0; for (const documents of range.partitions.values()) size += documents.size; return size; }

  #check(partition, { kind, id, body, ifMatch }, changes) {
    id ??= body?.id;
    const there = changes.has(id) ? changes.get(id) : this.find(partition, id);
    const tagMatches = !ifMatch || ifMatch === '*' || ifMatch === there?.etag;
    if (kind === 'create' && there) return { status: 409, charge: 1.24 };
    if (kind !== 'create' && kind !== 'upsert' && !there) return { status: 404, charge: 1.24 };
    if (kind !== 'create' && there && !tagMatches) return { status: 412, charge: 1.24 };
    if (kind === 'delete') { changes.set(id, null); return { status: 204, charge: charges.remove() }; }
    if (kind === 'read') return { status: 200, etag: there.etag, charge: charges.read(there.bytes) };
    const wrong = this.#wrong(partition, id, body);
    if (wrong) return { status: wrong, charge: 0 };
    const number = ++resources;
    const etag = `"${number.toString(16).padStart(8, '0')}"`;
    const bytes = Buffer.byteLength(JSON.stringify(body)) + 180; // with the properties that the service adds
    changes.set(id, { value: body, etag, written: seconds(), bytes, rid: resourceId(this.database.number, this.number, number) });
    return { status: there ? 200 : 201, etag, charge: there ? charges.replace(bytes) : charges.create(bytes) };
  }

  #wrong(partition, id, body) {
    if (typeof id !== 'string' || body.id !== id || body.pk !== partition) return 400;
    if (id.length === 0 || /[/\\?#]/.test(id) || Buffer.byteLength(id) > 1023 || Buffer.byteLength(partition) > 2048) return 400;
    if (body.ttl !== undefined && !(Number.isInteger(body.ttl) && (body.ttl > 0 || body.ttl === -1))) return 400;
    return Buffer.byteLength(JSON.stringify(body)) > limits.bytes ? 413 : 0;
  }
}

export const databases = new Map();

export function createDatabase(id) {
  if (databases.has(id)) throw new Refusal(409, 'the database is there already');
  const number = ++resources;
  const database = { id, number, rid: resourceId(number), containers: new Map() };
  databases.set(id, database);
  return database;
}

export const findDatabase = (name) =>
  databases.get(name) ?? [...databases.values()].find((d) => d.rid === name) ?? (() => { throw new Refusal(404, 'there is no such database', 1003); })();

export function findContainer(database, name) {
  const found = database.containers.get(name) ?? [...database.containers.values()].find((c) => c.rid === name);
  if (!found) throw new Refusal(404, 'there is no such container', 1003);
  return found;
}

export const maximumBatch = limits.bytes;
