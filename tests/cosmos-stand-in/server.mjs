// A stand-in for Azure Cosmos DB for tests: the NoSQL interface in gateway mode, as far as the application uses it, in memory.
import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { charges } from './charges.mjs';
import * as faults from './faults.mjs';
import { compare, parse } from './query.mjs';
import { readOperations, writeResults } from './rows.mjs';
import { advance, Container, createDatabase, databases, findContainer, findDatabase, maximumBatch, Refusal } from './store.mjs';

const port = Number(process.argv[2] ?? 0);
const ranges = Number(process.argv[3] ?? 2);
const flag = (request, name) => (request.headers[name] ?? '').toLowerCase() === 'true';
const isQuery = (request) => flag(request, 'x-ms-documentdb-isquery') || (request.headers['content-type'] ?? '').includes('query+json');

function account(request) {
  const here = { name: 'Local', databaseAccountEndpoint: `http://${request.headers.host}/` };
  const replicas = { asyncReplication: false, minReplicaSetSize: 1, maxReplicasetSize: 4 };
  return {
    id: 'stand-in', _rid: 'stand-in', _self: '', media: '//media/', addresses: '//addresses/', _dbs: '//dbs/', writableLocations: [here], readableLocations: [here],
    enableMultipleWriteLocations: false, userReplicationPolicy: replicas, systemReplicationPolicy: replicas,
    userConsistencyPolicy: { defaultConsistencyLevel: 'Session' }, readPolicy: { primaryReadCoefficient: 1, secondaryReadCoefficient: 1 },
    queryEngineConfiguration: JSON.stringify({
      maxSqlQueryInputLength: 262144, maxJoinsPerSqlQuery: 5, maxLogicalAndPerSqlQuery: 500, maxLogicalOrPerSqlQuery: 500, maxUdfRefPerSqlQuery: 10, maxInExpressionItemsCount: 16000,
      queryMaxInMemorySortDocumentCount: 500, maxQueryRequestTimeoutFraction: 0.9, sqlAllowNonFiniteNumbers: false, sqlAllowAggregateFunctions: true, sqlAllowSubQuery: true,
      sqlAllowScalarSubQuery: true, allowNewKeywords: true, sqlAllowLike: true, sqlAllowGroupByClause: true, maxSpatialQueryCells: 12, spatialMaxGeometryPointCount: 256,
      sqlAllowTop: true, enableSpatialIndexing: true,
    }),
  };
}

/** The throughput that whoever creates something asks for: a number, or a most for autoscale; null: none. */
function asked(request) {
  const settings = request.headers['x-ms-cosmos-offer-autopilot-settings'];
  if (settings) return { most: JSON.parse(settings).maxThroughput };
  const manual = request.headers['x-ms-offer-throughput'];
  return manual === undefined ? null : { manual: Number(manual) };
}

const view = (document) => ({ ...document.value, _rid: document.rid, _etag: document.etag, _ts: document.written, _lsn: document.lsn });
const databaseView = (database) => ({ id: database.id, _rid: database.rid, _self: `dbs/${database.rid}/`, _etag: '"0"', _colls: 'colls/', _users: 'users/', _ts: 1 });

function rangesView(container) {
  const edge = (i) => (i === 0 ? '' : i === container.ranges.length ? 'FF' : Math.floor((i * 0x40) / container.ranges.length).toString(16).toUpperCase().padStart(2, '0') + '0'.repeat(30));
  return container.ranges.map((_, i) => ({
    id: `${i}`, _rid: container.rid, minInclusive: edge(i), maxExclusive: edge(i + 1), ridPrefix: i, throughputFraction: 1 / container.ranges.length, status: 'online', parents: [], _ts: 1, _lsn: 1,
    _self: `${container.definition._self}pkranges/${i}/`, _etag: '"0"',
  }));
}

/** Answers of the data plane carry what they cost and how far their range is. */
function metered(request, database, container, index, charge, more = {}) {
  const counts = faults.count(database.id);
  counts.charge += charge;
  const partition = request.headers['x-ms-documentdb-partitionkey'];
  const owner = partition && (container.definition.id === 'views' || container.definition.id === 'host') ? ` ${JSON.parse(partition)[0].split(/[:|]/)[0]}` : '';
  const name = `${request.kind} ${container.definition.id}${owner}`;
  counts.charges[name] = (counts.charges[name] ?? 0) + charge;
  const lsn = container.ranges[index].lsn;
  return { 'x-ms-request-charge': charge.toFixed(2), 'x-ms-session-token': `${index}:-1#${lsn}`, lsn: `${lsn}`, 'x-ms-documentdb-partitionkeyrangeid': `${index}`, ...more };
}

