import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type * as vscode from 'vscode';
import { eventually, patience } from './eventually.ts';

export type VSCode = typeof vscode;

export interface Bridge {
  /** Runs a function in the extension host. It sees its two arguments and nothing else; both it and its result must survive JSON. */
  evaluate<T, A = undefined>(run: (api: VSCode, argument: A) => T | PromiseLike<T>, argument?: A): Promise<T>;
  /** How many times an extension host has called in: one more after each reload. */
  readonly connections: number;
  close(): void;
}

interface Request {
  readonly socket: Socket;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

interface Reply {
  readonly token?: string;
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: string;
}

/** Waits on the loopback address for the probe, whose folder it tells where and with which token to call. */
export async function openBridge(probeFolder: string): Promise<Bridge> {
  const token = randomBytes(16).toString('hex');
  const waiting = new Map<number, Request>();
  // The last is asked. One that ends may leave another behind: a window that reloads has two extension hosts for a while.
  const live: Socket[] = [];
  let connections = 0;
  let nextId = 0;

  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('close', () => {
      if (live.includes(socket)) live.splice(live.indexOf(socket), 1);
      for (const [id, request] of waiting) {
        if (request.socket !== socket) continue;
        waiting.delete(id);
        request.reject(new Error('the extension host ended before it answered'));
      }
    });
    createInterface({ input: socket }).on('line', (line) => {
      const reply = JSON.parse(line) as Reply;
      if (!live.includes(socket)) {
        if (reply.token !== token) return void socket.destroy();
        live.push(socket);
        connections++;
        return;
      }
      const request = waiting.get(reply.id ?? -1);
      waiting.delete(reply.id ?? -1);
      if (reply.error === undefined) request?.resolve(reply.result ?? undefined);
      else request?.reject(new Error(`in the extension host: ${reply.error}`));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const { port } = server.address() as AddressInfo;
  await writeFile(join(probeFolder, 'bridge.json'), JSON.stringify({ port, token }));

  return {
    get connections() {
      return connections;
    },
    async evaluate<T, A>(run: (api: VSCode, argument: A) => T | PromiseLike<T>, argument?: A) {
      const socket = await eventually('the extension host calls in', () => live.at(-1));
      const id = nextId++;
      let late: NodeJS.Timeout | undefined;
      return new Promise<T>((resolve, reject) => {
        late = setTimeout(() => reject(new Error(`no answer to ${run}`)), patience);
        waiting.set(id, { socket, resolve: (value) => resolve(value as T), reject });
        socket.write(`${JSON.stringify({ id, source: run.toString(), argument })}\n`);
      }).finally(() => {
        clearTimeout(late);
        waiting.delete(id);
      });
    },
    close() {
      for (const socket of live) socket.destroy();
      server.close();
    },
  };
}
