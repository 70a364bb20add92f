// The binary form in which the .NET SDK sends and reads transactional batches: RecordIO segments of HybridRow records.
// Only the two schemas of batches are known here: operations in, results out.
const schema = { segment: 0x7fffd8f0, record: 0x7fffd8f1, operation: 0x7fe15470, result: 0x7fe15471 };
const rowVersion = 0x81;
const kinds = new Map([[0, 'create'], [2, 'read'], [4, 'delete'], [5, 'replace'], [20, 'upsert']]);

const crcTable = new Uint32Array(256).map((_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ crcTable[(value ^ byte) & 0xff];
  return (value ^ 0xffffffff) >>> 0;
}

class Reader {
  constructor(bytes, at) { this.bytes = bytes; this.at = at; }
  get more() { return this.at < this.bytes.length; }
  byte() { return this.bytes[this.at++]; }
  int() { this.at += 4; return this.bytes.readInt32LE(this.at - 4); }
  length() {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * shift;
      if (byte < 0x80) return value;
    }
  }
  blob() {
    const size = this.length();
    this.at += size;
    return this.bytes.subarray(this.at - size, this.at);
  }
}

function operation(row) {
  if (row[0] !== rowVersion || row.readUInt32LE(1) !== schema.operation) throw new Error('not the row of a batch operation');
  const present = row[5];
  const reader = new Reader(row, 6);
  const kind = kinds.get(reader.int());
  if (!kind) throw new Error('an operation that the stand-in does not know');
  reader.int(); // the resource type: always documents
  const result = { kind };
  // Variable fields in the order of the schema; a bit says whether each is there.
  for (const [bit, name] of [[4, 'partition'], [8, null], [16, 'id'], [32, null], [64, 'body']]) {
    if (!(present & bit)) continue;
    const bytes = reader.blob();
    if (name) result[name] = name === 'id' ? bytes.toString('utf8') : JSON.parse(bytes.toString('utf8'));
  }
  // Sparse fields: a type, a token for the name, a value.
  while (reader.more) {
    const type = reader.byte();
    const token = reader.length();
    const value = type === 20 ? reader.blob().toString('utf8') : type === 21 ? reader.blob() : type === 7 ? reader.int() : type === 3;
    if (token === 9) result.ifMatch = value;
  }
  return result;
}

/** The operations of a batch. */
export function readOperations(bytes) {
  const found = [];
  for (let at = 0; at < bytes.length;) {
    const kind = bytes.readUInt32LE(at + 1);
    if (kind === schema.segment) { at += bytes.readInt32LE(at + 6); continue; }
    if (kind !== schema.record) throw new Error('neither segment nor record');
    const size = bytes.readInt32LE(at + 5);
    const row = bytes.subarray(at + 13, at + 13 + size);
    if (crc(row) !== bytes.readUInt32LE(at + 9)) throw new Error('a record with a wrong checksum');
    found.push(operation(row));
    at += 13 + size;
  }
  return found;
}

const header = (id) => { const bytes = Buffer.alloc(5); bytes[0] = rowVersion; bytes.writeUInt32LE(id, 1); return bytes; };
const int = (value) => { const bytes = Buffer.alloc(4); bytes.writeInt32LE(value); return bytes; };

function resultRow({ status, etag, charge }) {
  const tag = etag ? Buffer.from(etag) : null;
  const parts = [header(schema.result), Buffer.from([tag ? 7 : 3]), int(status), int(0)];
  if (tag) parts.push(Buffer.from([tag.length]), tag);
  const units = Buffer.alloc(8);
  units.writeDoubleLE(charge);
  return Buffer.concat([...parts, Buffer.from([16, 6]), units]);
}

/** The results of a batch, one for each operation: { status, etag, charge }. */
export function writeResults(results) {
  const parts = [header(schema.segment), Buffer.from([1]), int(10)];
  for (const result of results) {
    const row = resultRow(result);
    const sum = Buffer.alloc(4);
    sum.writeUInt32LE(crc(row));
    parts.push(header(schema.record), int(row.length), sum, row);
  }
  return Buffer.concat(parts);
}