function metadata(request, path, body) {
  if (path.length === 0) return { body: account(request) };
  if (path[0] === 'offers') return { body: { Offers: [], _count: 0 } };
  if (path.length === 1) {
    if (request.method === 'POST' && !isQuery(request)) {
      const created = createDatabase(body().id);
      Object.assign(faults.count(created.id), { throughput: asked(request), containersWithThroughput: 0 });
      return { status: 201, body: databaseView(created) };
    }
    return { body: { Databases: [...databases.values()].map(databaseView), _count: databases.size } };
  }
  const database = findDatabase(path[1]);
  if (path.length === 2) {
    if (request.method !== 'DELETE') return { body: databaseView(database) };
    databases.delete(database.id);
    faults.forget(database.id);
    return { status: 204 };
  }
  if (path.length === 3) {
    if (request.method === 'POST' && !isQuery(request)) {
      const definition = body();
      if (database.containers.has(definition.id)) throw new Refusal(409, 'the container is there already');
      const container = new Container(database, definition, ranges);
      database.containers.set(definition.id, container);
      if (asked(request)) faults.count(database.id).containersWithThroughput++;
      return { status: 201, body: container.definition, headers: { etag: container.definition._etag } };
    }
    return { body: { DocumentCollections: [...database.containers.values()].map((c) => c.definition), _count: database.containers.size } };
  }
  const container = findContainer(database, path[3]);
  if (path[4] === 'pkranges') {
    if (request.headers['if-none-match'] === '"0"') return { status: 304, headers: { etag: '"0"' } };
    return { body: { _rid: container.rid, PartitionKeyRanges: rangesView(container), _count: container.ranges.length }, headers: { etag: '"0"' } };
  }
  const headers = { etag: container.definition._etag };
  if (request.headers['x-ms-documentdb-populatequotainfo']) headers['x-ms-resource-usage'] = `functions=0;storedProcedures=0;triggers=0;documentsSize=${Math.ceil(container.bytes() / 1024)};documentsCount=${container.count()};collectionSize=${Math.ceil(container.bytes() / 1024)}`;
  return { body: container.definition, headers };
}

function point(request, database, container, path) {
  const partition = JSON.parse(request.headers['x-ms-documentdb-partitionkey'])[0];
  const index = container.ranges.indexOf(container.range(partition));
  const found = container.find(partition, path[5]);
  if (!found) return { status: 404, body: { message: 'there is no such document' }, headers: metered(request, database, container, index, charges.missing()) };
  return { body: view(found), headers: metered(request, database, container, index, charges.read(found.bytes), { etag: found.etag }) };
}

function batch(request, database, container, raw, fault) {
  if (raw.length > maximumBatch) throw new Refusal(413, 'a batch has at most 2 MB');
  const partition = JSON.parse(request.headers['x-ms-documentdb-partitionkey'])[0];
  const index = container.ranges.indexOf(container.range(partition));
  const operations = readOperations(raw);
  const storm = fault?.storm ? operations.findIndex((o) => o.ifMatch) : -1;
  const { done, results } = storm >= 0
    ? { done: false, results: operations.map((_, i) => ({ status: i === storm ? 412 : 424, charge: 0 })) }
    : container.commit(partition, operations);
  const counts = faults.count(database.id);
  counts.operations += operations.length;
  if (done) counts.written += raw.length;
  if (done) counts.documents += results.filter((r) => r.status === 201).length;
  const charge = results.reduce((sum, r) => sum + r.charge, 0);
  return { status: done ? 200 : 207, bytes: writeResults(results), headers: metered(request, database, container, index, charge, { 'content-type': 'application/octet-stream' }) };
}

function query(request, database, container, { query: text, parameters }) {
  const key = request.headers['x-ms-documentdb-partitionkey'];
  const counts = faults.count(database.id);
  if (!key) {
    counts.cross++;
    if (counts.strict) throw new Refusal(400, `a query across partitions is refused here: ${text}`);
    throw new Refusal(400, 'queries across partitions are not part of the stand-in');
  }
  const partition = JSON.parse(key)[0];
  const index = container.ranges.indexOf(container.range(partition));
  let parsed;
  try { parsed = parse(text); } catch (error) { throw new Refusal(400, error.message); }
  const values = Object.fromEntries((parameters ?? []).map((p) => [p.name, p.value]));
  const found = container.all(partition).filter((d) => parsed.where(d.value, values));
  if (parsed.count) return { body: { _rid: container.rid, Documents: [found.length], _count: 1 }, headers: metered(request, database, container, index, charges.count(found.length), { 'x-ms-item-count': '1' }) };
  if (parsed.order) found.sort((a, b) => parsed.order * compare(a.value.id, b.value.id));
  const from = Number(request.headers['x-ms-continuation'] ?? 0);
  const most = Number(request.headers['x-ms-max-item-count'] ?? 100);
  const page = found.slice(from, from + (most > 0 ? most : found.length));
  const rows = page.map((d) => { const all = view(d); return Object.fromEntries(parsed.fields.filter((f) => all[f] !== undefined).map((f) => [f, all[f]])); });
  const bytes = page.reduce((sum, d) => sum + d.bytes, 0);
  const more = from + page.length < found.length ? { 'x-ms-continuation': `${from + page.length}` } : {};
  return { body: { _rid: container.rid, Documents: rows, _count: rows.length }, headers: metered(request, database, container, index, charges.query(bytes), { 'x-ms-item-count': `${rows.length}`, ...more }) };
}

