import { open } from 'node:fs/promises';
import type { ByteSource } from '../core/readers/byteSource.ts';

/** A local file as a ByteSource. Rejects with an Error with `cause` when it cannot be opened. */
export async function fileSource(path: string, name = path): Promise<ByteSource> {
  const failed = (what: string) => (cause: unknown) => {
    throw new Error(`cannot ${what} ${name}`, { cause });
  };
  const handle = await open(path, 'r').catch(failed('open'));
  const stat = await handle.stat().catch(failed('read'));
  if (!stat.isFile()) {
    await handle.close();
    throw new Error(`cannot read ${name}`, { cause: new Error('it is not a file') });
  }
  return {
    name,
    size: stat.size,
    read: async (offset, length) => {
      const wanted = Math.max(0, Math.min(length, stat.size - offset));
      // A Buffer of its own: the caller may keep it. Its indexOf is the fast one.
      const bytes = Buffer.allocUnsafeSlow(wanted);
      let done = 0;
      while (done < wanted) {
        const { bytesRead } = await handle.read(bytes, done, wanted - done, offset + done).catch(failed('read'));
        if (bytesRead === 0) break;
        done += bytesRead;
      }
      return done === wanted ? bytes : bytes.subarray(0, done);
    },
    close: () => handle.close(),
  };
}
