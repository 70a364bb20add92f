// The least that answers over HTTP with a validator: starts, asks itself once, ends.
import { createServer } from 'node:http';
import Ajv from 'ajv';

const validate = new Ajv().compile({ type: 'object', required: ['termMonths'], properties: { termMonths: { type: 'integer', minimum: 12 } } });
const server = createServer((request, response) => {
  let body = '';
  request.on('data', part => { body += part; }).on('end', () => response.end(JSON.stringify({ valid: validate(JSON.parse(body)) })));
});
server.listen(0, '127.0.0.1', async () => {
  const answer = await fetch(`http://127.0.0.1:${server.address().port}/`, { method: 'POST', body: '{"termMonths":24}' });
  process.exit((await answer.json()).valid ? 0 : 1);
});