function feed(request, database, container) {
  const index = Number(request.headers['x-ms-documentdb-partitionkeyrangeid'] ?? 0);
  const tag = (request.headers['if-none-match'] ?? '').replaceAll('"', '');
  const after = tag === '*' ? container.ranges[index].lsn : Number(tag || 0);
  const { found, next } = container.changes(index, after, Number(request.headers['x-ms-max-item-count'] ?? 100));
  const headers = metered(request, database, container, index, charges.feed(found.reduce((sum, d) => sum + d.bytes, 0)), { etag: `"${next}"`, 'x-ms-item-count': `${found.length}` });
  if (found.length === 0) return { status: 304, headers };
  return { body: { _rid: container.rid, Documents: found.map(view), _count: found.length }, headers };
}

const plan = (text) => ({
  partitionedQueryExecutionInfoVersion: 2,
  queryInfo: {
    distinctType: 'None', top: null, offset: null, limit: null, orderBy: [], orderByExpressions: [], groupByExpressions: [], groupByAliases: [], aggregates: [],
    groupByAliasToAggregateType: {}, rewrittenQuery: '', hasSelectValue: /SELECT VALUE/i.test(text), dCountInfo: null,
  },
  queryRanges: [{ min: '', max: 'FF', isMinInclusive: true, isMaxInclusive: false }],
});

function control(path, body) {
  const asked = body();
  if (path === 'faults') faults.order(asked);
  if (path === 'clear') faults.clear(asked.database);
  if (path === 'advance') advance(asked.seconds);
  if (path === 'strict') faults.count(asked.database).strict = asked.on;
  return { body: faults.count(asked.database) };
}

async function answer(request, path, raw) {
  const body = () => (raw.length ? JSON.parse(raw.toString('utf8')) : {});
  if (path[0] === '_control') return control(path[1], body);
  if (path.length > 0 && !request.headers.authorization) throw new Refusal(401, 'who asks?');
  if (path[4] !== 'docs') {
    const named = path[1] && [...databases.values()].find((d) => d.rid === path[1])?.id;
    const ordered = path[1] && faults.take('metadata', named ?? path[1], undefined, raw);
    return ordered ? broken(ordered) : metadata(request, path, body);
  }
  if (request.headers['x-ms-cosmos-is-query-plan-request']) return { body: plan(body().query) };
  const database = findDatabase(path[1]);
  const container = findContainer(database, path[3]);
  const kind = path.length === 6 ? 'read' : request.headers['a-im'] ? 'feed' : isQuery(request) ? 'query' : 'batch';
  faults.count(database.id)[kind]++;
  request.kind = kind;
  const partition = request.headers['x-ms-documentdb-partitionkey'];
  const fault = faults.take(kind, database.id, partition && JSON.parse(partition)[0], raw);
  if (fault?.delay) await new Promise((resolve) => setTimeout(resolve, fault.delay));
  if (fault && !fault.after && !fault.storm && (fault.status || fault.drop || fault.hang)) return broken(fault);
  const result = kind === 'read' ? point(request, database, container, path)
    : kind === 'feed' ? feed(request, database, container)
    : kind === 'query' ? query(request, database, container, body())
    : batch(request, database, container, raw, fault);
  return fault?.after ? broken(fault) : result;
}

function broken(fault) {
  if (fault.hang) return { hang: true };
  if (fault.drop) return { drop: true };
  const wait = fault.retryAfter === undefined ? {} : { 'x-ms-retry-after-ms': `${fault.retryAfter}` };
  return { status: fault.status, body: { code: `${fault.status}`, message: 'ordered by a test' }, headers: { 'x-ms-substatus': `${fault.sub ?? 0}`, ...wait } };
}

function send(request, response, { status = 200, body, bytes, headers = {}, hang, drop }) {
  if (hang) return;
  if (drop) { request.socket.destroy(); return; }
  const payload = bytes ?? (body === undefined || status === 204 || status === 304 ? null : Buffer.from(JSON.stringify(body)));
  response.writeHead(status, {
    'x-ms-activity-id': request.headers['x-ms-activity-id'] ?? randomUUID(), 'x-ms-serviceversion': 'version=2.14.0.0', 'content-type': 'application/json', 'content-length': payload?.length ?? 0, ...headers,
  });
  response.end(payload);
}

const server = http.createServer(async (request, response) => {
  try {
    const parts = [];
    for await (const part of request) parts.push(part);
    const path = new URL(request.url, 'http://stand-in').pathname.split('/').filter(Boolean).map(decodeURIComponent);
    send(request, response, await answer(request, path, Buffer.concat(parts)));
  } catch (error) {
    const known = error instanceof Refusal;
    if (!known) console.error(error);
    send(request, response, { status: known ? error.status : 500, body: { code: `${error.status ?? 500}`, message: error.message }, headers: { 'x-ms-substatus': `${error.sub ?? 0}` } });
  }
});
server.keepAliveTimeout = 120_000;
server.listen(port, '127.0.0.1', () => console.log(`listening on http://127.0.0.1:${server.address().port}`));
// Ends with the one who started it.
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
