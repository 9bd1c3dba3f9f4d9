#!/usr/bin/env node
// A schema engine for the Prisma CLI with the WebAssembly build of Prisma's own engine behind it, for PostgreSQL. It is
// there to compare with: the native engine is not on npm. Only what measure.sh needs is done.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { randomUUID } from 'node:crypto';
import pg from 'pg';

const words = process.argv.slice(2);
const valuesOf = (name) => words.flatMap((word, i) => (word === name ? [words[i + 1]] : []));
const { url } = JSON.parse(valuesOf('--datasource')[0]);
const [command] = valuesOf('cli');
const database = new URL(url).pathname.slice(1);
const on = (name) => Object.assign(new URL(url), { pathname: '/' + name }).toString();
const log = (level, target, fields) => console.error(JSON.stringify({ timestamp: new Date().toISOString(), level, fields, target }));
async function run(name, sql) {
  const client = new pg.Client({ connectionString: on(name) });
  await client.connect();
  try { if (sql) await client.query(sql); } finally { await client.end(); }
}

log('INFO', 'schema_engine', { message: 'Starting schema engine' });
if (command) {
  try {
    if (command === 'can-connect-to-database') await run(database);
    else await run('postgres', `${command.split('-')[0]} database "${database}"`);
  } catch (e) {
    const code = e.code === '3D000' ? 'P1003' : 'P1001';
    log('ERROR', 'schema_engine::logger', { is_panic: false, message: e.message, error_code: code, meta: {} });
    process.exit(1);
  }
  process.exit(0);
}

const { PrismaPg } = await import('@prisma/adapter-pg');
const { bindMigrationAwareSqlAdapterFactory } = await import('@prisma/driver-adapter-utils');
const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
const binary = readFileSync(new URL('schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm')));
const { instance } = await WebAssembly.instantiate(binary, { './schema_engine_bg.js': glue });
glue.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start();

async function connect(name) {
  const adapter = await new PrismaPg({ connectionString: on(name) }).connect();
  const performIO = adapter.performIO.bind(adapter);
  adapter.performIO = async (query) => {
    const result = await performIO(query);
    // The adapter does not know the catalog's type "char" and refuses it.
    for (const field of result.fields) if (field.dataTypeID === 18) field.dataTypeID = 25;
    return result;
  };
  adapter.executeScript = async (script) => { await adapter.underlyingDriver().query(script); };
  return adapter;
}
const factory = new PrismaPg({ connectionString: url });
factory.connect = () => connect(database);
factory.connectToShadowDb = async () => {
  const name = `prisma_migrate_shadow_db_${randomUUID()}`;
  await run('postgres', `create database "${name}"`);
  const adapter = await connect(name);
  const dispose = adapter.dispose.bind(adapter);
  adapter.dispose = async () => { await dispose(); await run('postgres', `drop database "${name}" with (force)`); };
  return adapter;
};
const datamodels = valuesOf('--datamodels').map((path) => [path, readFileSync(path, 'utf8')]);
const engine = await glue.SchemaEngine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(factory));

const send = (message) => process.stdout.write(JSON.stringify({ jsonrpc: '2.0', ...message }) + '\n');
for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params } = JSON.parse(line);
  try { send({ id, result: (await engine[method](params)) ?? {} }); } catch (e) {
    const data = { is_panic: false, message: e.message, meta: null, error_code: e.code ?? null };
    send({ id, error: { code: 4466, message: 'An error happened. Check the data field for details.', data } });
  }
}
process.exit(0);
