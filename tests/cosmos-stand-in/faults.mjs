// Faults that tests order at the wire, and the counts of what was asked.
const orders = [];

/** { on: 'read'|'query'|'feed'|'batch'|'any' of these|'metadata', status, sub, retryAfter, hang, drop, after, storm, delay, count, skip, database, partition, text } */
export function order(fault) { orders.push({ on: 'any', count: 1, skip: 0, ...fault }); }

export function clear(database) {
  for (let i = orders.length - 1; i >= 0; i--) if (!database || orders[i].database === database) orders.splice(i, 1);
}

/** The fault for this request, taken off the order; undefined when there is none. */
export function take(operation, database, partition, raw) {
  const fault = orders.find((o) => o.count > 0 && (o.on === operation || (o.on === 'any' && operation !== 'metadata')) && (!o.database || o.database === database) && (!o.partition || o.partition === partition) && (!o.text || raw.includes(o.text)));
  if (!fault) return undefined;
  if (fault.skip > 0) { fault.skip--; return undefined; }
  fault.count--;
  count(database).faults++;
  return fault;
}

const counts = new Map();

export function count(database) {
  if (!counts.has(database)) counts.set(database, { charge: 0, charges: {}, read: 0, query: 0, feed: 0, batch: 0, operations: 0, cross: 0, faults: 0, strict: false, written: 0, documents: 0 });
  return counts.get(database);
}

export function forget(database) { counts.delete(database); }
